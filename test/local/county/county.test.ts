import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type DropFile, generateCounty, recorders } from '../../../infra/local/county/county.ts';
import { flaws } from '../../../infra/local/county/flaws.ts';
import { readDrop } from '../../../infra/local/county/read-drop.ts';
import { countyReadme } from '../../../infra/local/county/readme.ts';
import { dropKeys, writeCounty } from '../../../infra/local/county/write-county.ts';
import { manifestSchema } from '../../../shared/contracts/manifest.ts';
import { datasetOf } from '../../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../../shared/datasets/define.ts';
import { rowReaderFor } from '../../../shared/datasets/read-row.ts';
import { rosterFile } from '../../../shared/datasets/roster-file.ts';
import { isIdentityNumber, parseIdentity } from '../../../shared/domain/identity.ts';
import { formatYuan, parseYuan } from '../../../shared/domain/money.ts';
import { regionOf } from '../../../shared/domain/regions.ts';

const small = { people: 2000, seed: 'test' } as const;
const county = generateCounty(small);
const files = [county.roster, ...county.drops];

function datasetFor(drop: DropFile): DatasetDefinition {
  const dataset = drop.dataset === 'roster' ? (rosterFile as DatasetDefinition) : datasetOf(drop.dataset);
  if (!dataset) throw new Error(`no dataset ${drop.dataset}`);
  return dataset;
}

describe('the county of a seed', () => {
  it('is the same to the byte when generated again', () => {
    const again = generateCounty(small);
    expect(again.truth).toEqual(county.truth);
    expect([again.roster, ...again.drops].map((drop) => drop.manifest)).toEqual(files.map((drop) => drop.manifest));
    for (const [index, drop] of [again.roster, ...again.drops].entries()) {
      expect(drop.bytes.equals((files[index] as DropFile).bytes)).toBe(true);
    }
  });

  it('is another county with another seed', () => {
    const other = generateCounty({ ...small, seed: 'other' });
    expect(other.roster.manifest.sha256).not.toBe(county.roster.manifest.sha256);
  });

  it('grows with the people asked for and keeps the newest data before its day', () => {
    expect(county.summary.rosterPeople).toBeGreaterThanOrEqual(2000);
    expect(county.summary.rosterPeople).toBeLessThan(2100);
    const earlier = generateCounty({ people: 300, asOf: '2026-07-15' });
    expect(earlier.drops.every((drop) => drop.manifest.producedAt.slice(0, 10) <= '2026-07-15')).toBe(true);
    expect(earlier.drops.at(-1)?.period).toBe('2026-07');
  });
});

