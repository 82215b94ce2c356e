import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { kmsKeys } from '../../shared/adapters/aws/kms-keys.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { snapshotReader } from '../../shared/compare/snapshot-reader.ts';
import { partPlanned } from '../../shared/contracts/messages.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { comparePart } from './compare-drop.ts';
import { compareDropConfig } from './config.ts';

const config = readConfig(compareDropConfig, process.env);
const library = s3Objects(config.LIBRARY_BUCKET);
const ports = {
  drops: s3Objects(config.DROPS_BUCKET),
  library,
  store: dynamoDropStore(config.DROPS_TABLE),
  keys: kmsKeys(library),
  releases: sqsOutbox(config.DROP_RELEASES_QUEUE_URL),
  readSnapshot: snapshotReader(library),
};

export const handler = queueHandler(partPlanned, (part) => comparePart(part, ports));
