import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal, type Item, n, s } from './bench.ts';

export function updateChecks(bench: () => Bench): void {
  /** The attributes, keys left out, of an item after an update. */
  async function updated(
    before: Item,
    expression: string,
    values?: Item,
    names?: Record<string, string>,
  ): Promise<Item> {
    const { fresh, put, update } = bench();
    const pk = fresh();
    await put({ pk, sk: s('a'), ...before });
    const { pk: _, sk: __, ...rest } = await update(pk, expression, values, { ExpressionAttributeNames: names });
    return rest;
  }

  describe('updates', () => {
    it('creates an item that is not there', async () => {
      const { fresh, update, get } = bench();
      const pk = fresh();
      await update(pk, 'SET v = :v', { ':v': n(1) });
      expect(await get(pk)).toEqual({ pk, sk: s('a'), v: n(1) });
    });

    it('creates a bare key when there is no expression', async () => {
      const { client, table, fresh, get } = bench();
      const Key = { pk: fresh(), sk: s('a') };
      await client.send(new UpdateItemCommand({ TableName: table, Key }));
      expect(await get(Key.pk)).toEqual(Key);
    });

    it('adds and subtracts exactly, to 38 digits', async () => {
      const big = '99999999999999999999999999999999999998';
      expect(await updated({ v: n(big) }, 'SET v = v + :d', { ':d': n(1) })).toEqual({ v: n(`${big.slice(0, -1)}9`) });
      expect(await updated({ v: n('0.1') }, 'SET v = v + :d', { ':d': n('0.2') })).toEqual({ v: n('0.3') });
      expect(await updated({ v: n(1) }, 'SET v = :d - v', { ':d': n('0.5') })).toEqual({ v: n('-0.5') });
    });

    it('reads every operand as it was before the update', async () => {
      expect(await updated({ a: n(1), b: n(2) }, 'SET a = b, b = a')).toEqual({ a: n(2), b: n(1) });
    });

    it('falls back with if_not_exists, also inside a sum and a list', async () => {
      const zero = { ':zero': n(0), ':d': n(5) };
      expect(await updated({}, 'SET v = if_not_exists(v, :zero) + :d', zero)).toEqual({ v: n(5) });
      expect(await updated({ v: n(2) }, 'SET v = if_not_exists(v, :zero) + :d', zero)).toEqual({ v: n(7) });
      const lists = { ':none': { L: [] }, ':more': { L: [s('x')] } };
      expect(await updated({}, 'SET l = list_append(if_not_exists(l, :none), :more)', lists)).toEqual({
        l: { L: [s('x')] },
      });
    });

    it('appends before and behind with list_append', async () => {
      const l = { L: [n(1)] };
      expect(await updated({ l }, 'SET l = list_append(l, :x)', { ':x': { L: [n(2)] } })).toEqual({
        l: { L: [n(1), n(2)] },
      });
      expect(await updated({ l }, 'SET l = list_append(:x, l)', { ':x': { L: [n(2)] } })).toEqual({
        l: { L: [n(2), n(1)] },
      });
    });

    it('sets nested members and list elements and appends behind the end of a list', async () => {
      const before = { m: { M: { l: { L: [n(1), n(2)] } } } };
      const after = await updated(before, 'SET m.l[0] = :x, m.l[9] = :y, m.k = :z', {
        ':x': n(7),
        ':y': n(8),
        ':z': n(9),
      });
      expect(after).toEqual({ m: { M: { l: { L: [n(7), n(2), n(8)] }, k: n(9) } } });
    });

    it('removes attributes, members and several list elements by their old positions', async () => {
      const before = { a: n(1), m: { M: { x: n(1), y: n(2) } }, l: { L: [n(0), n(1), n(2), n(3)] } };
      expect(await updated(before, 'REMOVE a, m.x, l[0], l[2], absent')).toEqual({
        m: { M: { y: n(2) } },
        l: { L: [n(1), n(3)] },
      });
    });

    it('adds to numbers and sets, creating them', async () => {
      expect(await updated({ v: n(1) }, 'ADD v :d', { ':d': n('-3') })).toEqual({ v: n('-2') });
      expect(await updated({}, 'ADD v :d', { ':d': n(3) })).toEqual({ v: n(3) });
      const after = await updated({ v: { SS: ['a'] } }, 'ADD v :d', { ':d': { SS: ['a', 'b'] } });
      expect(after['v']?.SS?.sort()).toEqual(['a', 'b']);
    });

    it('deletes from a set and drops the attribute with its last member', async () => {
      expect(await updated({ v: { NS: ['1', '2'] } }, 'DELETE v :d', { ':d': { NS: ['2', '3'] } })).toEqual({
        v: { NS: ['1'] },
      });
      expect(await updated({ v: { NS: ['1'] } }, 'DELETE v :d', { ':d': { NS: ['1'] } })).toEqual({});
    });

    it('takes all four sections in one expression, in any order and case', async () => {
      const before = { a: n(1), b: n(1), c: n(1), d: { SS: ['x', 'y'] } };
      const values = { ':one': n(1), ':x': { SS: ['x'] } };
      expect(await updated(before, 'delete d :x Add c :one remove b SET a = :one', values)).toEqual({
        a: n(1),
        c: n(2),
        d: { SS: ['y'] },
      });
    });

    it('returns old and new, whole or only what the update touched', async () => {
      const { fresh, put, update } = bench();
      const pk = fresh();
      const item = { pk, sk: s('a'), v: n(1), m: { M: { x: n(1), y: n(1) } }, other: n(1) };
      const change = async (ReturnValues: 'NONE' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW') => {
        await put(item);
        return update(pk, 'SET v = :v, m.x = :v', { ':v': n(2) }, { ReturnValues });
      };
      const after = { ...item, v: n(2), m: { M: { x: n(2), y: n(1) } } };
      expect(await change('NONE')).toEqual({});
      expect(await change('ALL_OLD')).toEqual(item);
      expect(await change('ALL_NEW')).toEqual(after);
      expect(await change('UPDATED_OLD')).toEqual({ v: n(1), m: { M: { x: n(1) } } });
      expect(await change('UPDATED_NEW')).toEqual({ v: n(2), m: { M: { x: n(2) } } });
    });

    it('counts every one of concurrent increments', async () => {
      const { fresh, update, get } = bench();
      const pk = fresh();
      await Promise.all(Array.from({ length: 20 }, () => update(pk, 'ADD v :one', { ':one': n(1) })));
      expect(await get(pk)).toMatchObject({ v: n(20) });
    });

    it('changes nothing when the condition fails', async () => {
      const { fresh, put, update, get } = bench();
      const pk = fresh();
      await put({ pk, sk: s('a'), version: n(1) });
      const call = update(
        pk,
        'SET version = :next',
        { ':next': n(3), ':seen': n(2) },
        { ConditionExpression: 'version = :seen' },
      );
      await expectRefusal(call, 'ConditionalCheckFailedException');
      expect(await get(pk)).toMatchObject({ version: n(1) });
    });

    it('refuses to update a key attribute', async () => {
      await expectRefusal(updated({}, 'SET sk = :v', { ':v': s('b') }), 'ValidationException', /part of the key/);
    });

    it('refuses overlapping paths and a section given twice', async () => {
      const values = { ':v': n(1) };
      await expectRefusal(updated({}, 'SET m = :v, m.x = :v', values), 'ValidationException', /overlap/);
      await expectRefusal(updated({}, 'SET a = :v SET b = :v', values), 'ValidationException', /only be used once/);
    });

    it('refuses a path whose parent is missing', async () => {
      await expectRefusal(
        updated({}, 'SET m.x = :v', { ':v': n(1) }),
        'ValidationException',
        /document path .* invalid/,
      );
    });

    it('refuses arithmetic on a missing attribute or on a string', async () => {
      const values = { ':v': n(1) };
      await expectRefusal(updated({}, 'SET v = v + :v', values), 'ValidationException', /does not exist in the item/);
      await expectRefusal(
        updated({ v: s('1') }, 'SET v = v + :v', values),
        'ValidationException',
        /incorrect data type/i,
      );
      await expectRefusal(updated({ v: s('1') }, 'ADD v :v', values), 'ValidationException', /incorrect data type/i);
    });
  });
}
