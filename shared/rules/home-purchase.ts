/**
 * A flat bought while covered, or in the two years before applying. A resettlement home is no purchase, a revoked contract is none
 * either, and a small share or a home sold in the same period only signals.
 */
import { housingContract } from '../datasets/housing-contract.ts';
import { housingSupport } from '../datasets/housing-support.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { addMonths, type CalendarDate, monthOf, monthsBetween } from '../domain/dates.ts';
import { type Draft, defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';
import { sharePercentOf } from './owned-estates.ts';

interface HomePurchaseParameters {
  readonly monthsBefore: number;
  readonly shareMinPercent: number;
}

type ContractFact = Fact<typeof housingContract>;
const revoked = '3';

export const homePurchase = defineRule<HomePurchaseParameters>({
  id: 'home-purchase',
  code: 'E-HOU-02',
  title: { zh: '保障期间或申请前两年内购买商品房', en: 'A home was bought during coverage or shortly before applying' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(housingContract, (contract) => contract.record_status !== revoked)],
  basis: [law.recognition(14), law.recognition(17), law.socialAssistanceAct(23)],
  innocentIf: [
    { zh: '易地搬迁安置房或危房改造置换', en: 'a resettlement home, or exchanged for a dangerous house' },
    { zh: '为治病出售原住房后置换小房', en: 'exchanged for a smaller home after selling for medical costs' },
    { zh: '由子女或亲属出资，仅登记在名下', en: 'paid by children or relatives, only registered in this name' },
    { zh: '征地拆迁补偿购买的唯一住房', en: 'the only home, bought from compensation for land or a demolished house' },
  ],
  because: {
    zh: '家庭成员于 {signedOn} 网签购房合同，处于保障期间或申请前 {monthsBefore} 个月内，资金来源待核实',
    en: 'a purchase contract was signed on {signedOn}, during coverage or within {monthsBefore} months before it; the means are to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { monthsBefore: 24, shareMinPercent: 34 }, source: 'default [OK]' }],
  find: (subject, context) => {
    const startOn = subject.standing === 'applying' ? (subject.since ?? context.asOf) : subject.since;
    if (startOn === undefined) return [];
    const byContract = new Map<string, ContractFact[]>();
    for (const fact of subject.facts(housingContract)) {
      const { sign_date: signedOn, record_status: status } = fact.row;
      if (signedOn === undefined || signedOn > context.asOf || status === revoked) continue;
      if (signedOn < addMonths(startOn, -context.parametersOn(signedOn).monthsBefore)) continue;
      const key = evidenceKey('contract', fact.row.contract_no ?? fact.row.room_no ?? fact.member.person, signedOn);
      byContract.set(key, [...(byContract.get(key) ?? []), fact]);
    }
    return [...byContract].map(([key, facts]) => draftOf(key, facts, subject, context.parametersOn(signedOnOf(facts))));
  },
  examples: [
    example('a flat bought a year into coverage is raised', '2025-02-01', 'warning'),
    example('a flat bought 24 months before coverage is raised', '2022-01-01', 'warning'),
    example('a flat bought a day earlier is not raised', '2021-12-31'),
    {
      ...example('a contract that was revoked is not raised', '2025-02-01'),
      household: household([contract('2025-02-01', { record_status: '3' })]),
    },
    {
      ...example('a contract beside a resettlement in the same half year is a signal', '2025-02-01', 'signal'),
      household: household([
        contract('2025-02-01', {}),
        row(housingSupport, { support_kind: '4', move_in_date: '2025-06-01' }),
      ]),
    },
    {
      ...example('a quarter of a flat bought with others is a signal', '2025-02-01', 'signal'),
      household: household([contract('2025-02-01', { buyer_ratio: '25%' })]),
    },
  ],
});

function signedOnOf(facts: readonly ContractFact[]): CalendarDate {
  return facts[0]?.row.sign_date ?? '';
}

function draftOf(
  key: string,
  facts: readonly ContractFact[],
  subject: Subject,
  parameters: HomePurchaseParameters,
): Draft {
  const signedOn = signedOnOf(facts);
  const shares = facts.map((fact) => sharePercentOf(fact.row.buyer_ratio) ?? 100);
  const isSmallShare = shares.reduce((sum, share) => sum + share, 0) < parameters.shareMinPercent;
  const isNear = (on: CalendarDate | undefined) =>
    on !== undefined && Math.abs(monthsBetween(monthOf(on), monthOf(signedOn))) <= 12;
  const isResettled = subject
    .facts(housingSupport)
    .some(({ row: support }) => ['3', '4'].includes(support.support_kind ?? '') && isNear(support.move_in_date));
  const hasSold = subject
    .facts(realEstate)
    .some(({ row: estate, eventOn }) => estate.right_status === '2' && isNear(eventOn));
  const isOtherName = facts.every((fact) => fact.isNameMatch === false);
  const priceFen = facts[0]?.row.total_price;
  return {
    key,
    strength: warningUnless(isSmallShare || isResettled || hasSold || isOtherName),
    evidence: evidence(facts),
    measures: { signedOn, monthsBefore: parameters.monthsBefore, ...(priceFen === undefined ? {} : { priceFen }) },
    factOn: signedOn,
  };
}

function contract(signedOn: CalendarDate, values: Parameters<typeof row<typeof housingContract>>[1]) {
  return row(housingContract, { contract_no: 'contract', sign_date: signedOn, record_status: '2', ...values });
}

function household(rows: readonly ReturnType<typeof row>[]) {
  return {
    programme: 'urban-dibao',
    status: 'covered',
    since: '2024-01-01',
    members: [{ person: 'head', rows }],
  } as const;
}

function example(claim: string, signedOn: CalendarDate, strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: household([contract(signedOn, { total_price: 38_000_000 })]),
    raises: strength === undefined ? [] : [{ strength, measures: { signedOn } }],
  } as const;
}
