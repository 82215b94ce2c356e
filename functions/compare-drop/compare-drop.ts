/**
 * Compares one byte range of a drop with the roster: every row read, validated, probed and written as a shelf line or a reject. The
 * part's results are one object each, written before the part is marked, so a part compared twice changes nothing.
 */
import { RowComparator } from '../../shared/compare/compare-rows.ts';
import { partKeys } from '../../shared/compare/keys.ts';
import { knownHeaders } from '../../shared/compare/known-headers.ts';
import { readRecords } from '../../shared/compare/read-records.ts';
import type { Snapshot } from '../../shared/compare/snapshot.ts';
import type { PartPlanned, ReleaseRequested } from '../../shared/contracts/messages.ts';
import { datasetOf } from '../../shared/datasets/catalogue.ts';
import { rowReaderFor } from '../../shared/datasets/read-row.ts';
import type { Drop, DropPart } from '../../shared/domain/drops.ts';
import type { DropStore } from '../../shared/ports/drop-store.ts';
import type { Keys } from '../../shared/ports/keys.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import { rules } from '../../shared/rules/registry.ts';

export interface ComparePorts {
  readonly drops: Objects;
  readonly library: Objects;
  readonly store: DropStore;
  readonly keys: Keys;
  readonly releases: Outbox<ReleaseRequested>;
  /** The roster snapshot of an id; kept by warm instances. */
  readonly readSnapshot: (id: string) => Promise<Snapshot>;
}

export async function comparePart({ drop: dropId, part: number }: PartPlanned, ports: ComparePorts): Promise<void> {
  const drop = await ports.store.read(dropId);
  // A part of a drop that has moved on was compared before.
  if (drop === undefined || drop.state !== 'comparing') return;
  const part = drop.parts[number];
  if (part === undefined) throw new Error(`drop ${dropId} has no part ${number}`);
  await compareRange(drop, part, ports);
  const done = await ports.store.markPart(dropId, number);
  if (done < drop.parts.length) return;
  await ports.store.move(drop, 'compared');
  await ports.releases.send([{ version: 1, kind: 'drop', drop: dropId }]);
}

async function compareRange(drop: Drop, part: DropPart, ports: ComparePorts): Promise<void> {
  const dataset = datasetOf(drop.dataset);
  const tokens = await ports.keys.tokens();
  if (dataset === undefined || drop.snapshot === undefined || tokens === undefined) {
    throw new Error(`drop ${drop.id} cannot be compared`);
  }
  const snapshot = await ports.readSnapshot(drop.snapshot);
  const known = knownHeaders(dataset, drop.headers);
  const reader = rowReaderFor(dataset, known.headers, { producedOn: drop.producedOn });
  if (!reader.ok) throw new Error(`drop ${drop.id} has headers that do not read`);
  const comparator = new RowComparator({ dataset, reader: reader.reader, snapshot, tokens, rules });
  for await (const record of readRecords(drop, part, ports.drops)) {
    comparator.take('fields' in record ? { ...record, fields: known.pick(record.fields) } : record);
  }
  const output = comparator.finish();
  const keys = partKeys(drop.id, part.part);
  await ports.library.write(keys.lines, output.lines, 'text/tab-separated-values');
  await ports.library.write(keys.rejects, output.rejects, 'text/csv');
  await ports.library.write(keys.statistics, Buffer.from(JSON.stringify(output.statistics)), 'application/json');
}
