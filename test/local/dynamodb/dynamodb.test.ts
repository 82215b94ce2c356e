import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createDynamoDb, type DynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { type Journal, memoryJournal, openJournal } from '../../../infra/local/journal.ts';

const startedAt = Date.parse('2026-07-01T00:00:00Z');
const minute = 60_000;
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function journalFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  directories.push(directory);
  return join(directory, 'journal.jsonl');
}

function open(journal: Journal, clock = { now: startedAt }): DynamoDb {
  let ids = 0;
  return createDynamoDb({ journal, now: () => clock.now, newId: () => `id-${++ids}` });
}

function createTable(dynamoDb: DynamoDb, more: object = {}): void {
  dynamoDb.handle('CreateTable', {
    TableName: 'cases',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    ...more,
  });
}

const put = (dynamoDb: DynamoDb, pk: string, more: object = {}) =>
  dynamoDb.handle('PutItem', { TableName: 'cases', Item: { pk: { S: pk }, ...more } });
const scan = (dynamoDb: DynamoDb) =>
  (dynamoDb.handle('Scan', { TableName: 'cases' }) as { Items: { pk: { S: string } }[] }).Items;
const increment = (pk: string) => ({
  Update: {
    TableName: 'cases',
    Key: { pk: { S: pk } },
    UpdateExpression: 'ADD v :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});

interface Records {
  readonly Records: { eventName: string; eventID: string; dynamodb: Record<string, unknown>; userIdentity?: unknown }[];
  readonly NextShardIterator?: string;
}

function iterator(dynamoDb: DynamoDb, ShardIteratorType = 'TRIM_HORIZON', more: object = {}): string {
  const StreamArn = dynamoDb.tables()[0]?.streamArn;
  const { StreamDescription } = dynamoDb.handleStreams('DescribeStream', { StreamArn }) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  const { ShardId } = StreamDescription.Shards[0] ?? {};
  const input = { StreamArn, ShardId, ShardIteratorType, ...more };
  return (dynamoDb.handleStreams('GetShardIterator', input) as { ShardIterator: string }).ShardIterator;
}

const records = (dynamoDb: DynamoDb, ShardIterator = iterator(dynamoDb)) =>
  dynamoDb.handleStreams('GetRecords', { ShardIterator }) as Records;

describe('the embedded DynamoDB', () => {
  it('refuses operations it does not know and legacy parameters', () => {
    const dynamoDb = open(memoryJournal());
    createTable(dynamoDb);
    expect(() => dynamoDb.handle('ExportTableToPointInTime', {})).toThrow(
      expect.objectContaining({ code: 'UnknownOperationException' }),
    );
    expect(() => dynamoDb.handle('Scan', { TableName: 'cases', ScanFilter: {} })).toThrow(/legacy parameter/);
  });

  it('is the same after a restart: items, indexes, settings, stream records and their ids', () => {
    const file = journalFile();
    const before = open(openJournal(file));
    createTable(before, {
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'team', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-team',
          KeySchema: [{ AttributeName: 'team', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    put(before, '一', { team: { S: 'north' } });
    put(before, '二', { team: { S: 'south' } });
    put(before, '一', { team: { S: 'south' } });
    before.handle('DeleteItem', { TableName: 'cases', Key: { pk: { S: '二' } } });
    const told = (dynamoDb: DynamoDb) => ({
      items: scan(dynamoDb),
      south: dynamoDb.handle('Query', {
        TableName: 'cases',
        IndexName: 'by-team',
        KeyConditionExpression: 'team = :t',
        ExpressionAttributeValues: { ':t': { S: 'south' } },
      }),
      table: dynamoDb.handle('DescribeTable', { TableName: 'cases' }),
      records: records(dynamoDb).Records,
    });
    const expected = told(before);
    expect(expected.records).toHaveLength(4);
    before.close();
    expect(told(open(openJournal(file)))).toEqual(expected);
  });

  it('applies a token once within ten minutes, also across a restart, and again after them', () => {
    const file = journalFile();
    const clock = { now: startedAt };
    const transact = (dynamoDb: DynamoDb, pk = 'a') =>
      dynamoDb.handle('TransactWriteItems', { TransactItems: [increment(pk)], ClientRequestToken: 'token' });
    const before = open(openJournal(file), clock);
    createTable(before);
    transact(before);
    before.close();
    const after = open(openJournal(file), clock);
    clock.now += 9 * minute;
    transact(after);
    expect(scan(after)).toMatchObject([{ v: { N: '1' } }]);
    expect(() => transact(after, 'b')).toThrow(
      expect.objectContaining({ code: 'IdempotentParameterMismatchException' }),
    );
    clock.now += 2 * minute;
    transact(after);
    expect(scan(after)).toMatchObject([{ v: { N: '2' } }]);
  });

  it('compacts its journal without losing items, unread records or tokens', () => {
    const file = journalFile();
    const before = open(openJournal(file));
    createTable(before);
    createTable(before, { TableName: 'bulk', StreamSpecification: { StreamEnabled: false } });
    put(before, 'first');
    const { NextShardIterator } = records(before);
    const token = { TransactItems: [increment('counted')], ClientRequestToken: 'token' };
    before.handle('TransactWriteItems', token);
    const body = { S: 'x'.repeat(300_000) };
    const writes = 250;
    for (let v = 1; v <= writes; v++) {
      before.handle('PutItem', { TableName: 'bulk', Item: { pk: { S: 'big' }, body, v: { N: String(v) } } });
    }
    before.close();
    const journal = openJournal(file);
    expect(journal.bytes).toBeLessThan((writes * body.S.length) / 2);
    const after = open(journal);
    after.handle('TransactWriteItems', token);
    expect(scan(after)).toContainEqual({ pk: { S: 'counted' }, v: { N: '1' } });
    expect(after.handle('Scan', { TableName: 'bulk' })).toMatchObject({ Items: [{ v: { N: String(writes) } }] });
    expect(records(after, NextShardIterator).Records).toMatchObject([{ eventName: 'INSERT' }]);
    expect(records(after).Records).toHaveLength(2);
  }, 30_000);

  it('deletes expired items in a sweep only, and tells the stream that time did it', () => {
    const clock = { now: startedAt };
    const dynamoDb = open(memoryJournal(), clock);
    createTable(dynamoDb);
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'until' };
    dynamoDb.handle('UpdateTimeToLive', { TableName: 'cases', TimeToLiveSpecification });
    const seconds = startedAt / 1000;
    put(dynamoDb, 'soon', { until: { N: String(seconds + 60) } });
    put(dynamoDb, 'later', { until: { N: String(seconds + 600) } });
    put(dynamoDb, 'text', { until: { S: String(seconds) } });
    clock.now += 2 * minute;
    expect(scan(dynamoDb)).toHaveLength(3);
    expect(dynamoDb.sweepTimeToLive()).toBe(1);
    expect(
      scan(dynamoDb)
        .map((item) => item.pk.S)
        .sort(),
    ).toEqual(['later', 'text']);
    expect(records(dynamoDb).Records.at(-1)).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
    });
  });

  it('keeps stream records for a day and tells a reader who comes later', () => {
    const clock = { now: startedAt };
    const dynamoDb = open(memoryJournal(), clock);
    createTable(dynamoDb);
    put(dynamoDb, 'old');
    const sequence = records(dynamoDb).Records[0]?.dynamodb['SequenceNumber'];
    clock.now += 25 * 60 * minute;
    put(dynamoDb, 'new');
    expect(records(dynamoDb).Records.map((record) => record.dynamodb['Keys'])).toEqual([{ pk: { S: 'new' } }]);
    expect(() => iterator(dynamoDb, 'AT_SEQUENCE_NUMBER', { SequenceNumber: sequence })).toThrow(
      expect.objectContaining({ code: 'TrimmedDataAccessException' }),
    );
  });

  it('lets shard iterators expire after 15 minutes', () => {
    const clock = { now: startedAt };
    const dynamoDb = open(memoryJournal(), clock);
    createTable(dynamoDb);
    const early = iterator(dynamoDb);
    clock.now += 16 * minute;
    expect(() => records(dynamoDb, early)).toThrow(expect.objectContaining({ code: 'ExpiredIteratorException' }));
  });

  it.each([
    ['NEW_IMAGE', ['NewImage']],
    ['OLD_IMAGE', ['OldImage']],
    ['KEYS_ONLY', []],
    ['NEW_AND_OLD_IMAGES', ['NewImage', 'OldImage']],
  ])('shows in a stream of view %s the images %j', (StreamViewType, images) => {
    const dynamoDb = open(memoryJournal());
    createTable(dynamoDb, { StreamSpecification: { StreamEnabled: true, StreamViewType } });
    put(dynamoDb, 'a', { v: { N: '1' } });
    put(dynamoDb, 'a', { v: { N: '2' } });
    const change = records(dynamoDb).Records[1]?.dynamodb ?? {};
    expect(['NewImage', 'OldImage'].filter((image) => change[image] !== undefined)).toEqual(images);
  });

  it('fills an index that is added to a table with items', () => {
    const dynamoDb = open(memoryJournal());
    createTable(dynamoDb);
    put(dynamoDb, 'a', { team: { S: 'north' } });
    put(dynamoDb, 'b');
    dynamoDb.handle('UpdateTable', {
      TableName: 'cases',
      AttributeDefinitions: [{ AttributeName: 'team', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'by-team',
            KeySchema: [{ AttributeName: 'team', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        },
      ],
    });
    expect(dynamoDb.handle('Scan', { TableName: 'cases', IndexName: 'by-team' })).toMatchObject({ Count: 1 });
  });

  it('protects a table from deletion when asked to', () => {
    const dynamoDb = open(memoryJournal());
    createTable(dynamoDb, { DeletionProtectionEnabled: true });
    expect(() => dynamoDb.handle('DeleteTable', { TableName: 'cases' })).toThrow(/protected against deletion/);
  });

  it('loses no acknowledged write, and tears no transaction, when its process is killed under load', async () => {
    const file = journalFile();
    const writer = join(import.meta.dirname, 'writer-process.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged = await killAfter(child, 2000);
    const dynamoDb = open(openJournal(file));
    const count = (pk: string) => {
      const { Item } = dynamoDb.handle('GetItem', { TableName: 'cases', Key: { pk: { S: pk } } }) as {
        Item?: { v: { N: string } };
      };
      return Number(Item?.v.N ?? 0);
    };
    expect(acknowledged).toBeGreaterThan(2000);
    expect(count('left')).toBeGreaterThanOrEqual(acknowledged);
    expect(count('left')).toBe(count('right'));
  }, 30_000);
});

/** Reads acknowledgements until there are enough, kills the process, and returns the last one seen. */
function killAfter(child: ChildProcess, acknowledgements: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const last = () => Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
    child.stdout?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-64_000);
      if (last() > acknowledgements) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve(last()));
  });
}
