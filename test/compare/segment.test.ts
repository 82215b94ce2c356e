import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegment, Segment, SegmentFault, type SegmentLine } from '../../shared/compare/segment.ts';
import { seeded, tokens } from './roster.ts';

const opened = (file: Buffer) => Segment.open(async (from, to) => file.subarray(from, to));
const byPlace = (a: SegmentLine, b: SegmentLine) => (a.token < b.token ? -1 : a.token > b.token ? 1 : a.row - b.row);

const lines = fc
  .array(fc.record({ person: fc.nat(60), text: fc.string({ unit: 'grapheme', maxLength: 30 }) }), { maxLength: 400 })
  .map((rows) =>
    rows.map(
      ({ person, text }, index): SegmentLine => ({
        token: tokens.personOf(`P${person}`),
        row: index + 1,
        json: JSON.stringify([text]),
      }),
    ),
  );

describe('a segment', () => {
  it('gives for some persons exactly the lines a pass over all lines would', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.uniqueArray(fc.nat(80), { maxLength: 20 }), async (all, people) => {
        const wanted = new Set(people.map((person) => tokens.personOf(`P${person}`)));
        const found = await (await opened(buildSegment(all))).linesOf(wanted);
        expect(found.sort(byPlace)).toEqual(all.filter((line) => wanted.has(line.token)).sort(byPlace));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same bytes whatever the order of its rows', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (all, seed) => {
        const random = seeded(seed);
        const shuffled = all.map((line) => ({ line, at: random() })).sort((a, b) => a.at - b.at);
        expect(buildSegment(shuffled.map(({ line }) => line)).equals(buildSegment(all))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('gives every line back when it is read whole', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (all) => {
        const read = [...(await (await opened(buildSegment(all))).allLines())];
        expect(read.sort(byPlace)).toEqual([...all].sort(byPlace));
      }),
      { numRuns: 50 },
    );
  });

  it('reads only the blocks it needs of a large file', async () => {
    const all = Array.from({ length: 40_000 }, (_, index) => ({
      token: tokens.personOf(`P${index >> 1}`),
      row: index + 1,
      json: JSON.stringify(['x'.repeat(100)]),
    }));
    const file = buildSegment(all);
    let bytes = 0;
    const segment = await Segment.open(async (from, to) => {
      bytes += to - from;
      return file.subarray(from, to);
    });
    const wanted = new Set([tokens.personOf('P5'), tokens.personOf('P777')]);
    expect((await segment.linesOf(wanted)).sort(byPlace)).toEqual(
      all.filter((line) => wanted.has(line.token)).sort(byPlace),
    );
    expect(bytes).toBeLessThan(50_000);
  });

  it('without rows has no lines for anybody', async () => {
    const segment = await opened(buildSegment([]));
    expect(await segment.linesOf([tokens.personOf('P1')])).toEqual([]);
    expect([...(await segment.allLines())]).toEqual([]);
  });

  it('is refused when it is cut off or something else', async () => {
    const file = buildSegment([{ token: tokens.personOf('P1'), row: 1, json: '["a"]' }]);
    await expect(opened(Buffer.from('record_id,id_no\r\n'))).rejects.toThrow(SegmentFault);
    await expect(opened(file.subarray(0, 10))).rejects.toThrow(SegmentFault);
    await expect(opened(file.subarray(0, 18))).rejects.toThrow(SegmentFault);
    const cut = await opened(file.subarray(0, file.length - 1));
    await expect(cut.linesOf([tokens.personOf('P1')])).rejects.toThrow(SegmentFault);
  });
});
