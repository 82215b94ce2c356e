import { dynamoCaseReader } from '../../shared/adapters/aws/dynamo-case-reader.ts';
import { dynamoDropStore } from '../../shared/adapters/aws/dynamo-drop-store.ts';
import { s3Objects } from '../../shared/adapters/aws/s3-objects.ts';
import { sqsOutbox } from '../../shared/adapters/aws/sqs-outbox.ts';
import { oidcAccessTokens } from '../../shared/adapters/oidc/oidc-access-tokens.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { portalApiConfig } from './config.ts';
import { createCursors } from './cursor.ts';
import { portalApi } from './portal-api.ts';

const config = readConfig(portalApiConfig, process.env);
const ports = {
  tokens: oidcAccessTokens({ issuer: config.API_ISSUER, audience: config.API_AUDIENCE }),
  cursors: createCursors(config.CURSOR_KEY),
  drops: dynamoDropStore(config.DROPS_TABLE),
  cases: dynamoCaseReader(config.CASES_TABLE),
  replies: s3Objects(config.DROPS_BUCKET),
  releases: sqsOutbox(config.DROP_RELEASES_QUEUE_URL),
};

export const handler = httpHandler(portalApi(ports));
