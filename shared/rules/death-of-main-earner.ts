/**
 * L-DTH-01: the main earner of a family in modest circumstances has died. The family is judged without the person's income. One source
 * is enough to ask whether help is needed; a compensation or a survivors' benefit leaves a signal.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { employment } from '../datasets/employment.ts';
import { funeral } from '../datasets/funeral.ts';
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { addMonths } from '../domain/dates.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, type Subject } from './define.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { dependantsOf, earnerRank } from './household-structure.ts';
import { law } from './law.ts';
import { deathOf, deathTriggers } from './life-and-death.ts';

export interface EarnerDeathParameters {
  readonly monthsMax: number;
  /** Days in which a late settlement is no sign of life. */
  readonly graceDays: number;
}

const died = row(funeral, { death_date: '2026-08-15', cremation_date: '2026-08-18' });
const wage = (yuanMonth: number) => row(employment, { employ_date: '2026-01-05', wage_declared: yuanMonth * 100 });

export const deathOfMainEarner = defineRule<EarnerDeathParameters>({
  id: 'death-of-main-earner',
  code: 'L-DTH-01',
  title: { zh: '主要收入者去世', en: 'Death of the main earner' },
  direction: 'leak',
  level: 'orange',
  triggers: deathTriggers,
  basis: [law.socialAssistanceAct(29), law.temporaryAssistance('一（一）'), law.recognition(30)],
  innocentIf: [
    { zh: '已获赔偿、保险理赔或遗属待遇', en: 'compensation, insurance or a survivors’ benefit was paid' },
    { zh: '有遗产或其他成员收入稳定', en: 'there is an inheritance, or another member earns enough' },
    { zh: '死亡登记有误', en: 'the death is recorded wrongly' },
  ],
  because: {
    zh: '家庭主要收入者 {diedOn} 去世，家中有 {dependants} 名未成年人或老年人，尚未纳入救助，可能需要帮助',
    en: 'The main earner died on {diedOn}, leaving {dependants} minors or old people; the family is not covered and may need help',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12, graceDays: 30 }, source: 'default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.members.flatMap((member) => {
      const { monthsMax, graceDays } = context.parametersOn(asOf);
      const death = deathOf(subject, member.person, asOf, graceDays);
      const diedOn = death?.diedOn;
      if (death === undefined || diedOn === undefined || death.laterSign !== undefined) return [];
      const rank = earnerRank({ ...subject, members: subject.members.map(revived) }, revived(member), diedOn);
      if (diedOn <= addMonths(asOf, -monthsMax) || rank === 'no') return [];
      const dependants = dependantsOf(subject, member.person, asOf);
      const { need } = meansOf(subject, context, member.person);
      const isSomebodyLeft = subject.countedMembers.some((each) => each.person !== member.person);
      if (!isSomebodyLeft || need === 'moderate') return [];
      const isDoubtful =
        isCompensated(subject, member.person, diedOn) ||
        (need === 'unknown' && (rank === 'maybe' || dependants.length === 0));
      const judgement = judge('orange', need);
      return raised(isDoubtful ? weakened(judgement) : judgement, {
        key: diedOn,
        person: member.person,
        evidence: death.sources.map((source) => source.fact),
        measures: { diedOn, dependants: dependants.length, datasets: death.datasetCount },
        factOn: diedOn,
      });
    });
  },
  examples: [
    {
      claim: 'a father with the only wage leaves two children',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1984-01-01', rows: [died, wage(3200)] },
          { person: 'wife', relation: '12', birthDate: '1986-01-01' },
          { person: 'son', relation: '20', birthDate: '2014-01-01' },
          { person: 'daughter', relation: '30', birthDate: '2017-01-01' },
        ],
      },
      raises: [{ level: 'orange', strength: 'warning', key: '2026-08-15', measures: { dependants: 2 } }],
    },
    {
      claim: 'the death of a grandfather while a son earns is not the main earner’s',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1950-01-01', rows: [died] },
          { person: 'son', relation: '20', birthDate: '1980-01-01', rows: [wage(3200)] },
          { person: 'grandchild', relation: '41', birthDate: '2014-01-01' },
        ],
      },
      raises: [],
    },
    {
      claim: 'a claim paid for the death leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            birthDate: '1984-01-01',
            rows: [died, wage(3200), row(commercialInsurance, { product_type: '4', claim_amount: 20_000_000 })],
          },
          { person: 'son', relation: '20', birthDate: '2014-01-01' },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'a death of a year ago is no longer the moment to ask',
      asOf: '2027-08-15',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1984-01-01', rows: [died, wage(3200)] },
          { person: 'son', relation: '20', birthDate: '2014-01-01' },
        ],
      },
      raises: [],
    },
  ],
});

/** On the day before a death the person still counted. */
function revived<M extends Subject['members'][number]>(member: M): M {
  return member.status === 'dead' ? { ...member, status: 'counted' } : member;
}

function isCompensated(subject: Subject, person: string, diedOn: string): boolean {
  const isClaimed = subject
    .factsOf(person, commercialInsurance)
    .some(({ row }) => (row.claim_amount ?? 0) > 0 && (row.product_type === '1' || row.product_type === '4'));
  const hasSurvivors = subject
    .facts(pensionBenefit)
    .some(({ row }) => row.benefit_type === '4' && (row.start_month ?? '') >= diedOn.slice(0, 7));
  return isClaimed || hasSurvivors;
}
