/**
 * A member reaches an age at which the category changes. Sixteen and eighteen may end a minor's category, sixty and later open one;
 * a minor in extreme hardship who turns eighteen at school keeps it (TK-5). Known from birth, so a notice and never a visit.
 */
import { householdRegistration } from '../datasets/household-registration.ts';
import { rosterFile } from '../datasets/roster-file.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addDays, addMonths, type CalendarDate } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { type Draft, defineRule, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import { law } from './law.ts';

interface AgeParameters {
  readonly endingAges: readonly number[];
  readonly openingAges: readonly number[];
  readonly noticeDays: number;
  readonly lookBackDays: number;
}

/** Compulsory school, senior secondary and vocational school. */
const protectedStages = ['2', '3', '4', '5'];

export const ageThreshold = defineRule<AgeParameters>({
  id: 'age-threshold',
  code: 'E-AGE-01',
  title: { zh: '成员达到类别变化年龄', en: 'A member reaches an age that changes the category' },
  direction: 'both',
  level: 'yellow',
  strength: 'notice',
  appliesTo: ['covered', 'recognised'],
  triggers: [
    trigger(rosterFile),
    trigger(householdRegistration, (registration) => registration.birth_date !== undefined),
  ],
  basis: [law.tekun(5), law.socialAssistanceAct(16), law.recognition(27)],
  innocentIf: [
    {
      zh: '年满18周岁仍在接受义务、高中或中职教育',
      en: 'eighteen and still in compulsory, senior or vocational school',
    },
    { zh: '丧失劳动能力，类别不变', en: 'unable to work: the category stays' },
  ],
  because: {
    zh: '成员 {reachedOn} 年满 {age} 周岁，应按规定调整类别或分类施保',
    en: 'a member turns {age} on {reachedOn}; category or supplements are to be adjusted',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { endingAges: [16, 18], openingAges: [60, 70, 80], noticeDays: 30, lookBackDays: 60 },
      source: 'TK-5; L-16; windows default [OK]',
    },
  ],
  find: (subject, context) => {
    const { asOf } = context;
    const parameters = context.parametersOn(asOf);
    return subject.countedMembers.flatMap(({ person, birthDate }) => {
      if (birthDate === undefined) return [];
      const ages = [...parameters.endingAges, ...parameters.openingAges];
      return ages.flatMap((age): Draft[] => {
        const reachedOn = birthdayOf(birthDate, age);
        const isInWindow =
          reachedOn <= addDays(asOf, parameters.noticeDays) && reachedOn >= addDays(asOf, -parameters.lookBackDays);
        if (!isInWindow) return [];
        const studies = protectedStudies(subject, person);
        const isKept = age === 18 && isTekun(subject) && studies.length > 0;
        return [
          {
            key: evidenceKey('age', person, age),
            person,
            direction: parameters.openingAges.includes(age) || isKept ? 'leak' : 'error',
            evidence: [...evidence(subject.factsOf(person, householdRegistration)), ...evidence(studies)],
            measures: { age, reachedOn, isKept },
            factOn: earlierOf(reachedOn, asOf),
          },
        ];
      });
    });
  },
  examples: [
    example('a member turns sixty within thirty days', '1966-09-30', 'leak'),
    example('a birthday in thirty-one days is not raised yet', '1966-10-01'),
    example('a member turned sixteen last month', '2010-08-01', 'error'),
    example('a birthday more than sixty days ago is not raised', '2010-06-01'),
    example('a member of forty is not raised', '1986-09-01'),
    {
      claim: 'a minor in extreme hardship who turns eighteen at senior school keeps the category',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-tekun',
        status: 'covered',
        members: [
          { person: 'pupil', birthDate: '2008-09-01', rows: [row(studentEnrollment, { edu_stage: '4', status: '1' })] },
        ],
      },
      raises: [{ direction: 'leak', strength: 'notice', measures: { age: 18, isKept: true } }],
    },
  ],
});

/** The day somebody completes an age; 29 February counts as 1 March in common years. */
function birthdayOf(birthDate: CalendarDate, age: number): CalendarDate {
  const day = addMonths(birthDate, age * 12);
  return birthDate.endsWith('-02-29') && !day.endsWith('-02-29') ? addDays(day, 1) : day;
}

function isTekun(subject: Subject): boolean {
  return subject.programme === 'rural-tekun' || subject.programme === 'urban-tekun';
}

function protectedStudies(subject: Subject, person: PersonToken) {
  return subject
    .factsOf(person, studentEnrollment)
    .filter(({ row: study }) => study.status === '1' && protectedStages.includes(study.edu_stage ?? ''));
}

function example(claim: string, birthDate: CalendarDate, direction?: 'leak' | 'error') {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'member', birthDate }] },
    raises: direction === undefined ? [] : [{ direction, strength: 'notice' as const }],
  } as const;
}
