/**
 * L-MED-01: hospital bills of a family add up within twelve months to more than a poor family can carry. The sum runs over all members
 * not paid dibao elsewhere and follows the bills' own dates. Refunds and costs outside the catalogue make it a signal.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { addMonths } from '../domain/dates.ts';
import { type Fen, yuan } from '../domain/money.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { law } from './law.ts';
import { billsOf, isStaffInsured, outsideCatalogueFen, refundsFen } from './medical-burden.ts';
import { episodesOf } from './rolling-sum.ts';

export interface LargeMedicalParameters {
  /** Self-paid amount in twelve months, per household. */
  readonly selfPaidFen: Fen;
  /** Share of a known family income below which the burden is bearable. */
  readonly incomeSharePercent: number;
  /** Share of costs outside the catalogue above which it is only a signal. */
  readonly outsideCataloguePercent: number;
}

const bill = (
  settledOn: string,
  selfPaidYuan: number,
  values: { insurance_type?: string; class_c_cost?: number } = {},
) => row(medicalSettlement, { settle_date: settledOn, self_paid: yuan(selfPaidYuan), insurance_type: '2', ...values });

export const largeMedicalSelfPayment = defineRule<LargeMedicalParameters>({
  id: 'large-medical-self-payment',
  code: 'L-MED-01',
  title: { zh: '医疗自付费用较高', en: 'High medical self-payment' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(medicalSettlement, (bill) => (bill.self_paid ?? 0) > 0)],
  basis: [law.rigidExpenditure(5), law.socialAssistanceAct(22), law.press(2), law.press(3)],
  innocentIf: [
    { zh: '商业保险、惠民保已理赔，或网络筹款已到账', en: 'an insurance claim or crowd-funding has covered it' },
    { zh: '意外伤害由第三方赔付', en: 'an accident, paid by a third party' },
    { zh: '主要为自愿选择的目录外项目', en: 'mostly chosen treatment outside the catalogue' },
    { zh: '单位补充医疗待结算', en: "the employer's supplementary insurance is still to settle" },
  ],
  because: {
    zh: '家庭 12 个月内 {bills} 笔医疗费用个人自付合计 {sumFen} 元，达到 {thresholdFen} 元，尚未纳入救助，可能需要帮助',
    en: 'The family paid {sumFen} yuan itself in {bills} medical bills within 12 months, reaching {thresholdFen} yuan; it is not covered and may need help',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { selfPaidFen: 1_000_000, incomeSharePercent: 25, outsideCataloguePercent: 80 },
      source: 'MED_SELF_12M default [OK]; a quarter of the income: P3; outside catalogue: default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    const bills = billsOf(subject, asOf).filter((each) => each.of.isNameMatch !== false);
    const thresholdOn = (on: string) => context.parametersOn(on).selfPaidFen;
    return episodesOf(bills, thresholdOn, asOf).flatMap((episode) => {
      const parameters = context.parametersOn(episode.crossedOn);
      const means = meansOf(subject, context);
      const patients = new Set(episode.amounts.map((amount) => amount.of.member.person));
      const refunds = refundsFen(subject, patients, addMonths(episode.crossedOn, -12), asOf);
      const outsideFen = outsideCatalogueFen(episode.amounts);
      const incomeFenYear = (means.perCapitaFen ?? 0) * means.ledger.memberCount * 12;
      const isBearable =
        means.need === 'moderate' && episode.sumFen * 100 < incomeFenYear * parameters.incomeSharePercent;
      const isEmployed =
        means.need === 'unknown' && [...patients].every((person) => isStaffInsured(subject, person, asOf));
      const isExplained =
        episode.sumFen - refunds < parameters.selfPaidFen ||
        outsideFen * 100 > episode.sumFen * parameters.outsideCataloguePercent;
      const judgement = judge('orange', means.need);
      return raised(isExplained || isBearable || isEmployed ? weakened(judgement) : judgement, {
        key: episode.key,
        evidence: evidence(episode.amounts.map((amount) => amount.of)),
        measures: {
          bills: episode.amounts.length,
          sumFen: episode.sumFen,
          thresholdFen: parameters.selfPaidFen,
          crossedOn: episode.crossedOn,
          outsideCatalogueFen: outsideFen,
          refundsFen: refunds,
          ...(means.perCapitaFen === undefined ? {} : { perCapitaFen: means.perCapitaFen }),
        },
        factOn: episode.crossedOn,
      });
    });
  },
  examples: [
    {
      claim: 'three bills of 4,000 yuan in three months, of two members, are one finding',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', rows: [bill('2026-06-20', 4000), bill('2026-08-12', 4000)] },
          { person: 'wife', relation: '12', rows: [bill('2026-07-03', 4000)] },
        ],
      },
      raises: [{ level: 'orange', strength: 'warning', key: '2026-08', measures: { bills: 3, sumFen: 1_200_000 } }],
    },
    {
      claim: 'a fourth bill joins the same episode',
      asOf: '2026-10-31',
      household: {
        members: [
          {
            person: 'head',
            relation: '02',
            rows: ['2026-06-20', '2026-07-03', '2026-08-12', '2026-10-09'].map((on) => bill(on, 4000)),
          },
        ],
      },
      raises: [{ key: '2026-08', measures: { bills: 4, sumFen: 1_600_000 } }],
    },
    {
      claim: 'one fen below the threshold is not raised',
      asOf: '2026-09-30',
      household: {
        members: [{ person: 'head', rows: [bill('2026-06-20', 5000), bill('2026-08-12', 4999.99)] }],
      },
      raises: [],
    },
    {
      claim: 'bills more than twelve months apart do not add up',
      asOf: '2026-09-30',
      household: {
        members: [{ person: 'head', rows: [bill('2025-08-12', 6000), bill('2026-08-12', 6000)] }],
      },
      raises: [],
    },
    {
      claim: 'an insurance claim that covers most of it leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              bill('2026-06-20', 12_000),
              row(commercialInsurance, { product_type: '1', claim_amount: 1_000_000 }),
            ],
          },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'a household with an assessed income above the average is not raised',
      asOf: '2026-09-30',
      household: {
        programme: 'none',
        status: 'watched',
        assessedIncomeFenMonth: 400_000,
        members: [{ person: 'head', rows: [bill('2026-06-20', 12_000)] }],
      },
      raises: [],
    },
  ],
});
