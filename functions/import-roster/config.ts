import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const importRosterConfig = z.object({
  DROPS_BUCKET: setting.name,
  LIBRARY_BUCKET: setting.name,
  REGISTRY_TABLE: setting.name,
  VAULT_TABLE: setting.name,
  JOURNAL_TABLE: setting.name,
  ROSTER_PUBLICATIONS_QUEUE_URL: setting.url,
  /** KMS key that wraps the token key and the vault's data keys. */
  DATA_KEY_ARN: setting.name,
});
