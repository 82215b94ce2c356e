import { DeleteItemCommand, DescribeTableCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from 'vitest';
import { type Bench, eventually, n, s } from './bench.ts';

export function streamChecks(bench: () => Bench): void {
  const client = (): DynamoDBStreamsClient => {
    const { streams } = bench();
    if (!streams) throw new Error('these checks need a streams client');
    return streams;
  };

  async function streamArn(): Promise<string> {
    const { Table } = await bench().client.send(new DescribeTableCommand({ TableName: bench().table }));
    return Table?.LatestStreamArn ?? '';
  }

  /** All records of the stream about this partition, over all shards, from the oldest. */
  async function recordsOf(pk: string): Promise<readonly StreamRecord[]> {
    const StreamArn = await streamArn();
    const { StreamDescription } = await client().send(new DescribeStreamCommand({ StreamArn }));
    const found: StreamRecord[] = [];
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      let { ShardIterator } = await client().send(new GetShardIteratorCommand(start));
      for (let empty = 0; ShardIterator && empty < 3; ) {
        const page = await client().send(new GetRecordsCommand({ ShardIterator }));
        empty = page.Records?.length ? 0 : empty + 1;
        found.push(...(page.Records ?? []));
        ShardIterator = page.NextShardIterator;
      }
    }
    return found.filter((record) => record.dynamodb?.Keys?.['pk']?.S === pk);
  }
  const settledRecordsOf = (pk: string, count: number) =>
    eventually(
      () => recordsOf(pk),
      (records) => records.length >= count,
    );

  describe('streams', () => {
    it('are listed and described with the keys and the view of their table', async () => {
      const StreamArn = await streamArn();
      const { Streams } = await client().send(new ListStreamsCommand({ TableName: bench().table }));
      expect(Streams).toMatchObject([{ StreamArn, TableName: bench().table }]);
      const { StreamDescription } = await client().send(new DescribeStreamCommand({ StreamArn }));
      expect(StreamDescription).toMatchObject({
        StreamStatus: 'ENABLED',
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'sk' }],
      });
    });

    it('tell insert, change and removal of an item in order with both images', async () => {
      const { table, fresh, put, update } = bench();
      const pk = fresh();
      const key = { pk, sk: s('a') };
      await put({ ...key, v: n(1) });
      await update(pk, 'SET v = :v', { ':v': n(2) });
      await bench().client.send(new DeleteItemCommand({ TableName: table, Key: key }));
      const records = await settledRecordsOf(pk.S, 3);
      expect(records.map((record) => record.eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
      expect(records.map((record) => record.dynamodb?.NewImage?.['v'])).toEqual([n(1), n(2), undefined]);
      expect(records.map((record) => record.dynamodb?.OldImage?.['v'])).toEqual([undefined, n(1), n(2)]);
      expect(records[1]?.dynamodb?.Keys).toEqual(key);
    });

    it('have sequence numbers that grow for each item, and event ids that never repeat', async () => {
      const { fresh, update } = bench();
      const pk = fresh();
      for (const v of [1, 2, 3]) await update(pk, 'SET v = :v', { ':v': n(v) });
      const records = await settledRecordsOf(pk.S, 3);
      const sequence = records.map((record) => BigInt(record.dynamodb?.SequenceNumber ?? 0));
      expect(sequence).toEqual([...sequence].sort((a, b) => (a < b ? -1 : 1)));
      expect(new Set(records.map((record) => record.eventID)).size).toBe(3);
    });

    it('say nothing about a write that changes nothing', async () => {
      const { fresh, put } = bench();
      const pk = fresh();
      await put({ pk, sk: s('a'), v: n(1), set: { SS: ['a', 'b'] } });
      await put({ pk, sk: s('a'), set: { SS: ['b', 'a'] }, v: n('1.0') });
      await put({ pk, sk: s('a'), v: n(2) });
      const records = await settledRecordsOf(pk.S, 2);
      expect(records.map((record) => record.dynamodb?.NewImage?.['v']?.N)).toEqual(['1', '2']);
    });

    it('tell every item of a transaction and nothing of a cancelled one', async () => {
      const { client: dynamoDb, table, fresh } = bench();
      const [first, second] = [fresh(), fresh()];
      const putting = (pk: typeof first, ConditionExpression?: string) => ({
        Put: { TableName: table, Item: { pk, sk: s('a'), v: n(1) }, ConditionExpression },
      });
      const cancelled = [putting(first), putting(second, 'attribute_exists(pk)')];
      await dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: cancelled })).catch(() => undefined);
      await dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: [putting(first), putting(second)] }));
      expect(await settledRecordsOf(first.S, 1)).toHaveLength(1);
      expect(await settledRecordsOf(second.S, 1)).toHaveLength(1);
    });

    it('go on after a sequence number, at it, and from now', async () => {
      const { fresh, update } = bench();
      const pk = fresh();
      const StreamArn = await streamArn();
      const { StreamDescription } = await client().send(new DescribeStreamCommand({ StreamArn }));
      const ShardId = StreamDescription?.Shards?.at(-1)?.ShardId;
      const open = async (more: { ShardIteratorType: 'LATEST' } | Record<string, string | undefined>) =>
        (await client().send(new GetShardIteratorCommand({ StreamArn, ShardId, ...more } as never))).ShardIterator;
      const latest = await open({ ShardIteratorType: 'LATEST' });
      for (const v of [1, 2, 3]) await update(pk, 'SET v = :v', { ':v': n(v) });
      const second = (await settledRecordsOf(pk.S, 3))[1]?.dynamodb?.SequenceNumber;
      const read = async (ShardIterator: string | undefined) => {
        const { Records } = await client().send(new GetRecordsCommand({ ShardIterator }));
        const own = (Records ?? []).filter((record) => record.dynamodb?.Keys?.['pk']?.S === pk.S);
        return own.map((record) => record.dynamodb?.NewImage?.['v']?.N);
      };
      expect(await read(latest)).toEqual(['1', '2', '3']);
      expect(await read(await open({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: second }))).toEqual([
        '2',
        '3',
      ]);
      expect(await read(await open({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: second }))).toEqual([
        '3',
      ]);
    });
  });
}
