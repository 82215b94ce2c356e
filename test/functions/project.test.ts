import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project } from '../../functions/project/project.ts';
import { type Endpoint, startEndpoint } from '../../infra/local/endpoint/endpoint.ts';
import { dynamoCounterStore } from '../../shared/adapters/aws/dynamo-counter-store.ts';
import type { AlertCase } from '../../shared/domain/cases/alert-case.ts';
import { placeOf } from '../../shared/domain/cases/case-counts.ts';
import type { CountedMove, CounterStore } from '../../shared/ports/counter-store.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';

const township = '520526100000';
const base: AlertCase = {
  id: 'case-1',
  household: 'household-1',
  direction: 'error',
  state: 'assigned',
  version: 1,
  level: 'orange',
  county: '520526',
  township,
  openedOn: '2026-07-01',
  dueOn: '2026-07-10',
  warnings: [],
  score: 3,
};
const clock = { now: () => Date.UTC(2026, 6, 1) };

function memoryCounters() {
  const counts = new Map<string, number>();
  const marks = new Set<string>();
  let failures = 0;
  const add = (bucket: CountedMove['to'], by: number) => {
    if (bucket === undefined) return;
    const key = `${placeOf(bucket)} ${bucket.direction} ${bucket.level} ${bucket.state}`;
    counts.set(key, (counts.get(key) ?? 0) + by);
  };
  const store: CounterStore = {
    async move(move) {
      if (failures-- === 1) throw new Error('throttled');
      const mark = `${move.caseId} ${move.version}`;
      if (marks.has(mark)) return false;
      marks.add(mark);
      add(move.from, -1);
      add(move.to, 1);
      return true;
    },
  };
  return { store, counts, marks, failAt: (call: number) => (failures = call) };
}

let sequence = 0;
function record(before: AlertCase | undefined, after: AlertCase | undefined): DynamoDBRecord {
  const image = (item: AlertCase | undefined) =>
    item && (marshall({ pk: `CASE#${item.id}`, sk: 'CASE', version: item.version, case: item }) as never);
  const [OldImage, NewImage] = [image(before), image(after)];
  sequence += 1;
  return {
    dynamodb: {
      SequenceNumber: String(sequence),
      ...(OldImage ? { OldImage } : {}),
      ...(NewImage ? { NewImage } : {}),
    },
  };
}

async function run(records: DynamoDBRecord[], counters: CounterStore): Promise<DynamoDBBatchResponse> {
  const handler = streamHandler((change) => project(change, { counters, clock }));
  return (await handler({ Records: records }, {} as Context)) as DynamoDBBatchResponse;
}

const story = () => {
  const second = { ...base, version: 2, level: 'red' as const };
  const third = { ...second, version: 3, score: 9 };
  const fourth = { ...third, version: 4, state: 'withdrawn' as const };
  return [record(undefined, base), record(base, second), record(second, third), record(third, fourth)];
};
const ended = { orange: 0, red: 0, withdrawn: 1 };
const reading = (counts: ReadonlyMap<string, number>) => ({
  orange: counts.get(`${township} error orange assigned`),
  red: counts.get(`${township} error red assigned`),
  withdrawn: counts.get(`${township} error red withdrawn`),
});

describe('project', () => {
  it('a case is counted where it is and nowhere it was', async () => {
    const { store, counts } = memoryCounters();
    expect(await run(story(), store)).toEqual({ batchItemFailures: [] });
    expect(reading(counts)).toEqual(ended);
  });

  it('delivering every record twice, and the whole batch again, counts once', async () => {
    const { store, counts } = memoryCounters();
    const records = story().flatMap((one) => [one, one]);
    await run(records, store);
    await run(records, store);
    expect(reading(counts)).toEqual(ended);
  });

  it.each([1, 2, 3])(
    'a failure at write %i is reported by its sequence number and the retry ends the same',
    async (at) => {
      const { store, counts, failAt } = memoryCounters();
      const records = story();
      // The third record stays in its bucket and writes nothing.
      const failing = records[[0, 1, 3][at - 1] ?? 0]?.dynamodb?.SequenceNumber;
      failAt(at);
      const { batchItemFailures } = await run(records, store);
      expect(batchItemFailures).toEqual([{ itemIdentifier: failing }]);
      await run(records.slice(records.findIndex((one) => one.dynamodb?.SequenceNumber === failing)), store);
      expect(reading(counts)).toEqual(ended);
    },
  );

  it('a change within the bucket writes nothing', async () => {
    const { store, marks } = memoryCounters();
    await run([record(base, { ...base, version: 2, score: 8 })], store);
    expect(marks.size).toBe(0);
  });

  it('a case without a township is counted at its county and moves when it gets one', async () => {
    const { store, counts } = memoryCounters();
    const pending: AlertCase = { ...base, township: '', state: 'pending' };
    await run([record(undefined, pending)], store);
    expect(counts.get('520526#pending error orange pending')).toBe(1);
    await run([record(pending, { ...base, version: 2 })], store);
    expect(Object.fromEntries(counts)).toEqual({
      '520526#pending error orange pending': 0,
      [`${township} error orange assigned`]: 1,
    });
  });

  it('items that are no cases, its own counters among them, change nothing', async () => {
    const { store, marks } = memoryCounters();
    const other = (item: Record<string, unknown>): DynamoDBRecord => ({
      dynamodb: { SequenceNumber: '1', NewImage: marshall(item) as never },
    });
    const items = [
      { pk: `COUNT#${township}`, sk: 'error#red#assigned', count: 1 },
      { pk: 'PROJECTED#case-1', sk: '0000000001' },
      { pk: 'CASE#case-1', sk: 'EVENT#000001', event: {} },
      { pk: 'WARNING#wrn_1', sk: 'WARNING' },
    ];
    expect(await run(items.map(other), store)).toEqual({ batchItemFailures: [] });
    expect(marks.size).toBe(0);
  });

  it('a case that breaks its contract is left in the stream', async () => {
    const { store } = memoryCounters();
    const broken = record(undefined, { ...base, level: 'purple' as never });
    expect((await run([broken], store)).batchItemFailures).toHaveLength(1);
  });
});

describe('dynamoCounterStore', () => {
  let endpoint: Endpoint;
  let client: DynamoDBDocumentClient;
  beforeAll(async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: randomUUID() };
    endpoint = await startEndpoint({
      credentials: new Map([['local', { secretAccessKey: credentials.secretAccessKey, principal: 'test' }]]),
    });
    client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint: endpoint.url, region: 'us-east-1', credentials }),
    );
    const keys = ['pk', 'sk'];
    await client.send(
      new CreateTableCommand({
        TableName: 'cases',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  });
  afterAll(async () => {
    client.destroy();
    await endpoint.stop();
  });

  it('counts the story once under duplicates, one flat item a bucket', async () => {
    const records = story();
    await run(records, dynamoCounterStore('cases', client));
    expect(await run(records, dynamoCounterStore('cases', client))).toEqual({ batchItemFailures: [] });
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': `COUNT#${township}` } };
    const { Items } = await client.send(new QueryCommand({ TableName: 'cases', ...query }));
    const place = { pk: `COUNT#${township}`, township, county: '520526' };
    expect(Items).toEqual([
      { ...place, sk: 'error#orange#assigned', count: 0 },
      { ...place, sk: 'error#red#assigned', count: 0 },
      { ...place, sk: 'error#red#withdrawn', count: 1 },
    ]);
  });
});
