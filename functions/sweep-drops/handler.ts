import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { sweepRequested } from '../../shared/contracts/messages.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { sweepDropsConfig } from './config.ts';
import { sweepDrops } from './sweep-drops.ts';

const config = readConfig(sweepDropsConfig, process.env);
const ports = {
  drops: s3Objects(config.DROPS_BUCKET),
  store: dynamoDropStore(config.DROPS_TABLE),
  dropsLanded: sqsOutbox(config.DROPS_LANDED_QUEUE_URL),
  rosterLanded: sqsOutbox(config.ROSTER_LANDED_QUEUE_URL),
  parts: sqsOutbox(config.DROP_PARTS_QUEUE_URL),
  releases: sqsOutbox(config.DROP_RELEASES_QUEUE_URL),
  clock: systemClock,
};

export const handler = queueHandler(sweepRequested, () => sweepDrops(ports));
