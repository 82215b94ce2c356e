import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { kmsKeys } from '../../shared/adapters/aws/kms-keys.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { rosterPublicationRequested } from '../../shared/contracts/messages.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { publishRosterConfig } from './config.ts';
import { type PublishPorts, publishRoster } from './publish-roster.ts';

const config = readConfig(publishRosterConfig, process.env);
const library = s3Objects(config.LIBRARY_BUCKET);
const ports: PublishPorts = {
  library,
  store: dynamoDropStore(config.DROPS_TABLE),
  keys: kmsKeys(library),
  releases: sqsOutbox(config.DROP_RELEASES_QUEUE_URL),
  sweeps: sqsOutbox(config.DROP_SWEEPS_QUEUE_URL),
};

export const handler = queueHandler(rosterPublicationRequested, () => publishRoster(ports));