describe('drops of the county', () => {
  it('use at least 40 datasets of the catalogue in at least 26 drops, in encodings, headers and modes of many kinds', () => {
    expect(county.summary.datasets).toBeGreaterThanOrEqual(40);
    expect(county.drops.length).toBeGreaterThanOrEqual(26);
    for (const { dataset } of county.drops) expect(datasetOf(dataset)).toBeDefined();
    const some = (is: (drop: DropFile) => boolean): number => county.drops.filter(is).length;
    expect(some((drop) => drop.manifest.encoding === 'gb18030')).toBeGreaterThan(5);
    expect(some((drop) => drop.manifest.encoding === 'utf-8')).toBeGreaterThan(5);
    expect(some((drop) => drop.fileName.endsWith('.gz'))).toBeGreaterThan(5);
    expect(some((drop) => drop.mode === 'delta')).toBeGreaterThan(10);
    expect(some((drop) => readDrop(drop).words.includes('id_no'))).toBeGreaterThan(5);
    expect(some((drop) => !readDrop(drop).words.includes('id_no'))).toBeGreaterThan(5);
  });

  it('declare modes and keys their dataset allows, each drop once', () => {
    for (const drop of county.drops) expect(datasetFor(drop).modes).toContain(drop.mode);
    expect(new Set(files.map((drop) => dropKeys(drop).file)).size).toBe(files.length);
    expect(new Set(recorders.map((recorder) => recorder.dataset.key)).size).toBe(recorders.length);
  });

  it.each(files.map((drop) => [`${drop.dataset} ${drop.period}`, drop] as const))(
    '%s is what its manifest says',
    (_, drop) => {
      const { manifest, bytes } = drop;
      expect(manifestSchema.parse(manifest)).toEqual(manifest);
      expect(manifest.bytes).toBe(bytes.length);
      expect(manifest.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const { header, rows } = readDrop(drop);
      expect(rows).toHaveLength(manifest.rows);
      for (const [name, sum] of Object.entries(manifest.controlSums)) {
        const at = header.indexOf(name);
        const fen = rows.reduce((total, row) => total + (parseYuan(row[at] ?? '') ?? 0), 0);
        expect(formatYuan(fen)).toBe(sum);
      }
    },
  );

  it.each(files.map((drop) => [`${drop.dataset} ${drop.period}`, drop] as const))(
    '%s: every row without a flaw of its own is read without fault',
    (_, drop) => {
      const { words, rows } = readDrop(drop);
      const made = rowReaderFor(datasetFor(drop), words, { producedOn: drop.manifest.producedAt.slice(0, 10) });
      if (!made.ok) throw new Error(JSON.stringify(made.faults));
      const faulty = rows
        .map((row, index) => ({ outcome: made.reader.read(row), number: index + 1 }))
        .filter(({ outcome, number }) => !outcome.ok && !drop.damagedRows.has(number));
      expect(faulty.slice(0, 3)).toEqual([]);
    },
  );

  it('repeat a snapshot with about one per cent of change', () => {
    const [earlier, later] = county.drops.filter((drop) => drop.dataset === 'disability_card');
    const keys = (drop: DropFile | undefined): Set<string> => {
      if (!drop) throw new Error('no such drop');
      const { header, rows } = readDrop(drop);
      return new Set(rows.map((row) => row[header.indexOf('record_id')] ?? ''));
    };
    const [before, after] = [keys(earlier), keys(later)];
    const vanished = [...before].filter((key) => !after.has(key)).length / before.size;
    expect(vanished).toBeLessThan(0.04);
    expect(before.size + after.size).toBeGreaterThan(100);
    expect([...before, ...after].filter((key) => !(before.has(key) && after.has(key))).length).toBeGreaterThan(0);
  });

  it('have damaged rows at about the rate the table of flaws states', () => {
    const damaged = files.flatMap((drop) => [...drop.damagedRows.values()]);
    const rows = files.reduce((sum, drop) => sum + drop.manifest.rows, 0);
    const stated = Object.values(flaws).reduce((sum, flaw) => sum + (flaw.of === 'row' ? flaw.rate : 0), 0);
    expect(damaged.length / rows).toBeGreaterThan(stated * 0.6);
    expect(damaged.length / rows).toBeLessThan(stated * 1.2);
    const identities = damaged.filter((flaw) => flaw.startsWith('identity-')).length / rows;
    expect(identities).toBeGreaterThan(0.001);
    expect(identities).toBeLessThan(0.005);
  });

  it('speak of citizens with valid numbers, but for the damaged rows', () => {
    for (const drop of files) {
      const { header, rows } = readDrop(drop);
      const at = header.indexOf('id_no');
      const invalid = rows.filter((row, index) => !parseIdentity(row[at] ?? '').ok && !drop.damagedRows.has(index + 1));
      expect(invalid).toEqual([]);
    }
  });
});

describe('registration', () => {
  it('has a row of every roster member, and one registration number for a family', () => {
    const registered = new Map<string, string>();
    for (const drop of county.drops.filter(({ dataset }) => dataset === 'household_registration')) {
      const { header, rows } = readDrop(drop);
      for (const row of rows) registered.set(row[header.indexOf('id_no')] ?? '', row[header.indexOf('hukou_no')] ?? '');
    }
    const onRoster = county.truth.filter((household) => household.householdNo !== undefined);
    const members = onRoster.flatMap((household) => household.members.map((id) => ({ id, household })));
    const known = members.filter(({ id }) => registered.has(id));
    expect(known.length / members.length).toBeGreaterThan(0.97);
    const own = known.filter(({ id, household }) => registered.get(id) === household.hukouNo);
    expect(own.length / known.length).toBeGreaterThan(0.95);
    expect(own.length).toBeLessThan(known.length);
  });

  it('places everybody in a village of Weining', () => {
    for (const household of county.truth) expect(regionOf(household.region)?.level).toBe('village');
  });

  it('issues each identity number once, all of them valid', () => {
    const ids = county.truth.flatMap((household) => household.members);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isIdentityNumber)).toBe(true);
  });
});

describe('a county on disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'county-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps the truth outside the bucket', () => {
    writeCounty(county, directory);
    const paths = readdirSync(join(directory, 'bucket'), { recursive: true }).map(String);
    expect(paths.filter((path) => path.endsWith('manifest.json'))).toHaveLength(files.length);
    expect(paths.some((path) => path.includes('truth'))).toBe(false);
    const lines = readFileSync(join(directory, 'truth.ndjson'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).ref)).toEqual(county.truth.map(({ ref }) => ref));
    const { file } = dropKeys(county.roster);
    expect(readFileSync(join(directory, 'bucket', file)).equals(county.roster.bytes)).toBe(true);
  });
});

describe('the README', () => {
  it('prints the table of flaws the generator draws from', () => {
    const path = join(import.meta.dirname, '../../../infra/local/county/README.md');
    // The formatter pads the table.
    const unpadded = (text: string): string => text.replace(/[ -]+/g, '');
    expect(unpadded(readFileSync(path, 'utf8'))).toBe(unpadded(countyReadme()));
  });
});

describe('independence', () => {
  it('no file of the county imports a rule', () => {
    const folder = join(import.meta.dirname, '../../../infra/local/county');
    const sources = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(30);
    for (const path of sources) {
      const text = readFileSync(join(folder, path), 'utf8');
      expect(text, path).not.toMatch(/from '[^']*(shared\/rules|shared\/compare|alert-rules)/);
    }
  });
});
