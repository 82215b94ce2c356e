/**
 * A sole trader who invoices more than a stall does. Turnover is not income: it warns only when the household's reported income is
 * above its line, otherwise it is a signal for the next visit.
 */
import { marketEntity } from '../datasets/market-entity.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { type IncomeMargin, incomeMargin, testIncome } from './income-test.ts';
import { law } from './law.ts';

interface SoleTraderParameters extends IncomeMargin {
  /** INV_12M: turnover of a stall that feeds its owner. */
  readonly invoiceYearFen: Fen;
}

const soleTraderType = '2';

export const soleTrader = defineRule<SoleTraderParameters>({
  id: 'sole-trader',
  code: 'E-ENT-02',
  title: { zh: '个体工商户开票额较高', en: 'A sole trader invoices considerable amounts' },
  direction: 'error',
  level: 'yellow',
  triggers: [
    trigger(marketEntity, (entity) => entity.entity_type === soleTraderType && entity.status === '1'),
    trigger(taxRecord, (tax) => (tax.invoice_amount_12m ?? 0) > 0),
  ],
  basis: [law.recognition('13(二)'), law.recognition(17)],
  innocentIf: [
    { zh: '小摊小店，扣除成本后收入很低', en: 'a small stall with little left after costs' },
    { zh: '营业执照借给他人使用', en: 'the licence is used by somebody else' },
    { zh: '代他人开票或一次性业务', en: 'invoices for others, or a single deal' },
  ],
  because: {
    zh: '个体工商户近12个月开票 {invoiceFen} 元，超过 {limitFen} 元，经营净收入待核实',
    en: 'a sole trader invoiced {invoiceFen} yuan in 12 months, above {limitFen} yuan; net income to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ...incomeMargin, invoiceYearFen: 12_000_000 },
      source: 'INV_12M: default [OK]; 57-13(二)',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    return assetsLedgerOf(subject, context.asOf)
      .entities.filter((entity) => entity.typeCode === soleTraderType && entity.state !== 'unknown')
      .flatMap((entity) => {
        const invoiceFen = Math.max(0, ...entity.tradeFacts.map((fact) => fact.row.invoice_amount_12m ?? 0));
        if (invoiceFen <= parameters.invoiceYearFen) return [];
        return [
          {
            key: entity.key,
            strength: warningUnless(test.verdict !== 'above' || entity.state !== 'live'),
            evidence: [...evidence(entity.facts), ...evidence(entity.tradeFacts)],
            measures: { invoiceFen, limitFen: parameters.invoiceYearFen },
            factOn: context.asOf,
          },
        ];
      });
  },
  examples: [
    example(
      'a trader with 300,000 yuan of invoices and 60,000 yuan of taxed income is raised',
      30_000_000,
      6_000_000,
      'warning',
    ),
    example('the same invoices without known income are a signal', 30_000_000, 0, 'signal'),
    example('invoices of exactly 120,000 yuan are not raised', 12_000_000, 6_000_000),
    example('a closed business that still invoices is a signal', 30_000_000, 6_000_000, 'signal', '5'),
    example('a cancelled business is not raised', 30_000_000, 6_000_000, undefined, '3'),
  ],
});

function example(claim: string, invoiceFen: Fen, incomeFen: Fen, strength?: 'warning' | 'signal', status = '1') {
  const rows = [
    row(marketEntity, { uscc: 'stall', entity_type: soleTraderType, role: '6', status }),
    row(taxRecord, {
      income_item: '5',
      period_start: '2025-09',
      period_end: '2026-06',
      taxable_income: incomeFen,
      invoice_amount_12m: invoiceFen,
    }),
  ];
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows }] },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
