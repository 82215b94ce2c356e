/**
 * DynamoDB and DynamoDB Streams embedded in a process: takes an operation and its JSON input, returns its JSON output or throws an
 * `AwsError`. Every acknowledged write is in the journal before the answer. Operations it does not know are refused, not ignored.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import { Database, type DynamoDbOptions } from './database.ts';
import { batchGetItem, batchWriteItem, getItem, writeItem } from './item-operations.ts';
import { query, scan } from './query.ts';
import { describeStream, getRecords, getShardIterator, listStreams } from './streams-operations.ts';
import * as tables from './table-operations.ts';
import { sweepTimeToLive } from './time-to-live.ts';
import { transactGetItems, transactWriteItems } from './transactions.ts';

export interface TableSummary {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string | undefined;
  readonly items: number;
  readonly bytes: number;
}

export interface DynamoDb {
  handle(operation: string, input: unknown): unknown;
  handleStreams(operation: string, input: unknown): unknown;
  tables(): readonly TableSummary[];
  /** Deletes what has expired; returns the number of items. Call it now and then. */
  sweepTimeToLive(): number;
  close(): void;
}

// biome-ignore lint/suspicious/noExplicitAny: each operation reads its own input type and checks what it reads.
type Operation = (database: Database, input: any) => unknown;

const operations: Readonly<Record<string, Operation>> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: tables.createTable,
  DeleteItem: (database, input) => writeItem(database, 'delete', input),
  DeleteTable: tables.deleteTable,
  DescribeContinuousBackups: tables.describeContinuousBackups,
  DescribeTable: tables.describeTable,
  DescribeTimeToLive: tables.describeTimeToLive,
  GetItem: getItem,
  ListTables: tables.listTables,
  ListTagsOfResource: tables.listTagsOfResource,
  PutItem: (database, input) => writeItem(database, 'put', input),
  Query: query,
  Scan: scan,
  TagResource: tables.tagResource,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: tables.untagResource,
  UpdateContinuousBackups: tables.updateContinuousBackups,
  UpdateItem: (database, input) => writeItem(database, 'update', input),
  UpdateTable: tables.updateTable,
  UpdateTimeToLive: tables.updateTimeToLive,
};

const streamOperations: Readonly<Record<string, Operation>> = {
  DescribeStream: describeStream,
  GetRecords: getRecords,
  GetShardIterator: getShardIterator,
  ListStreams: listStreams,
};

export function createDynamoDb(options: DynamoDbOptions): DynamoDb {
  const database = new Database(options);
  return {
    handle: (operation, input) => perform(operations, database, operation, input),
    handleStreams: (operation, input) => perform(streamOperations, database, operation, input),
    tables: () =>
      [...database.tables.values()].map(({ definition, rows, bytes }) => ({
        name: definition.name,
        arn: database.arnOf(definition.name),
        streamArn: database.streamArnOf(definition),
        items: rows.size,
        bytes,
      })),
    sweepTimeToLive: () => sweepTimeToLive(database),
    close: () => options.journal.close(),
  };
}

function perform(
  known: Readonly<Record<string, Operation>>,
  database: Database,
  operation: string,
  input: unknown,
): unknown {
  const run = Object.hasOwn(known, operation) ? known[operation] : undefined;
  if (!run) throw new AwsError('UnknownOperationException', `Unknown operation: ${operation}`);
  if (typeof input !== 'object' || input === null)
    throw new AwsError('SerializationException', 'The body is not an object');
  return run(database, input);
}
