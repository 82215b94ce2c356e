/**
 * Decides whether a compared drop may speak, and lets it: guard, shelf, examination of the households it touches, and only then, in one
 * conditional transaction, the new catalogue version; messages follow from the stored findings, so a crash at any point is resumed
 * and nothing is raised twice. When another release came between, everything is examined again on the newer catalogue.
 */
import { examine } from '../../shared/compare/examine.ts';
import { acceptedStatisticsOf, findDrift, findStorm } from '../../shared/compare/guard.ts';
import { segmentKey } from '../../shared/compare/keys.ts';
import { dropReceipt, writeReceipt } from '../../shared/compare/receipts.ts';
import { buildSegment } from '../../shared/compare/segment.ts';
import { Shelf } from '../../shared/compare/shelf.ts';
import type { Snapshot } from '../../shared/compare/snapshot.ts';
import type { Wanted } from '../../shared/compare/subjects.ts';
import type { Tokens } from '../../shared/compare/tokens.ts';
import type { WarningsRaised } from '../../shared/contracts/messages.ts';
import { type Drop, type DropFault, dropOrderOf } from '../../shared/domain/drops.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { AcceptedStatistics, DropStore, SegmentEntry } from '../../shared/ports/drop-store.ts';
import type { Keys } from '../../shared/ports/keys.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { Rule } from '../../shared/rules/define.ts';
import type { PolicyPack } from '../../shared/rules/policy.ts';
import { log } from '../../shared/runtime/log.ts';
import { writeAcceptedRows } from './accepted-rows.ts';
import { type ComparedDrop, readComparedDrop, writeRejects } from './compared-drop.ts';
import { readIndex, sendEvents, storeFindings } from './findings-store.ts';
import type { OpenSegments } from './open-segments.ts';
import { type DropOutcome, outcomesOf } from './outcomes.ts';
import { type Touched, touchedBy } from './touched.ts';

/** A compared drop that may speak. */
export interface Candidate {
  readonly drop: Drop;
  readonly compared: ComparedDrop;
  readonly segment: SegmentEntry;
  readonly before: readonly AcceptedStatistics[];
}

export interface ReleasePorts {
  readonly drops: Objects;
  readonly library: Objects;
  readonly store: DropStore;
  readonly keys: Keys;
  readonly warnings: Outbox<WarningsRaised>;
  readonly readSnapshot: (id: string) => Promise<Snapshot>;
  readonly openSegments: OpenSegments;
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  readonly policy: PolicyPack;
}

/** Drops examined together at most, and their rows: a household touched by several is looked at once. */
const groupMax = 16;
const groupRowsMax = 400_000;
/** Attempts before the message goes back to the queue: each lost race means another release went through. */
const attemptsMax = 8;

export async function releaseDrop(dropId: string, ports: ReleasePorts): Promise<void> {
  const found = await ports.store.read(dropId);
  if (found === undefined) throw new Error(`no drop ${dropId}`);
  let drop = found;
  if (drop.state === 'comparing') {
    if ((await ports.store.partsDone(dropId)) < drop.parts.length) return;
    if (!(await ports.store.move(drop, 'compared'))) throw new Error(`drop ${dropId} moved meanwhile`);
    drop = { ...drop, state: 'compared', version: drop.version + 1 };
  }
  if (drop.state === 'compared' || (drop.state === 'held' && drop.releasedBy !== undefined)) {
    for (const accepted of await acceptWithPeers(drop, ports)) await finish(accepted, ports);
  } else if (drop.state === 'releasing') await finish(drop, ports);
}

/** The drops that were accepted, this one and compared ones that could go with it; none when it was held or rejected. */
async function acceptWithPeers(leader: Drop, ports: ReleasePorts): Promise<readonly Drop[]> {
  let isAlone = leader.releasedBy !== undefined;
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const candidates = await candidatesOf(leader, isAlone, ports);
    if (candidates === undefined) return [];
    const outcome = await tryAccept(candidates, ports);
    if (outcome === 'storm') isAlone = true;
    else if (outcome !== 'again') return outcome;
    const now = await ports.store.read(leader.id);
    if (now?.state === 'releasing') return [now];
    if (now?.state !== leader.state) return [];
  }
  throw new Error(`drop ${leader.id} lost ${attemptsMax} races`);
}

