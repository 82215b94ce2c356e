/**
 * L-RIG-01: necessary spending eats most of a family's income over twelve months. The law asks for an income below the average, so the
 * income must be known: an income of which only a part is reported makes the share too high and leaves a signal.
 */
import { disabilityService } from '../datasets/disability-service.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import type { Fen } from '../domain/money.ts';
import { divideRounded, yuan } from '../domain/money.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { type Judgement, meansOf, raised } from './hardship.ts';
import { law } from './law.ts';
import { refundsFen } from './medical-burden.ts';
import { rigidExpenditureOf } from './rigid-expenditure.ts';
import { episodesOf } from './rolling-sum.ts';

export interface RigidParameters {
  readonly ratioPercent: number;
  /** Spending below this is no hardship, however small the income on record. */
  readonly spentFenMin: Fen;
}

const bill = (settledOn: string, selfPaidYuan: number) =>
  row(medicalSettlement, { settle_date: settledOn, self_paid: yuan(selfPaidYuan), insurance_type: '2' });
/** Two persons with 10,800 yuan each a year. */
const registered = { programme: 'none', status: 'watched', assessedIncomeFenMonth: 90_000 } as const;

export const rigidExpenditureHardship = defineRule<RigidParameters>({
  id: 'rigid-expenditure-hardship',
  code: 'L-RIG-01',
  title: { zh: '刚性支出占收入比重过高', en: 'Necessary spending eats the income' },
  direction: 'leak',
  level: 'yellow',
  appliesTo: ['watched', 'applying', 'outsider'],
  triggers: [
    trigger(medicalSettlement, (row) => (row.self_paid ?? 0) > 0),
    trigger(studentEnrollment, (row) => (row.tuition_fee ?? 0) > 0 && row.status === '1'),
    trigger(disabilityService, (row) => (row.self_paid ?? 0) > 0),
  ],
  basis: [law.socialAssistanceAct(22), law.rigidExpenditure('4（四）'), law.rigidExpenditure(10)],
  innocentIf: [
    { zh: '支出已由保险、捐助或单位承担', en: 'insurance, donors or an employer have borne the spending' },
    { zh: '实际收入高于登记收入', en: 'the real income is higher than what is on record' },
    { zh: '家庭财产超过规定', en: 'the family owns more than the limit' },
  ],
  because: {
    zh: '12 个月内医疗、教育、残疾康复等刚性支出 {spentFen} 元，约占家庭收入 {ratioPercent}%，可能符合刚性支出困难家庭条件，待核实',
    en: 'Treatment, schooling and rehabilitation cost {spentFen} yuan within 12 months, about {ratioPercent} % of the income; may qualify as rigid-expenditure hardship, to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ratioPercent: 80, spentFenMin: 500_000 },
      source: 'local expenditure-hardship schemes before the national measures: default [OK]',
    },
    {
      from: '2025-01-01',
      value: { ratioPercent: 60, spentFenMin: 500_000 },
      source: 'GX-4（四）, in force 2025-01-01; RIGID_RATIO default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    const spending = rigidExpenditureOf(subject, asOf).filter((amount) => amount.of.isNameMatch !== false);
    if (spending.length === 0) return [];
    const means = meansOf(subject, context);
    const isOutside = means.need === 'comfortable' || means.need === 'doubtful';
    if (means.perCapitaFen === undefined || isOutside) return [];
    const incomeFen = means.perCapitaFen * means.ledger.memberCount * 12;
    const thresholdOn = (on: string) => {
      const { ratioPercent, spentFenMin } = context.parametersOn(on);
      return Math.max(spentFenMin, divideRounded(incomeFen * ratioPercent, 100));
    };
    return episodesOf(spending, thresholdOn, asOf).flatMap((episode) => {
      const persons = new Set(episode.amounts.map((amount) => amount.of.member.person));
      const since = episode.amounts[0]?.on ?? episode.crossedOn;
      const spentFen = episode.sumFen - refundsFen(subject, persons, since, asOf);
      if (spentFen < thresholdOn(episode.crossedOn)) return [];
      const judgement: Judgement = { level: 'yellow', strength: means.isIncomeComplete ? 'warning' : 'signal' };
      return raised(judgement, {
        key: episode.key,
        evidence: episode.amounts.map((amount) => amount.of),
        measures: {
          spentFen,
          incomeFen,
          ratioPercent: incomeFen > 0 ? Math.min(999, Math.floor((spentFen * 100) / incomeFen)) : 999,
          crossedOn: episode.crossedOn,
        },
        factOn: episode.crossedOn,
      });
    });
  },
  examples: [
    {
      claim: 'treatment and a college fee of 14,000 yuan against an income of 21,600 are raised',
      asOf: '2026-09-30',
      household: {
        ...registered,
        members: [
          { person: 'head', rows: [bill('2026-05-10', 9000)] },
          {
            person: 'daughter',
            rows: [
              row(studentEnrollment, {
                edu_stage: '7',
                school_kind: '1',
                status: '1',
                enroll_date: '2026-09-01',
                tuition_fee: yuan(5000),
              }),
            ],
          },
        ],
      },
      raises: [
        { level: 'yellow', strength: 'warning', key: '2026-09', measures: { spentFen: 1_400_000, ratioPercent: 64 } },
      ],
    },
    {
      claim: 'a yuan below sixty percent is not raised',
      asOf: '2026-09-30',
      household: {
        ...registered,
        members: [{ person: 'head', rows: [bill('2026-05-10', 12_959)] }, { person: 'wife' }],
      },
      raises: [],
    },
    {
      claim: 'before the national measures of 2025 the share had to be eighty percent',
      asOf: '2024-12-20',
      household: {
        ...registered,
        members: [{ person: 'head', rows: [bill('2024-12-10', 15_000)] }, { person: 'wife' }],
      },
      raises: [],
    },
    {
      claim: 'since 2025 exactly sixty percent is enough',
      asOf: '2025-01-20',
      household: {
        ...registered,
        members: [{ person: 'head', rows: [bill('2025-01-10', 12_960)] }, { person: 'wife' }],
      },
      raises: [{ key: '2025-01', measures: { ratioPercent: 60 } }],
    },
    {
      claim: 'a high-fee school is a choice and no necessary spending',
      asOf: '2026-09-30',
      household: {
        ...registered,
        members: [
          { person: 'head' },
          {
            person: 'daughter',
            rows: [
              row(studentEnrollment, { edu_stage: '4', school_kind: '3', status: '1', tuition_fee: yuan(30_000) }),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'an unknown income gives no share',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [bill('2026-05-10', 20_000)] }] },
      raises: [],
    },
  ],
});
