/**
 * Looks again at households after a roster was published: those whose entry changed, those against which something stands, and those
 * a date makes due. A drop says what is new about people; a roster says for whom it matters.
 */
import { examine } from '../../shared/compare/examine.ts';
import type { FindingIndex } from '../../shared/compare/finding-index.ts';
import { Shelf } from '../../shared/compare/shelf.ts';
import type { Snapshot } from '../../shared/compare/snapshot.ts';
import type { Wanted } from '../../shared/compare/subjects.ts';
import { log } from '../../shared/runtime/log.ts';
import { readIndex, sendEvents, storeFindings } from './findings-store.ts';
import type { ReleasePorts } from './release-drop.ts';

const attemptsMax = 8;
const dueDays = 30;
const sourceOf = (snapshotId: string) => `roster-${snapshotId.slice(0, 24)}`;

export async function reexamineRoster(snapshotId: string, ports: ReleasePorts): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const roster = await ports.store.readRoster();
    // A later roster has its own message.
    if (roster === undefined || roster.snapshot !== snapshotId) return;
    const begun = await ports.store.rosterExamination(snapshotId);
    if (begun !== undefined) {
      if (!begun.isSent) await sendEvents(begun.revision, sourceOf(snapshotId), ports);
      await ports.store.noteRosterExamined(snapshotId, begun.revision);
      return;
    }
    const tokens = await ports.keys.tokens();
    if (tokens === undefined) throw new Error('no token key');
    const head = await ports.store.readHead();
    const revision = head.version + 1;
    const source = sourceOf(snapshotId);
    const snapshot = await ports.readSnapshot(roster.snapshot);
    const previous =
      roster.previousSnapshot === undefined ? undefined : await ports.readSnapshot(roster.previousSnapshot);
    const index = await readIndex(head, ports.library);
    const asOf = roster.asOf > head.asOf ? roster.asOf : head.asOf;
    const result = await examine({
      wanted: wantedHouseholds(snapshot, previous, index, asOf),
      sources: { snapshot, tokens, shelf: new Shelf(await ports.store.segments(), ports.openSegments.open) },
      rules: ports.rules,
      policy: ports.policy,
      asOf,
      revision,
      index,
      cause: { kind: 'roster' },
    });
    const stored = await storeFindings(result, { head, index, revision, source }, ports.library);
    const to = { version: revision, asOf, findings: stored.findings };
    const isAccepted = await ports.store.accept({
      drops: [],
      from: head,
      to,
      roster: snapshotId,
    });
    if (!isAccepted) continue;
    log('info', 'roster-reexamined', { revision, households: result.index.size, events: result.events.length });
    await sendEvents(revision, source, ports);
    await ports.store.noteRosterExamined(snapshotId, revision);
    return;
  }
  throw new Error(`roster ${snapshotId} lost ${attemptsMax} races`);
}

function wantedHouseholds(
  snapshot: Snapshot,
  previous: Snapshot | undefined,
  index: FindingIndex,
  asOf: string,
): Wanted {
  const ordinals = new Set<number>();
  for (let household = 0; household < snapshot.header.households; household++) {
    const id = snapshot.householdIdOf(household);
    const before = previous?.findHousehold(id) ?? -1;
    const isChanged =
      previous === undefined ||
      before < 0 ||
      previous.digestOfHousehold(before) !== snapshot.digestOfHousehold(household);
    if (isChanged || index.has(id) || snapshot.isDueOn(household, asOf, dueDays)) ordinals.add(household);
  }
  // Whoever has left a household beside the roster leaves the others to be looked at without him.
  const outsiders = new Set<string>();
  for (const entry of index.values()) {
    const remaining = entry.members.filter((person) => snapshot.findToken(person) < 0);
    if (remaining.length > 0 && remaining.length < entry.members.length)
      for (const person of remaining) outsiders.add(person);
  }
  return { ordinals, outsiders };
}
