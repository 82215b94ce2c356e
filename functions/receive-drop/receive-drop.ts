/**
 * Takes a drop in: reads its manifest, inspects its files byte by byte, plans byte ranges and starts the comparison. A drop is
 * accepted, held or rejected as a whole; every refusal is answered with a receipt. Receiving the same content again is a no-op.
 */
import { createHash } from 'node:crypto';
import { inspectFile } from '../../shared/compare/inspect-file.ts';
import { knownHeaders } from '../../shared/compare/known-headers.ts';
import { type Receipt, refusalReceipt, writeReceipt } from '../../shared/compare/receipts.ts';
import { type Manifest, manifestSchema } from '../../shared/contracts/manifest.ts';
import type { PartPlanned, ReleaseRequested } from '../../shared/contracts/messages.ts';
import { datasetOf } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { rowReaderFor } from '../../shared/datasets/read-row.ts';
import { shanghaiDateOf } from '../../shared/domain/dates.ts';
import type { Drop, DropFault, DropFile } from '../../shared/domain/drops.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DropStore } from '../../shared/ports/drop-store.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import { log } from '../../shared/runtime/log.ts';
import { type DropKey, parseDropKey } from './drop-key.ts';
import { planParts } from './plan-parts.ts';

export interface ReceivePorts {
  readonly drops: Objects;
  readonly store: DropStore;
  readonly parts: Outbox<PartPlanned>;
  readonly releases: Outbox<ReleaseRequested>;
  readonly clock: Clock;
  readonly partBytes: number;
}

interface Intake {
  readonly key: DropKey;
  readonly dataset: DatasetDefinition;
  readonly manifest: Manifest | undefined;
}

/** One object that landed under `drops/`; `objectKey` is URL-encoded as S3 sends it. */
export async function receiveObject(objectKey: string, ports: ReceivePorts): Promise<void> {
  const parsed = parseDropKey(objectKey);
  if (!parsed.ok) {
    const path = `invalid/${createHash('sha256').update(objectKey).digest('hex').slice(0, 20)}`;
    await writeReceipt(ports.drops, path, refusalReceipt(path, [{ code: parsed.code, detail: {} }], now(ports)));
    return;
  }
  const { key } = parsed;
  const dataset = datasetOf(key.dataset) as DatasetDefinition;
  const manifestBytes = await ports.drops.read(`${key.path}/manifest.json`);
  // Parts come first and the manifest starts the drop; only where the dataset allows it, a bare file starts itself.
  if (manifestBytes === undefined && (key.isManifest || dataset.manifest === 'required')) return;
  // A file beside its manifest waits for the manifest's own event.
  if (manifestBytes !== undefined && !key.isManifest) return;
  const manifest = manifestBytes === undefined ? undefined : parseManifest(manifestBytes);
  if (manifest !== undefined && !manifest.ok) {
    await refuse(key, [{ code: 'manifest-invalid', detail: { fields: manifest.fields } }], ports);
    return;
  }
  await receiveDrop({ key, dataset, manifest: manifest?.manifest }, ports);
}

async function receiveDrop(intake: Intake, ports: ReceivePorts): Promise<void> {
  const { key, dataset, manifest } = intake;
  const mismatch = manifestFaults(intake);
  if (mismatch.length > 0) return refuse(key, mismatch, ports);
  const inspected = await inspectFiles(key, ports);
  if (!inspected.ok) return refuse(key, [inspected.fault], ports);
  const { files, headers, isWhole } = inspected;
  const faults = [...totalsFaults(files, manifest), ...headerFaults(dataset, headers)];
  const refusals = faults.filter((fault) => fault.code !== 'header-unknown');
  if (refusals.length > 0) return refuse(key, refusals, ports);
  const roster = await ports.store.readRoster();
  const producedAt = manifest?.producedAt ?? now(ports);
  const digest = createHash('sha256')
    .update(files.map((file) => file.sha256).join('\n'))
    .digest('hex');
  const drop: Drop = {
    id: `drp_${createHash('sha256').update(`${key.path}\n${digest}`).digest('hex').slice(0, 24)}`,
    path: key.path,
    department: key.department,
    dataset: dataset.key,
    period: key.period,
    state: roster === undefined ? 'waiting-roster' : 'comparing',
    version: 1,
    mode: manifest?.mode ?? dataset.modes[0] ?? 'delta',
    supplier: manifest?.supplier ?? key.department,
    producedAt: new Date(producedAt).toISOString(),
    producedOn: shanghaiDateOf(Date.parse(producedAt)),
    isBare: manifest === undefined,
    supersedes: manifest?.supersedes,
    headers,
    files,
    parts: planParts(files, isWhole, ports.partBytes),
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    manifestRows: manifest?.rows,
    controlSums: manifest?.controlSums ?? {},
    snapshot: roster?.snapshot,
    faults: faults.filter((fault) => fault.code === 'header-unknown'),
    receivedAt: now(ports),
    releasedBy: undefined,
  };
  await start(drop, digest, ports);
}

