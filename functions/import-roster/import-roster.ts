/**
 * Takes a roster in: validates every row, refuses a roster that lost more than five percent of its people until a person releases it
 * (a shrunken roster would look like everyone vanished), stores households and sealed identities, and asks for a new snapshot. Runs
 * from the drop alone and may be repeated at any point.
 */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { inspectFile } from '../../shared/compare/inspect-file.ts';
import { replyKeys } from '../../shared/compare/keys.ts';
import { readRecords } from '../../shared/compare/read-records.ts';
import { type Receipt, refusalReceipt, writeReceipt } from '../../shared/compare/receipts.ts';
import {
  entryDigest,
  readRosterBase,
  readRosterPointer,
  writeRosterBase,
  writeRosterPointer,
} from '../../shared/compare/roster-base.ts';
import { type Manifest, manifestSchema } from '../../shared/contracts/manifest.ts';
import type { rosterPublicationRequested } from '../../shared/contracts/messages.ts';
import { rowReaderFor } from '../../shared/datasets/read-row.ts';
import { rosterFile } from '../../shared/datasets/roster-file.ts';
import { shanghaiDateOf } from '../../shared/domain/dates.ts';
import type { DropFault, DropFile } from '../../shared/domain/drops.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Keys } from '../../shared/ports/keys.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { Registry } from '../../shared/ports/registry.ts';
import { log } from '../../shared/runtime/log.ts';
import { type ReadRoster, readRoster } from './read-roster.ts';

export interface ImportPorts {
  readonly drops: Objects;
  readonly library: Objects;
  readonly registry: Registry;
  readonly keys: Keys;
  readonly ensureTokenKey: () => Promise<void>;
  readonly publications: Outbox<z.infer<typeof rosterPublicationRequested>>;
  readonly clock: Clock;
}

