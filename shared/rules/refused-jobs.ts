/**
 * Three suitable jobs refused in a row concern that person's part only (57-34), and only somebody able to work: children, people of
 * retirement age, full-time students, the severely disabled and the seriously ill are not raised.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import { employment } from '../datasets/employment.ts';
import { seriousDisease } from '../datasets/serious-disease.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { ageOn, type CalendarDate } from '../domain/dates.ts';
import { defineRule, type Member, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface RefusedJobsParameters {
  readonly refusalsMin: number;
  readonly workAgeMin: number;
  /** First age at which nobody is expected to work. */
  readonly workAgeEnd: number;
}

export const refusedJobs = defineRule<RefusedJobsParameters>({
  id: 'refused-jobs',
  code: 'E-WRK-02',
  title: { zh: '连续三次未接受介绍的工作', en: 'Three suitable jobs in a row were not taken up' },
  direction: 'error',
  level: 'yellow',
  triggers: [trigger(employment, (job) => (job.refuse_count ?? 0) > 0)],
  basis: [law.recognition(34)],
  innocentIf: [
    { zh: '介绍的工作与健康状况、劳动能力不相适应', en: 'the jobs did not suit health or ability' },
    { zh: '需照料老人、儿童或残疾家人', en: 'has to care for old, young or disabled relatives' },
    { zh: '路途过远或未收到通知', en: 'too far away, or never told' },
  ],
  because: {
    zh: '登记显示该成员 {refusals} 次未接受介绍的工作，原因待核实；仅涉及本人保障金',
    en: 'the register shows {refusals} job offers not taken up by this member; reasons to be verified; only this person’s part is concerned',
  },
  parameters: [
    { from: '2021-07-01', value: { refusalsMin: 3, workAgeMin: 16, workAgeEnd: 60 }, source: '57-34; ages TK-5' },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    return subject.countedMembers.flatMap((member) => {
      const facts = subject
        .factsOf(member.person, employment)
        .filter(({ row: job }) => (job.refuse_count ?? 0) >= parameters.refusalsMin);
      const refusals = Math.max(0, ...facts.map(({ row: job }) => job.refuse_count ?? 0));
      if (facts.length === 0 || isUnableToWork(subject, member, context.asOf, parameters)) return [];
      return [
        {
          key: evidenceKey('refused-jobs', member.person, refusals),
          person: member.person,
          strength: warningUnless(member.birthDate === undefined || facts.every((fact) => fact.isNameMatch === false)),
          evidence: evidence(facts),
          measures: { refusals },
          factOn: context.asOf,
        },
      ];
    });
  },
  examples: [
    example('an adult of forty who did not take up three jobs is raised', 3, '1986-01-01', [], 'warning'),
    example('two jobs not taken up are not raised', 2, '1986-01-01'),
    example('somebody of sixty is not expected to work', 5, '1966-08-31'),
    example('the day before sixty it is raised', 5, '1966-09-01', [], 'warning'),
    example('a person with a card of level 2 is not raised', 3, '1986-01-01', [
      row(disabilityCard, { disability_type: '4', disability_level: '2', card_status: '1' }),
    ]),
    example('a full-time student is not raised', 3, '2005-01-01', [
      row(studentEnrollment, { edu_stage: '7', status: '1' }),
    ]),
    example('somebody of unknown age is a signal', 3, undefined, [], 'signal'),
  ],
});

function isUnableToWork(
  subject: Subject,
  member: Member,
  asOf: CalendarDate,
  parameters: RefusedJobsParameters,
): boolean {
  const { person, birthDate } = member;
  const age = birthDate === undefined ? undefined : ageOn(birthDate, asOf);
  if (age !== undefined && (age < parameters.workAgeMin || age >= parameters.workAgeEnd)) return true;
  const isDisabled = subject.factsOf(person, disabilityCard).some(({ row: card }) => {
    const isSevere = ['1', '2'].includes(card.disability_level ?? '');
    const isMental = card.disability_level === '3' && ['5', '6'].includes(card.disability_type ?? '');
    return (isSevere || isMental) && !['3', '4'].includes(card.card_status ?? '');
  });
  const isStudent = subject.factsOf(person, studentEnrollment).some(({ row: study }) => study.status === '1');
  const isIll = subject.factsOf(person, seriousDisease).some(({ row: disease }) => disease.is_major === true);
  return isDisabled || isStudent || isIll;
}

function example(
  claim: string,
  refusals: number,
  birthDate: CalendarDate | undefined,
  others: readonly ReturnType<typeof row>[] = [],
  strength?: 'warning' | 'signal',
) {
  const rows = [row(employment, { refuse_count: refusals }), ...others];
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'urban-dibao',
      status: 'covered',
      members: [{ person: 'head', ...(birthDate === undefined ? {} : { birthDate }), rows }],
    },
    raises: strength === undefined ? [] : [{ strength, measures: { refusals } }],
  } as const;
}
