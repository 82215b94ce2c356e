/** Twelve-month sums follow the amounts' own dates. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths } from '../../shared/domain/dates.ts';
import { type DatedAmount, episodesOf } from '../../shared/rules/rolling-sum.ts';

const asOf = '2026-12-31';
const threshold = () => 1000;
const amount = (on: string, fen: number): DatedAmount<string> => ({ on, fen, of: on });

test('the sum of a year reaches the threshold on the day of its last amount', () => {
  const episodes = episodesOf([amount('2026-03-01', 400), amount('2026-05-01', 600)], threshold, asOf);
  expect(episodes).toMatchObject([{ key: '2026-05', crossedOn: '2026-05-01', sumFen: 1000 }]);
});

test('an amount of exactly a year ago has left the sum', () => {
  const days = (first: string) => [amount(first, 400), amount('2026-05-01', 600)];
  expect(episodesOf(days('2025-05-01'), threshold, asOf)).toEqual([]);
  expect(episodesOf(days('2025-05-02'), threshold, asOf)).toHaveLength(1);
});

test('a reversed amount takes the sum back below the threshold', () => {
  const amounts = [amount('2026-03-01', 900), amount('2026-03-05', -900), amount('2026-05-01', 600)];
  expect(episodesOf(amounts, threshold, asOf)).toEqual([]);
});

test('each amount is judged by the threshold of its own day', () => {
  const rising = (on: string) => (on < '2026-04-01' ? 500 : 2000);
  expect(episodesOf([amount('2026-03-31', 600)], rising, asOf)).toHaveLength(1);
  expect(episodesOf([amount('2026-04-01', 600)], rising, asOf)).toEqual([]);
});

test('amounts after the day on which the data stand do not count yet', () => {
  expect(episodesOf([amount('2027-01-01', 5000)], threshold, asOf)).toEqual([]);
});

const amounts = fc.array(fc.record({ days: fc.integer({ min: 0, max: 760 }), fen: fc.integer({ min: 1, max: 900 }) }), {
  maxLength: 30,
});

test('order changes nothing, and two findings are never closer than twelve months', () => {
  fc.assert(
    fc.property(amounts, (drawn) => {
      const given = drawn.map(({ days, fen }, index) => ({ on: addDays(asOf, -days), fen, of: index }));
      const episodes = episodesOf(given, threshold, asOf);
      const reversed = episodesOf([...given].reverse(), threshold, asOf);
      expect(reversed.map(({ key, sumFen }) => [key, sumFen])).toEqual(
        episodes.map(({ key, sumFen }) => [key, sumFen]),
      );
      expect(episodes.length).toBeLessThanOrEqual(1);
      for (const episode of episodes) expect(episode.crossedOn > addMonths(asOf, -12)).toBe(true);
    }),
  );
});

test('every sum that stands at or above the threshold today has its episode', () => {
  fc.assert(
    fc.property(amounts, (drawn) => {
      const given = drawn.map(({ days, fen }, index) => ({ on: addDays(asOf, -days), fen, of: index }));
      const start = addMonths(asOf, -12);
      const sum = given.filter(({ on }) => on > start).reduce((total, { fen }) => total + fen, 0);
      if (sum >= 1000) expect(episodesOf(given, threshold, asOf)).toHaveLength(1);
    }),
  );
});
