/**
 * The shelf: all accepted rows of all datasets, looked up by person. Which rows are live follows from production order, never from
 * arrival: a supplier's latest snapshot replaces everything of that supplier produced before it, a delta replaces records by their
 * key, a superseding drop replaces the drop it names.
 */
import { datasetOf } from '../datasets/catalogue.ts';
import type { DatasetDefinition } from '../datasets/define.ts';
import type { SegmentEntry } from '../ports/drop-store.ts';
import type { Segment, SegmentLine } from './segment.ts';
import { decodeStoredRow, type StoredRow } from './stored-row.ts';

export interface ShelfRow {
  readonly stored: StoredRow;
  readonly dropId: string;
  readonly row: number;
}

export type OpenSegment = (entry: SegmentEntry) => Promise<Segment>;

/** Entries that still speak, oldest production first. */
export function liveEntries(entries: readonly SegmentEntry[]): SegmentEntry[] {
  const superseded = new Set(entries.map((entry) => entry.supersedes).filter((drop) => drop !== undefined));
  const latestSnapshot = new Map<string, string>();
  for (const entry of entries) {
    if (entry.mode !== 'snapshot') continue;
    const key = `${entry.dataset}\n${entry.supplier}`;
    if ((latestSnapshot.get(key) ?? '') < entry.order) latestSnapshot.set(key, entry.order);
  }
  return entries
    .filter((entry) => !superseded.has(entry.drop))
    .filter((entry) => entry.order >= (latestSnapshot.get(`${entry.dataset}\n${entry.supplier}`) ?? ''))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
}

export class Shelf {
  readonly #byDataset = new Map<string, SegmentEntry[]>();
  readonly #open: OpenSegment;

  constructor(entries: readonly SegmentEntry[], open: OpenSegment) {
    this.#open = open;
    for (const entry of liveEntries(entries)) {
      const list = this.#byDataset.get(entry.dataset);
      if (list) list.push(entry);
      else this.#byDataset.set(entry.dataset, [entry]);
    }
  }

  get datasets(): readonly DatasetDefinition[] {
    return [...this.#byDataset.keys()].map(datasetOf).filter((dataset) => dataset !== undefined);
  }

  entriesOf(dataset: string): readonly SegmentEntry[] {
    return this.#byDataset.get(dataset) ?? [];
  }

  /** Live rows of a dataset about each of these persons. */
  async rowsOf(dataset: string, persons: ReadonlySet<string>): Promise<Map<string, ShelfRow[]>> {
    const records = new Map<string, Map<string, ShelfRow>>();
    for (const entry of this.entriesOf(dataset)) {
      const segment = await this.#open(entry);
      for (const line of sortedByRow(await segment.linesOf(persons))) {
        const stored = decodeStoredRow(line.json);
        const own = records.get(line.token) ?? new Map<string, ShelfRow>();
        records.set(line.token, own);
        const key = `${entry.supplier}\n${stored.recordId}`;
        if (stored.operation === 'D') own.delete(key);
        else own.set(key, { stored, dropId: entry.drop, row: line.row });
      }
    }
    return new Map([...records].map(([person, own]) => [person, [...own.values()]]));
  }

  /** Members of hukou groups, by the group's household id. */
  async groupMembers(dataset: string, groups: ReadonlySet<string>): Promise<Map<string, Set<string>>> {
    const members = new Map<string, Set<string>>();
    for (const entry of this.entriesOf(dataset)) {
      const segment = await this.#open(entry);
      for (const line of await segment.linesOf(groups)) {
        const list = members.get(line.token) ?? new Set<string>();
        for (const person of JSON.parse(line.json) as string[]) list.add(person);
        members.set(line.token, list);
      }
    }
    return members;
  }
}

/** Within one drop, a record that appears twice is what its last row says. */
function sortedByRow(lines: SegmentLine[]): SegmentLine[] {
  return lines.sort((a, b) => a.row - b.row);
}
