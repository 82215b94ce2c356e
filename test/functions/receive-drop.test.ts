import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readComparedDrop } from '../../functions/release-drop/compared-drop.ts';
import { findDrift } from '../../shared/compare/guard.ts';
import { custody } from '../../shared/datasets/custody.ts';
import { encodeGb18030 } from '../../shared/datasets/encode-gb18030.ts';
import { hotlinePetition } from '../../shared/datasets/hotline-petition.ts';
import { sampleColumnsOf, toCsv } from '../../shared/datasets/sample.ts';
import type { Drop } from '../../shared/domain/drops.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import { goodCsv, goodRows, headers, type Intake, intake, manifestFor } from './intake.ts';

const path = 'drops/veterans-bureau/veteran/2026-11/01';
const nextPath = 'drops/veterans-bureau/veteran/2026-11/02';
const at = (name: string) => headers.indexOf(name);
const invalidPathOf = (key: string) => `invalid/${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;

async function codesOf(world: Intake, where = path): Promise<readonly string[] | undefined> {
  return (await world.receiptOf(where))?.faults.map(({ code }) => code);
}

async function expectNothingApplied(world: Intake): Promise<void> {
  expect(await world.storedDrops()).toEqual([]);
  expect(world.parts.sent).toEqual([]);
  expect(world.releases.sent).toEqual([]);
  expect(world.library.keys()).toEqual([]);
}

/** A good file after whatever came before is taken in whole. */
async function expectNextGoodDrop(world: Intake): Promise<void> {
  const releasesBefore = world.releases.sent.length;
  await world.send(nextPath, 'rows.csv', goodCsv(5), { rows: 5 });
  const drop = (await world.storedDrops()).find((stored) => stored.path === nextPath) as Drop;
  expect(drop).toMatchObject({ state: 'comparing', rows: 5, faults: [] });
  await world.compareAll();
  const { statistics, faults } = await readComparedDrop(drop, world.library);
  expect(statistics).toMatchObject({ rows: 5, accepted: 5, matched: 4, rejected: 0 });
  expect(faults).toEqual([]);
  expect(world.releases.sent.slice(releasesBefore)).toEqual([{ version: 1, kind: 'drop', drop: drop.id }]);
}

async function expectRefused(world: Intake, codes: readonly string[], where = path): Promise<void> {
  expect(await world.receiptOf(where)).toMatchObject({ state: 'rejected', rows: { in: 0 } });
  expect(await codesOf(world, where)).toEqual(codes);
  const receipt = await world.receiptOf(where);
  for (const fault of receipt?.faults ?? []) expect([fault.zh, fault.en].every((text) => text.length > 3)).toBe(true);
  await expectNothingApplied(world);
  await expectNextGoodDrop(world);
}

const csvOf = (...rows: readonly (readonly string[])[]) => Buffer.from(toCsv(headers, rows));
const gzipped = () => gzipSync(goodCsv(500));

interface BadFile {
  readonly title: string;
  readonly file: string;
  readonly bytes: () => Uint8Array;
  readonly codes: readonly string[];
}

const badFiles: readonly BadFile[] = [
  {
    title: 'a gzip file that is cut off',
    file: 'rows.csv.gz',
    bytes: () => gzipped().subarray(0, 4000),
    codes: ['compression-damaged'],
  },
  {
    title: 'a gzip file with a damaged byte',
    file: 'rows.csv.gz',
    bytes: () => {
      const bytes = gzipped();
      bytes[bytes.length - 6] = (bytes[bytes.length - 6] as number) ^ 0xff;
      return bytes;
    },
    codes: ['compression-damaged'],
  },
  {
    title: 'a gzip bomb',
    file: 'rows.csv.gz',
    bytes: () => gzipSync(Buffer.concat([goodCsv(1), Buffer.alloc(20 << 20, 'a,b\r\n')])),
    codes: ['compression-bomb'],
  },
  {
    title: 'a workbook named .csv',
    file: 'rows.csv',
    bytes: () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(500, 1)]),
    codes: ['file-format'],
  },
  {
    title: 'a PDF named .csv',
    file: 'rows.csv',
    bytes: () => Buffer.from('%PDF-1.7\n%rows'),
    codes: ['file-format'],
  },
  { title: 'a gzip file named .csv', file: 'rows.csv', bytes: gzipped, codes: ['file-format'] },
  { title: 'a text file named .xlsx', file: 'rows.xlsx', bytes: () => goodCsv(3), codes: ['file-format'] },
  {
    title: 'a damaged workbook',
    file: 'rows.xlsx',
    bytes: () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(500, 1)]),
    codes: ['file-format'],
  },
  {
    title: 'lines in two encodings',
    file: 'rows.csv',
    bytes: () => Buffer.concat([goodCsv(3), encodeGb18030(toCsv(['姓名', '张秀英', '王建国'], []).repeat(3))]),
    codes: ['encoding-invalid'],
  },
  {
    title: 'a file in UTF-16',
    file: 'rows.csv',
    bytes: () => Buffer.from(`\ufeff${goodCsv(3).toString('utf8')}`, 'utf16le'),
    codes: ['encoding-invalid'],
  },
  { title: 'an empty file', file: 'rows.csv', bytes: () => Buffer.alloc(0), codes: ['header-missing'] },
  {
    title: 'a repeated column',
    file: 'rows.csv',
    bytes: () => Buffer.from(toCsv([...headers, '身份证号'], [])),
    codes: ['header-duplicate'],
  },
  {
    title: 'a file without its identity column',
    file: 'rows.csv',
    bytes: () => Buffer.from(toCsv(headers.toSpliced(at('id_no'), 1), [])),
    codes: ['header-missing'],
  },
];

describe('a file that is not what it should be is refused whole, and the next good file is unharmed:', () => {
  it.each(badFiles)('$title', async ({ file, bytes, codes }) => {
    const world = await intake();
    await world.send(path, file, bytes());
    await expectRefused(world, codes);
  });

  it('a file cut off on its way contradicts bytes and digest of its manifest', async () => {
    const world = await intake();
    const whole = goodCsv(50);
    const { bytes, sha256 } = manifestFor(path, whole);
    await world.send(path, 'rows.csv', whole.subarray(0, 2000), { bytes, sha256 });
    await expectRefused(world, ['bytes-mismatch', 'digest-mismatch']);
  });

  it('a file altered on its way contradicts the digest of its manifest', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(3), { sha256: 'a'.repeat(64) });
    await expectRefused(world, ['digest-mismatch']);
  });

  it('a file of another department in the folder lacks the columns of the dataset', async () => {
    const world = await intake();
    const foreign = Buffer.from(toCsv(sampleColumnsOf(custody), goodRows(3, custody)));
    await world.send(path, 'rows.csv', foreign);
    const codes = (await codesOf(world)) ?? [];
    expect(new Set(codes)).toEqual(new Set(['header-missing']));
    await expectRefused(world, codes);
  });

  it('more than five million rows', async () => {
    const chunk = Buffer.alloc(1 << 20, '1\n');
    let chunksRead = 0;
    const key = `${path}/rows.csv`;
    const endless = (memory: Objects): Objects => ({
      ...memory,
      async *list(prefix) {
        for await (const head of memory.list(prefix)) yield head.key === key ? { key, bytes: 300 << 20 } : head;
      },
      stream: (wanted, from, to) => (wanted === key ? rowsWithoutEnd() : memory.stream(wanted, from, to)),
    });
    async function* rowsWithoutEnd() {
      for (;;) {
        chunksRead += 1;
        yield chunk;
      }
    }
    const world = await intake({ drops: endless });
    await world.send(path, 'rows.csv', Buffer.from('1\n'));
    expect(chunksRead).toBeLessThan(12);
    await expectRefused(world, ['rows-too-many']);
  });
});

describe('a key that does not follow the convention is refused, and the next good file is unharmed:', () => {
  it.each([
    ['a path that climbs', 'drops/veterans-bureau/veteran/2026-11/../rows.csv', 'key-invalid'],
    ['a path that climbs, encoded', 'drops/veterans-bureau/veteran/2026-11/%2E%2E/manifest.json', 'key-invalid'],
    ['a slash hidden in a name', 'drops/veterans-bureau/veteran/2026-11/01%2F..%2F02/rows.csv', 'key-invalid'],
    ['a name in Chinese', 'drops/veterans-bureau/veteran/2026-11/01/%E4%BC%98%E6%8A%9A.csv', 'key-invalid'],
    ['a key that cannot be decoded', 'drops/veterans-bureau/veteran/2026-11/01/%E4%BC.csv', 'key-invalid'],
    ['a key with a stray percent sign', 'drops/veterans-bureau/veteran/2026-11/01/100%.csv', 'key-invalid'],
    ['a period that is none', 'drops/veterans-bureau/veteran/november/01/rows.csv', 'key-invalid'],
    ['too deep a folder', 'drops/veterans-bureau/veteran/2026-11/01/02/rows.csv', 'key-invalid'],
    ['a dataset nobody knows', 'drops/veterans-bureau/veterans/2026-11/01/rows.csv', 'dataset-unknown'],
  ])('%s', async (_, key, code) => {
    const world = await intake();
    await world.receive(key);
    expect(world.memory.keys()).toEqual([`replies/${invalidPathOf(key)}/receipt.json`]);
    await expectRefused(world, [code], invalidPathOf(key));
  });
});

describe('a manifest', () => {
  it('is waited for: a file alone starts nothing and is answered nothing', async () => {
    const world = await intake();
    await world.put(path, 'rows.csv', goodCsv(5));
    await world.receive(`${path}/rows.csv`);
    expect(await world.receiptOf(path)).toBeUndefined();
    await expectNothingApplied(world);
    await world.send(path, 'rows.csv', goodCsv(5), { rows: 5 });
    expect(await world.storedDrops()).toMatchObject([{ path, state: 'comparing', isBare: false }]);
  });

  it('that arrives without its file is refused', async () => {
    const world = await intake();
    await world.put(path, 'manifest.json', Buffer.from(JSON.stringify(manifestFor(path, goodCsv(1)))));
    await world.receive(`${path}/manifest.json`);
    await expectRefused(world, ['file-missing']);
  });

  it.each([
    ['is no JSON', '{"dataset": "veteran",', 'json'],
    ['lacks a field', JSON.stringify({ ...manifestFor(path, goodCsv(1)), rows: undefined }), 'rows'],
    ['has an impossible digest', JSON.stringify(manifestFor(path, goodCsv(1), { sha256: 'abc' })), 'sha256'],
  ])('that %s is refused and the field named', async (_, text, field) => {
    const world = await intake();
    await world.put(path, 'rows.csv', goodCsv(1));
    await world.put(path, 'manifest.json', Buffer.from(text));
    await world.receive(`${path}/manifest.json`);
    expect((await world.receiptOf(path))?.faults[0]?.detail).toEqual({ fields: field });
    await expectRefused(world, ['manifest-invalid']);
  });

  it('that contradicts its path is refused, every field named', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(3), { dataset: 'custody', period: '2026-10' });
    expect((await world.receiptOf(path))?.faults.map(({ detail }) => detail)).toEqual([
      { field: 'dataset' },
      { field: 'period' },
    ]);
    await expectRefused(world, ['manifest-mismatch', 'manifest-mismatch']);
  });

  it('is not needed where the dataset allows a bare file, and the drop says so', async () => {
    const world = await intake();
    const barePath = 'drops/hotline/hotline_petition/2026-11-20/01';
    const rows = goodRows(5, hotlinePetition);
    await world.put(barePath, 'rows.csv', Buffer.from(toCsv(sampleColumnsOf(hotlinePetition), rows)));
    await world.receive(`${barePath}/rows.csv`);
    const [drop] = await world.storedDrops();
    expect(drop).toMatchObject({ path: barePath, isBare: true, mode: 'delta', rows: 5, manifestRows: undefined });
    await world.compareAll();
    expect(world.releases.sent).toHaveLength(1);
  });
});

describe('a drop whose rows look wrong is taken in and left to the guard:', () => {
  const statisticsOf = async (world: Intake) => {
    const [drop] = await world.storedDrops();
    await world.compareAll();
    return { drop: drop as Drop, statistics: (await readComparedDrop(drop as Drop, world.library)).statistics };
  };

  it('a snapshot without rows is held', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(0), { rows: 0 });
    const { drop, statistics } = await statisticsOf(world);
    expect(drop).toMatchObject({ state: 'comparing', rows: 0 });
    expect(findDrift(drop, statistics, []).map(({ code }) => code)).toEqual(['rows-none']);
  });

  it('a delta without rows is not', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(0), { rows: 0, mode: 'delta' });
    const { drop, statistics } = await statisticsOf(world);
    expect(findDrift(drop, statistics, [])).toEqual([]);
  });

  it('rows of another county are held', async () => {
    const world = await intake();
    const rows = goodRows(300).map((row) => row.with(at('region_code'), '520203'));
    await world.send(path, 'rows.csv', csvOf(...rows), { rows: 300 });
    const { drop, statistics } = await statisticsOf(world);
    expect(findDrift(drop, statistics, [])).toEqual([
      { code: 'region-foreign', detail: { foreign: 300, located: 300 } },
    ]);
  });

  it('rows of the own county are not', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', csvOf(...goodRows(300)), { rows: 300 });
    const { drop, statistics } = await statisticsOf(world);
    expect(findDrift(drop, statistics, [])).toEqual([]);
  });

  it('an unknown column is noted, and the known columns are compared', async () => {
    const world = await intake();
    const rows = goodRows(5).map((row) => [...row, 'O+']);
    await world.send(path, 'rows.csv', Buffer.from(toCsv([...headers, '血型'], rows)), { rows: 5 });
    const { drop, statistics } = await statisticsOf(world);
    expect(drop.faults).toEqual([{ code: 'header-unknown', detail: { column: '血型' } }]);
    expect(statistics).toMatchObject({ rows: 5, accepted: 5 });
    const lines = world.library.keys().filter((key) => key.endsWith('.lines'));
    expect((await world.library.read(lines[0] as string))?.includes('O+')).toBe(false);
  });
});

describe('a row that cannot be read', () => {
  it('is rejected for a formula in a cell, and the rows around it count', async () => {
    const world = await intake();
    const rows = goodRows(5);
    rows[2] = (rows[2] as string[]).with(at('card_no'), '=HYPERLINK("http://x.test")');
    await world.send(path, 'rows.csv', csvOf(...rows), { rows: 5 });
    const [drop] = await world.storedDrops();
    await world.compareAll();
    const { statistics, rejects } = await readComparedDrop(drop as Drop, world.library);
    expect(statistics).toMatchObject({ rows: 5, accepted: 4, rejected: 1, faults: { 'formula-cell': 1 } });
    const text = Buffer.concat([...rejects]).toString('utf8');
    expect(text).toMatch(/^3,card_no,formula-cell,/);
    expect(text).not.toContain('HYPERLINK');
  });

  it('is rejected under the same number however the file is cut, and so is every other row kept', async () => {
    const rows = goodRows(210);
    const expected: string[] = [];
    for (let index = 6; index < rows.length; index += 7) {
      const row = rows[index] as string[];
      const kind = (index - 6) % 4;
      if (kind === 0) rows[index] = row.with(at('id_no'), '520526199001011234');
      if (kind === 1) rows[index] = row.slice(0, -1);
      if (kind === 2) rows[index] = row.with(at('card_no'), '@SUM(A1)');
      if (kind === 3) rows[index] = row.with(at('benefit_amount'), '12,3x');
      expected.push(`${index + 1}`);
    }
    const bytes = csvOf(...rows);
    const outcomes = [];
    for (const partBytes of [1 << 20, 4096, 997, 333, 101]) {
      const world = await intake({ partBytes });
      await world.send(path, 'rows.csv', bytes, { rows: 210 });
      const [drop] = await world.storedDrops();
      await world.compareAll();
      expect(world.releases.sent).toHaveLength(1);
      const compared = await readComparedDrop(drop as Drop, world.library);
      expect(compared.statistics).toMatchObject({ rows: 210, rejected: expected.length });
      const rejects = Buffer.concat([...compared.rejects]).toString('utf8');
      expect([
        ...new Set(
          rejects
            .trim()
            .split('\n')
            .map((line) => line.split(',')[0]),
        ),
      ]).toEqual(expected);
      outcomes.push({ partBytes, parts: drop?.parts.length ?? 0, compared, rejects });
    }
    const [whole, ...cut] = outcomes;
    expect(whole?.parts).toBe(1);
    for (const outcome of cut) {
      expect(outcome.parts).toBeGreaterThan(5);
      expect(outcome.rejects).toBe(whole?.rejects);
      expect(outcome.compared.lines).toEqual(whole?.compared.lines);
      expect(outcome.compared.statistics).toEqual(whole?.compared.statistics);
    }
  });
});

describe('a drop that comes again', () => {
  it('in another folder is a duplicate, and nothing is sent', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(5), { rows: 5 });
    const [first] = await world.storedDrops();
    world.parts.drain();
    await world.send(nextPath, 'rows.csv', goodCsv(5), { rows: 5 });
    expect(await world.receiptOf(nextPath)).toMatchObject({ state: 'duplicate', duplicateOf: first?.id, faults: [] });
    expect(world.parts.sent).toEqual([]);
    expect((await world.storedDrops()).map(({ state }) => state)).toEqual(['comparing', 'duplicate']);
  });

  it('by a second delivery of its event is no second drop', async () => {
    const world = await intake();
    await world.send(path, 'rows.csv', goodCsv(5), { rows: 5 });
    await world.compareAll();
    const before = { drops: await world.storedDrops(), library: world.library.keys() };
    await world.receive(`${path}/manifest.json`);
    await world.compareAll();
    expect({ drops: await world.storedDrops(), library: world.library.keys() }).toEqual(before);
    expect(world.parts.sent).toEqual([]);
    expect(await world.receiptOf(path)).toBeUndefined();
  });

  it('with a part compared twice has the same rows', async () => {
    const world = await intake({ partBytes: 400 });
    await world.send(path, 'rows.csv', goodCsv(20), { rows: 20 });
    const [drop] = await world.storedDrops();
    await world.parts.send([...world.parts.sent]);
    await world.compareAll();
    const { statistics, lines } = await readComparedDrop(drop as Drop, world.library);
    expect(statistics).toMatchObject({ rows: 20, accepted: 20 });
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
