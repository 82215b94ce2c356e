/**
 * The head of a family died and its money still goes to the head's account. The family stays entitled: the remedy is a new head and
 * account, not a stop, so the finding is about the household and its amount is not an overpayment.
 */
import { funeral } from '../datasets/funeral.ts';
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { paymentReturn } from '../datasets/payment-return.ts';
import { defineRule, type Level, row, trigger } from './define.ts';
import { evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';
import { deathTriggers } from './life-and-death.ts';
import { paymentsAfterDeath } from './payments-after-death.ts';

interface DeadHeadParameters {
  readonly graceDays: number;
}

export const deadHeadAccount = defineRule<DeadHeadParameters>({
  id: 'dead-head-account',
  code: 'E-DTH-03',
  title: { zh: '户主去世后仍发放至其账户', en: 'Money still goes to the account of a head who died' },
  direction: 'error',
  level: 'red',
  appliesTo: ['covered'],
  triggers: [...deathTriggers, trigger(paymentReturn, (payment) => payment.result === '1')],
  basis: [law.recognition(26), law.recognition(30), law.notice2022('三')],
  innocentIf: [
    { zh: '正在办理户主和账户变更', en: 'the change of head and account is under way' },
    { zh: '家庭其他成员依法继承并使用该账户', en: 'the family lawfully uses the account' },
    { zh: '死亡登记有误，本人健在', en: 'the death is wrongly registered: the person is alive' },
  ],
  because: {
    zh: '户主 {diedOn} 去世，此后 {months} 个月保障金仍发放至其账户；家庭尚有 {survivors} 名成员，应核实并变更户主，不停发',
    en: 'the head died on {diedOn}; {months} later month(s) were paid to the head’s account; {survivors} member(s) remain: verify and change the head, do not stop',
  },
  parameters: [{ from: '2020-01-01', value: { graceDays: 3 }, source: 'default [OK]; 57-26' }],
  find: (subject, context) =>
    paymentsAfterDeath(subject, context.asOf, context.parametersOn(context.asOf).graceDays)
      .filter((found) => found.isHead && found.survivors > 0)
      .map((found) => ({
        key: evidenceKey('dead-head', found.member.person, found.level),
        level: found.level,
        strength: found.strength,
        evidence: found.evidence,
        measures: {
          diedOn: found.diedOn,
          months: found.months.length,
          survivors: found.survivors,
          paidFen: found.paidFen,
        },
        factOn: found.diedOn,
      })),
  examples: [
    example(
      'two sources, a survivor and a later payment to the head are red',
      [deregistered(), cremated(), paidIn('07')],
      'red',
    ),
    example('one source and a later payment are orange', [cremated(), paidIn('07')], 'orange'),
    example('a payment in the month of death is not raised', [deregistered(), cremated(), paidIn('06')]),
    example(
      'a head who lived alone leaves no family to change the account for',
      [deregistered(), cremated(), paidIn('07')],
      undefined,
      [],
    ),
    example(
      'one source and a later hospital stay of the head are a signal',
      [cremated(), paidIn('07'), row(medicalSettlement, { admit_date: '2026-08-01' })],
      'yellow',
    ),
  ],
});

function deregistered() {
  return row(householdDeregistration, { cancel_flag: '01', cancel_date: '2026-06-30', death_date: '2026-06-10' });
}

function cremated() {
  return row(funeral, { death_date: '2026-06-10', cremation_date: '2026-06-12' });
}

function paidIn(month: string) {
  return row(paymentReturn, {
    result: '1',
    amount: 90_000,
    paid_amount: 90_000,
    paid_time: `2026-${month}-08T10:00:00`,
  });
}

function example(
  claim: string,
  rows: readonly ReturnType<typeof row>[],
  level?: Level,
  survivors: readonly { person: string }[] = [{ person: 'survivor' }],
) {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', relation: '02', rows }, ...survivors],
    },
    raises: level === undefined ? [] : [{ level }],
  } as const;
}
