import {
  TransactGetItemsCommand,
  type TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal, type Item, n, s } from './bench.ts';

export function transactionChecks(bench: () => Bench): void {
  const write = (TransactItems: TransactWriteItem[], ClientRequestToken?: string) =>
    bench().client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
  const putting = (Item: Item, ConditionExpression?: string) => ({
    Put: { TableName: bench().table, Item, ConditionExpression },
  });
  const increment = (pk: Item[string]) => ({
    Update: {
      TableName: bench().table,
      Key: { pk, sk: s('a') },
      UpdateExpression: 'ADD v :one',
      ExpressionAttributeValues: { ':one': n(1) },
    },
  });

  describe('transactions', () => {
    it('puts, updates, deletes and checks together, over tables', async () => {
      const { table, plain, fresh, put, get } = bench();
      const [checked, updated, deleted, added, other] = [fresh(), fresh(), fresh(), fresh(), fresh()];
      await put({ pk: checked, sk: s('a'), open: { BOOL: true } });
      await put({ pk: updated, sk: s('a'), v: n(1) });
      await put({ pk: deleted, sk: s('a') });
      await write([
        {
          ConditionCheck: {
            TableName: table,
            Key: { pk: checked, sk: s('a') },
            ConditionExpression: '#open = :yes',
            ExpressionAttributeNames: { '#open': 'open' },
            ExpressionAttributeValues: { ':yes': { BOOL: true } },
          },
        },
        increment(updated),
        { Delete: { TableName: table, Key: { pk: deleted, sk: s('a') } } },
        putting({ pk: added, sk: s('a') }, 'attribute_not_exists(pk)'),
        { Put: { TableName: plain, Item: { pk: other } } },
      ]);
      expect(await get(updated)).toMatchObject({ v: n(2) });
      expect(await get(deleted)).toBeUndefined();
      expect(await get(added)).toBeDefined();
    });

    it('writes nothing when one part fails, and tells the reason of each part in order', async () => {
      const { fresh, put, get } = bench();
      const [first, taken, last] = [fresh(), fresh(), fresh()];
      await put({ pk: taken, sk: s('a'), v: n(1) });
      const inTheWay = putting({ pk: taken, sk: s('a') }, 'attribute_not_exists(pk)');
      const call = write([
        putting({ pk: first, sk: s('a') }),
        { Put: { ...inTheWay.Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        putting({ pk: last, sk: s('a') }, 'attribute_exists(pk)'),
      ]);
      const error = await call.catch((thrown: TransactionCanceledException) => thrown);
      expect(error).toMatchObject({
        name: 'TransactionCanceledException',
        message: expect.stringContaining('[None, ConditionalCheckFailed, ConditionalCheckFailed]'),
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { pk: taken, v: n(1) } },
          { Code: 'ConditionalCheckFailed' },
        ],
      });
      expect(await get(first)).toBeUndefined();
      expect(await get(last)).toBeUndefined();
    });

    it('reports a part that cannot be computed as ValidationError', async () => {
      const { fresh, put, get } = bench();
      const [text, other] = [fresh(), fresh()];
      await put({ pk: text, sk: s('a'), v: s('text') });
      const error = await write([putting({ pk: other, sk: s('a') }), increment(text)]).catch(
        (thrown: TransactionCanceledException) => thrown,
      );
      expect(error).toMatchObject({
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
      });
      expect(await get(other)).toBeUndefined();
    });

    it('refuses two operations on one item', async () => {
      const pk = bench().fresh();
      const call = write([putting({ pk, sk: s('a') }), increment(pk)]);
      await expectRefusal(call, 'ValidationException', /multiple operations on one item/);
    });

    it('takes 100 parts and refuses 101', async () => {
      const { fresh, get } = bench();
      const parts = Array.from({ length: 101 }, () => putting({ pk: fresh(), sk: s('a') }));
      await expectRefusal(write(parts), 'ValidationException', /less than or equal to 100/);
      await write(parts.slice(1));
      expect(await get(parts[100]?.Put.Item['pk'] ?? s(''))).toBeDefined();
    });

    it('refuses more than 4 MB', async () => {
      const { fresh } = bench();
      const parts = Array.from({ length: 11 }, () => putting({ pk: fresh(), sk: s('a'), v: s('x'.repeat(390_000)) }));
      await expectRefusal(write(parts), 'ValidationException');
    });

    it('applies a transaction once for one token', async () => {
      const { fresh, get, put } = bench();
      const pk = fresh();
      await put({ pk, sk: s('a'), v: n(0) });
      await write([increment(pk)], `${pk.S}-token`.slice(-36));
      await write([increment(pk)], `${pk.S}-token`.slice(-36));
      expect(await get(pk)).toMatchObject({ v: n(1) });
    });

    it('refuses another transaction under a token already used', async () => {
      const { fresh } = bench();
      const [one, two] = [fresh(), fresh()];
      const token = `${one.S}-other`.slice(-36);
      await write([increment(one)], token);
      await expectRefusal(write([increment(two)], token), 'IdempotentParameterMismatchException');
    });

    it('lets a token be used again after its transaction was cancelled', async () => {
      const { fresh, put, get } = bench();
      const pk = fresh();
      const token = `${pk.S}-again`.slice(-36);
      const item = { pk, sk: s('b') };
      const part = { ...increment(pk).Update, ConditionExpression: 'attribute_exists(pk)' };
      await expectRefusal(write([{ Update: part }], token), 'TransactionCanceledException');
      await put({ ...item, sk: s('a'), v: n(1) });
      await write([{ Update: part }], token);
      expect(await get(pk)).toMatchObject({ v: n(2) });
    });

    it('refuses a token that is too long', async () => {
      const call = write([increment(bench().fresh())], 'x'.repeat(37));
      await expectRefusal(call, 'ValidationException');
    });

    it('reads several items at one moment, with projections, absent ones empty', async () => {
      const { client, table, fresh, put } = bench();
      const item = { pk: fresh(), sk: s('a'), v: n(1), w: n(2) };
      await put(item);
      const { Responses } = await client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName: table, Key: { pk: fresh(), sk: s('a') } } },
            { Get: { TableName: table, Key: { pk: item.pk, sk: item.sk }, ProjectionExpression: 'w' } },
          ],
        }),
      );
      expect(Responses?.map((response) => response.Item)).toEqual([undefined, { w: n(2) }]);
    });

    it('keeps a sum whole under concurrent transfers', async () => {
      const { table, fresh, put, get } = bench();
      const [from, to] = [fresh(), fresh()];
      await put({ pk: from, sk: s('a'), v: n(10) });
      await put({ pk: to, sk: s('a'), v: n(0) });
      const add = (pk: Item[string], amount: number, ConditionExpression?: string) => ({
        Update: {
          TableName: table,
          Key: { pk, sk: s('a') },
          UpdateExpression: 'SET v = v + :d',
          ConditionExpression,
          ExpressionAttributeValues: { ':d': n(amount), ...(ConditionExpression && { ':zero': n(0) }) },
        },
      });
      const transfers = Array.from({ length: 15 }, () => write([add(from, -1, 'v > :zero'), add(to, 1)]));
      const done = (await Promise.allSettled(transfers)).filter(({ status }) => status === 'fulfilled').length;
      expect(await get(to)).toMatchObject({ v: n(done) });
      expect(await get(from)).toMatchObject({ v: n(10 - done) });
      expect(done).toBeLessThanOrEqual(10);
    });
  });
}
