/** What a jobless person has done since: a job, staff contributions, a business or a pension explains a missing benefit. */
import { employment } from '../datasets/employment.ts';
import { marketEntity } from '../datasets/market-entity.ts';
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import type { CalendarDate, Month } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fact, Subject } from './define.ts';

/** Kinds only an employer's staff, or a person paying in as such, contributes to. */
const workInsurance = new Set(['110', '120', '210', '310', '410']);

/** Paid contributions of a worker; residents' insurance is not work. */
export function contributionsOf(subject: Subject, person: PersonToken): readonly Fact<typeof socialInsurance>[] {
  return subject
    .factsOf(person, socialInsurance)
    .filter(({ row }) => workInsurance.has(row.insurance_kind ?? '') && (row.pay_status ?? '1') === '1');
}

export function hasContributionSince(subject: Subject, person: PersonToken, month: Month): boolean {
  return contributionsOf(subject, person).some(({ row }) => (row.pay_month ?? '') >= month);
}

export function hasJobSince(subject: Subject, person: PersonToken, on: CalendarDate): boolean {
  return subject.factsOf(person, employment).some(({ row }) => (row.employ_date ?? '') >= on);
}

export function hasPension(subject: Subject, person: PersonToken): boolean {
  return subject
    .factsOf(person, pensionBenefit)
    .some(({ row }) => row.stop_reason === undefined && (row.month_amount ?? 0) > (row.basic_pension_part ?? 0));
}

/** Runs a business that is open: self-employed rather than without income. */
export function hasOpenBusiness(subject: Subject, person: PersonToken): boolean {
  return subject
    .factsOf(person, marketEntity)
    .some(({ row }) => row.status === '1' && ['1', '6'].includes(row.role ?? '') && row.entity_type !== '3');
}
