/** Hospital bills of a household and what was given back for them; bills of people paid dibao elsewhere are left to that county. */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { medicalAid } from '../datasets/medical-aid.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { addMonths, addToMonth, type CalendarDate, monthOf } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fen } from '../domain/money.ts';
import { isPaid } from './assistance-of.ts';
import type { Fact, Subject } from './define.ts';
import type { DatedAmount } from './rolling-sum.ts';

export type BillFact = Fact<typeof medicalSettlement>;
export type DatedBill = DatedAmount<BillFact>;

/** Self-paid bills by settlement date. A reversed settlement is negative and takes the bill back. */
export function billsOf(subject: Subject, asOf: CalendarDate): readonly DatedBill[] {
  return subject.facts(medicalSettlement).flatMap((fact) => {
    const { self_paid: fen, settle_date: on } = fact.row;
    const isKnown = fen !== undefined && fen !== 0 && on !== undefined && on <= asOf;
    return isKnown && !isPaid(subject, fact.member.person, asOf) ? [{ on, fen, of: fact }] : [];
  });
}

/** Costs outside the insurance catalogue among self-paid amounts: chosen treatment or needed drugs, only the visit can tell. */
export function outsideCatalogueFen(bills: readonly DatedBill[]): Fen {
  return bills.reduce((sum, bill) => sum + Math.min(bill.fen, bill.of.row.class_c_cost ?? 0), 0);
}

const claimProducts = new Set(['1', '4', '6']);
const aidAfterTreatment = new Set(['2', '3', '4']);

/** Claims paid by health, accident and city policies, and medical aid beyond what the settlements already deducted. */
export function refundsFen(
  subject: Subject,
  persons: ReadonlySet<PersonToken>,
  from: CalendarDate,
  asOf: CalendarDate,
): Fen {
  let claims = 0;
  let aid = 0;
  let deducted = 0;
  for (const { row, member } of subject.facts(commercialInsurance))
    if (persons.has(member.person) && claimProducts.has(row.product_type ?? '')) claims += row.claim_amount ?? 0;
  for (const { row, member } of subject.facts(medicalAid)) {
    const on = row.benefit_start;
    const isAid = aidAfterTreatment.has(row.aid_type ?? '') && on !== undefined && on >= from && on <= asOf;
    if (isAid && persons.has(member.person)) aid += row.subsidy_amount ?? 0;
  }
  for (const { row, member } of subject.facts(medicalSettlement)) {
    const on = row.settle_date;
    if (on !== undefined && on >= from && on <= asOf && persons.has(member.person))
      deducted += row.medical_aid_paid ?? 0;
  }
  return claims + Math.max(0, aid - deducted);
}

/** Insured as staff: a wage or a staff pension is then likely, even when its amount is not reported. */
export function isStaffInsured(subject: Subject, person: PersonToken, asOf: CalendarDate): boolean {
  const since = addMonths(asOf, -12);
  const isOnBill = subject
    .factsOf(person, medicalSettlement)
    .some(({ row }) => row.insurance_type === '1' && (row.settle_date ?? '') > since);
  const isInsured = subject
    .factsOf(person, socialInsurance)
    .some(
      ({ row }) =>
        row.insurance_kind === '310' &&
        row.insured_status === '1' &&
        (row.pay_month ?? '') >= addToMonth(monthOf(asOf), -3),
    );
  return isOnBill || isInsured;
}
