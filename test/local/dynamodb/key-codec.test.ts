import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromOneByte,
  partitionKey,
  rangeOf,
  type SortCondition,
  segmentRange,
  sortKey,
  toOneByte,
} from '../../../infra/local/dynamodb/key-codec.ts';

/** Short texts over characters that are hard to keep in order: control characters, Han, surrogate pairs. */
const texts = fc
  .array(fc.constantFrom('\x00', '\x01', '\x02', 'a', 'b', 'é', '低', '\uffee', '\u{20bb7}'), {
    maxLength: 4,
  })
  .map((characters) => characters.join(''));
const compareBytes = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
const partition = partitionKey({ S: 'p' });

describe('keys', () => {
  it('sort as the UTF-8 bytes of their strings', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [left, right] = [sortKey({ S: a }), sortKey({ S: b })];
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(compareBytes(a, b));
      }),
    );
  });

  it('fall into the range of a condition exactly when they meet it', () => {
    const holds: Readonly<Record<SortCondition, (key: string, v: string, w: string) => boolean>> = {
      '=': (key, v) => key === v,
      '<': (key, v) => compareBytes(key, v) < 0,
      '<=': (key, v) => compareBytes(key, v) <= 0,
      '>': (key, v) => compareBytes(key, v) > 0,
      '>=': (key, v) => compareBytes(key, v) >= 0,
      begins_with: (key, v) => key.startsWith(v),
      BETWEEN: (key, v, w) => compareBytes(key, v) >= 0 && compareBytes(key, w) <= 0,
    };
    const conditions = fc.constantFrom(...(Object.keys(holds) as SortCondition[]));
    fc.assert(
      fc.property(
        conditions,
        texts,
        texts,
        texts,
        fc.constantFrom('', 'suffix of an index key'),
        (condition, key, v, w, suffix) => {
          const { from, to } = rangeOf(partition, condition, [{ S: v }, { S: w }]);
          const treeKey = partition + sortKey({ S: key }) + suffix;
          expect(treeKey >= from && treeKey < to).toBe(holds[condition](key, v, w));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of one partition never mix with those of another', () => {
    fc.assert(
      fc.property(texts, texts, texts, (a, b, key) => {
        const { from, to } = rangeOf(partitionKey({ S: a }));
        const other = partitionKey({ S: b }) + sortKey({ S: key });
        expect(other >= from && other < to).toBe(a === b);
      }),
    );
  });

  it('belong to exactly one of the segments of a scan', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 50 }), (text, count) => {
        const key = partitionKey({ S: text });
        const ranges = Array.from({ length: count }, (_, segment) => segmentRange(segment, count));
        expect(ranges.filter(({ from, to }) => key >= from && key < to)).toHaveLength(1);
      }),
    );
  });

  it('and rows survive the way to one-byte text and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromOneByte(toOneByte(text))).toBe(text);
      }),
    );
  });
});
