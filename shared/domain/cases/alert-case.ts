/**
 * What a warning does to a household's case: decided purely from the household's present file and one event; the shell stores the
 * answer in one transaction. Identity is for ever: a warning seen before changes nothing unless its revision is newer and says
 * something else. A warning exempted or decided stays silent until the exemption expires or its fact changes.
 */
import { hash } from 'node:crypto';
import { addDays, type CalendarDate } from '../dates.ts';
import { addWorkingDays } from '../working-days.ts';
import { type AlertEventKind, type AlertState, isEdge, isOpenState } from './alert-states.ts';

export type AlertLevel = 'red' | 'orange' | 'yellow';
export type AlertDirection = 'leak' | 'error';
export type WarningState = 'open' | 'withdrawn' | 'suppressed';

/** What the case needs to know of a finding. */
export interface AlertFinding {
  readonly id: string;
  readonly rule: string;
  readonly direction: AlertDirection;
  readonly level: AlertLevel;
  readonly weight: number;
  readonly household: string;
}

export interface WarningRecord {
  readonly id: string;
  readonly state: WarningState;
  readonly revision: number;
  readonly caseId: string | undefined;
  readonly level: AlertLevel;
  readonly rule: string;
  readonly weight: number;
}

export interface AlertCase {
  readonly id: string;
  readonly household: string;
  readonly direction: AlertDirection;
  readonly state: AlertState;
  readonly version: number;
  readonly level: AlertLevel;
  readonly county: string;
  /** 12-digit township code, '' while pending. */
  readonly township: string;
  readonly openedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** Open warnings, newest last; the order of work is additive over them. */
  readonly warnings: readonly {
    readonly id: string;
    readonly rule: string;
    readonly level: AlertLevel;
    readonly weight: number;
  }[];
  readonly score: number;
}

/** A decision about this household that silences one rule's warnings for a time. */
export interface Exemption {
  readonly rule: string;
  readonly warning: string;
  readonly until: CalendarDate;
}

export interface HouseholdFile {
  readonly openCase: AlertCase | undefined;
  readonly warning: WarningRecord | undefined;
  readonly exemptions: readonly Exemption[];
}

export type AlertInput =
  | {
      readonly kind: 'raised';
      readonly revision: number;
      readonly finding: AlertFinding;
      readonly county: string;
      readonly township: string;
    }
  | {
      readonly kind: 'withdrawn';
      readonly revision: number;
      readonly id: string;
      readonly household: string;
      readonly direction: AlertDirection;
      readonly reason: string;
    };

export interface CaseEvent {
  readonly caseId: string;
  readonly sequence: number;
  readonly kind: AlertEventKind;
  readonly from: AlertState | 'none';
  readonly to: AlertState;
  readonly warning: string;
  readonly on: CalendarDate;
  readonly reason: string | undefined;
}

export interface AlertDecision {
  readonly warning: WarningRecord | undefined;
  readonly alertCase: AlertCase | undefined;
  readonly event: CaseEvent | undefined;
  /** Why nothing was opened, when nothing was. */
  readonly silence: 'seen' | 'stale' | 'exempt' | 'not-open' | undefined;
}

/** Days until a case of this level is due: red 3 and orange 7 working days, yellow 15 days (handbook §2.7, default [OK]). */
export interface AlertClocks {
  readonly redWorkingDays: number;
  readonly orangeWorkingDays: number;
  readonly yellowDays: number;
}
export const defaultClocks: AlertClocks = { redWorkingDays: 3, orangeWorkingDays: 7, yellowDays: 15 };

const levelRank: Readonly<Record<AlertLevel, number>> = { yellow: 0, orange: 1, red: 2 };
const warningsMax = 50;

const nothing = { warning: undefined, alertCase: undefined, event: undefined } as const;

export function decideAlert(
  file: HouseholdFile,
  input: AlertInput,
  on: CalendarDate,
  clocks = defaultClocks,
): AlertDecision {
  return input.kind === 'raised' ? decideRaised(file, input, on, clocks) : decideWithdrawn(file, input, on);
}

function decideRaised(
  file: HouseholdFile,
  input: Extract<AlertInput, { kind: 'raised' }>,
  on: CalendarDate,
  clocks: AlertClocks,
): AlertDecision {
  const { finding, revision } = input;
  const before = file.warning;
  if (before !== undefined && before.revision >= revision) return { ...nothing, silence: 'stale' };
  const isChanged = before?.state === 'open' && before.level !== finding.level && before.caseId === file.openCase?.id;
  // The newer revision is remembered, so that an older withdrawal which arrives late does not take the warning back.
  if (before !== undefined && before.state !== 'withdrawn' && !isChanged)
    return { ...nothing, warning: { ...before, revision }, silence: 'seen' };
  const record = { id: finding.id, revision, level: finding.level, rule: finding.rule, weight: finding.weight };
  const isExempt = file.exemptions.some(
    (entry) => entry.rule === finding.rule && entry.warning === finding.id && entry.until >= on,
  );
  if (isExempt)
    return { ...nothing, warning: { ...record, state: 'suppressed', caseId: undefined }, silence: 'exempt' };
  const alertCase =
    file.openCase === undefined ? openedCase(input, on, clocks) : joinedCase(file.openCase, input, on, clocks);
  const kind = file.openCase === undefined ? 'opened' : 'warning-joined';
  return {
    warning: { ...record, state: 'open', caseId: alertCase.id },
    alertCase,
    event: eventOf(alertCase, kind, file.openCase?.state ?? 'none', finding.id, on),
    silence: undefined,
  };
}

