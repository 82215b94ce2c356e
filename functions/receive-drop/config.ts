import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const receiveDropConfig = z.object({
  DROPS_BUCKET: setting.name,
  LIBRARY_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  DROP_PARTS_QUEUE_URL: setting.url,
  DROP_RELEASES_QUEUE_URL: setting.url,
  /** Size of one byte range handed to a comparator. */
  PART_BYTES: setting.integer,
});
