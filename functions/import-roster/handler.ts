import { dynamoRegistry } from '../../shared/adapters/aws/dynamo-registry.ts';
import { ensureTokenKey, kmsKeys } from '../../shared/adapters/aws/kms-keys.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { decodedKey, objectsLanded } from '../../shared/contracts/object-event.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { importRosterConfig } from './config.ts';
import { importRoster } from './import-roster.ts';

const config = readConfig(importRosterConfig, process.env);
const library = s3Objects(config.LIBRARY_BUCKET);
const tables = { registry: config.REGISTRY_TABLE, vault: config.VAULT_TABLE, journal: config.JOURNAL_TABLE };
const ports = {
  drops: s3Objects(config.DROPS_BUCKET),
  library,
  registry: dynamoRegistry(tables, config.DATA_KEY_ARN),
  keys: kmsKeys(library),
  ensureTokenKey: () => ensureTokenKey(library, config.DATA_KEY_ARN),
  publications: sqsOutbox<{ version: 1; cause: 'import' | 'schedule' | 'change' }>(
    config.ROSTER_PUBLICATIONS_QUEUE_URL,
  ),
  clock: systemClock,
};

export const handler = queueHandler(objectsLanded, async (event) => {
  for (const key of event.keys) await importRoster(decodedKey(key) ?? key, ports);
});