function openedCase(input: Extract<AlertInput, { kind: 'raised' }>, on: CalendarDate, clocks: AlertClocks): AlertCase {
  const { finding, county, township, revision } = input;
  return {
    id: caseIdOf(finding.household, finding.direction, finding.id, revision),
    household: finding.household,
    direction: finding.direction,
    state: township === '' ? 'pending' : 'assigned',
    version: 1,
    level: finding.level,
    county,
    township,
    openedOn: on,
    dueOn: dueOn(finding.level, on, clocks),
    warnings: [{ id: finding.id, rule: finding.rule, level: finding.level, weight: finding.weight }],
    score: finding.weight,
  };
}

function joinedCase(
  open: AlertCase,
  input: Extract<AlertInput, { kind: 'raised' }>,
  on: CalendarDate,
  clocks: AlertClocks,
): AlertCase {
  const { finding, county, township } = input;
  const due = dueOn(finding.level, on, clocks);
  const isPlaced = open.township === '' && township !== '';
  const warnings = [
    ...open.warnings.filter((entry) => entry.id !== finding.id),
    { id: finding.id, rule: finding.rule, level: finding.level, weight: finding.weight },
  ].slice(-warningsMax);
  return {
    ...open,
    version: open.version + 1,
    state: isPlaced ? 'assigned' : open.state,
    county: isPlaced ? county : open.county,
    township: isPlaced ? township : open.township,
    level: topLevelOf(warnings),
    dueOn: earlierOf(due, open.dueOn),
    warnings,
    score: scoreOf(warnings),
  };
}

function decideWithdrawn(
  file: HouseholdFile,
  input: Extract<AlertInput, { kind: 'withdrawn' }>,
  on: CalendarDate,
): AlertDecision {
  const before = file.warning;
  if (before === undefined) {
    // The withdrawal overtook the warning: remember it, so that the late warning stays silent.
    const record = { id: input.id, revision: input.revision, level: 'yellow', rule: '', weight: 0 } as const;
    return { ...nothing, warning: { ...record, state: 'withdrawn', caseId: undefined }, silence: 'not-open' };
  }
  if (before.revision >= input.revision) return { ...nothing, silence: 'stale' };
  const warning: WarningRecord = { ...before, state: 'withdrawn', revision: input.revision };
  const open = file.openCase;
  if (before.state !== 'open' || open === undefined || open.id !== before.caseId) {
    return { ...nothing, warning, silence: 'not-open' };
  }
  const warnings = open.warnings.filter((entry) => entry.id !== input.id);
  const isLast = warnings.length === 0;
  const alertCase: AlertCase = {
    ...open,
    version: open.version + 1,
    state: isLast ? 'withdrawn' : open.state,
    level: isLast ? open.level : topLevelOf(warnings),
    warnings,
    score: scoreOf(warnings),
  };
  const kind = isLast ? 'all-withdrawn' : 'warning-withdrawn';
  return {
    warning,
    alertCase,
    event: eventOf(alertCase, kind, open.state, input.id, on, input.reason),
    silence: undefined,
  };
}

function topLevelOf(warnings: readonly { level: AlertLevel }[]): AlertLevel {
  return warnings.reduce<AlertLevel>(
    (top, entry) => (levelRank[entry.level] > levelRank[top] ? entry.level : top),
    'yellow',
  );
}

function eventOf(
  alertCase: AlertCase,
  kind: AlertEventKind,
  from: AlertState | 'none',
  warning: string,
  on: CalendarDate,
  reason?: string,
): CaseEvent {
  if (!isEdge(from, kind, alertCase.state)) throw new Error(`no edge ${from} ${kind} ${alertCase.state}`);
  if (from !== 'none' && !isOpenState(from)) throw new Error('a closed case cannot change');
  return { caseId: alertCase.id, sequence: alertCase.version, kind, from, to: alertCase.state, warning, on, reason };
}

/** Order of work: the sum of the weights, one rule counted once. Explainable and additive. */
export function scoreOf(warnings: readonly { rule: string; weight: number }[]): number {
  return [...new Map(warnings.map((entry) => [entry.rule, entry.weight])).values()].reduce(
    (sum, weight) => sum + weight,
    0,
  );
}

/** The deadline of a case raised on a day, by level. */
export function dueOn(level: AlertLevel, on: CalendarDate, clocks: AlertClocks): CalendarDate {
  if (level === 'yellow') return addDays(on, clocks.yellowDays);
  return addWorkingDays(on, level === 'red' ? clocks.redWorkingDays : clocks.orangeWorkingDays);
}

/** The same first warning always opens the same case, however often the message arrives. */
export function caseIdOf(household: string, direction: AlertDirection, warning: string, revision: number): string {
  return `cas_${hash('sha256', `${household}\n${direction}\n${warning}\n${revision}`, 'hex').slice(0, 26)}`;
}

function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a.localeCompare(b) <= 0 ? a : b;
}
