/**
 * A member has worked for three months and the household is above its line: the family enters its gradual exit, it is not stopped.
 * A job whose wage is unknown, flexible work and public-welfare posts only signal; a job not confirmed for a year says nothing.
 */
import { employment } from '../datasets/employment.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { type Draft, defineRule, type Fact, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { isStale } from './freshness.ts';
import { type IncomeMargin, incomeDrafts, incomeMargin, incomeMarginSource, testIncome } from './income-test.ts';
import { law } from './law.ts';

interface StableEmploymentParameters extends IncomeMargin {
  readonly monthsMin: number;
  readonly staleMonthsMax: number;
}

type JobFact = Fact<typeof employment>;

export const stableEmployment = defineRule<StableEmploymentParameters>({
  id: 'stable-employment',
  code: 'E-WRK-01',
  title: { zh: '家庭成员稳定就业三个月以上', en: 'A member has been employed for three months' },
  direction: 'error',
  level: 'yellow',
  triggers: [trigger(employment, (job) => job.employ_date !== undefined && job.employ_form !== undefined)],
  basis: [law.recognition(33), law.recognition('13(一)'), law.notice2022('三')],
  innocentIf: [
    { zh: '零工或季节性务工，收入不稳定', en: 'casual or seasonal work with unsteady income' },
    { zh: '已离职，登记未更新', en: 'the job has ended, the register not updated' },
    { zh: '扣除交通、食宿等就业成本后低于标准', en: 'below the line after costs of travel, board and lodging' },
    { zh: '公益性岗位补贴', en: 'the allowance of a public-welfare post' },
  ],
  because: {
    zh: '家庭成员自 {employedOn} 起就业，家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元；符合条件的应给予渐退期，待核实',
    en: 'a member has worked since {employedOn}; about {perCapitaFen} yuan per person and month, line {lineFen}; a gradual exit may apply; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ...incomeMargin, monthsMin: 3, staleMonthsMax: 24 },
      source: `three months: handbook E-WRK-01; 57-33; ${incomeMarginSource}`,
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    const stableSince = addMonths(context.asOf, -parameters.monthsMin);
    const counted = new Set(subject.countedMembers.map((member) => member.person));
    return subject.facts(employment).flatMap((fact) => {
      const { employ_date: employedOn, wage_declared: wageFen } = fact.row;
      const isStable = employedOn !== undefined && employedOn <= stableSince;
      if (!isStable || !counted.has(fact.member.person)) return [];
      if (isOutdated(fact, employedOn, context.asOf, parameters.staleMonthsMax)) return [];
      const draft = {
        key: evidenceKey('job', fact.member.person, fact.row.employer_name, employedOn),
        evidence: evidence([fact]),
        factOn: employedOn,
      };
      const isGradualExit = subject.status === 'gradual-exit';
      if (wageFen === undefined && fact.row.employ_form === '1' && !isGradualExit && test.verdict !== 'above') {
        const measures = { employedOn, perCapitaFen: test.perCapitaFen, lineFen: test.lineFen };
        return [{ ...draft, strength: 'signal', measures } satisfies Draft];
      }
      return incomeDrafts(test, isUnsteady(fact), { ...draft, measures: { employedOn } });
    });
  },
  examples: [
    example('a job since half a year at 3,000 yuan in a family of two is raised', {}, 'warning'),
    example('a job that began three months ago to the day is raised', { employ_date: '2026-05-31' }, 'warning'),
    example('a job that began a day later is not raised yet', { employ_date: '2026-06-01' }),
    example('a wage that leaves the family below the line is not raised', { wage_declared: 90_000 }),
    example('flexible work above the line is a signal', { employ_form: '2' }, 'signal'),
    example('an employer whose wage nobody knows is a signal', { wage_declared: undefined }, 'signal'),
    example('a registration of three years ago that nobody confirmed is not raised', { employ_date: '2023-02-01' }),
  ],
});

/** Registers of jobs are rarely closed: without a recent confirmation a job is unknown. */
function isOutdated(fact: JobFact, employedOn: CalendarDate, asOf: CalendarDate, monthsMax: number): boolean {
  const isConfirmed = fact.ref.sourceUpdatedOn !== undefined;
  return isConfirmed ? isStale(fact, asOf, monthsMax) : employedOn < addMonths(asOf, -monthsMax);
}

function isUnsteady(fact: JobFact): boolean {
  const { employ_form: form, is_public_post: isPublicPost } = fact.row;
  return form === '2' || form === '4' || isPublicPost === true || fact.isNameMatch === false;
}

function example(claim: string, values: Parameters<typeof row<typeof employment>>[1], strength?: 'warning' | 'signal') {
  const job = row(employment, { employ_form: '1', employ_date: '2026-02-01', wage_declared: 300_000, ...values });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', rows: [job] }, { person: 'child' }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
