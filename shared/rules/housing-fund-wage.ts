/**
 * Housing-fund deposits imply a wage. A live account whose implied wage is above the minimum wage warns when the household is above
 * its line; a large balance alone, also in a parked account, is a signal about property. Closed accounts say nothing.
 */
import { housingFund } from '../datasets/housing-fund.ts';
import { type CalendarDate, lastDayOf } from '../domain/dates.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import { defineRule, type Fact, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import {
  type IncomeMargin,
  incomeMargin,
  incomeMarginSource,
  itemsFrom,
  strengthOf,
  testIncome,
} from './income-test.ts';
import { law } from './law.ts';

interface HousingFundParameters extends IncomeMargin {
  /** FUND_BAL: savings above this are worth a question. */
  readonly balanceFen: Fen;
}

type FundFact = Fact<typeof housingFund>;
const closed = '4';

export const housingFundWage = defineRule<HousingFundParameters>({
  id: 'housing-fund-wage',
  code: 'E-FUND-01',
  title: { zh: '公积金缴存额或余额较高', en: 'Housing-fund deposits or balance are considerable' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(housingFund, (fund) => fund.account_status !== closed)],
  basis: [law.recognition(13), law.recognition(14), law.recognition(17)],
  innocentIf: [
    { zh: '已离职，账户封存', en: 'the job has ended and the account is parked' },
    { zh: '单位补缴以往月份', en: 'the employer paid earlier months in arrears' },
    { zh: '扣除就业成本后低于标准', en: 'below the line after necessary costs of work' },
  ],
  because: {
    zh: '公积金对应月工资约 {wageFen} 元、余额 {balanceFen} 元，家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元，待核实',
    en: 'housing fund: implied wage about {wageFen} yuan, balance {balanceFen}; per person and month about {perCapitaFen}, line {lineFen}; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ...incomeMargin, balanceFen: 5_000_000 },
      source: `FUND_BAL: default [OK]; ${incomeMarginSource}`,
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    const current = new Set(itemsFrom(test.ledger, housingFund.key).map((item) => item.fact.ref));
    return subject.facts(housingFund).flatMap((fact) => {
      if (fact.row.account_status === closed || fact.row.account_status === undefined) return [];
      const wageFen = impliedWage(fact) ?? 0;
      const balanceFen = fact.row.balance ?? 0;
      const isWaged = current.has(fact.ref) && wageFen > context.standardOn(context.asOf).minimumWageFenMonth;
      const wageStrength = isWaged ? strengthOf(test, fact.isNameMatch === false) : undefined;
      const strength = wageStrength ?? (balanceFen > parameters.balanceFen ? 'signal' : undefined);
      if (strength === undefined) return [];
      return [
        {
          key: evidenceKey(
            'fund',
            fact.member.person,
            fact.row.employer_name,
            wageStrength === undefined ? 'balance' : 'wage',
          ),
          strength,
          evidence: evidence([fact]),
          measures: { wageFen, balanceFen, perCapitaFen: test.perCapitaFen, lineFen: test.lineFen },
          factOn: factOnOf(fact, context.asOf),
        },
      ];
    });
  },
  examples: [
    example(
      'a live account for a wage of 4,000 yuan in a family of two is raised',
      { month_deposit: 40_000 },
      'warning',
    ),
    example('a live account at the minimum wage is not raised', { month_deposit: 19_800, deposit_base: 198_000 }),
    example('a closed account is not raised', { account_status: '4', balance: 9_000_000 }),
    example('a parked account with little in it is not raised', { account_status: '3', balance: 5_000_000 }),
    example('a parked account above 50,000 yuan is a signal', { account_status: '3', balance: 5_000_001 }, 'signal'),
    example('a deposit that stopped half a year ago is no wage', { month_deposit: 40_000, last_month: '2026-02' }),
  ],
});

/** The base when stated, else the deposit over both rates; a rate is stored in hundredths of a percent or of one. */
function impliedWage({ row: fund }: FundFact): Fen | undefined {
  if (fund.deposit_base !== undefined) return fund.deposit_base;
  const rates = (fund.personal_rate ?? 0) + (fund.unit_rate ?? 0);
  if (fund.month_deposit === undefined || rates <= 0) return undefined;
  const perTenThousand = rates < 100 ? rates * 100 : rates;
  return divideRounded(fund.month_deposit * 10_000, perTenThousand);
}

function factOnOf({ row: fund }: FundFact, asOf: CalendarDate): CalendarDate {
  return fund.last_month === undefined ? asOf : earlierOf(lastDayOf(fund.last_month), asOf);
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof housingFund>>[1],
  strength?: 'warning' | 'signal',
) {
  const fund = row(housingFund, {
    account_status: '1',
    employer_name: 'employer',
    personal_rate: 500,
    unit_rate: 500,
    deposit_base: values.month_deposit === undefined ? 400_000 : values.month_deposit * 10,
    last_month: '2026-07',
    ...values,
  });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', rows: [fund] }, { person: 'child' }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
