/**
 * L-UNE-02: registered as unemployed, and for three whole months neither a contribution nor a benefit. Missing rows are a weak fact,
 * so it is raised only when the family is known to have little; otherwise it counts with other signals.
 */
import { employment } from '../datasets/employment.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { unemployment } from '../datasets/unemployment.ts';
import {
  addMonths,
  addToMonth,
  type CalendarDate,
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

export interface WithoutIncomeParameters {
  readonly monthsMin: number;
  /** A registration older than this says nothing of today. */
  readonly registeredMonthsMax: number;
}

const registered = row(unemployment, { register_date: '2026-05-20', benefit_months_left: 0 });

export const threeMonthsWithoutIncomeRecord = defineRule<WithoutIncomeParameters>({
  id: 'three-months-without-income-record',
  code: 'L-UNE-02',
  title: { zh: '失业登记后连续三个月无参保无待遇', en: 'Three months jobless without contribution or benefit' },
  direction: 'leak',
  level: 'yellow',
  triggers: [
    trigger(unemployment),
    trigger(socialInsurance, (row) => row.insured_status !== '1' || row.pay_status !== '1'),
  ],
  basis: [law.notice2022('二（一）'), law.socialAssistanceAct(27)],
  innocentIf: [
    { zh: '已迁往外地就业参保', en: 'has moved away and is insured there' },
    { zh: '自主经营或灵活就业', en: 'self-employed or works informally' },
    { zh: '在校学习或待入职', en: 'studies or is about to start a job' },
  ],
  because: {
    zh: '失业登记后自 {fromMonth} 起连续 {months} 个月未见参保缴费和失业待遇，可能需要帮助',
    en: 'Since {fromMonth}, {months} months after registering as unemployed, no contribution or benefit is on record; help may be needed',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { monthsMin: 3, registeredMonthsMax: 18 },
      source: 'three months: 22N 二（一）; age of the registration: default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.facts(unemployment).flatMap((fact) => {
      const { member, row } = fact;
      const registeredOn = row.register_date;
      if (registeredOn === undefined || registeredOn > asOf || !isPresent(member)) return [];
      const parameters = context.parametersOn(registeredOn);
      if (registeredOn <= addMonths(asOf, -parameters.registeredMonthsMax)) return [];
      const isExplained =
        hasJobSince(subject, member.person, registeredOn) ||
        hasPension(subject, member.person) ||
        hasOpenBusiness(subject, member.person);
      if (isExplained || isPaid(subject, member.person, asOf) || isDead(subject, member, asOf)) return [];
      const lastPaid = lastPaidMonth(subject, fact, registeredOn);
      const fromMonth = addToMonth(lastPaid, 1);
      const months = monthsBetween(lastPaid, lastWholeMonth(asOf));
      if (months < parameters.monthsMin) return [];
      return raised(judge('yellow', meansOf(subject, context).need), {
        key: `since-${fromMonth}`,
        person: member.person,
        evidence: [...evidence([fact]), ...evidence(contributionsOf(subject, member.person))],
        measures: { fromMonth, months, registeredOn },
        factOn: registeredOn,
      });
    });
  },
  examples: [
    {
      claim: 'a monitored family is raised after three whole months',
      asOf: '2026-08-31',
      household: { programme: 'monitored', status: 'watched', members: [{ person: 'head', rows: [registered] }] },
      raises: [{ level: 'yellow', strength: 'warning', key: 'since-2026-06', measures: { months: 3 } }],
    },
    {
      claim: 'the third month must be over',
      asOf: '2026-08-30',
      household: { programme: 'monitored', status: 'watched', members: [{ person: 'head', rows: [registered] }] },
      raises: [],
    },
    {
      claim: 'with nothing else known it is a signal',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [registered] }] },
      raises: [{ strength: 'signal', measures: { months: 4 } }],
    },
    {
      claim: 'three months count from the last contribution or the last benefit',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          {
            person: 'head',
            rows: [registered, row(socialInsurance, { insurance_kind: '110', pay_month: '2026-07', pay_status: '1' })],
          },
          {
            person: 'wife',
            rows: [row(unemployment, { register_date: '2026-01-10', benefit_months_left: 2, benefit_end: '2026-11' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'a job found since explains it',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'head', rows: [registered, row(employment, { employ_form: '2', employ_date: '2026-07-01' })] },
        ],
      },
      raises: [],
    },
  ],
});

function lastPaidMonth(subject: Subject, fact: Fact<typeof unemployment>, registeredOn: CalendarDate): Month {
  const contributed = contributionsOf(subject, fact.member.person).flatMap(({ row }) => row.pay_month ?? []);
  const benefits = subject.factsOf(fact.member.person, unemployment).flatMap(({ row }) => row.benefit_end ?? []);
  return [monthOf(registeredOn), ...contributed, ...benefits].sort().at(-1) ?? monthOf(registeredOn);
}

function lastWholeMonth(asOf: CalendarDate): Month {
  return asOf === lastDayOf(monthOf(asOf)) ? monthOf(asOf) : addToMonth(monthOf(asOf), -1);
}
