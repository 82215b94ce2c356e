import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegment, Segment } from '../../shared/compare/segment.ts';
import { liveEntries, Shelf } from '../../shared/compare/shelf.ts';
import { encodeStoredRow } from '../../shared/compare/stored-row.ts';
import type { SegmentEntry } from '../../shared/ports/drop-store.ts';
import { tokens } from './roster.ts';

const entry = (drop: string, day: number, change: Partial<SegmentEntry> = {}): SegmentEntry => ({
  drop,
  dataset: 'veteran',
  supplier: 'veterans-bureau',
  mode: 'delta',
  period: '2026-11',
  order: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z#${drop}`,
  key: `shelf/veteran/${drop}.segment`,
  rows: 1,
  supersedes: undefined,
  ...change,
});
const snapshot = { mode: 'snapshot' } as const;
const live = (entries: readonly SegmentEntry[]) => liveEntries(entries).map(({ drop }) => drop);

describe('the entries that speak', () => {
  it('are all deltas in production order while there is no snapshot', () => {
    expect(live([entry('c', 3), entry('a', 1), entry('b', 2)])).toEqual(['a', 'b', 'c']);
  });

  it('are the latest snapshot and what was produced after it', () => {
    expect(live([entry('a', 1, snapshot), entry('b', 2), entry('c', 3, snapshot), entry('d', 4)])).toEqual(['c', 'd']);
  });

  it('do not lose the rows of other suppliers or datasets to a snapshot', () => {
    const entries = [
      entry('a', 1, { supplier: 'other-bureau' }),
      entry('b', 2, { dataset: 'custody' }),
      entry('c', 3),
      entry('d', 4, snapshot),
    ];
    expect(live(entries)).toEqual(['a', 'b', 'd']);
  });

  it('leave out a delta another one replaces', () => {
    expect(live([entry('a', 1), entry('b', 2), entry('c', 3, { supersedes: 'a' })])).toEqual(['b', 'c']);
  });

  it('do not depend on the order of arrival', () => {
    const entries = fc.uniqueArray(
      fc.record({ drop: fc.nat(30), day: fc.integer({ min: 1, max: 28 }), kind: fc.nat(3), supplier: fc.nat(1) }),
      { selector: ({ drop }) => drop, maxLength: 15 },
    );
    fc.assert(
      fc.property(
        entries.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const made = (list: typeof rows) =>
            list.map(({ drop, day, kind, supplier }) =>
              entry(`d${drop}`, day, {
                supplier: `s${supplier}`,
                mode: kind === 0 ? 'snapshot' : 'delta',
                supersedes: kind === 1 ? `d${drop - 1}` : undefined,
              }),
            );
          expect(live(made(shuffled))).toEqual(live(made(rows)));
        },
      ),
    );
  });
});

describe('the shelf', () => {
  const person = tokens.personOf('P1');
  const row = (recordId: string, operation: 'I' | 'U' | 'D', amount: number) =>
    encodeStoredRow({
      recordId,
      operation,
      eventOn: undefined,
      sourceUpdatedOn: undefined,
      regionCode: undefined,
      isNameMatch: undefined,
      birthDate: undefined,
      values: [amount],
    });
  const shelfOf = (drops: readonly [SegmentEntry, readonly string[]][]) => {
    const files = new Map(
      drops.map(([{ drop }, rows]) => [
        drop,
        buildSegment(rows.map((json, index) => ({ token: person, row: index + 1, json }))),
      ]),
    );
    return new Shelf(
      drops.map(([one]) => one),
      async ({ drop }) => Segment.open(async (from, to) => (files.get(drop) as Buffer).subarray(from, to)),
    );
  };
  const amountsOf = async (shelf: Shelf) =>
    ((await shelf.rowsOf('veteran', new Set([person]))).get(person) ?? []).map(({ stored }) => stored.values[0]);

  it('answers with the latest word on a record, and nothing of a deleted one', async () => {
    const drops: [SegmentEntry, string[]][] = [
      [entry('a', 1, snapshot), [row('R1', 'I', 1), row('R2', 'I', 2)]],
      [entry('b', 2), [row('R1', 'U', 10)]],
      [entry('c', 3), [row('R2', 'D', 0)]],
    ];
    expect(await amountsOf(shelfOf(drops))).toEqual([10]);
    expect(await amountsOf(shelfOf(drops.toReversed()))).toEqual([10]);
  });

  it('takes the last row of a record that one drop names twice', async () => {
    expect(await amountsOf(shelfOf([[entry('a', 1), [row('R1', 'I', 1), row('R1', 'U', 2)]]]))).toEqual([2]);
  });

  it('keeps the same record key of two suppliers apart', async () => {
    const drops: [SegmentEntry, string[]][] = [
      [entry('a', 1), [row('R1', 'I', 1)]],
      [entry('b', 2, { supplier: 'other-bureau' }), [row('R1', 'I', 2)]],
    ];
    expect((await amountsOf(shelfOf(drops))).sort()).toEqual([1, 2]);
  });
});
