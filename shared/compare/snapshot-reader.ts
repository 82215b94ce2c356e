/** Reads roster snapshots from the library in parallel ranges and keeps the last two: a warm comparator loads its roster once. */
import type { Objects } from '../ports/objects.ts';
import { snapshotKey } from './keys.ts';
import { Snapshot, SnapshotFault } from './snapshot.ts';

const rangeBytes = 8 << 20;
const keptMax = 2;

export function snapshotReader(library: Objects): (id: string) => Promise<Snapshot> {
  const kept = new Map<string, Promise<Snapshot>>();
  return async (id) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const reading = readSnapshot(library, id);
    kept.set(id, reading);
    for (const key of [...kept.keys()].slice(0, -keptMax)) kept.delete(key);
    try {
      return await reading;
    } catch (error) {
      kept.delete(id);
      throw error;
    }
  };
}

async function readSnapshot(library: Objects, id: string): Promise<Snapshot> {
  const key = snapshotKey(id);
  const head = await library.head(key);
  if (head === undefined) throw new SnapshotFault(`no snapshot ${id}`);
  const bytes = Buffer.allocUnsafeSlow(head.bytes);
  const ranges: Promise<void>[] = [];
  for (let from = 0; from < head.bytes; from += rangeBytes) {
    const to = Math.min(head.bytes, from + rangeBytes);
    ranges.push(library.readRange(key, from, to).then((part) => void part.copy(bytes, from)));
  }
  await Promise.all(ranges);
  const snapshot = Snapshot.open(bytes);
  if (snapshot.id !== id) throw new SnapshotFault('snapshot is not the one asked for');
  return snapshot;
}
