/**
 * Examines households and says what is new and what no longer stands, against what was raised before. Pure but for reading: the
 * same catalogue, snapshot and policy give the same answer, whatever the order or splitting of the drops that led there.
 */

import type { WarningEvent } from '../contracts/messages.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { regionPathOf } from '../domain/regions.ts';
import type { Rule, Subject } from '../rules/define.ts';
import { type Finding, findAll } from '../rules/evaluate.ts';
import type { PolicyPack } from '../rules/policy.ts';
import { type FindingIndex, type IndexedHousehold, indexedOf } from './finding-index.ts';
import { readSubjects, type SubjectSources, type Wanted } from './subjects.ts';

export interface Examination {
  readonly wanted: Wanted;
  readonly sources: SubjectSources;
  readonly rules: readonly Rule[];
  readonly policy: PolicyPack;
  readonly asOf: CalendarDate;
  readonly revision: number;
  /** What was raised before, for at least the wanted households. */
  readonly index: FindingIndex;
  /** Why findings may have gone. */
  readonly cause:
    | { readonly kind: 'roster' }
    | { readonly kind: 'drop'; readonly datasets: ReadonlySet<string>; readonly vanished: ReadonlySet<string> };
}

export interface ExaminationResult {
  /** Raised and withdrawn warnings, household by household. */
  readonly events: readonly WarningEvent[];
  /** Every household looked at, with what stands now (undefined: nothing). */
  readonly index: ReadonlyMap<string, IndexedHousehold | undefined>;
  /** All findings that stand, signals and notices too: portraits and replay read them. */
  readonly findings: readonly Finding[];
  /** Households warned about that were not before. */
  readonly newlyWarned: ReadonlySet<string>;
}

const provinceOnly = ['520000', '52'];
/** Households whose rows are in memory at once. */
const batchHouseholds = 20_000;

export async function examine(examination: Examination): Promise<ExaminationResult> {
  const events: WarningEvent[] = [];
  const index = new Map<string, IndexedHousehold | undefined>();
  const findings: Finding[] = [];
  const newlyWarned = new Set<string>();
  for (const wanted of batches(examination.wanted)) {
    for (const subject of await readSubjects(wanted, examination.sources)) {
      const found = findAll(subject, examination.rules, {
        asOf: examination.asOf,
        policy: examination.policy,
        regionPath: regionPathOf(subject.regionCode, examination.asOf) ?? provinceOnly,
      });
      const before = examination.index.get(subject.id);
      const own = differenceOf(subject, found, before, examination);
      if (own.some((event) => event.kind === 'raised') && !isWarned(before)) newlyWarned.add(subject.id);
      events.push(...own);
      findings.push(...found);
      index.set(subject.id, indexedOf(found, membersToRemember(subject)));
    }
  }
  events.push(...vanishedHouseholds(examination, index));
  return { events, index, findings, newlyWarned };
}

function* batches(wanted: Wanted): Generator<Wanted> {
  const ordinals = [...wanted.ordinals].sort((a, b) => a - b);
  for (let at = 0; at < ordinals.length; at += batchHouseholds) {
    yield { ordinals: new Set(ordinals.slice(at, at + batchHouseholds)), outsiders: new Set() };
  }
  // Persons of one outsider household must be in one batch: they are put together from any of them.
  if (wanted.outsiders.size > 0) yield { ordinals: new Set(), outsiders: wanted.outsiders };
}

function differenceOf(
  subject: Subject,
  found: readonly Finding[],
  before: IndexedHousehold | undefined,
  examination: Examination,
): WarningEvent[] {
  const events: WarningEvent[] = [];
  const now = new Map(found.map((finding) => [finding.id, finding]));
  for (const finding of found) {
    if (finding.strength !== 'warning') continue;
    const known = before?.findings[finding.id];
    if (known?.strength === 'warning' && known.level === finding.level) continue;
    events.push(raisedEvent(subject, finding, examination));
  }
  for (const [id, known] of Object.entries(before?.findings ?? {})) {
    if (known.strength !== 'warning' || now.get(id)?.strength === 'warning') continue;
    events.push({
      kind: 'withdrawn',
      revision: examination.revision,
      id,
      household: subject.id,
      direction: known.direction,
      reason: withdrawalReason(subject, known.datasets, examination),
    });
  }
  return events;
}

function raisedEvent(subject: Subject, finding: Finding, examination: Examination): WarningEvent {
  const { person, evidence, ...rest } = finding;
  return {
    kind: 'raised',
    revision: examination.revision,
    finding: {
      ...rest,
      ...(person === undefined ? {} : { person }),
      measures: { ...finding.measures },
      evidence: evidence.slice(0, 100).map(({ sourceUpdatedOn, ...ref }) => ({
        ...ref,
        ...(sourceUpdatedOn === undefined ? {} : { sourceUpdatedOn }),
      })),
    },
    regionCode: subject.regionCode,
    standing: subject.standing,
    asOf: examination.asOf,
    snapshot: examination.sources.snapshot.id,
    policy: examination.policy.id,
  };
}

function withdrawalReason(
  subject: Subject,
  datasets: readonly string[],
  { cause }: Examination,
): 'row-vanished' | 'row-corrected' | 'explained' | 'roster-changed' {
  if (cause.kind === 'roster') return 'roster-changed';
  if (!datasets.some((dataset) => cause.datasets.has(dataset))) return 'explained';
  return subject.members.some((member) => cause.vanished.has(member.person)) ? 'row-vanished' : 'row-corrected';
}

/** Households that were warned about and do not exist any more: an outsider who has joined the roster, a dissolved household. */
function vanishedHouseholds(
  examination: Examination,
  index: Map<string, IndexedHousehold | undefined>,
): WarningEvent[] {
  const events: WarningEvent[] = [];
  for (const [id, before] of examination.index) {
    if (index.has(id) || !isGone(id, before, examination)) continue;
    index.set(id, undefined);
    for (const [finding, known] of Object.entries(before.findings)) {
      if (known.strength !== 'warning') continue;
      const { direction } = known;
      const { revision } = examination;
      events.push({ kind: 'withdrawn', revision, id: finding, household: id, direction, reason: 'roster-changed' });
    }
  }
  return events;
}

function isGone(id: string, before: IndexedHousehold, { sources, wanted }: Examination): boolean {
  if (before.members.length === 0) return sources.snapshot.findHousehold(id) < 0;
  return before.members.every((person) => wanted.outsiders.has(person) || sources.snapshot.findToken(person) >= 0);
}

function isWarned(entry: IndexedHousehold | undefined): boolean {
  return Object.values(entry?.findings ?? {}).some((finding) => finding.strength === 'warning');
}

function membersToRemember(subject: Subject): readonly string[] {
  return subject.standing === 'outsider' ? subject.members.map((member) => member.person) : [];
}