/** The leader and its peers, each checked on its own; undefined when the leader itself may not speak. */
async function candidatesOf(
  leader: Drop,
  isAlone: boolean,
  ports: ReleasePorts,
): Promise<readonly Candidate[] | undefined> {
  const first = await prepare(leader, ports);
  if (first === undefined) return undefined;
  const candidates = [first];
  const taken = new Set([sourceOf(leader)]);
  let rows = leader.rows;
  for (const peer of isAlone ? [] : (await ports.store.listByState('compared')).drops) {
    // Two drops of one supplier's dataset are told apart by what came between them: they go one after the other.
    if (taken.has(sourceOf(peer)) || candidates.length === groupMax || rows + peer.rows > groupRowsMax) continue;
    const candidate = await prepare(peer, ports);
    if (candidate === undefined) continue;
    taken.add(sourceOf(peer));
    rows += peer.rows;
    candidates.push(candidate);
  }
  return candidates;
}

const sourceOf = (drop: Drop) => `${drop.dataset}\n${drop.supplier}`;

/** A compared drop with its segment on the shelf, or undefined after it was held or rejected. */
async function prepare(drop: Drop, ports: ReleasePorts): Promise<Candidate | undefined> {
  const compared = await readComparedDrop(drop, ports.library);
  await writeRejects(drop, compared, ports);
  if (compared.faults.length > 0) return end(drop, 'rejected', compared.faults, compared, ports);
  const before = await ports.store.statistics(drop.dataset);
  const drift = drop.releasedBy === undefined ? [...drop.faults, ...findDrift(drop, compared.statistics, before)] : [];
  if (drift.length > 0) return end(drop, 'held', drift, compared, ports);
  const key = segmentKey(drop.dataset, drop.id);
  await ports.library.write(key, buildSegment(compared.lines), 'application/octet-stream');
  return { drop, compared, before, segment: segmentEntryOf(drop, key, compared) };
}

async function tryAccept(
  candidates: readonly Candidate[],
  ports: ReleasePorts,
): Promise<readonly Drop[] | 'again' | 'storm'> {
  const [leader] = candidates;
  if (leader === undefined) throw new Error('nothing to accept');
  const head = await ports.store.readHead();
  const entries = await ports.store.segments();
  const { snapshot, tokens } = await readSources(ports);
  const index = await readIndex(head, ports.library);
  const segments = candidates.map(({ segment }) => segment);
  const shelf = new Shelf([...entries, ...segments], ports.openSegments.open);
  const sources = { shelf, entries, index, snapshot, open: ports.openSegments.open };
  const touched: Touched[] = [];
  for (const { compared, segment } of candidates) touched.push(await touchedBy(compared, segment, sources));
  const revision = head.version + 1;
  const asOf = candidates
    .map(({ drop }) => drop.producedOn)
    .reduce((latest, on) => (on > latest ? on : latest), head.asOf);
  const result = await examine({
    wanted: unionOf(touched),
    sources: { snapshot, tokens, shelf },
    rules: ports.rules,
    policy: ports.policy,
    asOf,
    revision,
    index,
    cause: {
      kind: 'drop',
      datasets: new Set(segments.map(({ dataset }) => dataset)),
      vanished: new Set(touched.flatMap(({ vanishedPersons }) => [...vanishedPersons])),
    },
  });
  const outcomes = outcomesOf(candidates, touched, result);
  const storm = stormIn(candidates, outcomes, snapshot);
  if (storm !== undefined && candidates.length > 1) return 'storm';
  if (storm !== undefined) {
    await end(leader.drop, 'held', storm, leader.compared, ports);
    return [];
  }
  const stored = await storeFindings(result, { head, index, revision, source: leader.drop.id }, ports.library);
  await Promise.all(
    candidates.map(({ drop }, at) =>
      ports.library.write(
        outcomeKey(drop.id, revision),
        Buffer.from(JSON.stringify(outcomes[at]?.outcome)),
        'application/json',
      ),
    ),
  );
  await Promise.all(candidates.map(({ drop, compared }) => writeAcceptedRows(drop, compared, ports.library)));
  const change = { revision, releasedWith: leader.drop.id };
  const isAccepted = await ports.store.accept({
    drops: candidates.map(({ drop, segment, compared }, at) => ({
      drop,
      segment,
      statistics: acceptedStatisticsOf(drop.id, compared.statistics, outcomes[at]?.households ?? 0),
    })),
    from: head,
    to: { version: revision, asOf, findings: stored.findings },
    change,
  });
  if (!isAccepted) {
    log('info', 'release-raced', { drop: leader.drop.id, revision });
    return 'again';
  }
  log('info', 'drops-accepted', {
    drop: leader.drop.id,
    drops: candidates.length,
    revision,
    households: result.index.size,
    events: result.events.length,
  });
  return candidates.map(({ drop }) => ({ ...drop, ...change, state: 'releasing' as const, version: drop.version + 1 }));
}

