import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addNumbers,
  canonicalNumber,
  compareNumbers,
  sizeOfNumber,
  sortableNumber,
  subtractNumbers,
} from '../../../infra/local/dynamodb/decimal.ts';

/** Whole numbers shifted by a power of ten: every sign, size and length the service takes. */
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -120, max: 80 }))
  .map(([coefficient, exponent]) => `${coefficient}e${exponent}`);
const cents = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const asText = (hundredths: bigint) => `${hundredths}e-2`;

describe('numbers', () => {
  it('have one canonical text that means the same number', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const canonical = canonicalNumber(text);
        expect(canonicalNumber(canonical)).toBe(canonical);
        expect(compareNumbers(text, canonical)).toBe(0);
      }),
    );
  });

  it('sort as their encoded texts do', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [left, right] = [sortableNumber(a), sortableNumber(b)];
        expect(Math.sign(compareNumbers(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });

  it('sort as their encoded texts do when they are close together', () => {
    const close = fc.integer({ min: -3000, max: 3000 }).map((thousandths) => `${thousandths}e-3`);
    fc.assert(
      fc.property(close, close, (a, b) => {
        const [left, right] = [sortableNumber(a), sortableNumber(b)];
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(Math.sign(Number(a) - Number(b)));
      }),
    );
  });

  it('are added and subtracted without losing a hundredth', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(compareNumbers(addNumbers(asText(a), asText(b)), asText(a + b))).toBe(0);
        expect(compareNumbers(subtractNumbers(asText(a), asText(b)), asText(a - b))).toBe(0);
      }),
    );
  });

  it('are refused rather than rounded when a sum needs more than 38 digits', () => {
    expect(() => addNumbers('1e37', '0.1')).toThrow(/38 significant digits/);
  });

  it('take one byte for two digits, one more, and one for a minus', () => {
    expect(['0', '7', '-7', '1234', '1000', '0.001'].map(sizeOfNumber)).toEqual([1, 2, 3, 3, 2, 2]);
  });
});
