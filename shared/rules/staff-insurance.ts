/**
 * An employer insures a member on a base that lifts the household above its line. Insurance somebody pays for himself in flexible
 * employment is a cost and no wage, and the base of a public-welfare post is set by law above its pay: both only signal.
 */
import { employment } from '../datasets/employment.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { lastDayOf, monthOf, monthsBetween } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fen } from '../domain/money.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import {
  type IncomeMargin,
  incomeDrafts,
  incomeMargin,
  incomeMarginSource,
  itemsFrom,
  testIncome,
} from './income-test.ts';
import { law } from './law.ts';

interface StaffInsuranceParameters extends IncomeMargin {
  /** SI_BASE: a smaller base is part-time work. */
  readonly baseFenMonth: Fen;
  /** Self-paid contributions on at least this base show means. */
  readonly selfPaidBaseFenMonth: Fen;
  readonly currentMonthsMax: number;
}

type InsuranceFact = Fact<typeof socialInsurance>;
const staffKinds = ['110', '120', '310'];
const value: StaffInsuranceParameters = {
  ...incomeMargin,
  baseFenMonth: 200_000,
  selfPaidBaseFenMonth: 800_000,
  currentMonthsMax: 3,
};

export const staffInsurance = defineRule<StaffInsuranceParameters>({
  id: 'staff-insurance',
  code: 'E-SI-01',
  title: { zh: '正在参加职工养老或职工医保', en: 'A member is insured as an employee' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(
      socialInsurance,
      (insurance) => staffKinds.includes(insurance.insurance_kind ?? '') && insurance.pay_status === '1',
    ),
  ],
  basis: [law.recognition(13), law.recognition(17), law.socialAssistanceAct(18)],
  innocentIf: [
    { zh: '灵活就业人员个人缴费', en: 'self-paid in flexible employment' },
    { zh: '公益性岗位或享受社保补贴', en: 'a public-welfare post, or subsidised contributions' },
    { zh: '挂靠单位代缴，无实际工资', en: 'paid through another employer without a wage' },
    { zh: '缴费基数按下限核定，实际工资较低', en: 'the base is the legal minimum, the wage is lower' },
  ],
  because: {
    zh: '职工社保缴费基数 {baseFen} 元（{payMonth}），计入后家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元，待核实',
    en: 'insured as an employee on {baseFen} yuan ({payMonth}); about {perCapitaFen} yuan per person and month, line {lineFen}; to be verified',
  },
  parameters: [
    { from: '2020-01-01', value, source: `SI_BASE: default [OK]; ${incomeMarginSource}` },
    {
      from: '2026-01-01',
      value: { ...value, baseFenMonth: 220_000 },
      source: 'SI_BASE raised with wages: default [OK]',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    const current = new Set(itemsFrom(test.ledger, socialInsurance.key).map((item) => item.fact.ref));
    return latestByEmployer(subject).flatMap((fact) => {
      const { pay_base: baseFen, pay_month: payMonth, employer_uscc: employer } = fact.row;
      if (baseFen === undefined || payMonth === undefined) return [];
      const factOn = earlierOf(lastDayOf(payMonth), context.asOf);
      const measures = { baseFen, payMonth };
      const draft = { evidence: evidence([fact]), measures, factOn };
      if (employer === undefined) {
        const isCurrent = monthsBetween(payMonth, monthOf(context.asOf)) <= parameters.currentMonthsMax;
        if (!isCurrent || baseFen < parameters.selfPaidBaseFenMonth) return [];
        const own = { ...measures, perCapitaFen: test.perCapitaFen, lineFen: test.lineFen };
        return [{ ...draft, key: evidenceKey('self-paid', fact.member.person), strength: 'signal', measures: own }];
      }
      if (!current.has(fact.ref) || baseFen < context.parametersOn(factOn).baseFenMonth) return [];
      const isDoubtful = hasPublicPost(subject, fact.member.person) || fact.isNameMatch === false;
      return incomeDrafts(test, isDoubtful, {
        ...draft,
        key: evidenceKey('insured', fact.member.person, employer),
      });
    });
  },
  examples: [
    example('an employee insured on 4,000 yuan in a family of two is raised', {}, 'warning'),
    example('insurance that stopped is not raised', { insured_status: '2' }),
    example('self-paid insurance on an ordinary base is not raised', { employer_uscc: undefined }),
    example('self-paid insurance on 8,000 yuan is a signal', { employer_uscc: undefined, pay_base: 800_000 }, 'signal'),
    example('a base below SI_BASE of 2026 is not raised', { pay_base: 219_999 }),
    example('the same base in 2025 is raised', { pay_base: 219_999, pay_month: '2025-10' }, 'warning', '2025-11-30'),
    {
      ...example('an employee on a public-welfare post is a signal', {}, 'signal'),
      household: household([insurance({}), row(employment, { employ_form: '4', employ_date: '2026-01-01' })]),
    },
  ],
});

/** One row per person and employer: the month and base of its latest contribution, the largest base where kinds differ. */
function latestByEmployer(subject: Subject): InsuranceFact[] {
  const latest = new Map<string, InsuranceFact>();
  for (const fact of subject.facts(socialInsurance)) {
    const { insurance_kind: kind, insured_status: status, pay_status: paid } = fact.row;
    if (!staffKinds.includes(kind ?? '') || status !== '1' || paid !== '1') continue;
    const key = `${fact.member.person} ${fact.row.employer_uscc ?? ''}`;
    const known = latest.get(key);
    if (known === undefined || rankOf(fact) > rankOf(known)) latest.set(key, fact);
  }
  return [...latest.values()];
}

function rankOf({ row: insurance }: InsuranceFact): string {
  return `${insurance.pay_month ?? ''} ${String(insurance.pay_base ?? 0).padStart(16, '0')}`;
}

function hasPublicPost(subject: Subject, person: PersonToken): boolean {
  return subject
    .factsOf(person, employment)
    .some(({ row: job }) => job.employ_form === '4' || job.is_public_post === true);
}

function insurance(values: Parameters<typeof row<typeof socialInsurance>>[1]) {
  return row(socialInsurance, {
    insurance_kind: '110',
    insured_status: '1',
    employer_uscc: 'employer',
    pay_base: 400_000,
    pay_month: '2026-07',
    pay_status: '1',
    ...values,
  });
}

function household(rows: readonly ReturnType<typeof row>[]) {
  return {
    programme: 'rural-dibao',
    status: 'covered',
    members: [{ person: 'head', rows }, { person: 'child' }],
  } as const;
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof socialInsurance>>[1],
  strength?: 'warning' | 'signal',
  asOf = '2026-08-31',
) {
  return {
    claim,
    asOf,
    household: household([insurance(values)]),
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
