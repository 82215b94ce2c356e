import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { objectsLanded } from '../../shared/contracts/object-event.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { receiveDropConfig } from './config.ts';
import { receiveObject } from './receive-drop.ts';

const config = readConfig(receiveDropConfig, process.env);
const ports = {
  drops: s3Objects(config.DROPS_BUCKET),
  store: dynamoDropStore(config.DROPS_TABLE),
  parts: sqsOutbox(config.DROP_PARTS_QUEUE_URL),
  releases: sqsOutbox(config.DROP_RELEASES_QUEUE_URL),
  clock: systemClock,
  partBytes: config.PART_BYTES,
};

export const handler = queueHandler(objectsLanded, async (event) => {
  for (const key of event.keys) await receiveObject(key, ports);
});
