/** Runs the contract against the embedded endpoint, or against `DOUDI_CONTRACT_ENDPOINT` with the credentials of the environment. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, describe, vi } from 'vitest';
import { createDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { memoryJournal } from '../../infra/local/journal.ts';
import { type HttpFront, serveDynamoDb } from '../local/dynamodb/http-adapter.ts';
import { dynamoDbChecks } from './dynamodb.contract.ts';

const external = process.env['DOUDI_CONTRACT_ENDPOINT'];
vi.setConfig({ testTimeout: external ? 60_000 : 15_000 });

describe(`DynamoDB at ${external ?? 'the embedded endpoint'}`, () => {
  let front: HttpFront | undefined;
  // Registered first, so it runs last: the checks still delete their tables.
  afterAll(() => front?.close());
  dynamoDbChecks(async () => {
    const prefix = `contract-${randomUUID().slice(0, 8)}-`;
    if (external) {
      const config = { endpoint: external };
      return { client: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config), prefix };
    }
    const dynamoDb = createDynamoDb({ journal: memoryJournal(), now: Date.now, newId: randomUUID });
    front = await serveDynamoDb(dynamoDb);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const config = { endpoint: front.endpoint, region: 'us-east-1', credentials };
    return { client: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config), prefix };
  });
});
