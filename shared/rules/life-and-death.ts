/**
 * What the departments say of a person's death, and what they say of the same person afterwards. Registers err: a death counts as
 * corroborated only when two datasets name it under the right name, and anything the person did later speaks against it. The bank's
 * mark of a dead payee is a source without a date. Declared missing is not dead.
 */
import { birthDeathCert } from '../datasets/birth-death-cert.ts';
import { civilAllowance } from '../datasets/civil-allowance.ts';
import { disabilityService } from '../datasets/disability-service.ts';
import { employment } from '../datasets/employment.ts';
import { exitEntry } from '../datasets/exit-entry.ts';
import { funeral } from '../datasets/funeral.ts';
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { marriage } from '../datasets/marriage.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { paymentReturn } from '../datasets/payment-return.ts';
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addDays, type CalendarDate } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { type Fact, type Subject, type Trigger, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';

export interface DeathSource {
  readonly fact: Fact;
  /** Undefined for the bank's mark and for rows without a date. */
  readonly diedOn: CalendarDate | undefined;
  /** When the source spoke, at the latest: a later act of the person contradicts it. */
  readonly knownOn: CalendarDate | undefined;
}

export interface LifeSign {
  readonly fact: Fact;
  readonly on: CalendarDate;
}

export interface DeathRecord {
  /** Sources whose name is not a different person's. */
  readonly sources: readonly DeathSource[];
  /** Sources under another name: a wrong identity number is likely. */
  readonly mismatched: readonly DeathSource[];
  /** Different datasets among `sources`. */
  readonly datasetCount: number;
  readonly diedOn: CalendarDate | undefined;
  /** The latest act of the person after the reported death. */
  readonly laterSign: LifeSign | undefined;
}

const deadCode = '01';

export const deathTriggers: readonly Trigger[] = [
  trigger(
    householdDeregistration,
    (row) => row.death_date !== undefined || row.cancel_flag === deadCode || row.cancel_reason === deadCode,
  ),
  trigger(funeral, (row) => row.death_date !== undefined || row.cremation_date !== undefined),
  trigger(birthDeathCert, (row) => row.cert_type === '2'),
  trigger(paymentReturn, (row) => row.return_code === 'B11'),
];

/** Undefined when no source reports a death up to `asOf`. */
export function deathOf(
  subject: Subject,
  person: PersonToken,
  asOf: CalendarDate,
  graceDays: number,
): DeathRecord | undefined {
  const all = deathSources(subject, person).filter((source) => (source.diedOn ?? '') <= asOf);
  if (all.length === 0) return undefined;
  const sources = all.filter((source) => source.fact.isNameMatch !== false);
  const dates = sources.flatMap((source) => source.diedOn ?? []).sort();
  const known = (sources.length > 0 ? sources : all).flatMap((source) => source.diedOn ?? source.knownOn ?? []).sort();
  const last = known.at(-1);
  return {
    sources,
    mismatched: all.filter((source) => source.fact.isNameMatch === false),
    datasetCount: new Set(sources.map((source) => source.fact.ref.dataset)).size,
    diedOn: dates[0],
    laterSign: last === undefined ? undefined : latestSign(subject, person, addDays(last, graceDays), asOf),
  };
}

function deathSources(subject: Subject, person: PersonToken): DeathSource[] {
  const sources: DeathSource[] = [];
  for (const fact of subject.factsOf(person, householdDeregistration)) {
    const { row } = fact;
    const isDeath = row.death_date !== undefined || row.cancel_flag === deadCode || row.cancel_reason === deadCode;
    if (isDeath) sources.push(source(fact, row.death_date, row.cancel_date));
  }
  for (const fact of subject.factsOf(person, funeral)) {
    const { death_date: diedOn, cremation_date: crematedOn } = fact.row;
    if (diedOn !== undefined || crematedOn !== undefined) sources.push(source(fact, diedOn, crematedOn));
  }
  for (const fact of subject.factsOf(person, birthDeathCert))
    if (fact.row.cert_type === '2') sources.push(source(fact, fact.row.event_date, undefined));
  for (const fact of subject.factsOf(person, paymentReturn))
    if (fact.row.return_code === 'B11') sources.push(source(fact, undefined, fact.row.paid_time?.slice(0, 10)));
  return sources;
}

function source<D>(fact: Fact<D>, diedOn: CalendarDate | undefined, knownOn: CalendarDate | undefined): DeathSource {
  return {
    fact: fact as unknown as Fact,
    diedOn,
    knownOn: knownOn ?? diedOn ?? fact.eventOn ?? fact.ref.sourceUpdatedOn,
  };
}

/** Only acts of the person count. Bills and settlements are often closed after a death, so a stay counts by its admission. */
function latestSign(
  subject: Subject,
  person: PersonToken,
  after: CalendarDate,
  asOf: CalendarDate,
): LifeSign | undefined {
  const signs: LifeSign[] = [];
  const add = <D>(facts: readonly Fact<D>[], dateOf: (fact: Fact<D>) => CalendarDate | undefined) => {
    for (const fact of facts) {
      const on = dateOf(fact);
      const isSign = on !== undefined && on > after && on <= asOf && fact.isNameMatch !== false;
      if (isSign) signs.push(...evidence([fact]).map((each) => ({ fact: each, on })));
    }
  };
  add(subject.factsOf(person, medicalSettlement), ({ row }) => row.admit_date);
  add(subject.factsOf(person, pensionBenefit), ({ row }) => row.auth_date);
  add(subject.factsOf(person, civilAllowance), ({ row }) => row.auth_date);
  add(subject.factsOf(person, employment), ({ row }) => row.employ_date);
  add(subject.factsOf(person, marriage), ({ row }) => row.register_date);
  add(subject.factsOf(person, exitEntry), ({ row }) => row.entry_date ?? row.exit_date);
  add(subject.factsOf(person, disabilityService), ({ row }) => row.service_date);
  add(subject.factsOf(person, studentEnrollment), ({ row }) => row.enroll_date);
  return signs.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).at(-1);
}
