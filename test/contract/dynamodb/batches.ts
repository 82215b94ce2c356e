import { BatchGetItemCommand, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal, n, s } from './bench.ts';

export function batchChecks(bench: () => Bench): void {
  describe('batches', () => {
    it('writes, deletes and reads over several tables at once', async () => {
      const { client, table, plain, fresh, put, get } = bench();
      const gone = { pk: fresh(), sk: s('a') };
      const kept = { pk: fresh(), sk: s('a'), v: n(1) };
      const other = { pk: fresh(), v: n(2) };
      await put(gone);
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [table]: [{ PutRequest: { Item: kept } }, { DeleteRequest: { Key: gone } }],
            [plain]: [{ PutRequest: { Item: other } }],
          },
        }),
      );
      expect(UnprocessedItems).toEqual({});
      expect(await get(gone.pk)).toBeUndefined();
      const { Responses } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table]: { Keys: [{ pk: kept.pk, sk: kept.sk }, gone], ConsistentRead: true },
            [plain]: { Keys: [{ pk: other.pk }], ProjectionExpression: 'v', ConsistentRead: true },
          },
        }),
      );
      expect(Responses).toEqual({ [table]: [kept], [plain]: [{ v: n(2) }] });
    });

    it('refuses more than 25 writes and more than 100 reads', async () => {
      const { client, plain, fresh } = bench();
      const puts = Array.from({ length: 26 }, () => ({ PutRequest: { Item: { pk: fresh() } } }));
      const keys = Array.from({ length: 101 }, () => ({ pk: fresh() }));
      await expectRefusal(
        client.send(new BatchWriteItemCommand({ RequestItems: { [plain]: puts } })),
        'ValidationException',
      );
      const read = client.send(new BatchGetItemCommand({ RequestItems: { [plain]: { Keys: keys } } }));
      await expectRefusal(read, 'ValidationException');
    });

    it('refuses the same key twice', async () => {
      const { client, plain, fresh } = bench();
      const pk = fresh();
      const put = { PutRequest: { Item: { pk } } };
      const write = client.send(new BatchWriteItemCommand({ RequestItems: { [plain]: [put, put] } }));
      await expectRefusal(write, 'ValidationException', /duplicates/);
      const read = client.send(new BatchGetItemCommand({ RequestItems: { [plain]: { Keys: [{ pk }, { pk }] } } }));
      await expectRefusal(read, 'ValidationException', /duplicates/);
    });

    it('gives keys back that exceed 16 MB', async () => {
      const { client, plain, fresh } = bench();
      const items = Array.from({ length: 45 }, () => ({ pk: fresh(), body: s('x'.repeat(390_000)) }));
      for (let at = 0; at < items.length; at += 15) {
        const puts = items.slice(at, at + 15).map((Item) => ({ PutRequest: { Item } }));
        let left = { [plain]: puts };
        while (left[plain]) {
          const answer = await client.send(new BatchWriteItemCommand({ RequestItems: left }));
          left = (answer.UnprocessedItems ?? {}) as typeof left;
        }
      }
      const Keys = items.map(({ pk }) => ({ pk }));
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [plain]: { Keys } } }));
      const found = answer.Responses?.[plain]?.length ?? 0;
      const left = answer.UnprocessedKeys?.[plain]?.Keys?.length ?? 0;
      expect(found).toBeGreaterThan(0);
      expect(left).toBeGreaterThan(0);
      expect(found + left).toBe(items.length);
    });
  });
}
