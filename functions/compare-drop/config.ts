import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const compareDropConfig = z.object({
  DROPS_BUCKET: setting.name,
  LIBRARY_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  DROP_RELEASES_QUEUE_URL: setting.url,
});
