/**
 * L-CUS-01: the main earner was taken into custody and minors or old people stay behind without another known income. The household is
 * judged without the person, who does not count while inside (57-7). Where two might have earned, it depends on what else is known.
 */
import { custody } from '../datasets/custody.ts';
import { employment } from '../datasets/employment.ts';
import { addMonths } from '../domain/dates.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { custodyOf, dependantsOf, earnerRank, isMinor } from './household-structure.ts';
import { law } from './law.ts';

export interface CustodyParameters {
  readonly monthsMax: number;
}

const inside = (startedOn: string, values: Parameters<typeof row<typeof custody>>[1] = {}) =>
  row(custody, { custody_type: '1', custody_start: startedOn, custody_end_planned: '2028-05-01', ...values });

export const breadwinnerInCustody = defineRule<CustodyParameters>({
  id: 'breadwinner-in-custody',
  code: 'L-CUS-01',
  title: { zh: '主要收入者羁押后家庭失去收入', en: 'Main earner in custody' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(custody, (row) => row.custody_type !== '4')],
  basis: [law.recognition(7), law.socialAssistanceAct(29)],
  innocentIf: [
    { zh: '其他家庭成员有稳定收入', en: 'another member has a stable income' },
    { zh: '即将释放或已变更为社区矫正', en: 'about to be released, or now under community correction' },
    { zh: '子女已由其他亲属抚养并获得保障', en: 'relatives raise the children, who are provided for' },
  ],
  because: {
    zh: '家庭主要收入者 {startedOn} 起被羁押，家中有未成年人 {minors} 名、老年人 {aged} 名，未见其他收入，可能需要帮助',
    en: 'The main earner has been in custody since {startedOn}; {minors} minors and {aged} old people stay without another known income; help may be needed',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12 }, source: '57-7; default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.facts(custody).flatMap((fact) => {
      const { member, row } = fact;
      const startedOn = row.custody_start ?? fact.eventOn;
      if (startedOn === undefined || startedOn <= addMonths(asOf, -context.parametersOn(startedOn).monthsMax))
        return [];
      if (!custodyOf(subject, member.person, asOf).includes(fact)) return [];
      const left = dependantsOf(subject, member.person, asOf);
      const rank = earnerRank(subject, member, startedOn);
      const { need } = meansOf(subject, context, member.person);
      if (rank === 'no' || left.length === 0 || need === 'moderate') return [];
      const judgement = judge('orange', need);
      return raised(rank === 'maybe' && need === 'unknown' ? weakened(judgement) : judgement, {
        key: startedOn,
        person: member.person,
        evidence: evidence([fact]),
        measures: {
          startedOn,
          minors: left.filter((each) => isMinor(each, asOf)).length,
          aged: left.filter((each) => !isMinor(each, asOf)).length,
        },
        factOn: startedOn,
      });
    });
  },
  examples: [
    {
      claim: 'a father who alone could work leaves a child and a grandmother',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            birthDate: '1986-01-01',
            status: 'in-custody',
            rows: [inside('2026-05-01')],
          },
          { person: 'son', relation: '20', birthDate: '2016-01-01' },
          { person: 'mother', relation: '52', birthDate: '1955-01-01' },
        ],
      },
      raises: [{ level: 'orange', strength: 'warning', key: '2026-05-01', measures: { minors: 1, aged: 1 } }],
    },
    {
      claim: 'a wife whose wage keeps the family above the margin explains it',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            birthDate: '1986-01-01',
            status: 'in-custody',
            rows: [inside('2026-05-01')],
          },
          {
            person: 'wife',
            relation: '12',
            birthDate: '1988-01-01',
            rows: [row(employment, { employ_date: '2026-01-10', wage_declared: 350_000 })],
          },
          { person: 'son', relation: '20', birthDate: '2016-01-01' },
        ],
      },
      raises: [],
    },
    {
      claim: 'a released person, or one under community correction, is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            birthDate: '1986-01-01',
            rows: [inside('2026-05-01', { release_date: '2026-09-30' }), inside('2026-06-01', { custody_type: '4' })],
          },
          { person: 'son', relation: '20', birthDate: '2016-01-01' },
        ],
      },
      raises: [],
    },
    {
      claim: 'with a wife able to work and no income known it is a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            birthDate: '1986-01-01',
            status: 'in-custody',
            rows: [inside('2026-05-01')],
          },
          { person: 'wife', relation: '12', birthDate: '1988-01-01' },
          { person: 'son', relation: '20', birthDate: '2016-01-01' },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
  ],
});
