/**
 * Money was paid in the name of somebody after the month of death. The payment of the month of death itself is due. Where a head of
 * a living family died, the money still belongs to the family: that is another rule.
 */
import { funeral } from '../datasets/funeral.ts';
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { paymentReturn } from '../datasets/payment-return.ts';
import { defineRule, type Level, row, trigger } from './define.ts';
import { evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';
import { deathTriggers } from './life-and-death.ts';
import { paymentsAfterDeath } from './payments-after-death.ts';

interface PaidAfterDeathParameters {
  readonly graceDays: number;
}

export const paidAfterDeath = defineRule<PaidAfterDeathParameters>({
  id: 'paid-after-death',
  code: 'E-DTH-02',
  title: { zh: '死亡次月后仍有发放记录', en: 'Paid after the month of death' },
  direction: 'error',
  level: 'red',
  appliesTo: ['covered', 'watched'],
  triggers: [...deathTriggers, trigger(paymentReturn, (payment) => payment.result === '1')],
  basis: [law.notice2022('三'), law.socialAssistanceAct(73), law.socialAssistanceAct(74)],
  innocentIf: [
    { zh: '死亡登记有误，本人健在', en: 'the death is wrongly registered: the person is alive' },
    { zh: '补发死亡以前月份的保障金', en: 'arrears for months before the death' },
    { zh: '家属已退回', en: 'the family has paid it back' },
    { zh: '家属不知情，协商退回，不作处罚', en: 'the family did not know: agree on repayment, do not punish' },
  ],
  because: {
    zh: '该成员 {diedOn} 去世，此后 {months} 个月仍有发放，合计 {paidFen} 元，待核实',
    en: 'the member died on {diedOn}; {paidFen} yuan were paid in {months} later month(s); to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { graceDays: 3 }, source: 'default [OK]; 22N' }],
  find: (subject, context) =>
    paymentsAfterDeath(subject, context.asOf, context.parametersOn(context.asOf).graceDays)
      .filter((found) => !found.isHead || found.survivors === 0)
      .map((found) => ({
        key: evidenceKey('paid-after-death', found.member.person, found.months[0], found.level),
        person: found.member.person,
        level: found.level,
        strength: found.strength,
        evidence: found.evidence,
        measures: {
          diedOn: found.diedOn,
          months: found.months.length,
          firstMonth: found.months[0] ?? '',
          lastMonth: found.months.at(-1) ?? '',
          paidFen: found.paidFen,
        },
        factOn: found.diedOn,
      })),
  examples: [
    {
      ...example(
        'two sources and two later payments are red',
        [deregistered(), cremated(), paidIn('07'), paidIn('08')],
        'red',
      ),
      raises: [{ level: 'red', strength: 'warning', measures: { months: 2, paidFen: 106_000, firstMonth: '2026-07' } }],
    },
    example('the payment of the month of death is due', [deregistered(), cremated(), paidIn('06')]),
    example('one source and a later payment are orange', [cremated(), paidIn('07')], 'orange'),
    example('a returned payment is no payment', [deregistered(), cremated(), paidIn('07', '2')]),
    example('the head of a living family is another question', [cremated(), paidIn('07')], undefined, '02'),
  ],
});

function deregistered() {
  return row(householdDeregistration, { cancel_flag: '01', cancel_date: '2026-06-30', death_date: '2026-06-10' });
}

function cremated() {
  return row(funeral, { death_date: '2026-06-10', cremation_date: '2026-06-12' });
}

function paidIn(month: string, result = '1') {
  return row(paymentReturn, { result, amount: 53_000, paid_amount: 53_000, paid_time: `2026-${month}-08T10:00:00` });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], level?: Level, relation = '50') {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'elder', relation, rows }, { person: 'other' }],
    },
    raises: level === undefined ? [] : [{ level }],
  } as const;
}
