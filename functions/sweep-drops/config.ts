import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const sweepDropsConfig = z.object({
  DROPS_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  DROPS_LANDED_QUEUE_URL: setting.url,
  ROSTER_LANDED_QUEUE_URL: setting.url,
  DROP_PARTS_QUEUE_URL: setting.url,
  DROP_RELEASES_QUEUE_URL: setting.url,
});
