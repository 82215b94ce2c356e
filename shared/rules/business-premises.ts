/**
 * Shops, offices, parking spaces and rent. They matter through the income they bring (57-13), so a shop asks for a visit, while a
 * parking space, a fraction or taxed rent alone is a signal.
 */
import { realEstate } from '../datasets/real-estate.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import { addToMonth, monthOf } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { type Draft, defineRule, row, trigger } from './define.ts';
import { distinct, evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';
import type { OwnedEstate } from './owned-estates.ts';

interface PremisesParameters {
  readonly shareMinPercent: number;
  /** Taxed rent of twelve months that is worth a signal without any registered premises. */
  readonly rentYearFen: Fen;
}

const rentItem = '7';
const parking = '5';

export const businessPremises = defineRule<PremisesParameters>({
  id: 'business-premises',
  code: 'E-HOU-03',
  title: { zh: '家庭有商铺、车位或房屋租金收入', en: 'Business premises, parking or rental income' },
  direction: 'error',
  level: 'yellow',
  triggers: [
    trigger(realEstate, (estate) => ['2', '3', '4', '5'].includes(estate.planned_use ?? '')),
    trigger(taxRecord, (tax) => tax.income_item === rentItem),
  ],
  basis: [law.recognition('13(三)'), law.recognition(14)],
  innocentIf: [
    { zh: '闲置或无法出租', en: 'empty, or cannot be let' },
    { zh: '自营小店维持基本生活', en: 'a small shop run by the family for its living' },
    { zh: '继承或共有份额很小', en: 'inherited, or only a small share' },
    { zh: '已转让但登记未更新', en: 'transferred, the register not updated' },
  ],
  because: {
    zh: '家庭成员名下登记非住宅房产 {premises} 处，近12个月已税租金 {rentFen} 元，收入情况待核实',
    en: '{premises} non-residential propert(ies) registered and {rentFen} yuan of taxed rent in 12 months; income to be verified',
  },
  parameters: [
    { from: '2020-01-01', value: { shareMinPercent: 34, rentYearFen: 360_000 }, source: 'default [OK]; 57-13(三)' },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const premises = assetsLedgerOf(subject, context.asOf).premises;
    const earliest = addToMonth(monthOf(context.asOf), -12);
    const rents = subject
      .facts(taxRecord)
      .filter(({ row: tax }) => tax.income_item === rentItem && (tax.period_end ?? '') > earliest);
    const rentFen = rents.reduce((sum, { row: tax }) => sum + (tax.gross_income ?? 0), 0);
    const measures = { premises: premises.length, rentFen };
    const factOn = context.asOf;
    if (premises.length === 0) {
      if (rentFen < parameters.rentYearFen) return [];
      const key = evidenceKey('rent', ...distinct(rents.map((fact) => fact.member.person)));
      return [{ key, strength: 'signal', evidence: evidence(rents), measures, factOn } satisfies Draft];
    }
    return premises.map((estate) => ({
      key: estate.key,
      strength: warningUnless(rentFen === 0 && isMinor(estate, parameters)),
      evidence: [...evidence(estate.facts), ...evidence(rents)],
      measures: { ...measures, useCode: estate.useCode ?? '' },
      factOn,
    }));
  },
  examples: [
    example('a shop in the household’s own name is raised', [estate({ planned_use: '2' })], 'warning'),
    example('a parking space without rent is a signal', [estate({ planned_use: '5' })], 'signal'),
    example(
      'a parking space that brings taxed rent is raised',
      [estate({ planned_use: '5' }), rent(60_000)],
      'warning',
    ),
    example('taxed rent of 3,600 yuan without registered premises is a signal', [rent(360_000)], 'signal'),
    example('taxed rent just below that is not raised', [rent(359_999)]),
    example('a home is no business premises', [estate({ planned_use: '1' })]),
    example('rent taxed more than a year ago is not raised', [rent(900_000, '2025-08')]),
  ],
});

function isMinor(estate: OwnedEstate, parameters: PremisesParameters): boolean {
  const isOtherName = estate.facts.every((fact) => fact.isNameMatch === false);
  const isFraction = estate.sharePercent === undefined || estate.sharePercent < parameters.shareMinPercent;
  return estate.useCode === parking || isFraction || isOtherName;
}

function estate(values: Parameters<typeof row<typeof realEstate>>[1]) {
  return row(realEstate, { cert_no: 'certificate', ownership_kind: '1', right_status: '1', ...values });
}

function rent(fen: Fen, month = '2026-07') {
  return row(taxRecord, { income_item: rentItem, gross_income: fen, period_start: month, period_end: month });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'urban-dibao', status: 'covered', isUrban: true, members: [{ person: 'head', rows }] },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
