/**
 * Securities, cash values of own policies and payment accounts together exceed a multiple of the annual standard. Payment
 * institutions answer for assistance only since the Act is in force (2026-07-01); before, their amounts are left out. A limit flag
 * without amounts is a signal. Being insured or a beneficiary is no asset.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { paymentAccount } from '../datasets/payment-account.ts';
import { securitiesFund } from '../datasets/securities-fund.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { type Draft, defineRule, row, trigger } from './define.ts';
import { distinct, evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface FinancialAssetsParameters {
  /** FIN_MULT: annual dibao standards per member a family may hold. */
  readonly yearsMax: number;
  readonly arePaymentAccountsCounted: boolean;
}

export const financialAssets = defineRule<FinancialAssetsParameters>({
  id: 'financial-assets',
  code: 'E-SEC-01',
  title: { zh: '金融资产合计超过限额', en: 'Financial assets exceed the limit' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(securitiesFund, (answer) => answer.result_flag === '1'),
    trigger(commercialInsurance, (policy) => policy.policy_role === '1' && (policy.cash_value ?? 0) > 0),
    trigger(paymentAccount, (answer) => answer.result_flag === '1'),
  ],
  basis: [law.socialAssistanceAct(41), law.socialAssistanceAct(23), law.recognition(14)],
  innocentIf: [
    { zh: '亲属为其购买的保险', en: 'a policy bought for the person by relatives' },
    { zh: '账户由他人使用', en: 'the account is used by somebody else' },
    { zh: '征地、工伤或意外赔偿款', en: 'compensation for land, injury or accident' },
    { zh: '治病筹款尚未使用', en: 'money raised for treatment and not yet spent' },
  ],
  because: {
    zh: '金融资产合计约 {assetsFen} 元，家庭限额 {limitFen} 元，来源与用途待核实',
    en: 'financial assets of about {assetsFen} yuan against a family limit of {limitFen}; origin and purpose to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { yearsMax: 2, arePaymentAccountsCounted: false },
      source: 'FIN_MULT, 24 months of dibao: default [OK]; 57-14',
    },
    {
      from: '2026-07-01',
      value: { yearsMax: 2, arePaymentAccountsCounted: true },
      source: 'L-41: non-bank payment institutions answer from 2026-07-01',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const members = Math.max(1, subject.countedMembers.length);
    const limitFen = parameters.yearsMax * context.standardOn(context.asOf).dibaoFenYear * members;
    const { amountFen: assetsFen, facts } = countedAssets(assetsLedgerOf(subject, context.asOf).financial, parameters);
    if (assetsFen > limitFen) {
      return [
        {
          key: evidenceKey('financial', ...distinct(facts.map((fact) => `${fact.ref.dataset} ${fact.member.person}`))),
          strength: warningUnless(facts.every((fact) => fact.isNameMatch === false)),
          evidence: facts,
          measures: { assetsFen, limitFen, members },
          factOn: context.asOf,
        } satisfies Draft,
      ];
    }
    const flagged = parameters.arePaymentAccountsCounted
      ? subject
          .facts(paymentAccount)
          .filter(({ row: answer }) => answer.over_limit === true && answer.result_flag === '1')
      : [];
    if (flagged.length === 0) return [];
    return [
      {
        key: evidenceKey('payment-limit', ...distinct(flagged.map((fact) => fact.member.person))),
        strength: 'signal',
        evidence: evidence(flagged),
        measures: { assetsFen, limitFen, members },
        factOn: context.asOf,
      } satisfies Draft,
    ];
  },
  examples: [
    // Class III, rural, 2026: 6,420 yuan a year, so 12,840 yuan for one member.
    example('securities above two annual standards are raised', [securities(1_284_001)], 'warning'),
    example('securities of exactly two annual standards are not', [securities(1_284_000)]),
    example('a policy on the member’s life held by somebody else is no asset', [policy('2', 9_000_000)]),
    example('the cash value of an own policy counts', [policy('1', 9_000_000)], 'warning'),
    example('a payment account counts once the Act is in force', [account()], 'warning', '2026-07-01'),
    example('the same account the day before is not read', [account()], undefined, '2026-06-30'),
    example('a newer answer of the same custodian replaces the older', [
      securities(9_000_000, '2025-09-01'),
      securities(100_000),
    ]),
    example(
      'a limit flag without amounts is a signal',
      [row(paymentAccount, { result_flag: '1', over_limit: true })],
      'signal',
    ),
  ],
});

function countedAssets(
  financial: ReturnType<typeof assetsLedgerOf>['financial'],
  parameters: FinancialAssetsParameters,
) {
  const counted = (financial?.items ?? []).filter(
    ({ fact }) => parameters.arePaymentAccountsCounted || fact.ref.dataset !== paymentAccount.key,
  );
  return {
    amountFen: counted.reduce((sum, { fen }) => sum + fen, 0),
    facts: counted.map(({ fact }) => fact),
  };
}

function securities(fen: number, on = '2026-05-20') {
  return row(securitiesFund, { query_date: on, fund_value: fen, custodian: 'custodian', result_flag: '1' });
}

function policy(role: string, fen: number) {
  return row(commercialInsurance, { policy_no: 'policy', policy_role: role, policy_status: '1', cash_value: fen });
}

function account() {
  return row(paymentAccount, {
    institution: 'institution',
    query_date: '2026-06-01',
    balance_total: 500_000,
    mmf_value: 2_000_000,
    result_flag: '1',
  });
}

function example(
  claim: string,
  rows: readonly ReturnType<typeof row>[],
  strength?: 'warning' | 'signal',
  asOf = '2026-08-31',
) {
  return {
    claim,
    asOf,
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows }] },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