/** Stores the drop and sends its parts. A drop seen before only sends again what a crash may have swallowed. */
async function start(drop: Drop, digest: string, ports: ReceivePorts): Promise<void> {
  const created = await ports.store.create(drop, `${drop.mode}-${drop.period}-${digest}`);
  if (created.duplicateOf !== undefined) {
    log('info', 'drop-duplicate', { drop: drop.id, of: created.duplicateOf });
    const receipt: Receipt = {
      ...refusalReceipt(drop.path, [], now(ports)),
      drop: drop.id,
      state: 'duplicate',
      duplicateOf: created.duplicateOf,
    };
    await writeReceipt(ports.drops, drop.path, receipt);
    return;
  }
  const stored = created.isNew ? drop : await ports.store.read(drop.id);
  if (stored?.state !== 'comparing') return;
  await resumeComparison(stored, ports);
}

/** Sends the parts that are not done, or the release when all are. */
export async function resumeComparison(
  drop: Drop,
  ports: Pick<ReceivePorts, 'store' | 'parts' | 'releases'>,
): Promise<void> {
  const done = await ports.store.partsDone(drop.id);
  if (done === drop.parts.length) await ports.releases.send([{ version: 1, kind: 'drop', drop: drop.id }]);
  else await ports.parts.send(drop.parts.map(({ part }) => ({ version: 1, drop: drop.id, part })));
}

type InspectedFiles =
  | {
      readonly ok: true;
      readonly files: readonly DropFile[];
      readonly headers: readonly string[];
      readonly isWhole: boolean;
    }
  | { readonly ok: false; readonly fault: DropFault };

async function inspectFiles(key: DropKey, ports: ReceivePorts): Promise<InspectedFiles> {
  const files: DropFile[] = [];
  let headers: readonly string[] | undefined;
  let isWhole = false;
  for await (const object of ports.drops.list(`${key.path}/`)) {
    if (object.key === `${key.path}/manifest.json`) continue;
    const inspection = await inspectFile(object.key, object.bytes, () => ports.drops.stream(object.key));
    if (!inspection.ok) return { ok: false, fault: inspection.fault };
    const { format, sha256, encoding, rows } = inspection.file;
    if (headers !== undefined && headers.join('\n') !== inspection.file.headers.join('\n')) {
      return { ok: false, fault: { code: 'header-missing', detail: { file: files.length + 1 } } };
    }
    headers = inspection.file.headers;
    isWhole ||= inspection.file.isWhole;
    files.push({ key: object.key, bytes: object.bytes, sha256, format, encoding, rows });
  }
  if (headers === undefined) return { ok: false, fault: { code: 'file-missing', detail: {} } };
  return { ok: true, files, headers, isWhole };
}

function parseManifest(bytes: Buffer): { ok: true; manifest: Manifest } | { ok: false; fields: string } {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, fields: 'json' };
    throw error;
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return { ok: true, manifest: parsed.data };
  return { ok: false, fields: parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(' ') };
}

function manifestFaults({ key, dataset, manifest }: Intake): DropFault[] {
  if (manifest === undefined) return [];
  const wrong: string[] = [];
  if (manifest.dataset !== key.dataset) wrong.push('dataset');
  if (manifest.period !== key.period) wrong.push('period');
  if (!dataset.modes.includes(manifest.mode)) wrong.push('mode');
  return wrong.map((field) => ({ code: 'manifest-mismatch', detail: { field } }));
}

function totalsFaults(files: readonly DropFile[], manifest: Manifest | undefined): DropFault[] {
  if (manifest === undefined) return [];
  const faults: DropFault[] = [];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes !== manifest.bytes)
    faults.push({ code: 'bytes-mismatch', detail: { expected: manifest.bytes, found: bytes } });
  const expected = [manifest.sha256].flat();
  if (expected.join('\n') !== files.map((file) => file.sha256).join('\n')) {
    faults.push({ code: 'digest-mismatch', detail: { files: files.length } });
  }
  const encoding = files.find((file) => manifest.encoding !== undefined && file.encoding !== manifest.encoding);
  // Plain ASCII is both; only Chinese text tells.
  if (encoding !== undefined && manifest.encoding === 'utf-8') {
    faults.push({ code: 'encoding-mismatch', detail: { expected: manifest.encoding, found: encoding.encoding } });
  }
  return faults;
}

function headerFaults(dataset: DatasetDefinition, headers: readonly string[]): DropFault[] {
  const known = knownHeaders(dataset, headers);
  const outcome = rowReaderFor(dataset, known.headers);
  const faults: DropFault[] = known.unknown.map((header) => ({
    code: 'header-unknown',
    detail: { column: header.slice(0, 40) },
  }));
  if (outcome.ok) return faults;
  for (const fault of outcome.faults) {
    const code =
      fault.code === 'header-duplicate' || fault.code === 'header-ambiguous' ? 'header-duplicate' : 'header-missing';
    faults.push({ code, detail: { column: fault.header.slice(0, 40) } });
  }
  return faults;
}

async function refuse(key: DropKey, faults: readonly DropFault[], ports: ReceivePorts): Promise<void> {
  log('warn', 'drop-rejected', { path: key.path, codes: faults.map((fault) => fault.code).join(' ') });
  await writeReceipt(ports.drops, key.path, refusalReceipt(key.path, faults, now(ports)));
}

function now(ports: Pick<ReceivePorts, 'clock'>): string {
  return new Date(ports.clock.now()).toISOString();
}
