import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const publishRosterConfig = z.object({
  LIBRARY_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  DROP_RELEASES_QUEUE_URL: setting.url,
  DROP_SWEEPS_QUEUE_URL: setting.url,
});
