/**
 * L-EDGE-01: in a recognised margin household somebody has become severely disabled or seriously ill and may now be guaranteed alone
 * (单人保), if the person wants it. The margin recognition itself already tells that the family has little.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { seriousDisease } from '../datasets/serious-disease.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { isAssistedAs, isPaid, rosterTypes } from './assistance-of.ts';
import { type Draft, defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { meansOf, raised } from './hardship.ts';
import { isDead, isPresent, isSevereCard } from './household-structure.ts';
import { law } from './law.ts';

export interface EdgeMemberParameters {
  /** Months in which a card or a diagnosis counts as new. */
  readonly monthsMax: number;
}

interface Change {
  readonly fact: Fact;
  readonly key: string;
  readonly kindCode: 'disability' | 'disease';
  readonly changedOn: CalendarDate | undefined;
}

const card = (level: string, issuedOn: string) =>
  row(disabilityCard, { disability_level: level, disability_type: '4', card_status: '1', issue_date: issuedOn });

export const edgeMemberNewlySevere = defineRule<EdgeMemberParameters>({
  id: 'edge-member-newly-severe',
  code: 'L-EDGE-01',
  title: { zh: '低保边缘家庭成员新增重残重病', en: 'Margin household member newly severely ill or disabled' },
  direction: 'leak',
  level: 'yellow',
  appliesTo: ['recognised', 'outsider', 'watched'],
  triggers: [
    trigger(disabilityCard, (row) => ['1', '2', '3'].includes(row.disability_level ?? '')),
    trigger(seriousDisease),
  ],
  basis: [law.recognition(8), law.socialAssistanceAct(21)],
  innocentIf: [
    { zh: '本人不愿申请（需本人同意）', en: 'the person does not wish to apply (consent is required)' },
    { zh: '已在办理单人保', en: 'a single-person guarantee is being processed' },
    { zh: '残疾证为到期换证，等级未变', en: 'the card is a renewal of the same level' },
  ],
  because: {
    zh: '低保边缘家庭成员新增重残或重病（{kindCode}），可能符合单人保申请条件，需征得本人同意',
    en: 'A member of a margin household is newly severely disabled or seriously ill ({kindCode}) and may qualify for a single-person guarantee, with consent',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12 }, source: '57-8(一)(二); newness default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    const { need } = meansOf(subject, context);
    if (!isMarginHousehold(subject, asOf) || need === 'comfortable') return [];
    return subject.members.flatMap((member): Draft[] => {
      if (!isPresent(member) || isPaid(subject, member.person, asOf) || isDead(subject, member, asOf)) return [];
      return changesOf(subject, member.person).flatMap(({ fact, key, kindCode, changedOn }) => {
        const isNew =
          changedOn !== undefined && changedOn > addMonths(asOf, -context.parametersOn(changedOn).monthsMax);
        if (changedOn !== undefined && changedOn > asOf) return [];
        return raised(
          { level: 'yellow', strength: isNew && need !== 'doubtful' ? 'warning' : 'signal' },
          {
            key,
            person: member.person,
            evidence: [fact],
            measures: { kindCode, ...(changedOn === undefined ? {} : { changedOn }) },
            factOn: changedOn ?? asOf,
          },
        );
      });
    });
  },
  examples: [
    {
      claim: 'a new card of level 2 in a margin household is raised',
      asOf: '2026-09-30',
      household: {
        programme: 'edge',
        status: 'recognised',
        members: [{ person: 'wife', rows: [card('2', '2026-06-10')] }],
      },
      raises: [{ level: 'yellow', strength: 'warning', key: 'type-4 level-2', measures: { kindCode: 'disability' } }],
    },
    {
      claim: 'a new diagnosis counts, an ordinary disease does not',
      asOf: '2026-09-30',
      household: {
        programme: 'edge',
        status: 'recognised',
        members: [
          {
            person: 'head',
            rows: [row(seriousDisease, { disease_category: '02', is_major: true, diagnosis_date: '2026-04-01' })],
          },
          {
            person: 'wife',
            rows: [row(seriousDisease, { disease_category: '90', is_major: false, diagnosis_date: '2026-04-01' })],
          },
        ],
      },
      raises: [{ key: 'disease-02', measures: { kindCode: 'disease' } }],
    },
    {
      claim: 'a card of a year ago leaves a signal',
      asOf: '2026-09-30',
      household: {
        programme: 'edge',
        status: 'recognised',
        members: [{ person: 'wife', rows: [card('1', '2025-09-30')] }],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'a member already guaranteed alone is not raised',
      asOf: '2026-09-30',
      household: {
        programme: 'edge',
        status: 'recognised',
        members: [
          {
            person: 'wife',
            rows: [card('1', '2026-06-10'), row(assistanceRoster, { assist_type: '02', status: '1', member_count: 1 })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'a household in rigid-expenditure hardship is no margin household',
      asOf: '2026-09-30',
      household: {
        programme: 'rigid',
        status: 'recognised',
        members: [{ person: 'wife', rows: [card('1', '2026-06-10')] }],
      },
      raises: [],
    },
  ],
});

function isMarginHousehold(subject: Subject, asOf: CalendarDate): boolean {
  if (subject.programme === 'edge' && subject.status === 'recognised') return true;
  return subject.members.some((member) => isAssistedAs(subject, member.person, asOf, rosterTypes.edge));
}

function changesOf(subject: Subject, person: string): Change[] {
  const cards = subject.factsOf(person, disabilityCard).filter(isSevereCard);
  const diseases = subject
    .factsOf(person, seriousDisease)
    .filter(({ row }) => row.is_major === true || (row.is_major === undefined && row.disease_category !== '90'));
  return [
    ...cards.flatMap((card) =>
      evidence([card]).map((fact) => ({
        fact,
        key: `type-${card.row.disability_type} level-${card.row.disability_level}`,
        kindCode: 'disability' as const,
        changedOn: card.row.issue_date ?? card.eventOn,
      })),
    ),
    ...diseases.flatMap((disease) =>
      evidence([disease]).map((fact) => ({
        fact,
        key: `disease-${disease.row.disease_category}`,
        kindCode: 'disease' as const,
        changedOn: disease.row.diagnosis_date ?? disease.eventOn,
      })),
    ),
  ];
}
