/**
 * What was paid to a person in the months after the month of death: the months, the sum, the first of them. It finds the fact for
 * two rules; which of them speaks depends on whether the family still has living members and the dead person was its head.
 */
import { paymentReturn } from '../datasets/payment-return.ts';
import { type CalendarDate, type Month, monthOf } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import type { Fact, Level, Member, Strength, Subject } from './define.ts';
import { evidence } from './evidence-key.ts';
import { type DeathRecord, deathOf } from './life-and-death.ts';

export interface PaymentsAfterDeath {
  readonly member: Member;
  readonly isHead: boolean;
  /** Living members who count, the dead person left out. */
  readonly survivors: number;
  readonly diedOn: CalendarDate;
  readonly months: readonly Month[];
  readonly paidFen: Fen;
  readonly evidence: readonly Fact[];
  readonly level: Level;
  readonly strength: Strength;
}

const paid = '1';
const headRelations = ['01', '02'];

/** One entry for each member reported dead on a known date who was paid in a later month. */
export function paymentsAfterDeath(subject: Subject, asOf: CalendarDate, graceDays: number): PaymentsAfterDeath[] {
  return subject.members.flatMap((member) => {
    const death = deathOf(subject, member.person, asOf, graceDays);
    if (death?.diedOn === undefined || death.datasetCount === 0) return [];
    const { diedOn } = death;
    const payments = subject.factsOf(member.person, paymentReturn).filter((fact) => {
      const month = paidMonthOf(fact);
      return fact.row.result === paid && month !== undefined && month > monthOf(diedOn) && month <= monthOf(asOf);
    });
    const months = [...new Set(payments.flatMap((fact) => paidMonthOf(fact) ?? []))].sort();
    if (months.length === 0) return [];
    const facts = [...evidence(payments), ...evidence(death.sources.map((source) => source.fact))];
    return [
      {
        member,
        isHead: headRelations.includes(member.relation),
        survivors: subject.countedMembers.filter((other) => other.person !== member.person).length,
        diedOn,
        months,
        paidFen: payments.reduce((sum, { row }) => sum + (row.paid_amount ?? row.amount ?? 0), 0),
        evidence: facts,
        ...weightOf(death, member),
      },
    ];
  });
}

/** A death the roster itself records needs no second source. */
function weightOf(death: DeathRecord, member: Member): { level: Level; strength: Strength } {
  const isCertain = death.datasetCount > 1 || member.status === 'dead';
  if (isCertain && death.laterSign === undefined) return { level: 'red', strength: 'warning' };
  const isContradicted = death.laterSign !== undefined && !isCertain;
  return isContradicted ? { level: 'yellow', strength: 'signal' } : { level: 'orange', strength: 'warning' };
}

function paidMonthOf(fact: Fact<typeof paymentReturn>): Month | undefined {
  return (fact.row.paid_time ?? fact.eventOn)?.slice(0, 7);
}
