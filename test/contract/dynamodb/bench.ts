/** The tables the contract checks share, and short words for the calls they make. Every check works on partition keys of its own. */
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { expect } from 'vitest';

export interface Connection {
  readonly client: DynamoDBClient;
  readonly streams?: DynamoDBStreamsClient;
  /** Starts every table name, so that runs do not meet. */
  readonly prefix: string;
}
export type Item = Record<string, AttributeValue>;

export interface Bench extends Connection {
  readonly client: DynamoDBClient;
  /** `pk` S and `sk` S, with indexes and a stream. */
  readonly table: string;
  /** `pk` S and `sk` N. */
  readonly numbers: string;
  /** `pk` S and `sk` B. */
  readonly bytes: string;
  /** `pk` S alone. */
  readonly plain: string;
  /** A partition key nobody else uses. */
  fresh(): AttributeValue.SMember;
  put(item: Item, more?: Partial<PutItemCommandInput>): Promise<{ Attributes?: Item }>;
  get(pk: AttributeValue, sk?: string): Promise<Item | undefined>;
  update(pk: AttributeValue, expression: string, values?: Item, more?: Partial<UpdateItemCommandInput>): Promise<Item>;
  query(input: Omit<QueryCommandInput, 'TableName'> & { TableName?: string }): Promise<readonly Item[]>;
  remove(): Promise<void>;
}

export const s = (text: string): AttributeValue.SMember => ({ S: text });
export const n = (text: string | number): AttributeValue.NMember => ({ N: String(text) });

let count = 0;

export async function openBench(connection: Connection): Promise<Bench> {
  const { client, prefix } = connection;
  const names = {
    table: `${prefix}items`,
    numbers: `${prefix}numbers`,
    bytes: `${prefix}bytes`,
    plain: `${prefix}plain`,
  };
  await Promise.all([
    createItems(client, names.table),
    createSorted(client, names.numbers, 'N'),
    createSorted(client, names.bytes, 'B'),
    createSorted(client, names.plain, undefined),
  ]);
  for (const TableName of Object.values(names)) await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName });
  return {
    ...connection,
    ...names,
    fresh: () => s(`${prefix}${++count}`),
    put: (Item, more) => client.send(new PutItemCommand({ TableName: names.table, Item, ...more })),
    get: async (pk, sk = 'a') => {
      const Key = { pk, sk: s(sk) };
      return (await client.send(new GetItemCommand({ TableName: names.table, Key, ConsistentRead: true }))).Item;
    },
    update: async (pk, UpdateExpression, ExpressionAttributeValues, more) => {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: names.table,
          Key: { pk, sk: s('a') },
          UpdateExpression,
          ExpressionAttributeValues,
          ReturnValues: 'ALL_NEW',
          ...more,
        }),
      );
      return Attributes ?? {};
    },
    query: async (input) => (await client.send(new QueryCommand({ TableName: names.table, ...input }))).Items ?? [],
    remove: async () => {
      for (const TableName of Object.values(names)) await client.send(new DeleteTableCommand({ TableName }));
    },
  };
}

/** Reads again until `settled`: indexes and streams of the real service follow a moment later. */
export async function eventually<T>(read: () => Promise<T>, settled: (value: T) => boolean, tries = 40): Promise<T> {
  let value = await read();
  for (let left = tries; left > 0 && !settled(value); left--) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    value = await read();
  }
  return value;
}

export async function expectRefusal(call: Promise<unknown>, name: string, message?: RegExp): Promise<void> {
  const error = await call.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  expect(error?.name).toBe(name);
  if (message) expect(error?.message).toMatch(message);
}

async function createItems(client: DynamoDBClient, TableName: string): Promise<void> {
  const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
  const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hash('pk'), range('sk')],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'team', AttributeType: 'S' },
        { AttributeName: 'rank', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-team',
          KeySchema: [hash('team'), range('rank')],
          Projection: { ProjectionType: 'ALL' },
        },
        { IndexName: 'team-keys', KeySchema: [hash('team')], Projection: { ProjectionType: 'KEYS_ONLY' } },
        {
          IndexName: 'team-notes',
          KeySchema: [hash('team')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'by-rank',
          KeySchema: [hash('pk'), range('rank')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

async function createSorted(client: DynamoDBClient, TableName: string, type: 'N' | 'B' | undefined): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        ...(type ? [{ AttributeName: 'sk', KeyType: 'RANGE' as const }] : []),
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        ...(type ? [{ AttributeName: 'sk', AttributeType: type }] : []),
      ],
    }),
  );
}
