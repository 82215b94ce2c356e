import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExpressions } from '../../../infra/local/dynamodb/bindings.ts';
import { meetsCondition } from '../../../infra/local/dynamodb/condition.ts';
import { applyUpdate } from '../../../infra/local/dynamodb/update.ts';

/** A boolean formula with its text and what it means; `t` holds, `f` does not. */
interface Formula {
  readonly text: string;
  readonly value: boolean;
  /** How tightly the outermost operator binds: OR 1, AND 2, NOT 3, a comparison 4. */
  readonly binds: number;
}
const wrap = (formula: Formula, least: number) => (formula.binds < least ? `(${formula.text})` : formula.text);
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.constantFrom<Formula>(
      { text: 't = :one', value: true, binds: 4 },
      { text: 'f = :one', value: false, binds: 4 },
      { text: 't BETWEEN :one AND :two', value: true, binds: 4 },
      { text: 'f IN (:one, :two)', value: false, binds: 4 },
      { text: 'attribute_exists(t)', value: true, binds: 4 },
    ),
    tie('formula').map((of): Formula => ({ text: `NOT ${wrap(of, 3)}`, value: !of.value, binds: 3 })),
    fc
      .tuple(tie('formula'), tie('formula'))
      .map(([a, b]): Formula => ({ text: `${wrap(a, 2)} AND ${wrap(b, 3)}`, value: a.value && b.value, binds: 2 })),
    fc
      .tuple(tie('formula'), tie('formula'))
      .map(([a, b]): Formula => ({ text: `${wrap(a, 1)} OR ${wrap(b, 2)}`, value: a.value || b.value, binds: 1 })),
  ),
}));

describe('conditions', () => {
  it('with the fewest parentheses mean what the precedence of AWS says', () => {
    const item = { t: { N: '1' }, f: { N: '0' } };
    fc.assert(
      fc.property(formula, ({ text, value }) => {
        const all = { ':one': { N: '1' }, ':two': { N: '2' } };
        const mentioned = Object.entries(all).filter(([name]) => text.includes(name));
        const { condition, bindings } = readExpressions({
          ConditionExpression: text,
          ExpressionAttributeValues: mentioned.length > 0 ? Object.fromEntries(mentioned) : undefined,
        });
        expect(condition && meetsCondition(condition, item, bindings)).toBe(value);
      }),
    );
  });
});

describe('updates', () => {
  it('leave the item they start from as it was', () => {
    const item = { m: { M: { l: { L: [{ N: '1' }] } } }, s: { SS: ['a'] } };
    const before = structuredClone(item);
    const { update, bindings } = readExpressions({
      UpdateExpression: 'SET m.l[0] = :v, m.k = :v REMOVE z ADD s :s',
      ExpressionAttributeValues: { ':v': { N: '2' }, ':s': { SS: ['b'] } },
    });
    const after = update && applyUpdate(update, item, bindings);
    expect(after).toEqual({ m: { M: { l: { L: [{ N: '2' }] }, k: { N: '2' } } }, s: { SS: ['a', 'b'] } });
    expect(item).toEqual(before);
  });

  it('remove the elements of a list that are named, whatever the order of naming', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), (indexes) => {
        const list = Array.from({ length: 8 }, (_, at) => ({ N: String(at) }));
        const { update, bindings } = readExpressions({
          UpdateExpression: `REMOVE ${indexes.map((index) => `l[${index}]`).join(', ')}`,
        });
        const after = update && applyUpdate(update, { l: { L: list } }, bindings);
        expect(after).toEqual({ l: { L: list.filter((_, at) => !indexes.includes(at)) } });
      }),
    );
  });

  it('treat attributes named like members of Object as any others', () => {
    const { update, bindings } = readExpressions({
      UpdateExpression: 'SET #p = if_not_exists(#c, :v)',
      ExpressionAttributeNames: { '#p': '__proto__', '#c': 'constructor' },
      ExpressionAttributeValues: { ':v': { N: '1' } },
    });
    const after = update && applyUpdate(update, {}, bindings);
    expect(Object.entries(after ?? {})).toEqual([['__proto__', { N: '1' }]]);
  });
});
