/** Runs the contract against the embedded endpoint, or against `DOUDI_CONTRACT_ENDPOINT` with the credentials of the environment. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, describe, vi } from 'vitest';
import { type Endpoint, startEndpoint } from '../../infra/local/endpoint/endpoint.ts';
import { dynamoDbChecks } from './dynamodb.contract.ts';

const external = process.env['DOUDI_CONTRACT_ENDPOINT'];
vi.setConfig({ testTimeout: external ? 60_000 : 15_000 });

describe(`DynamoDB at ${external ?? 'the embedded endpoint'}`, () => {
  let embedded: Endpoint | undefined;
  // Registered first, so it runs last: the checks still delete their tables.
  afterAll(() => embedded?.stop());
  dynamoDbChecks(async () => {
    const prefix = `contract-${randomUUID().slice(0, 8)}-`;
    if (external) {
      const config = { endpoint: external };
      return { client: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config), prefix };
    }
    const credentials = { accessKeyId: 'local', secretAccessKey: randomUUID() };
    const credential = { secretAccessKey: credentials.secretAccessKey, principal: 'contract' };
    embedded = await startEndpoint({ credentials: new Map([[credentials.accessKeyId, credential]]) });
    const config = { endpoint: embedded.url, region: 'us-east-1', credentials };
    return { client: new DynamoDBClient(config), streams: new DynamoDBStreamsClient(config), prefix };
  });
});