/** A roster may lose this share of its people without a person looking at it (design §1, default [OK]). */
const lossShareMax = 0.05;
const rejectShareMax = 0.05;
const keyPattern =
  /^roster\/(\d{4}(?:-\d{2}(?:-\d{2})?)?)\/([A-Za-z0-9][A-Za-z0-9._-]{0,79})\/[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

export async function importRoster(key: string, ports: ImportPorts): Promise<void> {
  const match = keyPattern.exec(key);
  const now = new Date(ports.clock.now()).toISOString();
  if (match === null) {
    const path = `invalid/${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
    await writeReceipt(ports.drops, path, refusalReceipt(path, [{ code: 'key-invalid', detail: {} }], now));
    return;
  }
  const path = key.slice(0, key.lastIndexOf('/'));
  const manifestBytes = await ports.drops.read(`${path}/manifest.json`);
  // Files come first; the manifest starts the import, and a person's release of a held roster starts it again.
  if (manifestBytes === undefined || !/\/(manifest|release)\.json$/.test(key)) return;
  const refuse = async (faults: readonly DropFault[], change: Partial<Receipt> = {}) => {
    log('warn', 'roster-refused', { path, codes: faults.map((fault) => fault.code).join(' ') });
    await writeReceipt(ports.drops, path, { ...refusalReceipt(path, faults, now), dataset: 'roster', ...change });
  };
  const manifest = parsedManifest(manifestBytes);
  if (manifest === undefined || manifest.dataset !== 'roster')
    return refuse([{ code: 'manifest-invalid', detail: {} }]);
  const inspected = await inspectRoster(path, manifest, ports);
  if (!inspected.ok) return refuse([inspected.fault]);
  const { file, headers, digest } = inspected;
  const matched = rowReaderFor(rosterFile, headers, { producedOn: shanghaiDateOf(Date.parse(manifest.producedAt)) });
  if (!matched.ok) {
    return refuse(
      matched.faults.map((fault) => ({
        code: fault.code === 'header-unknown' ? 'header-unknown' : 'header-missing',
        detail: { column: fault.header.slice(0, 40) },
      })),
    );
  }
  await ports.ensureTokenKey();
  const tokens = await ports.keys.tokens();
  if (tokens === undefined) throw new Error('no token key');
  const drop = `rst_${createHash('sha256').update(`${path}\n${digest}`).digest('hex').slice(0, 24)}`;
  const records = readRecords({ id: drop, files: [file] }, { part: 0, file: 0, from: 0, to: file.bytes }, ports.drops);
  const roster = await readRoster(records, matched.reader, tokens);
  await writeRejects(path, roster, ports);
  const before = await readRosterPointer(ports.library);
  const order = `${new Date(manifest.producedAt).toISOString()}#${drop}`;
  const counts = countsOf(roster, file.sha256);
  if (before !== undefined && before.order > order) {
    await writeReceipt(ports.drops, path, {
      ...refusalReceipt(path, [], now),
      ...counts,
      dataset: 'roster',
      drop,
      state: 'duplicate',
    });
    return;
  }
  const isReleased = (await ports.drops.head(`${path}/release.json`)) !== undefined;
  const faults = isReleased ? [] : rosterFaults(roster, manifest, before?.people);
  if (faults.length > 0) {
    const state = faults.some((fault) => fault.code === 'rows-mismatch' || fault.code === 'rows-none')
      ? 'rejected'
      : 'held';
    return refuse(faults, { ...counts, drop, state });
  }
  await store(drop, path, manifest, roster, { before, order, digest, now }, ports);
  await writeReceipt(ports.drops, path, {
    ...refusalReceipt(path, [], now),
    ...counts,
    dataset: 'roster',
    drop,
    mode: 'snapshot',
    state: 'released',
  });
}

async function store(
  drop: string,
  path: string,
  manifest: Manifest,
  roster: ReadRoster,
  place: {
    readonly before: Awaited<ReturnType<typeof readRosterPointer>>;
    readonly order: string;
    readonly digest: string;
    readonly now: string;
  },
  ports: ImportPorts,
): Promise<void> {
  const known = place.before === undefined ? [] : await readRosterBase(ports.library, place.before.key);
  const digests = new Map(known.map((entry) => [entry.id, entryDigest(entry)]));
  const changed = roster.households.filter(
    ({ entry }) => digests.get(entry.id) !== entryDigest(JSON.parse(JSON.stringify(entry))),
  );
  const county = roster.households[0]?.entry.regionCode.slice(0, 6) ?? 'unknown';
  await ports.registry.storeRoster(changed, {
    drop,
    county,
    at: new Date(manifest.producedAt).toISOString(),
    people: roster.people,
    digest: place.digest,
  });
  const key = await writeRosterBase(
    ports.library,
    drop,
    roster.households.map(({ entry }) => entry),
  );
  await writeRosterPointer(ports.library, {
    drop,
    key,
    people: roster.people,
    households: roster.households.length,
    asOf: shanghaiDateOf(Date.parse(manifest.producedAt)),
    order: place.order,
  });
  await ports.publications.send([{ version: 1, cause: 'import' }]);
  log('info', 'roster-imported', {
    path,
    drop,
    people: roster.people,
    households: roster.households.length,
    changed: changed.length,
  });
}

function rosterFaults(roster: ReadRoster, manifest: Manifest, peopleBefore: number | undefined): DropFault[] {
  const faults: DropFault[] = [];
  if (roster.rows !== manifest.rows)
    faults.push({ code: 'rows-mismatch', detail: { expected: manifest.rows, found: roster.rows } });
  if (roster.people === 0) faults.push({ code: 'rows-none', detail: {} });
  if (roster.rejected > roster.rows * rejectShareMax)
    faults.push({ code: 'rejects-too-many', detail: { rejected: roster.rejected, rows: roster.rows } });
  if (peopleBefore !== undefined && roster.people < peopleBefore * (1 - lossShareMax)) {
    faults.push({ code: 'roster-shrunk', detail: { people: roster.people, before: peopleBefore } });
  }
  return faults;
}

type InspectedRoster =
  | { readonly ok: true; readonly file: DropFile; readonly headers: readonly string[]; readonly digest: string }
  | { readonly ok: false; readonly fault: DropFault };

async function inspectRoster(path: string, manifest: Manifest, ports: ImportPorts): Promise<InspectedRoster> {
  const files: DropFile[] = [];
  let headers: readonly string[] = [];
  for await (const object of ports.drops.list(`${path}/`)) {
    if (object.key.endsWith('/manifest.json') || object.key.endsWith('/release.json')) continue;
    const inspection = await inspectFile(object.key, object.bytes, () => ports.drops.stream(object.key));
    if (!inspection.ok) return inspection;
    const { format, sha256, encoding, rows } = inspection.file;
    headers = inspection.file.headers;
    files.push({ key: object.key, bytes: object.bytes, sha256, format, encoding, rows });
  }
  const [file] = files;
  if (file === undefined || files.length > 1)
    return { ok: false, fault: { code: 'file-missing', detail: { files: files.length } } };
  if (file.bytes !== manifest.bytes)
    return { ok: false, fault: { code: 'bytes-mismatch', detail: { expected: manifest.bytes, found: file.bytes } } };
  if (![manifest.sha256].flat().includes(file.sha256))
    return { ok: false, fault: { code: 'digest-mismatch', detail: {} } };
  return { ok: true, file, headers, digest: file.sha256 };
}

function parsedManifest(bytes: Buffer): Manifest | undefined {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function countsOf(roster: ReadRoster, sha256: string): Partial<Receipt> {
  const clean = roster.rows - roster.rejected - roster.skipped;
  return {
    rows: { in: roster.rows, warnings: 0, clean, rejected: roster.rejected, skipped: roster.skipped },
    faultsByCode: roster.faults,
    sha256: [sha256],
  };
}

async function writeRejects(path: string, roster: ReadRoster, ports: ImportPorts): Promise<void> {
  const text = `\ufeffrow,column,code,value\n${roster.rejects.join('')}`;
  await ports.drops.write(replyKeys(path).rejects, Buffer.from(text), 'text/csv; charset=utf-8');
}
