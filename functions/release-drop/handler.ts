import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { kmsKeys } from '../../shared/adapters/aws/kms-keys.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { snapshotReader } from '../../shared/compare/snapshot-reader.ts';
import { releaseRequested } from '../../shared/contracts/messages.ts';
import { seedPolicy } from '../../shared/rules/policy.ts';
import { rules } from '../../shared/rules/registry.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { queueHandler } from '../../shared/runtime/queue-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { releaseDropConfig } from './config.ts';
import { openSegments } from './open-segments.ts';
import { reexamineRoster } from './reexamine-roster.ts';
import { releaseDrop } from './release-drop.ts';

const config = readConfig(releaseDropConfig, process.env);
const library = s3Objects(config.LIBRARY_BUCKET);
const ports = {
  drops: s3Objects(config.DROPS_BUCKET),
  library,
  store: dynamoDropStore(config.DROPS_TABLE),
  keys: kmsKeys(library),
  warnings: sqsOutbox(config.WARNINGS_QUEUE_URL),
  readSnapshot: snapshotReader(library),
  openSegments: openSegments(library, 1 << 30),
  clock: systemClock,
  rules,
  policy: seedPolicy,
};

export const handler = queueHandler(releaseRequested, (request) =>
  request.kind === 'drop' ? releaseDrop(request.drop, ports) : reexamineRoster(request.snapshot, ports),
);
