/**
 * L-UNE-01: unemployment benefit has just run out and no new job is registered: the moment a family falls into the gap. Work found,
 * contributions or a pension since then explain it; an open business leaves a signal.
 */
import { employment } from '../datasets/employment.ts';
import { marketEntity } from '../datasets/market-entity.ts';
import { unemployment } from '../datasets/unemployment.ts';
import { addDays, addMonths, addToMonth, lastDayOf, monthOf } from '../domain/dates.ts';
import { hasContributionSince, hasJobSince, hasOpenBusiness, hasPension } from './after-unemployment.ts';
import { isHouseholdPaid, isPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { isDead, isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface BenefitExhaustedParameters {
  /** Days before the benefit's end in which a job already found counts. */
  readonly jobDays: number;
  /** Months after its end in which it has "just" run out. */
  readonly monthsMax: number;
}

const benefit = (end: string, monthsLeft = 0) =>
  row(unemployment, { register_date: '2025-06-01', benefit_months_left: monthsLeft, benefit_end: end });

export const unemploymentBenefitExhausted = defineRule<BenefitExhaustedParameters>({
  id: 'unemployment-benefit-exhausted',
  code: 'L-UNE-01',
  title: { zh: '失业金领取期满未就业', en: 'Unemployment benefit exhausted without a job' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(unemployment, (row) => row.benefit_months_left === 0)],
  basis: [law.practice('失业'), law.notice2022('二（一）'), law.socialAssistanceAct(27)],
  innocentIf: [
    { zh: '已灵活就业或外出务工，尚未登记', en: 'works informally or away and has not registered' },
    { zh: '自主经营有收入', en: 'runs a business of their own' },
    { zh: '已退休领取养老金', en: 'has retired on a pension' },
    { zh: '家庭其他成员收入稳定', en: 'other members earn enough' },
  ],
  because: {
    zh: '失业金于 {endMonth} 领取期满，之后未见就业和参保记录，可能需要帮助',
    en: 'Unemployment benefit ended in {endMonth}; no job or contribution is on record since; help may be needed',
  },
  parameters: [
    { from: '2020-01-01', value: { jobDays: 60, monthsMax: 6 }, source: '60 days: handbook §2.7; default [OK]' },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.facts(unemployment).flatMap((fact) => {
      const { member, row } = fact;
      const { person } = member;
      const endMonth = row.benefit_end ?? (fact.eventOn === undefined ? undefined : monthOf(fact.eventOn));
      if (row.benefit_months_left !== 0 || endMonth === undefined || endMonth > monthOf(asOf)) return [];
      const endedOn = lastDayOf(endMonth);
      const isOver = endedOn <= asOf;
      const parameters = context.parametersOn(endedOn);
      if (endedOn <= addMonths(asOf, -parameters.monthsMax) || !isPresent(member)) return [];
      const isAtWork =
        hasJobSince(subject, person, addDays(endedOn, -parameters.jobDays)) ||
        hasContributionSince(subject, person, addToMonth(endMonth, 1));
      const isElsewhere = isPaid(subject, person, asOf) || isDead(subject, member, asOf);
      if (isAtWork || isElsewhere || hasPension(subject, person)) return [];
      const judgement = judge('orange', meansOf(subject, context).need);
      return raised(hasOpenBusiness(subject, person) ? weakened(judgement) : judgement, {
        key: `ended-${endMonth}`,
        person,
        evidence: evidence([fact]),
        measures: { endMonth },
        factOn: isOver ? endedOn : asOf,
      });
    });
  },
  examples: [
    {
      claim: 'a benefit that ended last month without a job is raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [benefit('2026-08')] }] },
      raises: [{ level: 'orange', strength: 'warning', key: 'ended-2026-08' }],
    },
    {
      claim: 'benefit months left are not raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [benefit('2026-12', 3)] }] },
      raises: [],
    },
    {
      claim: 'a job registered within 60 days before the end explains it, an older one does not',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [benefit('2026-08'), row(employment, { employ_date: '2026-07-02' })] },
          { person: 'wife', rows: [benefit('2026-08'), row(employment, { employ_date: '2026-07-01' })] },
        ],
      },
      raises: [{ key: 'ended-2026-08' }],
    },
    {
      claim: 'a benefit that ended more than half a year ago has not just ended',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [benefit('2026-02')] }] },
      raises: [],
    },
    {
      claim: 'an open stall leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [benefit('2026-08'), row(marketEntity, { entity_type: '2', role: '6', status: '1' })],
          },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
  ],
});