function stormIn(
  candidates: readonly Candidate[],
  outcomes: readonly DropOutcome[],
  snapshot: Snapshot,
): readonly DropFault[] | undefined {
  for (const [at, { drop, before }] of candidates.entries()) {
    if (drop.releasedBy !== undefined) continue;
    const faults = findStorm(drop, outcomes[at]?.households ?? 0, snapshot.header.households, before);
    if (faults.length > 0) return faults;
  }
  return undefined;
}

function unionOf(touched: readonly Touched[]): Wanted {
  return {
    ordinals: new Set(touched.flatMap(({ wanted }) => [...wanted.ordinals])),
    outsiders: new Set(touched.flatMap(({ wanted }) => [...wanted.outsiders])),
  };
}

/** Sends what the accepted release found, then says so. Safe to repeat: the leader sends for all, a peer that finds itself alone sends again. */
async function finish(drop: Drop, ports: ReleasePorts): Promise<void> {
  const { revision, releasedWith } = drop;
  if (revision === undefined || releasedWith === undefined) throw new Error(`drop ${drop.id} has no revision`);
  const leader = releasedWith === drop.id ? drop : await ports.store.read(releasedWith);
  if (leader?.state !== 'released') await sendEvents(revision, releasedWith, ports);
  const outcome = await readOutcome(outcomeKey(drop.id, revision), ports.library);
  const receipt = dropReceipt({ ...drop, state: 'released' }, new Date(ports.clock.now()).toISOString(), outcome);
  await writeReceipt(ports.drops, drop.path, receipt);
  await ports.store.move(drop, 'released');
}

async function end(
  drop: Drop,
  state: 'rejected' | 'held',
  faults: readonly DropFault[],
  compared: ComparedDrop,
  ports: ReleasePorts,
): Promise<undefined> {
  if (drop.state !== state) await ports.store.move(drop, state, { faults });
  const { statistics } = compared;
  log('warn', `drop-${state}`, { drop: drop.id, codes: faults.map((fault) => fault.code).join(' ') });
  const receipt = dropReceipt({ ...drop, state, faults }, new Date(ports.clock.now()).toISOString(), {
    rows: {
      in: statistics.rows,
      warnings: 0,
      clean: statistics.accepted,
      rejected: statistics.rejected,
      skipped: statistics.skipped,
    },
    faultsByCode: statistics.faults,
  });
  await writeReceipt(ports.drops, drop.path, receipt);
  return undefined;
}

async function readSources(ports: ReleasePorts): Promise<{ snapshot: Snapshot; tokens: Tokens }> {
  const roster = await ports.store.readRoster();
  const tokens = await ports.keys.tokens();
  if (roster === undefined || tokens === undefined) throw new Error('no roster');
  return { snapshot: await ports.readSnapshot(roster.snapshot), tokens };
}

function segmentEntryOf(drop: Drop, key: string, compared: ComparedDrop): SegmentEntry {
  return {
    drop: drop.id,
    dataset: drop.dataset,
    supplier: drop.supplier,
    mode: drop.mode,
    period: drop.period,
    order: dropOrderOf(drop),
    key,
    rows: compared.statistics.accepted,
    supersedes: drop.supersedes,
  };
}

const outcomeKey = (drop: string, revision: number) => `findings/${revision}-${drop}.outcome.json`;

async function readOutcome(key: string, library: Objects): Promise<DropOutcome['outcome']> {
  const bytes = await library.read(key);
  if (bytes === undefined) throw new Error(`no ${key}`);
  return JSON.parse(bytes.toString('utf8')) as DropOutcome['outcome'];
}
