/**
 * A member runs or holds a part of a live enterprise with real capital. Nominal capital, which costs nothing to declare, and posts
 * without money in it are only a signal unless tax, invoices or paid capital show business. Cooperatives list whole villages, and
 * cancelled or revoked entities say nothing.
 */
import { marketEntity } from '../datasets/market-entity.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { isStale, warningUnless } from './freshness.ts';
import type { HeldEntity } from './held-entities.ts';
import { law } from './law.ts';

interface CompanyRoleParameters {
  /** CAP: subscribed capital up to this is no sign of means. */
  readonly capitalFen: Fen;
  readonly staleMonthsMax: number;
}

const soleTrader = '2';
const cooperative = '3';
const socialOrganisation = '6';

export const companyRole = defineRule<CompanyRoleParameters>({
  id: 'company-role',
  code: 'E-ENT-01',
  title: { zh: '家庭成员任企业法定代表人、股东或高管', en: 'A member runs or holds part of a company' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(
      marketEntity,
      (entity) =>
        !['2', '3', '4'].includes(entity.status ?? '') && entity.role !== '7' && entity.entity_type !== soleTrader,
    ),
  ],
  basis: [law.recognition(14), law.recognition(17), law.socialAssistanceAct(23)],
  innocentIf: [
    { zh: '被他人冒用或借用身份登记', en: 'registered by others with this person’s identity' },
    { zh: '合作社名义成员，未实际出资分红', en: 'nominal member of a cooperative, no contribution or dividend' },
    { zh: '企业已停业或注销，登记未更新', en: 'out of business or cancelled, the register not updated' },
    { zh: '仅认缴未实缴，无经营收入', en: 'capital only subscribed, no business income' },
  ],
  because: {
    zh: '家庭成员在存续经营主体任职或出资，认缴 {subscribedFen} 元、实缴 {paidFen} 元，经营情况待核实',
    en: 'a member holds a post or share in a live enterprise, {subscribedFen} yuan subscribed and {paidFen} yuan paid; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { capitalFen: 5_000_000, staleMonthsMax: 60 },
      source: 'CAP 50,000 yuan: default [OK]; 57-17',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    return assetsLedgerOf(subject, context.asOf)
      .entities.filter((entity) => isCompany(entity) && isOfWeight(entity, parameters.capitalFen))
      .map((entity) => ({
        key: entity.key,
        strength: warningUnless(
          !hasBusiness(entity) ||
            entity.state !== 'live' ||
            entity.typeCode === cooperative ||
            entity.facts.every((fact) => fact.isNameMatch === false) ||
            entity.facts.every((fact) => isStale(fact, context.asOf, parameters.staleMonthsMax)),
        ),
        evidence: [...evidence(entity.facts), ...evidence(entity.tradeFacts)],
        measures: {
          subscribedFen: entity.subscribedFen ?? 0,
          paidFen: entity.paidFen ?? 0,
          roleCode: entity.roleCodes.join(' '),
          isTrading: entity.tradeFacts.length > 0,
        },
        factOn: context.asOf,
      }));
  },
  examples: [
    example(
      'a shareholder with paid capital above the limit is raised',
      [company({ paid_capital: 6_000_000 })],
      'warning',
    ),
    example('nominal capital without tax, invoice or payment is a signal', [company({})], 'signal'),
    example(
      'the same company with invoices is raised',
      [company({}), row(taxRecord, { period_end: '2026-06', invoice_amount_12m: 30_000_000 })],
      'warning',
    ),
    example('subscribed capital of exactly 50,000 yuan is not raised', [company({ subscribed_capital: 5_000_000 })]),
    example('a revoked company is not raised', [company({ paid_capital: 6_000_000, status: '2' })]),
    example('a member of a farmers’ cooperative is not raised', [
      company({ entity_type: '3', role: '7', subscribed_capital: 20_000_000 }),
    ]),
    example(
      'a company under simplified cancellation is a signal',
      [company({ paid_capital: 6_000_000, status: '6' })],
      'signal',
    ),
  ],
});

function isCompany(entity: HeldEntity): boolean {
  const isOther = entity.typeCode === soleTrader || entity.typeCode === socialOrganisation;
  return !isOther && entity.roleCodes.some((role) => role !== '7');
}

/** Small capital counts only when business is seen; a post without known capital stays a signal. */
function isOfWeight(entity: HeldEntity, capitalFen: Fen): boolean {
  const largest = Math.max(entity.subscribedFen ?? 0, entity.paidFen ?? 0);
  const isCapitalUnknown = entity.subscribedFen === undefined && entity.paidFen === undefined;
  return largest > capitalFen || isCapitalUnknown || entity.tradeFacts.length > 0;
}

function hasBusiness(entity: HeldEntity): boolean {
  return entity.tradeFacts.length > 0 || (entity.paidFen ?? 0) > 0;
}

function company(values: Parameters<typeof row<typeof marketEntity>>[1]) {
  return row(marketEntity, {
    uscc: 'company',
    entity_type: '1',
    role: '2',
    status: '1',
    subscribed_capital: 50_000_000,
    ...values,
  });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows }] },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
