/**
 * The banks answer by flag whether deposits exceed the family limit; amounts are never read. Only a successful answer under a stored
 * authorisation counts. An old answer, a personal flag alone, or money that a sold home or an insurance claim explains is a signal.
 */
import { bankDeposit } from '../datasets/bank-deposit.ts';
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface DepositParameters {
  /** An answer older than this says nothing. */
  readonly answerMonthsMax: number;
  /** From this age on it is only a signal. */
  readonly freshMonthsMax: number;
  /** Proceeds of a home are spared this long. */
  readonly saleMonths: number;
}

type DepositFact = Fact<typeof bankDeposit>;

export const depositsOverLimit = defineRule<DepositParameters>({
  id: 'deposits-over-limit',
  code: 'E-DEP-01',
  title: { zh: '家庭存款超过限额标识', en: 'Deposits are flagged above the family limit' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(
      bankDeposit,
      (answer) =>
        answer.result_flag === '1' &&
        answer.authorization_no !== undefined &&
        (answer.over_family_limit === true || answer.over_personal_limit === true),
    ),
  ],
  basis: [law.socialAssistanceAct(41), law.socialAssistanceAct(40), law.recognition(14)],
  innocentIf: [
    { zh: '救助金、补贴结余', en: 'savings from assistance and allowances' },
    { zh: '征地、拆迁、工伤或意外赔偿款', en: 'compensation for land, a demolished house, injury or accident' },
    { zh: '代他人存款或账户借他人使用', en: 'money held for others, or an account used by others' },
    { zh: '一年内出售唯一住房所得', en: 'proceeds of the only home sold within a year' },
    { zh: '治病筹款', en: 'money raised for treatment' },
  ],
  because: {
    zh: '经授权查询（{answeredOn}），家庭存款有超过限额标识，来源与用途待核实；未读取具体金额',
    en: 'an authorised query of {answeredOn} flags deposits above the family limit; origin and purpose to be verified; no amount was read',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { answerMonthsMax: 18, freshMonthsMax: 6, saleMonths: 12 },
      source: 'default [OK]; L-41; one year after a sale: handbook E-DEP-01',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const flagged = subject.facts(bankDeposit).filter((fact) => isFlagged(fact, context.asOf, parameters));
    const answeredOn = flagged
      .flatMap((fact) => fact.row.query_date ?? [])
      .sort()
      .at(-1);
    if (answeredOn === undefined) return [];
    const isFamily = flagged.some((fact) => fact.row.over_family_limit === true);
    const isOld = answeredOn < addMonths(context.asOf, -parameters.freshMonthsMax);
    const isOtherName = flagged.every((fact) => fact.isNameMatch === false);
    const isExplained = hasWindfall(subject, addMonths(answeredOn, -parameters.saleMonths));
    return [
      {
        // One finding a year: the flag of a later year is a new fact, the same flag repeated by another bank is not.
        key: evidenceKey('deposits', answeredOn.slice(0, 4), isFamily ? 'family' : 'personal'),
        strength: warningUnless(!isFamily || isOld || isOtherName || isExplained),
        evidence: evidence(flagged),
        measures: { answeredOn, isFamily },
        factOn: answeredOn,
      },
    ];
  },
  examples: [
    example('an authorised answer above the family limit is raised', {}, 'warning'),
    example('a flag without an authorisation is not used', { authorization_no: undefined }),
    example('a failed query is no answer', { result_flag: '2' }),
    example('a personal flag alone is a signal', { over_family_limit: false, over_personal_limit: true }, 'signal'),
    example('an answer of six months ago is raised', { query_date: '2026-02-28' }, 'warning'),
    example('a day older, it is a signal', { query_date: '2026-02-27' }, 'signal'),
    example('an answer of two years ago is not raised', { query_date: '2024-08-01' }),
    example('a home sold within the year explains it and leaves a signal', {}, 'signal', [
      row(realEstate, { right_status: '2', planned_use: '1' }, { eventOn: '2026-01-15' }),
    ]),
  ],
});

function isFlagged({ row: answer }: DepositFact, asOf: CalendarDate, parameters: DepositParameters): boolean {
  const isOver = answer.over_family_limit === true || answer.over_personal_limit === true;
  const isAuthorised = answer.result_flag === '1' && answer.authorization_no !== undefined;
  const on = answer.query_date;
  return isOver && isAuthorised && on !== undefined && on <= asOf && on >= addMonths(asOf, -parameters.answerMonthsMax);
}

function hasWindfall(subject: Subject, since: CalendarDate): boolean {
  const hasSold = subject
    .facts(realEstate)
    .some(({ row: estate, eventOn }) => estate.right_status === '2' && (eventOn ?? '') >= since);
  const hasClaim = subject
    .facts(commercialInsurance)
    .some((fact) => (fact.row.claim_amount ?? 0) > 0 && (fact.eventOn ?? fact.ref.sourceUpdatedOn ?? '') >= since);
  return hasSold || hasClaim;
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof bankDeposit>>[1],
  strength?: 'warning' | 'signal',
  others: readonly ReturnType<typeof row>[] = [],
) {
  const answer = row(bankDeposit, {
    query_date: '2026-07-20',
    result_flag: '1',
    over_family_limit: true,
    authorization_no: 'authorisation',
    ...values,
  });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'urban-dibao',
      status: 'covered',
      members: [{ person: 'head', rows: [answer, ...others] }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
