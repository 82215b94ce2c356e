/**
 * L-DIS-02: a grown-up severely disabled person without a job who lives on siblings or on parents of 60 and more. What they give may
 * be waived when the person applies alone, so their income does not speak against it; only clear wealth does.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import { employment } from '../datasets/employment.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { isPaid } from './assistance-of.ts';
import { defineRule, type Member, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { type Judgement, meansOf, raised } from './hardship.ts';
import {
  ageOf,
  hasOwnFamily,
  isDead,
  isPresent,
  isSevereCard,
  labourMembersOf,
  parentsOf,
  siblingsOf,
} from './household-structure.ts';
import { law } from './law.ts';

export interface LivingWithKinParameters {
  readonly adultAge: number;
  readonly parentAgeMin: number;
}

const card = row(disabilityCard, { disability_level: '2', disability_type: '5', card_status: '1' });

export const joblessSevereDisabilityWithKin = defineRule<LivingWithKinParameters>({
  id: 'jobless-severe-disability-with-kin',
  code: 'L-DIS-02',
  title: { zh: '成年无业重度残疾人依靠亲属供养', en: 'Jobless, severely disabled, living on relatives' },
  direction: 'leak',
  level: 'yellow',
  triggers: [trigger(disabilityCard, (row) => ['1', '2', '3'].includes(row.disability_level ?? ''))],
  basis: [law.notice2022('一（一）'), law.recognition(8)],
  innocentIf: [
    { zh: '本人已就业或有养老金', en: 'the person works or has a pension' },
    { zh: '有配偶或成年子女供养', en: 'a spouse or grown-up children provide' },
    { zh: '本人暂不愿申请', en: 'the person does not wish to apply for now' },
  ],
  because: {
    zh: '成年重度残疾人（{levelCode}级）无就业记录，与{parents}名年满 60 周岁父母、{siblings}名兄弟姐妹共同生活，供养费用可视情豁免，待核实',
    en: 'A severely disabled adult (level {levelCode}) without a job on record lives with {parents} parents of 60 or more and {siblings} siblings; their support may be waived, to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { adultAge: 18, parentAgeMin: 60 }, source: '22N 一（一）' }],
  find(subject, context) {
    const { asOf } = context;
    const { adultAge, parentAgeMin } = context.parametersOn(asOf);
    return subject.facts(disabilityCard).flatMap((fact) => {
      const { member, row } = fact;
      const isAdult = (ageOf(member, asOf) ?? 0) >= adultAge;
      if (!isSevereCard(fact) || !isAdult || !isPresent(member) || hasOwnFamily(subject, member)) return [];
      if (isPaid(subject, member.person, asOf) || isDead(subject, member, asOf)) return [];
      const { ledger, need } = meansOf(subject, context);
      const hasOwnIncome = ledger.items.some((item) => item.person === member.person && item.kind !== 'transfer');
      const parents = present(subject, parentsOf(subject, member).members, asOf);
      const siblings = present(subject, siblingsOf(subject, member), asOf);
      const areParentsOld = parents.every((parent) => (ageOf(parent, asOf) ?? 0) >= parentAgeMin);
      const isWithKin = parents.length + siblings.length > 0 && areParentsOld;
      if (hasOwnIncome || !isWithKin || need === 'comfortable') return [];
      const isNobodyAble = labourMembersOf(subject, asOf).length === 0;
      const judgement: Judgement = {
        level: 'yellow',
        strength: need !== 'doubtful' && (isNobodyAble || need === 'low' || need === 'moderate') ? 'warning' : 'signal',
      };
      return raised(judgement, {
        key: 'living-with-kin',
        person: member.person,
        evidence: evidence([fact]),
        measures: { levelCode: row.disability_level ?? '', parents: parents.length, siblings: siblings.length },
        factOn: row.issue_date ?? asOf,
      });
    });
  },
  examples: [
    {
      claim: 'a jobless son of 40 with parents above 60 is raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1956-03-01' },
          { person: 'wife', relation: '12', birthDate: '1958-03-01' },
          { person: 'son', relation: '20', birthDate: '1986-03-01', rows: [card] },
        ],
      },
      raises: [{ level: 'yellow', strength: 'warning', measures: { parents: 2, siblings: 0 } }],
    },
    {
      claim: 'a mother who turns 60 tomorrow still owes support',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1956-03-01' },
          { person: 'wife', relation: '12', birthDate: '1966-10-01' },
          { person: 'son', relation: '20', birthDate: '1986-03-01', rows: [card] },
        ],
      },
      raises: [],
    },
    {
      claim: 'with a sibling able to work and nothing else known it is a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1980-03-01' },
          { person: 'brother', relation: '73', birthDate: '1986-03-01', rows: [card] },
        ],
      },
      raises: [{ strength: 'signal', measures: { siblings: 1 } }],
    },
    {
      claim: 'a disabled son with a job is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1956-03-01' },
          {
            person: 'son',
            relation: '20',
            birthDate: '1986-03-01',
            rows: [card, row(employment, { employ_date: '2026-05-01', wage_declared: 120_000 })],
          },
        ],
      },
      raises: [],
    },
  ],
});

function present(subject: Subject, members: readonly Member[], asOf: CalendarDate): readonly Member[] {
  return members.filter((member) => isPresent(member) && !isDead(subject, member, asOf));
}
