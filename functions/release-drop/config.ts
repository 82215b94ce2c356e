import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const releaseDropConfig = z.object({
  DROPS_BUCKET: setting.name,
  LIBRARY_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  WARNINGS_QUEUE_URL: setting.url,
});
