/**
 * Decides whether a compared drop may speak, and lets it: guard, shelf, examination of the households it touches, and only then, in one
 * conditional transaction, the new catalogue version; messages follow from the stored findings, so a crash at any point is resumed
 * and nothing is raised twice. When another release came between, everything is examined again on the newer catalogue.
 */
import { type ExaminationResult, examine } from '../../shared/compare/examine.ts';
import { acceptedStatisticsOf, findDrift, findStorm } from '../../shared/compare/guard.ts';
import { segmentKey } from '../../shared/compare/keys.ts';
import { dropReceipt, writeReceipt } from '../../shared/compare/receipts.ts';
import { buildSegment } from '../../shared/compare/segment.ts';
import { Shelf } from '../../shared/compare/shelf.ts';
import type { Snapshot } from '../../shared/compare/snapshot.ts';
import type { Tokens } from '../../shared/compare/tokens.ts';
import type { WarningsRaised } from '../../shared/contracts/messages.ts';
import { type Drop, type DropFault, dropOrderOf } from '../../shared/domain/drops.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DropStore, SegmentEntry } from '../../shared/ports/drop-store.ts';
import type { Keys } from '../../shared/ports/keys.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { Rule } from '../../shared/rules/define.ts';
import type { PolicyPack } from '../../shared/rules/policy.ts';
import { log } from '../../shared/runtime/log.ts';
import { type ComparedDrop, readComparedDrop, writeRejects } from './compared-drop.ts';
import { readIndex, sendEvents, storeFindings } from './findings-store.ts';
import type { OpenSegments } from './open-segments.ts';
import { touchedBy } from './touched.ts';

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
    const accepted = await acceptDrop(drop, ports);
    if (accepted === undefined) return;
    drop = accepted;
  }
  if (drop.state === 'releasing') await finish(drop, ports);
}

/** The drop in state `releasing`, or undefined when it was held or rejected. */
async function acceptDrop(drop: Drop, ports: ReleasePorts): Promise<Drop | undefined> {
  const compared = await readComparedDrop(drop, ports.library);
  const rejectsWritten = writeRejects(drop, compared, ports);
  const refusals = compared.faults;
  if (refusals.length > 0) {
    await rejectsWritten;
    return end(drop, 'rejected', refusals, compared, ports);
  }
  const before = await ports.store.statistics(drop.dataset);
  const drift = drop.releasedBy === undefined ? [...drop.faults, ...findDrift(drop, compared.statistics, before)] : [];
  if (drift.length > 0) {
    await rejectsWritten;
    return end(drop, 'held', drift, compared, ports);
  }
  const key = segmentKey(drop.dataset, drop.id);
  await ports.library.write(key, buildSegment(compared.lines), 'application/octet-stream');
  const segment = segmentEntryOf(drop, key, compared);
  await rejectsWritten;
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const outcome = await tryAccept(drop, segment, compared, before, ports);
    if (outcome !== 'again') return outcome;
  }
  throw new Error(`drop ${drop.id} lost ${attemptsMax} races`);
}

async function tryAccept(
  drop: Drop,
  segment: SegmentEntry,
  compared: ComparedDrop,
  before: Awaited<ReturnType<DropStore['statistics']>>,
  ports: ReleasePorts,
): Promise<Drop | undefined | 'again'> {
  const head = await ports.store.readHead();
  const entries = await ports.store.segments();
  const { snapshot, tokens } = await readSources(ports);
  const index = await readIndex(head, ports.library);
  const shelf = new Shelf([...entries, segment], ports.openSegments.open);
  const touched = await touchedBy(compared, segment, {
    shelf,
    entries,
    index,
    snapshot,
    open: ports.openSegments.open,
  });
  const revision = head.version + 1;
  const asOf = drop.producedOn > head.asOf ? drop.producedOn : head.asOf;
  const result = await examine({
    wanted: touched.wanted,
    sources: { snapshot, tokens, shelf },
    rules: ports.rules,
    policy: ports.policy,
    asOf,
    revision,
    index,
    cause: { kind: 'drop', dataset: drop.dataset, vanished: touched.vanishedPersons },
  });
  const storm =
    drop.releasedBy === undefined
      ? findStorm(drop, result.householdsNewlyWarned, snapshot.header.households, before)
      : [];
  if (storm.length > 0) return end(drop, 'held', storm, compared, ports);
  const stored = await storeFindings(result, { head, index, revision, source: drop.id }, ports.library);
  await writeOutcome(drop, compared, result, touched.vanishedRows, revision, ports);
  const warned = result.events.filter((event) => event.kind === 'raised').length;
  const isAccepted = await ports.store.accept({
    drop,
    segment,
    statistics: acceptedStatisticsOf(drop.id, compared.statistics, result.householdsNewlyWarned),
    from: head,
    to: { version: revision, asOf, findings: stored.findings },
    change: { revision },
  });
  if (!isAccepted) {
    log('info', 'release-raced', { drop: drop.id, revision });
    const now = await ports.store.read(drop.id);
    return now?.state === 'releasing' ? now : 'again';
  }
  log('info', 'drop-accepted', {
    drop: drop.id,
    dataset: drop.dataset,
    revision,
    warned,
    households: result.index.size,
  });
  return { ...drop, state: 'releasing', version: drop.version + 1, revision };
}

/** Sends what the accepted release found, then says so. Safe to repeat. */
async function finish(drop: Drop, ports: ReleasePorts): Promise<void> {
  const { revision } = drop;
  if (revision === undefined) throw new Error(`drop ${drop.id} has no revision`);
  await sendEvents(revision, drop.id, ports);
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

type Outcome = Parameters<typeof dropReceipt>[2];

async function writeOutcome(
  drop: Drop,
  compared: ComparedDrop,
  result: ExaminationResult,
  vanished: number,
  revision: number,
  ports: ReleasePorts,
): Promise<void> {
  const { statistics } = compared;
  const rows = new Set<number>();
  for (const finding of result.findings) {
    if (finding.strength !== 'warning') continue;
    for (const ref of finding.evidence) if (ref.dropId === drop.id) rows.add(ref.row);
  }
  const warnings: Record<string, number> = {};
  for (const event of result.events) {
    if (event.kind !== 'raised') continue;
    const name = `${event.finding.direction}-${event.finding.level}`;
    warnings[name] = (warnings[name] ?? 0) + 1;
  }
  const outcome: Outcome = {
    rows: {
      in: statistics.rows,
      warnings: rows.size,
      clean: statistics.accepted - rows.size,
      rejected: statistics.rejected,
      skipped: statistics.skipped,
    },
    vanished,
    faultsByCode: statistics.faults,
    warnings,
    withdrawn: result.events.filter((event) => event.kind === 'withdrawn').length,
  };
  await ports.library.write(outcomeKey(drop.id, revision), Buffer.from(JSON.stringify(outcome)), 'application/json');
}

async function readOutcome(key: string, library: Objects): Promise<Outcome> {
  const bytes = await library.read(key);
  if (bytes === undefined) throw new Error(`no ${key}`);
  return JSON.parse(bytes.toString('utf8')) as Outcome;
}
