import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const portalApiConfig = z.object({
  DROPS_BUCKET: setting.name,
  DROPS_TABLE: setting.name,
  CASES_TABLE: setting.name,
  DROP_RELEASES_QUEUE_URL: setting.url,
  API_ISSUER: setting.url,
  API_AUDIENCE: setting.name,
  /** Key that signs list cursors. */
  CURSOR_KEY: setting.name,
});
