/**
 * What a household had to pay for treatment, schooling and rehabilitation in twelve months (GX-5), by the dates of the payments. School
 * fees count for public and affordable schools from senior secondary on, less the grants of the year; high-fee schools are a choice.
 */
import { disabilityService } from '../datasets/disability-service.ts';
import { studentAid } from '../datasets/student-aid.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { isPaid } from './assistance-of.ts';
import type { Fact, Subject } from './define.ts';
import { evidence } from './evidence-key.ts';
import { billsOf } from './medical-burden.ts';
import type { DatedAmount } from './rolling-sum.ts';

const necessarySchools = new Set(['1', '2']);
const feePayingStages = new Set(['1', '4', '5', '6', '7']);
const grants = new Set(['1', '2', '3', '4']);

export function rigidExpenditureOf(subject: Subject, asOf: CalendarDate): readonly DatedAmount<Fact>[] {
  const treatment = billsOf(subject, asOf).map(({ on, fen, of }) => ({ on, fen, of: of as unknown as Fact }));
  return [...treatment, ...rehabilitationOf(subject), ...schoolingOf(subject, asOf)];
}

function rehabilitationOf(subject: Subject): DatedAmount<Fact>[] {
  return subject.facts(disabilityService).flatMap((fact) => {
    const on = fact.row.service_date ?? fact.eventOn;
    const fen = fact.row.self_paid ?? 0;
    return on === undefined || fen <= 0 ? [] : evidence([fact]).map((of) => ({ on, fen, of }));
  });
}

/** The fee of each school year is due on 1 September, from the enrolment to this year. */
function schoolingOf(subject: Subject, asOf: CalendarDate): DatedAmount<Fact>[] {
  return subject.facts(studentEnrollment).flatMap((fact) => {
    const { row, member } = fact;
    const isNecessary = necessarySchools.has(row.school_kind ?? '1') && feePayingStages.has(row.edu_stage ?? '');
    if (row.status !== '1' || !isNecessary || isPaid(subject, member.person, asOf)) return [];
    const thisYear = Number(asOf.slice(0, 4));
    return [thisYear - 1, thisYear].flatMap((year) => {
      const on = `${year}-09-01`;
      const isEnrolled = (row.enroll_date ?? on).slice(0, 4) <= String(year);
      const fen = (row.tuition_fee ?? 0) - grantsFen(subject, member.person, year);
      return isEnrolled && on <= asOf && fen > 0 ? evidence([fact]).map((of) => ({ on, fen, of })) : [];
    });
  });
}

function grantsFen(subject: Subject, person: string, year: number): number {
  return subject
    .factsOf(person, studentAid)
    .filter(({ row }) => grants.has(row.aid_kind ?? '') && (row.academic_year ?? '').startsWith(String(year)))
    .reduce((sum, { row }) => sum + (row.amount ?? 0), 0);
}
