/**
 * L-MED-02: one hospital bill that can break a family. Help comes before papers (先行救助), so a doubt lowers the level and does not
 * silence it; a claim that brings the bill back below the line does.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { publicPayroll } from '../datasets/public-payroll.ts';
import { addMonths } from '../domain/dates.ts';
import { type Fen, yuan } from '../domain/money.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised } from './hardship.ts';
import { law } from './law.ts';
import { billsOf, isStaffInsured, refundsFen } from './medical-burden.ts';

export interface HeavyBillParameters {
  readonly selfPaidFen: Fen;
  /** Share of the yearly family income, where that is fully known. */
  readonly incomeSharePercent: number;
  /** Below this no share of a tiny income makes a bill heavy. */
  readonly shareSelfPaidFenMin: Fen;
  readonly monthsMax: number;
}

const bill = (settledOn: string, selfPaidYuan: number, insurance = '2') =>
  row(medicalSettlement, { settle_date: settledOn, self_paid: yuan(selfPaidYuan), insurance_type: insurance });

export const heavySingleMedicalBill = defineRule<HeavyBillParameters>({
  id: 'heavy-single-medical-bill',
  code: 'L-MED-02',
  title: { zh: '单次医疗自付负担过重', en: 'One crushing medical bill' },
  direction: 'leak',
  level: 'red',
  triggers: [trigger(medicalSettlement, (bill) => (bill.self_paid ?? 0) > 0)],
  basis: [law.socialAssistanceAct(50), law.socialAssistanceAct(29), law.temporaryAssistance('二'), law.press(2)],
  innocentIf: [
    { zh: '商业保险、惠民保已理赔，或网络筹款已到账', en: 'an insurance claim or crowd-funding has covered it' },
    { zh: '意外伤害由第三方赔付', en: 'an accident, paid by a third party' },
    { zh: '单位补充医疗待结算', en: "the employer's supplementary insurance is still to settle" },
    { zh: '已获得临时救助或医疗救助', en: 'temporary or medical assistance has been given' },
  ],
  because: {
    zh: '{settledOn} 单次医疗费用个人自付 {selfPaidFen} 元，负担过重，可先行救助，待核实',
    en: 'A single bill settled on {settledOn} left {selfPaidFen} yuan to the patient; help may come first, to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { selfPaidFen: 3_000_000, incomeSharePercent: 50, shareSelfPaidFenMin: 300_000, monthsMax: 12 },
      source: 'MED_SELF_ONCE default [OK]; half of the income: handbook §2.7',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return billsOf(subject, asOf).flatMap(({ on, fen, of }) => {
      const parameters = context.parametersOn(on);
      if (fen < parameters.shareSelfPaidFenMin || on <= addMonths(asOf, -parameters.monthsMax)) return [];
      const means = meansOf(subject, context);
      const { person } = of.member;
      const netFen = fen - refundsFen(subject, new Set([person]), on, asOf);
      const incomeFenYear = (means.perCapitaFen ?? 0) * means.ledger.memberCount * 12;
      const isShareHeavy = means.isIncomeComplete && netFen * 100 > incomeFenYear * parameters.incomeSharePercent;
      const isHeavy = netFen >= parameters.selfPaidFen || (isShareHeavy && netFen >= parameters.shareSelfPaidFenMin);
      if (!isHeavy) return [];
      const isEmployed = means.need === 'unknown' && isStaffInsured(subject, person, asOf);
      // More than half of a comfortable family's known income is no comfort either.
      const need = means.need === 'comfortable' && isShareHeavy ? 'doubtful' : isEmployed ? 'doubtful' : means.need;
      return raised(judge('red', need), {
        key: on,
        person,
        evidence: evidence([of]),
        measures: {
          settledOn: on,
          selfPaidFen: fen,
          netFen,
          ...(means.isIncomeComplete ? { incomeFen: incomeFenYear } : {}),
        },
        factOn: on,
      });
    });
  },
  examples: [
    {
      claim: 'a bill of 50,000 yuan of a family without known income is raised in red',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [bill('2026-09-02', 50_000)] }] },
      raises: [{ level: 'red', strength: 'warning', key: '2026-09-02' }],
    },
    {
      claim: 'exactly the threshold is raised, one fen less is not',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [bill('2026-09-02', 30_000), bill('2026-09-03', 29_999.99)] }] },
      raises: [{ key: '2026-09-02' }],
    },
    {
      claim: 'more than half of an assessed yearly income is raised below the absolute threshold',
      asOf: '2026-09-30',
      household: {
        programme: 'edge',
        status: 'recognised',
        assessedIncomeFenMonth: 70_000,
        members: [{ person: 'head', rows: [bill('2026-09-02', 9_000)] }, { person: 'wife' }],
      },
      raises: [{ level: 'red', measures: { incomeFen: 1_680_000 } }],
    },
    {
      claim: 'a claim that pays the bill back is an innocent explanation',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              bill('2026-09-02', 35_000),
              row(commercialInsurance, { product_type: '1', claim_amount: 3_000_000 }),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'the family of a civil servant is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [row(publicPayroll, { payroll_type: '1', status: '1', month_income: 650_000 })] },
          { person: 'son', rows: [bill('2026-09-02', 31_000)] },
        ],
      },
      raises: [],
    },
    {
      claim: 'a patient insured as staff, of unknown income, is raised in orange',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [bill('2026-09-02', 31_000, '1')] }] },
      raises: [{ level: 'orange', strength: 'warning' }],
    },
  ],
});
