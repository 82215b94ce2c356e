/**
 * A pension above the disregarded basic part lifts the household above its line. A residents' pension equal to the basic part is
 * never raised; survivors' and injury pensions, often partly disregarded, and pensions not authenticated for long only signal.
 */
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { addMonths } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { defineRule, type Fact, row, type Standard, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import {
  type IncomeMargin,
  incomeDrafts,
  incomeMargin,
  incomeMarginSource,
  itemsFrom,
  testIncome,
} from './income-test.ts';
import { law } from './law.ts';

interface PensionParameters extends IncomeMargin {
  /** Above the basic part by no more than this is the residents' own small account. */
  readonly toleranceFenMonth: Fen;
  readonly authMonthsMax: number;
}

type PensionFact = Fact<typeof pensionBenefit>;
const residents = '2';
const partlyDisregarded = ['4', '5'];

export const pensionIncome = defineRule<PensionParameters>({
  id: 'pension-income',
  code: 'E-PEN-01',
  title: { zh: '领取职工或机关养老待遇，或高于基础养老金', en: 'A pension above the disregarded basic part' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(pensionBenefit, (pension) => pension.stop_reason === undefined && (pension.month_amount ?? 0) > 0),
  ],
  basis: [law.recognition(13), law.recognition(17), law.tekun(6)],
  innocentIf: [
    { zh: '仅为基础养老金（不计入收入）', en: 'only the basic pension, which is disregarded' },
    { zh: '补发以往月份待遇', en: 'earlier months paid in arrears' },
    { zh: '领取人不属于共同生活成员', en: 'the pensioner does not live with the family' },
    { zh: '遗属或工伤待遇按规定不计入部分', en: 'survivors’ or injury benefits that are partly disregarded' },
  ],
  because: {
    zh: '月养老待遇 {pensionFen} 元（扣除基础养老金后 {countedFen} 元），家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元，待核实',
    en: 'pension of {pensionFen} yuan a month, {countedFen} after the basic part; about {perCapitaFen} per person, line {lineFen}; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ...incomeMargin, toleranceFenMonth: 5_000, authMonthsMax: 18 },
      source: `basic part disregarded 57-13; tolerance default [OK]; ${incomeMarginSource}`,
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const standard = context.standardOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    const staleBefore = addMonths(context.asOf, -parameters.authMonthsMax);
    return itemsFrom(test.ledger, pensionBenefit.key).flatMap((item) => {
      const fact = item.fact as unknown as PensionFact;
      const countedFen = countedPension(fact, standard);
      const tolerance = fact.row.benefit_type === residents ? parameters.toleranceFenMonth : 0;
      if (countedFen <= tolerance) return [];
      const isDoubtful =
        partlyDisregarded.includes(fact.row.benefit_type ?? '') ||
        (fact.row.auth_date !== undefined && fact.row.auth_date < staleBefore) ||
        fact.isNameMatch === false;
      return incomeDrafts(test, isDoubtful, {
        key: evidenceKey('pension', item.person, fact.row.benefit_type),
        evidence: evidence([fact]),
        measures: { pensionFen: fact.row.month_amount ?? 0, countedFen },
        factOn: context.asOf,
      });
    });
  },
  examples: [
    example(
      'an employee’s pension of 2,000 yuan for one person is raised',
      { benefit_type: '1', month_amount: 200_000 },
      'warning',
    ),
    example('a residents’ pension equal to the basic part of 2026 is not raised', { month_amount: 14_300 }),
    example('a residents’ pension of 600 yuan above the basic part is raised', { month_amount: 74_300 }, 'warning'),
    example('a pension that was stopped is not raised', {
      benefit_type: '1',
      month_amount: 200_000,
      stop_reason: 'stopped',
    }),
    example('a survivors’ pension is a signal', { benefit_type: '4', month_amount: 200_000 }, 'signal'),
    // Line 535 yuan in 2026 and 515 in 2025; 629 less 123 is 506, close to the earlier line; 629 less 143 is 486, close to the later.
    example(
      'a residents’ pension of 629 yuan in 2025 counts 506 yuan and is close to the line',
      { month_amount: 62_900 },
      'signal',
      '2025-12-31',
      50_600,
    ),
    example(
      'the same pension in 2026 counts 486 yuan, still within the margin',
      { month_amount: 62_900 },
      'signal',
      '2026-01-01',
      48_600,
    ),
    example(
      'a pension of 610 yuan in 2026 counts 467 yuan, below the margin',
      { month_amount: 61_000 },
      undefined,
      '2026-01-01',
    ),
    example(
      'the same pension in 2025 counts 487 yuan, within the margin',
      { month_amount: 61_000 },
      'signal',
      '2025-12-31',
      48_700,
    ),
  ],
});

/** Without a stated basic part a residents' pension contains the part in force; other pensions contain none. */
function countedPension({ row: pension }: PensionFact, standard: Standard): Fen {
  const basicFen =
    pension.basic_pension_part ?? (pension.benefit_type === residents ? standard.basicPensionFenMonth : 0);
  return (pension.month_amount ?? 0) - basicFen;
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof pensionBenefit>>[1],
  strength?: 'warning' | 'signal',
  asOf = '2026-08-31',
  countedFen?: Fen,
) {
  return {
    claim,
    asOf,
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', rows: [row(pensionBenefit, { benefit_type: residents, ...values })] }],
    },
    raises:
      strength === undefined ? [] : [{ strength, ...(countedFen === undefined ? {} : { measures: { countedFen } }) }],
  } as const;
}
