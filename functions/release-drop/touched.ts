/**
 * Which households a drop can have changed: those with a row that could raise something, those with a row about a member while
 * something stands against them, and those whose row vanished from or changed against the supplier's last snapshot.
 */
import type { FindingIndex } from '../../shared/compare/finding-index.ts';
import { liveEntries, type OpenSegment, type Shelf } from '../../shared/compare/shelf.ts';
import type { Snapshot } from '../../shared/compare/snapshot.ts';
import type { Wanted } from '../../shared/compare/subjects.ts';
import type { SegmentEntry } from '../../shared/ports/drop-store.ts';
import type { ComparedDrop } from './compared-drop.ts';

export interface Touched {
  readonly wanted: Wanted;
  readonly vanishedPersons: ReadonlySet<string>;
  readonly vanishedRows: number;
}

export interface TouchedSources {
  readonly shelf: Shelf;
  /** Accepted entries without this drop. */
  readonly entries: readonly SegmentEntry[];
  readonly index: FindingIndex;
  readonly snapshot: Snapshot;
  readonly open: OpenSegment;
}

export async function touchedBy(
  compared: ComparedDrop,
  segment: SegmentEntry,
  sources: TouchedSources,
): Promise<Touched> {
  const before = await replacedRows(segment, sources);
  const standing = standingPersons(sources.index);
  const households = new Set([...sources.index.keys()]);
  const ordinals = new Set<number>();
  const outsiders = new Set<string>();
  const touch = (person: string, always: boolean) => {
    const ordinal = sources.snapshot.findToken(person);
    const household = ordinal < 0 ? -1 : sources.snapshot.householdOfPerson(ordinal);
    if (household < 0) {
      if (always || standing.has(person)) outsiders.add(person);
    } else if (always || households.has(sources.snapshot.householdIdOf(household))) ordinals.add(household);
  };
  for (const line of compared.lines) {
    if (line.household === -2) continue;
    const content = `${line.token}\t${line.json}`;
    // What the last snapshot said already changes nothing.
    if (before.delete(content)) continue;
    touch(line.token, line.isTriggered);
  }
  const vanishedPersons = new Set<string>();
  for (const content of before) vanishedPersons.add(content.slice(0, content.indexOf('\t')));
  for (const person of vanishedPersons) touch(person, false);
  return { wanted: { ordinals, outsiders }, vanishedPersons, vanishedRows: before.size };
}

/** Rows this drop replaces: the supplier's last live snapshot, or the drop it supersedes. */
async function replacedRows(segment: SegmentEntry, sources: TouchedSources): Promise<Set<string>> {
  const own = liveEntries(sources.entries).filter(
    (entry) => entry.dataset === segment.dataset && entry.supplier === segment.supplier,
  );
  const replaced =
    segment.mode === 'snapshot'
      ? own.filter((entry) => entry.order < segment.order)
      : own.filter((entry) => entry.drop === segment.supersedes);
  const contents = new Set<string>();
  for (const entry of replaced) {
    for (const line of await (await sources.open(entry)).allLines()) {
      if (line.row > 0) contents.add(`${line.token}\t${line.json}`);
    }
  }
  return contents;
}

/** Persons of households beside the roster against which something stands. */
function standingPersons(index: FindingIndex): ReadonlySet<string> {
  const persons = new Set<string>();
  for (const household of index.values()) for (const person of household.members) persons.add(person);
  return persons;
}
