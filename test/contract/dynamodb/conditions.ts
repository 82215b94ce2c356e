import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal, type Item, n, s } from './bench.ts';

export function conditionChecks(bench: () => Bench): void {
  /** Whether an update on this condition goes through, for an item with these attributes. */
  async function holds(
    attributes: Item,
    condition: string,
    values?: Item,
    names?: Record<string, string>,
  ): Promise<boolean> {
    const { fresh, put, update } = bench();
    const pk = fresh();
    await put({ pk, sk: s('a'), ...attributes });
    const more = {
      ConditionExpression: condition,
      ExpressionAttributeNames: names,
      ReturnValues: 'NONE' as const,
    };
    return update(pk, 'REMOVE never', values, more).then(
      () => true,
      (error: Error) => {
        if (error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      },
    );
  }

  describe('conditions', () => {
    it('lets only the first of two conditional puts create an item', async () => {
      const { fresh, put, get } = bench();
      const pk = fresh();
      const create = (v: number) =>
        put({ pk, sk: s('a'), v: n(v) }, { ConditionExpression: 'attribute_not_exists(pk)' });
      await create(1);
      await expectRefusal(create(2), 'ConditionalCheckFailedException', /conditional request failed/);
      expect(await get(pk)).toMatchObject({ v: n(1) });
    });

    it('shows the item in the way of a failed condition only when asked', async () => {
      const { client, table, fresh, put } = bench();
      const item = { pk: fresh(), sk: s('a'), v: n(1) };
      await put(item);
      const failWith = (ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | 'NONE') =>
        client
          .send(
            new PutItemCommand({
              TableName: table,
              Item: item,
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure,
            }),
          )
          .catch((error: { Item?: Item }) => error.Item);
      expect(await failWith('ALL_OLD')).toEqual(item);
      expect(await failWith('NONE')).toBeUndefined();
    });

    it('compares numbers by value and strings by their UTF-8 bytes', async () => {
      expect(await holds({ v: n(9) }, 'v < :v', { ':v': n(10) })).toBe(true);
      expect(await holds({ v: n('0.1') }, 'v > :v', { ':v': n('0.09') })).toBe(true);
      expect(await holds({ v: n('-1') }, 'v >= :v', { ':v': n('-1.0') })).toBe(true);
      expect(await holds({ v: s('9') }, 'v < :v', { ':v': s('10') })).toBe(false);
      expect(await holds({ v: s('\u{ffff}') }, 'v < :v', { ':v': s('\u{10000}') })).toBe(true);
    });

    it('never orders values of different types, and holds them unequal', async () => {
      expect(await holds({ v: s('1') }, 'v < :v', { ':v': n(2) })).toBe(false);
      expect(await holds({ v: s('1') }, 'v = :v', { ':v': n(1) })).toBe(false);
      expect(await holds({ v: s('1') }, 'v <> :v', { ':v': n(1) })).toBe(true);
    });

    it('finds sets equal in any order, and lists and maps only when all in them is equal', async () => {
      expect(await holds({ v: { SS: ['a', 'b'] } }, 'v = :v', { ':v': { SS: ['b', 'a'] } })).toBe(true);
      const list = (...elements: AttributeValue[]) => ({ L: elements });
      expect(await holds({ v: list(n(1), s('b')) }, 'v = :v', { ':v': list(n(1), s('b')) })).toBe(true);
      expect(await holds({ v: list(n(1), s('b')) }, 'v = :v', { ':v': list(s('b'), n(1)) })).toBe(false);
      expect(await holds({ v: { M: { x: n(1), y: n(2) } } }, 'v = :v', { ':v': { M: { y: n(2), x: n(1) } } })).toBe(
        true,
      );
    });

    it('takes a missing attribute as different from everything and smaller than nothing', async () => {
      expect(await holds({}, 'absent <> :v', { ':v': n(1) })).toBe(true);
      expect(await holds({}, 'absent < :v', { ':v': n(1) })).toBe(false);
      expect(await holds({}, 'NOT absent < :v', { ':v': n(1) })).toBe(true);
    });

    it('binds NOT before AND and AND before OR', async () => {
      const item = { t: n(1), f: n(0) };
      const one = { ':one': n(1) };
      expect(await holds(item, 't = :one OR f = :one AND f = :one', one)).toBe(true);
      expect(await holds(item, '(t = :one OR f = :one) AND f = :one', one)).toBe(false);
      expect(await holds(item, 'NOT t = :one OR t = :one', one)).toBe(true);
      expect(await holds(item, 'NOT (t = :one OR t = :one)', one)).toBe(false);
      expect(await holds(item, 'NOT f = :one AND t = :one', one)).toBe(true);
    });

    it('includes both bounds of BETWEEN', async () => {
      const bounds = { ':lo': n(1), ':hi': n(3) };
      expect(await holds({ v: n(1) }, 'v BETWEEN :lo AND :hi', bounds)).toBe(true);
      expect(await holds({ v: n(3) }, 'v BETWEEN :lo AND :hi AND attribute_exists(pk)', bounds)).toBe(true);
      expect(await holds({ v: n('3.01') }, 'v BETWEEN :lo AND :hi', bounds)).toBe(false);
    });

    it('looks a value up with IN', async () => {
      expect(await holds({ v: s('b') }, 'v IN (:a, :b)', { ':a': s('a'), ':b': s('b') })).toBe(true);
      expect(await holds({ v: s('c') }, 'v IN (:a, :b)', { ':a': s('a'), ':b': s('b') })).toBe(false);
    });

    it('knows begins_with, contains, size and attribute_type', async () => {
      expect(await holds({ v: s('abc') }, 'begins_with(v, :v)', { ':v': s('ab') })).toBe(true);
      expect(await holds({ v: s('abc') }, 'contains(v, :v)', { ':v': s('bc') })).toBe(true);
      expect(await holds({ v: { SS: ['ab', 'c'] } }, 'contains(v, :v)', { ':v': s('a') })).toBe(false);
      expect(await holds({ v: { L: [n(1), n(2)] } }, 'contains(v, :v)', { ':v': n(2) })).toBe(true);
      expect(await holds({ v: { L: [n(1), n(2)] } }, 'size(v) = :v', { ':v': n(2) })).toBe(true);
      expect(await holds({ v: s('四个字符') }, 'size(v) > :v', { ':v': n(3) })).toBe(true);
      expect(await holds({ v: { NULL: true } }, 'attribute_type(v, :v)', { ':v': s('NULL') })).toBe(true);
    });

    it('reaches into maps and lists', async () => {
      const item = { m: { M: { l: { L: [s('x'), { M: { y: n(7) } }] } } } };
      expect(await holds(item, 'm.l[1].y = :v', { ':v': n(7) })).toBe(true);
      expect(await holds(item, 'attribute_exists(m.l[2])')).toBe(false);
      expect(await holds(item, 'm.#l[0] = :v', { ':v': s('x') }, { '#l': 'l' })).toBe(true);
    });

    it('takes a dot inside an alias as part of the name', async () => {
      expect(await holds({ 'a.b': n(1) }, '#ab = :v', { ':v': n(1) }, { '#ab': 'a.b' })).toBe(true);
    });

    it('refuses aliases and values that are undefined or unused', async () => {
      const refuse = (
        condition: string,
        values: Item | undefined,
        names: Record<string, string> | undefined,
        message: RegExp,
      ) => expectRefusal(holds({}, condition, values, names), 'ValidationException', message);
      await refuse('#x = :v', { ':v': n(1) }, undefined, /attribute name.* not defined/);
      await refuse('x = :v', undefined, undefined, /attribute value.* not defined/);
      await refuse('attribute_exists(x)', { ':v': n(1) }, undefined, /unused in expressions: keys: \{:v\}/);
      await refuse('attribute_exists(x)', undefined, { '#x': 'x' }, /unused in expressions: keys: \{#x\}/);
    });

    it('refuses reserved words, unknown functions, broken syntax and doubled parentheses', async () => {
      const refuse = (condition: string, message: RegExp) =>
        expectRefusal(holds({}, condition, { ':v': n(1) }), 'ValidationException', message);
      await refuse('status = :v', /reserved keyword: status/);
      await refuse('like(x, :v)', /Invalid function name/);
      await refuse('x = = :v', /Syntax error/);
      await refuse('x = :v AND', /Syntax error/);
      await refuse('((x = :v))', /redundant parentheses/);
    });

    it('refuses operands that can never fit', async () => {
      const refuse = (condition: string, values: Item, message: RegExp) =>
        expectRefusal(holds({}, condition, values), 'ValidationException', message);
      await refuse('begins_with(x, :v)', { ':v': n(1) }, /Incorrect operand type/);
      await refuse('x < :v', { ':v': { BOOL: true } }, /Incorrect operand type/);
      await refuse('x BETWEEN :a AND :b', { ':a': n(2), ':b': n(1) }, /upper bound/);
    });
  });
}
