/**
 * L-DIS-01: a new or upgraded card of a severely disabled person on no assistance roster, who may apply alone (57-8). A person whose
 * own wage reaches the minimum wage is not raised; an old card, or one without a date, counts only with other signals.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { employment } from '../datasets/employment.ts';
import { addMonths } from '../domain/dates.ts';
import { isPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { isDead, isPresent, isSevereCard } from './household-structure.ts';
import { law } from './law.ts';

export interface SevereCardParameters {
  /** Months a card counts as new. */
  readonly monthsMax: number;
}

const card = (level: string, type: string, issuedOn?: string) =>
  row(disabilityCard, {
    disability_level: level,
    disability_type: type,
    card_status: '1',
    ...(issuedOn === undefined ? {} : { issue_date: issuedOn }),
  });

export const severeDisabilityCard = defineRule<SevereCardParameters>({
  id: 'severe-disability-card',
  code: 'L-DIS-01',
  title: { zh: '新办或升级重度残疾人证', en: 'New or upgraded card of severe disability' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(disabilityCard, (row) => ['1', '2', '3'].includes(row.disability_level ?? ''))],
  basis: [law.recognition(8), law.tekun(5), law.notice2022('一（一）')],
  innocentIf: [
    { zh: '本人有稳定工作或养老金', en: 'the person has stable work or a pension' },
    { zh: '家庭收入较高，不属于低保边缘家庭', en: 'the family earns too much for the margin' },
    { zh: '已在其他地区享受救助', en: 'assistance is already given in another place' },
    { zh: '仅为到期换证，残疾等级未变', en: 'a renewal of the same level' },
  ],
  because: {
    zh: '家庭成员持有 {levelCode} 级残疾人证，未在救助名册中，可能符合单人户申请条件',
    en: 'A member holds a disability card of level {levelCode} and is on no assistance roster; may qualify to apply alone',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12 }, source: 'levels 57-8(一), TK-5; newness default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    return subject.facts(disabilityCard).flatMap((fact) => {
      const { member, row } = fact;
      if (!isSevereCard(fact) || !isPresent(member)) return [];
      if (isPaid(subject, member.person, asOf) || isDead(subject, member, asOf)) return [];
      const issuedOn = row.issue_date ?? fact.eventOn;
      const means = meansOf(subject, context);
      const ownFen = means.ledger.items
        .filter((item) => item.person === member.person && item.kind !== 'transfer')
        .reduce((sum, item) => sum + item.fenMonth, 0);
      if (ownFen >= context.standardOn(asOf).minimumWageFenMonth) return [];
      const isNew = issuedOn !== undefined && issuedOn > addMonths(asOf, -context.parametersOn(issuedOn).monthsMax);
      const judgement = judge('orange', means.need);
      return raised(isNew ? judgement : weakened(judgement), {
        key: `type-${row.disability_type} level-${row.disability_level}`,
        person: member.person,
        evidence: evidence([fact]),
        measures: {
          levelCode: row.disability_level ?? '',
          typeCode: row.disability_type ?? '',
          ...(issuedOn === undefined ? {} : { issuedOn }),
          ownIncomeFen: ownFen,
        },
        factOn: issuedOn ?? asOf,
      });
    });
  },
  examples: [
    {
      claim: 'a new card of level 1 in a family without known income is raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'son', birthDate: '1990-01-01', rows: [card('1', '4', '2026-07-15')] }] },
      raises: [{ level: 'orange', strength: 'warning', key: 'type-4 level-1' }],
    },
    {
      claim: 'level 3 counts for mental disability and not for physical disability',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'son', rows: [card('3', '6', '2026-07-15')] },
          { person: 'head', rows: [card('3', '4', '2026-07-15')] },
        ],
      },
      raises: [{ key: 'type-6 level-3' }],
    },
    {
      claim: 'a card of a year ago is no longer new and leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'son', rows: [card('2', '4', '2025-09-30')] },
          { person: 'head', rows: [card('1', '1', '2025-10-01')] },
        ],
      },
      raises: [
        { key: 'type-4 level-2', strength: 'signal' },
        { key: 'type-1 level-1', strength: 'warning' },
      ],
    },
    {
      claim: 'a person covered by the roster of another county is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'son',
            rows: [card('1', '4', '2026-07-15'), row(assistanceRoster, { assist_type: '02', status: '1' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'a person whose wage is above the minimum wage is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              card('2', '4', '2026-07-15'),
              row(employment, { employ_form: '1', employ_date: '2026-02-01', wage_declared: 260_000 }),
            ],
          },
          { person: 'wife' },
          { person: 'son' },
          { person: 'mother' },
        ],
      },
      raises: [],
    },
  ],
});
