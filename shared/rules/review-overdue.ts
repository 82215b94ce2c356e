/**
 * The periodic review is overdue (57-31): a year for households whose situation is stable, half a year where somebody can work. It is
 * the office's own duty, so it notifies and never speaks against the family. A household without any date is unknown.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { rosterFile } from '../datasets/roster-file.ts';
import { addMonths, ageOn, type CalendarDate, daysBetween } from '../domain/dates.ts';
import { defineRule, type Member, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

interface ReviewParameters {
  readonly stableMonths: number;
  readonly unstableMonths: number;
  readonly workAgeMin: number;
  readonly workAgeEnd: number;
}

export const reviewOverdue = defineRule<ReviewParameters>({
  id: 'review-overdue',
  code: 'E-REV-01',
  title: { zh: '定期复核超期', en: 'The periodic review is overdue' },
  direction: 'both',
  level: 'yellow',
  strength: 'notice',
  appliesTo: ['covered', 'recognised'],
  triggers: [trigger(rosterFile), trigger(assistanceRoster)],
  basis: [law.recognition(31), law.reform2020('复核')],
  innocentIf: [
    { zh: '已复核，日期未录入', en: 'reviewed, but the date was not recorded' },
    { zh: '家庭暂时外出，复核延期', en: 'the family is away and the review was put off' },
  ],
  because: {
    zh: '上次核定 {reviewedOn}，应于 {dueOn} 前复核，已超期 {days} 天，提醒县级督办',
    en: 'last reviewed on {reviewedOn}, due by {dueOn}, {days} day(s) overdue; the county is reminded',
  },
  parameters: [
    {
      from: '2012-12-01',
      value: { stableMonths: 6, unstableMonths: 3, workAgeMin: 16, workAgeEnd: 60 },
      source: '220-33 (repealed): half-yearly, quarterly in rural areas',
    },
    {
      from: '2021-07-01',
      value: { stableMonths: 12, unstableMonths: 6, workAgeMin: 16, workAgeEnd: 60 },
      source: '57-31: yearly, half-yearly where income or labour ability is unstable',
    },
  ],
  find: (subject, context) => {
    const reviewedOn = subject.reviewedOn ?? subject.since;
    if (reviewedOn === undefined) return [];
    const parameters = context.parametersOn(context.asOf);
    const isStable = isSituationStable(subject, context.asOf, parameters);
    const dueOn = addMonths(reviewedOn, isStable ? parameters.stableMonths : parameters.unstableMonths);
    if (dueOn >= context.asOf) return [];
    return [
      {
        key: evidenceKey('review', reviewedOn),
        direction: subject.standing === 'covered' ? 'error' : 'leak',
        evidence: evidence(subject.facts(assistanceRoster)),
        measures: { reviewedOn, dueOn, days: daysBetween(dueOn, context.asOf), isStable },
        factOn: dueOn,
      },
    ];
  },
  examples: [
    example('an old couple reviewed more than a year ago is overdue', '2025-08-30', '1950-01-01', 'error'),
    example('an old couple reviewed a year ago to the day is not', '2025-08-31', '1950-01-01'),
    example('a family with a worker is overdue after half a year', '2026-02-27', '1985-01-01', 'error'),
    example(
      'under the rules of 2012 an old couple was overdue after half a year',
      '2020-12-01',
      '1950-01-01',
      'error',
      '2021-06-30',
    ),
    example('from July 2021 the same review is in time', '2020-12-01', '1950-01-01', undefined, '2021-07-01'),
    {
      claim: 'a margin household that is overdue points to the leak side',
      asOf: '2026-08-31',
      household: { programme: 'edge', status: 'recognised', reviewedOn: '2025-01-01', members: [{ person: 'head' }] },
      raises: [{ direction: 'leak', strength: 'notice' }],
    },
  ],
});

/** Extreme hardship is stable by law; otherwise nobody who counts may be of working age and able. Unknown age counts as able. */
function isSituationStable(subject: Subject, asOf: CalendarDate, parameters: ReviewParameters): boolean {
  if (subject.programme === 'rural-tekun' || subject.programme === 'urban-tekun') return true;
  return subject.countedMembers.every((member) => !isAble(subject, member, asOf, parameters));
}

function isAble(subject: Subject, { person, birthDate }: Member, asOf: CalendarDate, parameters: ReviewParameters) {
  const age = birthDate === undefined ? parameters.workAgeMin : ageOn(birthDate, asOf);
  if (age < parameters.workAgeMin || age >= parameters.workAgeEnd) return false;
  return !subject
    .factsOf(person, disabilityCard)
    .some(({ row: card }) => ['1', '2'].includes(card.disability_level ?? '') && card.card_status !== '3');
}

function example(
  claim: string,
  reviewedOn: CalendarDate,
  birthDate: CalendarDate,
  direction?: 'error',
  asOf = '2026-08-31',
) {
  return {
    claim,
    asOf,
    household: { programme: 'rural-dibao', status: 'covered', reviewedOn, members: [{ person: 'head', birthDate }] },
    raises: direction === undefined ? [] : [{ direction, strength: 'notice' as const, measures: { reviewedOn } }],
  } as const;
}
