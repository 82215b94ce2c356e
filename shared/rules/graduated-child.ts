/**
 * An adult child who studied leaves school: family size and income are recomputed (57-7). Before the date it is a notice, after it a
 * signal, and with a job on record after graduation a warning. Going on to study, a severe disability or postgraduate study, which
 * counts by its own rule, raises nothing.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import { employment } from '../datasets/employment.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addToMonth, ageOn, type CalendarDate, lastDayOf, type Month, monthOf } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { type Draft, defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import { law } from './law.ts';

interface GraduationParameters {
  readonly adultAge: number;
  readonly noticeMonths: number;
  /** A graduation further back was part of a later review. */
  readonly lookBackMonths: number;
}

type StudyFact = Fact<typeof studentEnrollment>;
/** Vocational and senior secondary school, college, university up to the first degree. */
const finalStages = ['4', '5', '6', '7'];

export const graduatedChild = defineRule<GraduationParameters>({
  id: 'graduated-child',
  code: 'E-GRAD-01',
  title: { zh: '成年子女毕业或即将毕业', en: 'An adult child has graduated or is about to' },
  direction: 'error',
  level: 'yellow',
  strength: 'notice',
  appliesTo: ['covered'],
  triggers: [trigger(studentEnrollment, (study) => finalStages.includes(study.edu_stage ?? ''))],
  basis: [law.recognition('7(三)'), law.recognition(31)],
  innocentIf: [
    { zh: '继续升学或延期毕业', en: 'goes on to study, or graduates later' },
    { zh: '毕业后尚未就业', en: 'graduated without a job yet' },
    { zh: '因残疾或重病不能独立生活', en: 'cannot live independently because of disability or illness' },
  ],
  because: {
    zh: '成年子女 {graduationMonth} 毕业（预计），复核时应重新核算家庭人口与收入',
    en: 'an adult child graduates in {graduationMonth} (expected); recompute family size and income at the review',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { adultAge: 18, noticeMonths: 3, lookBackMonths: 12 },
      source: '57-7(三); months default [OK]',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    return subject.countedMembers.flatMap(({ person, birthDate }) => {
      const isAdult = birthDate !== undefined && ageOn(birthDate, context.asOf) >= parameters.adultAge;
      const study = lastStudyOf(subject, person);
      const month = study?.row.expected_graduation;
      if (!isAdult || study === undefined || month === undefined) return [];
      const isInWindow =
        month <= addToMonth(monthOf(context.asOf), parameters.noticeMonths) &&
        month >= addToMonth(monthOf(context.asOf), -parameters.lookBackMonths);
      if (!isInWindow || isDependent(subject, person)) return [];
      const jobs = jobsAfter(subject, person, month, context.asOf);
      const isOver = month < monthOf(context.asOf) || study.row.status === '3';
      return [
        {
          key: evidenceKey('graduation', person, month, jobs.length > 0 ? 'job' : isOver ? 'over' : 'ahead'),
          person,
          strength: jobs.length > 0 ? 'warning' : isOver ? 'signal' : 'notice',
          evidence: [...evidence([study]), ...jobs],
          measures: { graduationMonth: month, hasJob: jobs.length > 0 },
          factOn: earlierOf(lastDayOf(month), context.asOf),
        } satisfies Draft,
      ];
    });
  },
  examples: [
    example('a degree expected in three months is a notice', { expected_graduation: '2026-11' }, 'notice'),
    example('a degree expected in four months is not raised yet', { expected_graduation: '2026-12' }),
    example('a graduation two months ago is a signal', { expected_graduation: '2026-06', status: '3' }, 'signal'),
    example('a graduate with a job since July is raised', { expected_graduation: '2026-06', status: '3' }, 'warning', [
      row(employment, { employ_form: '1', employ_date: '2026-07-15' }),
    ]),
    example(
      'a graduate of vocational school who studies on is not raised',
      { edu_stage: '5', expected_graduation: '2026-06', status: '3' },
      undefined,
      [row(studentEnrollment, { edu_stage: '6', status: '1', expected_graduation: '2029-06' })],
    ),
    example(
      'a graduate with a card of level 1 is not raised',
      { expected_graduation: '2026-06', status: '3' },
      undefined,
      [row(disabilityCard, { disability_level: '1', disability_type: '4', card_status: '1' })],
    ),
  ],
});

/** The study that ends last decides; a postgraduate or still open one means nobody has left school. */
function lastStudyOf(subject: Subject, person: PersonToken): StudyFact | undefined {
  const studies = subject
    .factsOf(person, studentEnrollment)
    .filter(({ row: study }) => !['4', '5'].includes(study.status ?? ''));
  const last = studies.toSorted((a, b) => compareMonths(a, b)).at(-1);
  return last !== undefined && finalStages.includes(last.row.edu_stage ?? '') ? last : undefined;
}

function compareMonths(a: StudyFact, b: StudyFact): number {
  const left = a.row.expected_graduation ?? '9999-12';
  const right = b.row.expected_graduation ?? '9999-12';
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDependent(subject: Subject, person: PersonToken): boolean {
  return subject.factsOf(person, disabilityCard).some(({ row: card }) => {
    const isSevere = ['1', '2'].includes(card.disability_level ?? '');
    const isMental = card.disability_level === '3' && ['5', '6'].includes(card.disability_type ?? '');
    return (isSevere || isMental) && !['3', '4'].includes(card.card_status ?? '');
  });
}

function jobsAfter(subject: Subject, person: PersonToken, month: Month, asOf: CalendarDate): Fact[] {
  const jobs = subject.factsOf(person, employment).filter(({ row: job }) => {
    const on = job.employ_date;
    return on !== undefined && monthOf(on) >= month && on <= asOf && job.is_public_post !== true;
  });
  const insured = subject.factsOf(person, socialInsurance).filter(({ row: insurance }) => {
    const isStaff =
      ['110', '120', '310'].includes(insurance.insurance_kind ?? '') && insurance.employer_uscc !== undefined;
    return isStaff && insurance.pay_status === '1' && (insurance.pay_month ?? '') > month;
  });
  return [...evidence(jobs), ...evidence(insured)];
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof studentEnrollment>>[1],
  strength?: 'warning' | 'signal' | 'notice',
  others: readonly ReturnType<typeof row>[] = [],
) {
  const study = row(studentEnrollment, { edu_stage: '7', status: '1', ...values });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head' }, { person: 'daughter', birthDate: '2003-05-01', rows: [study, ...others] }],
    },
    raises:
      strength === undefined ? [] : [{ strength, measures: { graduationMonth: values.expected_graduation ?? '' } }],
  } as const;
}
