/**
 * L-MIG-01: a member last worked outside the province and staff contributions have stopped for months: the wage the family lived on may
 * be gone. A pause around the holidays is seasonal. Absence is a weak fact, so it warns only where the family is known to have little.
 */
import { employment } from '../datasets/employment.ts';
import { householdRegistration } from '../datasets/household-registration.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import {
  addToMonth,
  type CalendarDate,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  monthsBetween,
} from '../domain/dates.ts';
import { contributionsOf, hasJobSince, hasOpenBusiness, hasPension } from './after-unemployment.ts';
import { isHouseholdPaid, isPaid } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised } from './hardship.ts';
import { isDead, isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface ReturnedMigrantParameters {
  /** Months without contributions that are more than a seasonal pause. */
  readonly stoppedMonthsMin: number;
  /** A stop longer ago is no longer a return. */
  readonly stoppedMonthsMax: number;
}

const away = (region = '440300') =>
  row(employment, { employ_form: '5', employ_date: '2025-02-20', work_region: region });
const paid = (month: string, values: Parameters<typeof row<typeof socialInsurance>>[1] = {}) =>
  row(socialInsurance, { insurance_kind: '110', insured_status: '2', pay_month: month, pay_status: '1', ...values });

export const returnedMigrant = defineRule<ReturnedMigrantParameters>({
  id: 'returned-migrant',
  code: 'L-MIG-01',
  title: { zh: '外出务工人员返乡且停保', en: 'Returned migrant worker without contributions' },
  direction: 'leak',
  level: 'yellow',
  triggers: [
    trigger(employment, (row) => row.work_region !== undefined),
    trigger(socialInsurance, (row) => row.insured_status !== '1' || row.pay_status !== '1'),
    trigger(householdRegistration, (row) => row.move_in_date !== undefined),
  ],
  basis: [law.notice2022('二（一）'), law.practice('务工不稳')],
  innocentIf: [
    { zh: '季节性返乡，近期将再外出', en: 'home for the season, about to leave again' },
    { zh: '在外地灵活就业，未参保', en: 'works away informally, without insurance' },
    { zh: '已在本地就业或务农', en: 'works nearby or farms' },
  ],
  because: {
    zh: '家庭成员原在省外（{workRegionCode}）务工，{stoppedMonth} 起停止缴纳社保，未见新的就业记录，可能需要帮助',
    en: 'A member worked outside the province ({workRegionCode}); contributions stopped in {stoppedMonth} and no new job is on record; help may be needed',
  },
  parameters: [{ from: '2020-01-01', value: { stoppedMonthsMin: 3, stoppedMonthsMax: 12 }, source: 'default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    const parameters = context.parametersOn(asOf);
    return subject.members.flatMap((member) => {
      const { person } = member;
      const lastJob = lastJobOf(subject, person);
      const lastPaid = lastPaidOf(subject, person);
      if (lastJob === undefined || lastPaid === undefined || !isPresent(member)) return [];
      const region = lastJob.row.work_region ?? '';
      const isOutside =
        region !== '' && subject.regionCode !== '' && region.slice(0, 2) !== subject.regionCode.slice(0, 2);
      const stoppedMonth = addToMonth(lastPaid.month, 1);
      const months = monthsBetween(lastPaid.month, lastWholeMonth(asOf));
      const isStopped = months >= parameters.stoppedMonthsMin && months <= parameters.stoppedMonthsMax;
      const isElsewhere = isPaid(subject, person, asOf) || isDead(subject, member, asOf);
      const isAtWork = hasJobSince(subject, person, firstDayOf(stoppedMonth)) || hasOpenBusiness(subject, person);
      if (!isOutside || !isStopped || isElsewhere || isAtWork || hasPension(subject, person)) return [];
      const returned = subject
        .factsOf(person, householdRegistration)
        .filter(({ row }) => (row.move_in_date ?? '') >= firstDayOf(lastPaid.month));
      return raised(judge('yellow', meansOf(subject, context).need), {
        key: `stopped-${stoppedMonth}`,
        person,
        evidence: [...evidence([lastJob]), ...evidence([lastPaid.fact]), ...evidence(returned)],
        measures: { workRegionCode: region, stoppedMonth, months },
        factOn: firstDayOf(stoppedMonth),
      });
    });
  },
  examples: [
    {
      claim: 'a monitored family is raised when contributions have stopped for three months',
      asOf: '2026-08-31',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [{ person: 'head', rows: [away(), paid('2026-05')] }],
      },
      raises: [
        { level: 'yellow', strength: 'warning', key: 'stopped-2026-06', measures: { workRegionCode: '440300' } },
      ],
    },
    {
      claim: 'two months may be seasonal',
      asOf: '2026-08-31',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [{ person: 'head', rows: [away(), paid('2026-06')] }],
      },
      raises: [],
    },
    {
      claim: 'work inside the province, or a new job since, is no return',
      asOf: '2026-08-31',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'head', rows: [away('520100'), paid('2026-05')] },
          {
            person: 'wife',
            rows: [away(), paid('2026-05'), row(employment, { employ_date: '2026-07-10', work_region: '440300' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'with nothing else known it is a signal',
      asOf: '2026-08-31',
      household: { members: [{ person: 'head', rows: [away(), paid('2026-05')] }] },
      raises: [{ strength: 'signal' }],
    },
  ],
});

function lastJobOf(subject: Subject, person: string): Fact<typeof employment> | undefined {
  const jobs = [...subject.factsOf(person, employment)];
  return jobs.sort((a, b) => ((a.row.employ_date ?? '') < (b.row.employ_date ?? '') ? -1 : 1)).at(-1);
}

function lastPaidOf(subject: Subject, person: string) {
  return contributionsOf(subject, person)
    .flatMap((fact) => (fact.row.pay_month === undefined ? [] : [{ fact, month: fact.row.pay_month as Month }]))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .at(-1);
}

function lastWholeMonth(asOf: CalendarDate): Month {
  return asOf === lastDayOf(monthOf(asOf)) ? monthOf(asOf) : addToMonth(monthOf(asOf), -1);
}
