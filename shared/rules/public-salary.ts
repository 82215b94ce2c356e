/**
 * Somebody in the family is paid from public funds. The salary warns when the household is above its line; a village official's or
 * public-welfare stipend and a salary of unknown amount only signal, so that the registration of close relatives can be checked.
 */
import { publicPayroll } from '../datasets/public-payroll.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { type IncomeMargin, incomeMargin, incomeMarginSource, strengthOf, testIncome } from './income-test.ts';
import { law } from './law.ts';

const publicWelfarePost = '5';
const villageOfficial = '4';

export const publicSalary = defineRule<IncomeMargin>({
  id: 'public-salary',
  code: 'E-PAY-01',
  title: { zh: '家庭有财政供养人员', en: 'A member is paid from public funds' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(publicPayroll, (payroll) => payroll.status === '1')],
  basis: [law.recognition(13), law.recognition(11), law.socialAssistanceAct(18)],
  innocentIf: [
    { zh: '公益性岗位或村级补贴，收入较低', en: 'a public-welfare post or village stipend, little income' },
    { zh: '已离岗，工资册未更新', en: 'has left the post, the payroll not updated' },
    { zh: '不属于共同生活的家庭成员', en: 'does not live with the family' },
    { zh: '家庭有重大刚性支出，按规定扣减', en: 'heavy necessary expenditure that is deductible' },
  ],
  because: {
    zh: '家庭成员列入财政供养名册，家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元；收入与近亲属备案待核实',
    en: 'a member is on a public payroll; about {perCapitaFen} yuan per person and month, line {lineFen}; income and the record of relatives are to be verified',
  },
  parameters: [{ from: '2020-01-01', value: incomeMargin, source: incomeMarginSource }],
  find: (subject, context) => {
    const test = testIncome(subject, context, context.parametersOn(context.asOf));
    const counted = new Set(subject.countedMembers.map((member) => member.person));
    return subject.facts(publicPayroll).flatMap((fact) => {
      const { payroll_type: type, status, month_income: incomeFen } = fact.row;
      if (status !== '1' || !counted.has(fact.member.person)) return [];
      const isStipend = type === publicWelfarePost || type === villageOfficial;
      const isUnknown = incomeFen === undefined || type === undefined;
      const isTolerated = test.verdict === 'gradual-exit' || (isStipend && test.verdict !== 'above');
      if (isTolerated) return [];
      const weak = type === publicWelfarePost || isUnknown || fact.isNameMatch === false;
      return [
        {
          key: evidenceKey('payroll', fact.member.person, type, fact.row.employer_name),
          strength: strengthOf(test, weak) ?? 'signal',
          evidence: evidence([fact]),
          measures: {
            perCapitaFen: test.perCapitaFen,
            lineFen: test.lineFen,
            payrollCode: type ?? '',
            ...(incomeFen === undefined ? {} : { incomeFen }),
          },
          factOn: context.asOf,
        },
      ];
    });
  },
  examples: [
    example('a public servant’s salary of 5,000 yuan in a family of two is raised', {}, 'warning'),
    example('a salary that leaves the family below the line is a signal', { month_income: 60_000 }, 'signal'),
    example('a salary of unknown amount is a signal', { month_income: undefined }, 'signal'),
    example('a village stipend below the line is not raised', { payroll_type: '4', month_income: 80_000 }),
    example(
      'a village official’s pay above the line is raised',
      { payroll_type: '4', month_income: 300_000 },
      'warning',
    ),
    example('a public-welfare post above the line is a signal', { payroll_type: '5', month_income: 198_000 }, 'signal'),
    example('a post that has ended is not raised', { status: '3' }),
  ],
});

function example(
  claim: string,
  values: Parameters<typeof row<typeof publicPayroll>>[1],
  strength?: 'warning' | 'signal',
) {
  const payroll = row(publicPayroll, { payroll_type: '1', month_income: 500_000, status: '1', ...values });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', rows: [payroll] }, { person: 'child' }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
