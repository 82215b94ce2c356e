/** A small world in which drops are received and compared: buckets, tables and queues in memory, a roster of four people. */
import { createHash } from 'node:crypto';
import { comparePart } from '../../functions/compare-drop/compare-drop.ts';
import { type ReceivePorts, receiveObject } from '../../functions/receive-drop/receive-drop.ts';
import { memoryDropStore } from '../../shared/adapters/memory/memory-drop-store.ts';
import { memoryObjects } from '../../shared/adapters/memory/memory-objects.ts';
import { memoryOutbox } from '../../shared/adapters/memory/memory-outbox.ts';
import { replyKeys } from '../../shared/compare/keys.ts';
import type { Receipt } from '../../shared/compare/receipts.ts';
import { buildSnapshot, Snapshot } from '../../shared/compare/snapshot.ts';
import type { Manifest } from '../../shared/contracts/manifest.ts';
import type { PartPlanned, ReleaseRequested } from '../../shared/contracts/messages.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { sampleColumnsOf, sampleIdentity, sampleRows, toCsv } from '../../shared/datasets/sample.ts';
import { veteran } from '../../shared/datasets/veteran.ts';
import { type Drop, dropStates } from '../../shared/domain/drops.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import { householdOf, seeded, tokens } from '../compare/roster.ts';

const random = seeded(11);
export const people = Array.from({ length: 4 }, () => sampleIdentity(random));
const snapshot = Snapshot.open(
  buildSnapshot([householdOf('H1', people.slice(0, 3)), householdOf('H2', people.slice(3))], '2026-11-01', tokens),
);

export const headers = sampleColumnsOf(veteran);

/** Rows the reader accepts; the first ones are about the people on the roster. */
export function goodRows(count: number, dataset: DatasetDefinition = veteran): string[][] {
  const columns = sampleColumnsOf(dataset);
  const rows = sampleRows(dataset, seeded(5), count);
  for (const [index, row] of rows.entries()) {
    row[columns.indexOf('id_no')] = people[index] ?? (row[columns.indexOf('id_no')] as string);
    row[columns.indexOf('region_code')] = '520526116210';
  }
  return rows;
}

export const goodCsv = (count: number) => Buffer.from(toCsv(headers, goodRows(count)));

export async function intake(options: { partBytes?: number; drops?: (memory: Objects) => Objects } = {}) {
  const memory = memoryObjects();
  const library = memoryObjects();
  const store = memoryDropStore();
  const parts = memoryOutbox<PartPlanned>();
  const releases = memoryOutbox<ReleaseRequested>();
  const drops = options.drops?.(memory) ?? memory;
  const ports: ReceivePorts = {
    drops,
    store,
    parts,
    releases,
    clock: { now: () => Date.parse('2026-11-20T04:00:00Z') },
    partBytes: options.partBytes ?? 1 << 20,
  };
  const { header } = snapshot;
  await store.publishRoster(undefined, {
    snapshot: snapshot.id,
    people: header.people,
    households: header.households,
    asOf: header.asOf,
    previousSnapshot: undefined,
    version: 1,
  });

  const storedDrops = async (): Promise<Drop[]> =>
    (await Promise.all(dropStates.map((state) => store.listByState(state)))).flatMap((page) => page.drops);

  return {
    memory,
    library,
    store,
    parts,
    releases,
    storedDrops,
    receive: (key: string) => receiveObject(key, ports),
    put: (path: string, file: string, bytes: Uint8Array) => memory.write(`${path}/${file}`, bytes, 'text/csv'),
    receiptOf: async (path: string) => {
      const bytes = await memory.read(replyKeys(path).receipt);
      return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as Receipt);
    },
    /** Puts a file and the manifest that fits it, and lets the manifest's event arrive. */
    async send(path: string, file: string, bytes: Uint8Array, change: Partial<Manifest> = {}): Promise<void> {
      await memory.write(`${path}/${file}`, bytes, 'text/csv');
      const manifest = manifestFor(path, bytes, change);
      await memory.write(`${path}/manifest.json`, Buffer.from(JSON.stringify(manifest)), 'application/json');
      await receiveObject(`${path}/${file}`, ports);
      await receiveObject(`${path}/manifest.json`, ports);
    },
    /** Compares everything planned so far, last part first. */
    async compareAll(): Promise<void> {
      const compare = { drops, library, store, releases, keys: { tokens: async () => tokens } };
      for (const part of parts.drain().reverse()) {
        await comparePart(part, { ...compare, readSnapshot: async () => snapshot });
      }
    },
  };
}

export type Intake = Awaited<ReturnType<typeof intake>>;

export function manifestFor(path: string, bytes: Uint8Array, change: Partial<Manifest> = {}): Manifest {
  const [, , dataset = '', period = ''] = path.split('/');
  return {
    dataset,
    period,
    mode: 'snapshot',
    rows: 3,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    controlSums: {},
    producedAt: '2026-11-20T08:00:00+08:00',
    supplier: 'veterans-bureau',
    schemaVersion: 1,
    ...change,
  };
}
