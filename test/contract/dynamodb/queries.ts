import {
  type AttributeValue,
  BatchWriteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, eventually, expectRefusal, type Item, n, s } from './bench.ts';

export function queryChecks(bench: () => Bench): void {
  async function putSorted(
    pk: AttributeValue,
    keys: readonly string[],
    more: (key: string) => Item = () => ({}),
  ): Promise<void> {
    for (const key of keys) await bench().put({ pk, sk: s(key), ...more(key) });
  }
  const keysOf = (items: readonly Item[]) => items.map((item) => item['sk']?.S ?? item['sk']?.N);

  describe('queries', () => {
    it('returns one partition in the order of the sort key, and backwards when asked', async () => {
      const { fresh, query } = bench();
      const pk = fresh();
      await putSorted(pk, ['b', 'a', 'c', 'B', 'aa']);
      const input = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
      expect(keysOf(await query(input))).toEqual(['B', 'a', 'aa', 'b', 'c']);
      expect(keysOf(await query({ ...input, ScanIndexForward: false }))).toEqual(['c', 'b', 'aa', 'a', 'B']);
    });

    it('selects by every comparator on the sort key', async () => {
      const { fresh, query } = bench();
      const pk = fresh();
      await putSorted(pk, ['a', 'b', 'ba', 'c']);
      const select = async (condition: string, v: string, w?: string) => {
        const values = { ':pk': pk, ':v': s(v), ...(w && { ':w': s(w) }) };
        const input = { KeyConditionExpression: `pk = :pk AND ${condition}`, ExpressionAttributeValues: values };
        return keysOf(await query(input)).join();
      };
      expect(await select('sk = :v', 'b')).toBe('b');
      expect(await select('sk < :v', 'b')).toBe('a');
      expect(await select('sk <= :v', 'b')).toBe('a,b');
      expect(await select('sk > :v', 'b')).toBe('ba,c');
      expect(await select('sk >= :v', 'b')).toBe('b,ba,c');
      expect(await select('begins_with(sk, :v)', 'b')).toBe('b,ba');
      expect(await select('sk BETWEEN :v AND :w', 'b', 'ba')).toBe('b,ba');
    });

    it('orders numeric sort keys by value, negative, fractional and huge', async () => {
      const { client, numbers, fresh, query } = bench();
      const pk = fresh();
      const sorted = ['-1E+50', '-10', '-9.5', '-9', '-0.01', '0', '0.001', '0.1', '2', '10', '100', '1E+50'];
      for (const sk of sorted.toReversed())
        await client.send(new PutItemCommand({ TableName: numbers, Item: { pk, sk: n(sk) } }));
      const input = {
        TableName: numbers,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      };
      expect(keysOf(await query(input)).map(Number)).toEqual(sorted.map(Number));
      const upper = {
        KeyConditionExpression: 'pk = :pk AND sk > :v',
        ExpressionAttributeValues: { ':pk': pk, ':v': n('-0.010') },
      };
      expect(keysOf(await query({ ...input, ...upper }))).toHaveLength(7);
    });

    it('orders binary sort keys by unsigned bytes', async () => {
      const { client, bytes, fresh, query } = bench();
      const pk = fresh();
      const sorted = [[0], [0, 0], [0, 1], [1], [127], [128], [255]].map((key) => new Uint8Array(key));
      for (const B of sorted.toReversed())
        await client.send(new PutItemCommand({ TableName: bytes, Item: { pk, sk: { B } } }));
      const input = { TableName: bytes, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
      expect((await query(input)).map((item) => [...(item['sk']?.B ?? [])])).toEqual(sorted.map((key) => [...key]));
    });

    it('pages with Limit until no last key is given, each item once, in both directions', async () => {
      const { client, table, fresh } = bench();
      const pk = fresh();
      const keys = ['1', '2', '3', '4', '5'];
      await putSorted(pk, keys);
      const readAll = async (ScanIndexForward: boolean) => {
        const found: (string | undefined)[] = [];
        let ExclusiveStartKey: Item | undefined;
        do {
          const page = await client.send(
            new QueryCommand({
              TableName: table,
              KeyConditionExpression: 'pk = :pk',
              ExpressionAttributeValues: { ':pk': pk },
              Limit: 2,
              ScanIndexForward,
              ExclusiveStartKey,
            }),
          );
          found.push(...keysOf(page.Items ?? []));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return found;
      };
      expect(await readAll(true)).toEqual(keys);
      expect(await readAll(false)).toEqual(keys.toReversed());
    });

    it('names a last key when Limit is reached with the very last item', async () => {
      const { client, table, fresh } = bench();
      const pk = fresh();
      await putSorted(pk, ['1', '2']);
      const input = { TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
      expect((await client.send(new QueryCommand({ ...input, Limit: 2 }))).LastEvaluatedKey).toEqual({
        pk,
        sk: s('2'),
      });
      expect((await client.send(new QueryCommand(input))).LastEvaluatedKey).toBeUndefined();
    });

    it('filters after reading: the limit counts items read, not items kept', async () => {
      const { client, table, fresh } = bench();
      const pk = fresh();
      await putSorted(pk, ['1', '2', '3', '4'], (key) => ({ v: n(key) }));
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: 'v > :v',
          ExpressionAttributeValues: { ':pk': pk, ':v': n(2) },
          Limit: 3,
        }),
      );
      expect(page).toMatchObject({ Count: 1, ScannedCount: 3, LastEvaluatedKey: { pk, sk: s('3') } });
    });

    it('ends a page before 1 MB, counted before the filter', async () => {
      const { client, table, fresh } = bench();
      const pk = fresh();
      const body = s('x'.repeat(300_000));
      await putSorted(pk, ['1', '2', '3', '4', '5'], () => ({ body }));
      const input = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'attribute_not_exists(body)',
        ExpressionAttributeValues: { ':pk': pk },
      };
      const first = await client.send(new QueryCommand(input));
      expect(first.Count).toBe(0);
      expect(first.ScannedCount).toBeLessThan(5);
      const second = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: first.LastEvaluatedKey }));
      expect((first.ScannedCount ?? 0) + (second.ScannedCount ?? 0)).toBe(5);
    });

    it('counts without returning items', async () => {
      const { client, table, fresh } = bench();
      const pk = fresh();
      await putSorted(pk, ['1', '2']);
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          Select: 'COUNT',
        }),
      );
      expect(page.Count).toBe(2);
      expect(page.Items ?? []).toEqual([]);
    });

    it('refuses a query without the partition key, or with it other than equal', async () => {
      const { query, fresh } = bench();
      const refuse = (KeyConditionExpression: string, values: Item, message: RegExp) =>
        expectRefusal(
          query({ KeyConditionExpression, ExpressionAttributeValues: values }),
          'ValidationException',
          message,
        );
      await refuse('sk = :v', { ':v': s('a') }, /missed key schema element: pk/);
      await refuse('pk > :v', { ':v': fresh() }, /key condition not supported/);
      await refuse('pk = :v OR sk = :v', { ':v': fresh() }, /Invalid operator used in KeyConditionExpression: OR/);
      await refuse('pk = :v AND elsewhere = :v', { ':v': fresh() }, /missed key schema element/);
      await refuse('pk = :v', { ':v': n(1) }, /does not match schema type/);
    });

    it('refuses a filter on a key attribute', async () => {
      const { query, fresh } = bench();
      const call = query({
        KeyConditionExpression: 'pk = :v',
        FilterExpression: 'sk = :s',
        ExpressionAttributeValues: { ':v': fresh(), ':s': s('a') },
      });
      await expectRefusal(call, 'ValidationException', /non-primary key attributes/);
    });
  });

  describe('indexes', () => {
    const ofTeam = (team: string, IndexName: string) => ({
      IndexName,
      KeyConditionExpression: 'team = :team',
      ExpressionAttributeValues: { ':team': s(team) },
    });

    it('holds only items that have all the keys of the index', async () => {
      const { fresh, put, query } = bench();
      const pk = fresh();
      await put({ pk, sk: s('both'), team: pk, rank: n(1) });
      await put({ pk, sk: s('no-rank'), team: pk });
      await put({ pk, sk: s('neither') });
      const inKeys = () => query(ofTeam(pk.S, 'team-keys'));
      expect(keysOf(await eventually(inKeys, (items) => items.length === 2)).sort()).toEqual(['both', 'no-rank']);
      expect(keysOf(await query(ofTeam(pk.S, 'by-team')))).toEqual(['both']);
    });

    it('shows all attributes, the keys only, or the keys and what is included', async () => {
      const { fresh, put, query } = bench();
      const pk = fresh();
      const item = { pk, sk: s('a'), team: pk, rank: n(1), note: s('n'), other: s('o') };
      await put(item);
      const read = (index: string) =>
        eventually(
          () => query(ofTeam(pk.S, index)),
          (items) => items.length === 1,
        );
      expect(await read('by-team')).toEqual([item]);
      expect(await read('team-keys')).toEqual([{ pk, sk: s('a'), team: pk }]);
      expect(await read('team-notes')).toEqual([{ pk, sk: s('a'), team: pk, note: s('n') }]);
    });

    it('follows updates and deletes: an item moves, leaves and never shows twice', async () => {
      const { fresh, put, update, query } = bench();
      const pk = fresh();
      await put({ pk, sk: s('a'), team: pk, rank: n(1) });
      await update(pk, 'SET #rank = :r', { ':r': n(5) }, { ExpressionAttributeNames: { '#rank': 'rank' } });
      const read = () => query(ofTeam(pk.S, 'by-team'));
      const moved = await eventually(read, (items) => items[0]?.['rank']?.N === '5');
      expect(moved.map((item) => item['rank'])).toEqual([n(5)]);
      await update(pk, 'REMOVE team');
      expect(await eventually(read, (items) => items.length === 0)).toEqual([]);
    });

    it('orders by the sort key of the index and keeps items whose index keys are equal', async () => {
      const { fresh, put, query } = bench();
      const pk = fresh();
      for (const [sk, rank] of [
        ['x', 10],
        ['y', 9],
        ['z', 9],
      ] as const)
        await put({ pk, sk: s(sk), team: pk, rank: n(rank) });
      const read = () => query(ofTeam(pk.S, 'by-team'));
      const items = await eventually(read, (found) => found.length === 3);
      expect(items.map((item) => item['rank']?.N)).toEqual(['9', '9', '10']);
    });

    it('pages through an index by keys of the index and of the table', async () => {
      const { client, table, fresh, put, query } = bench();
      const pk = fresh();
      for (const sk of ['1', '2', '3']) await put({ pk, sk: s(sk), team: pk, rank: n(1) });
      await eventually(
        () => query(ofTeam(pk.S, 'by-team')),
        (found) => found.length === 3,
      );
      const input = { TableName: table, ...ofTeam(pk.S, 'by-team'), Limit: 2 };
      const first = await client.send(new QueryCommand(input));
      expect(Object.keys(first.LastEvaluatedKey ?? {}).sort()).toEqual(['pk', 'rank', 'sk', 'team']);
      const second = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: first.LastEvaluatedKey }));
      expect(keysOf([...(first.Items ?? []), ...(second.Items ?? [])]).sort()).toEqual(['1', '2', '3']);
    });

    it('reads a local index consistently and a global one never', async () => {
      const { fresh, put, query } = bench();
      const pk = fresh();
      await put({ pk, sk: s('b'), rank: n(1), other: s('o') });
      await put({ pk, sk: s('a'), rank: n(2), other: s('o') });
      const local = {
        IndexName: 'by-rank',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
      };
      expect(await query(local)).toEqual([
        { pk, sk: s('b'), rank: n(1) },
        { pk, sk: s('a'), rank: n(2) },
      ]);
      expect(await query({ ...local, Select: 'ALL_ATTRIBUTES', Limit: 1 })).toMatchObject([{ other: s('o') }]);
      const refused = query({ ...ofTeam(pk.S, 'by-team'), ConsistentRead: true });
      await expectRefusal(
        refused,
        'ValidationException',
        /Consistent reads are not supported on global secondary indexes/,
      );
    });

    it('refuses an index that is not there and attributes a global index does not show', async () => {
      const { query } = bench();
      await expectRefusal(query(ofTeam('x', 'absent')), 'ValidationException', /does not have the specified index/);
      const call = query({ ...ofTeam('x', 'team-keys'), Select: 'ALL_ATTRIBUTES' });
      await expectRefusal(call, 'ValidationException', /ALL_ATTRIBUTES/);
    });
  });

  describe('scans', () => {
    it('finds each item exactly once over all segments, paged', async () => {
      const { client, plain, fresh } = bench();
      const pks = Array.from({ length: 50 }, fresh);
      for (let at = 0; at < pks.length; at += 25) {
        const puts = pks.slice(at, at + 25).map((pk) => ({ PutRequest: { Item: { pk } } }));
        await client.send(new BatchWriteItemCommand({ RequestItems: { [plain]: puts } }));
      }
      const found: string[] = [];
      for (let Segment = 0; Segment < 3; Segment++) {
        let ExclusiveStartKey: Item | undefined;
        do {
          const input = {
            TableName: plain,
            Segment,
            TotalSegments: 3,
            Limit: 7,
            ExclusiveStartKey,
            ConsistentRead: true,
          };
          const page = await client.send(new ScanCommand(input));
          found.push(...(page.Items ?? []).map((item) => item['pk']?.S ?? ''));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
      }
      const wanted = new Set(pks.map((pk) => pk.S));
      expect(found.filter((pk) => wanted.has(pk)).sort()).toEqual([...wanted].sort());
    });

    it('filters and counts', async () => {
      const { client, plain, fresh } = bench();
      const mark = fresh();
      for (const v of [1, 2, 3]) {
        await client.send(new PutItemCommand({ TableName: plain, Item: { pk: fresh(), mark, v: n(v) } }));
      }
      const page = await client.send(
        new ScanCommand({
          TableName: plain,
          ConsistentRead: true,
          FilterExpression: 'mark = :mark AND v >= :v',
          ExpressionAttributeValues: { ':mark': mark, ':v': n(2) },
          Select: 'COUNT',
        }),
      );
      expect(page.Count).toBe(2);
      expect(page.ScannedCount).toBeGreaterThanOrEqual(3);
    });
  });
}
