/**
 * What doudi relies on DynamoDB for, as checks that talk through the AWS SDK only: they run unchanged against the embedded
 * endpoint, another emulator and the real service. Tables are created under the prefix given and deleted at the end.
 */
import { afterAll, beforeAll } from 'vitest';
import { batchChecks } from './dynamodb/batches.ts';
import { type Bench, type Connection, openBench } from './dynamodb/bench.ts';
import { conditionChecks } from './dynamodb/conditions.ts';
import { itemChecks } from './dynamodb/items.ts';
import { queryChecks } from './dynamodb/queries.ts';
import { streamChecks } from './dynamodb/streams.ts';
import { tableChecks } from './dynamodb/tables.ts';
import { transactionChecks } from './dynamodb/transactions.ts';
import { updateChecks } from './dynamodb/updates.ts';

const setupMillis = 300_000;

export function dynamoDbChecks(connect: () => Promise<Connection>): void {
  let opened: Bench | undefined;
  const bench = (): Bench => {
    if (!opened) throw new Error('the tables of the contract checks are not there');
    return opened;
  };
  beforeAll(async () => {
    opened = await openBench(await connect());
  }, setupMillis);
  afterAll(async () => {
    await opened?.remove();
  }, setupMillis);
  tableChecks(bench);
  itemChecks(bench);
  conditionChecks(bench);
  updateChecks(bench);
  queryChecks(bench);
  batchChecks(bench);
  transactionChecks(bench);
  streamChecks(bench);
}
