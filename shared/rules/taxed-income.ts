/**
 * Income the tax office knows of lifts the household above its line. One-off income is left out by the ledger. Wages declared for
 * somebody too young, too old or severely disabled, or by many agents, are often another person's work under this identity, and
 * then only a signal.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import { addToMonth, ageOn, type CalendarDate, monthOf } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import {
  type IncomeMargin,
  incomeDrafts,
  incomeMargin,
  incomeMarginSource,
  itemsFrom,
  testIncome,
} from './income-test.ts';
import { law } from './law.ts';

interface TaxedIncomeParameters extends IncomeMargin {
  readonly workAgeMin: number;
  readonly workAgeMax: number;
  /** More withholding agents than this within a year point to a misused identity. */
  readonly agentsMax: number;
}

type TaxFact = Fact<typeof taxRecord>;
const wageItems = ['1', '2', '3', '4'];

export const taxedIncome = defineRule<TaxedIncomeParameters>({
  id: 'taxed-income',
  code: 'E-TAX-01',
  title: { zh: '申报纳税收入使人均收入超过标准', en: 'Taxed income lifts the household above its line' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(taxRecord, (tax) => (tax.gross_income ?? 0) > 0 || (tax.taxable_income ?? 0) > 0)],
  basis: [law.recognition(13), law.recognition(17), law.socialAssistanceAct(18)],
  innocentIf: [
    { zh: '一次性补偿、赔偿款', en: 'a one-off compensation' },
    { zh: '身份被用人单位冒用申报', en: 'an employer declared wages under this identity' },
    { zh: '已离职，收入不再发生', en: 'the work has ended' },
    { zh: '扣除就业成本后低于标准', en: 'below the line after necessary costs of work' },
  ],
  because: {
    zh: '近12个月申报纳税收入合计 {taxedFen} 元，计入后家庭人均月收入约 {perCapitaFen} 元，标准线 {lineFen} 元，待核实',
    en: '{taxedFen} yuan of taxed income in 12 months; with it about {perCapitaFen} yuan per person and month, line {lineFen}; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ...incomeMargin, workAgeMin: 16, workAgeMax: 75, agentsMax: 4 },
      source: incomeMarginSource,
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const test = testIncome(subject, context, parameters);
    const people = [...new Set(itemsFrom(test.ledger, taxRecord.key).map((item) => item.person))];
    return people.flatMap((person) => {
      const facts = recurringFacts(subject, person, context.asOf);
      const taxedFen = facts.reduce((sum, fact) => sum + amountOf(fact), 0);
      const isDoubtful = isIdentityDoubtful(subject, person, facts, context.asOf, parameters);
      return incomeDrafts(test, isDoubtful, {
        key: evidenceKey('tax', person, largestAgentOf(facts)),
        evidence: evidence(facts),
        measures: { taxedFen },
        factOn: context.asOf,
      });
    });
  },
  examples: [
    // Class III rural line in 2026: 6,420 yuan a year, 535 a month. Two members: 12,840 a year is the line itself.
    example('taxed wages of 24,000 yuan for two people are raised', 2_400_000, 'warning'),
    example('taxed wages right at the line are a signal', 1_284_000, 'signal'),
    example('taxed wages a tenth above the line are still a signal', 1_412_400, 'signal'),
    example('taxed wages below nine tenths of the line are not raised', 1_155_000),
    {
      ...example('compensation taxed once is not income of every month', 9_000_000),
      household: household('9', 9_000_000),
    },
    {
      ...example('wages declared for a person of eighty are a signal', 2_400_000, 'signal'),
      household: household('1', 2_400_000, '1946-01-01'),
    },
    {
      ...example('income above the line is expected during the gradual exit', 2_400_000),
      household: { ...household('1', 2_400_000), status: 'gradual-exit', validUntil: '2026-10-31' },
    },
  ],
});

function recurringFacts(subject: Subject, person: string, asOf: CalendarDate): readonly TaxFact[] {
  const earliest = addToMonth(monthOf(asOf), -12);
  return subject
    .factsOf(person, taxRecord)
    .filter(
      ({ row: tax }) => [...wageItems, '5', '7'].includes(tax.income_item ?? '') && (tax.period_end ?? '') > earliest,
    );
}

function amountOf({ row: tax }: TaxFact): Fen {
  return (tax.income_item === '5' ? tax.taxable_income : tax.gross_income) ?? 0;
}

/** The agent of most of the money identifies the source; monthly declarations of the same job stay one finding. */
function largestAgentOf(facts: readonly TaxFact[]): string | undefined {
  const totals = new Map<string, Fen>();
  for (const fact of facts) {
    const agent = fact.row.withholding_agent ?? '';
    totals.set(agent, (totals.get(agent) ?? 0) + amountOf(fact));
  }
  return [...totals].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))[0]?.[0];
}

function isIdentityDoubtful(
  subject: Subject,
  person: string,
  facts: readonly TaxFact[],
  asOf: CalendarDate,
  parameters: TaxedIncomeParameters,
): boolean {
  const wages = facts.filter(({ row: tax }) => wageItems.includes(tax.income_item ?? ''));
  if (facts.every((fact) => fact.isNameMatch === false)) return true;
  if (wages.length === 0) return false;
  const birthDate = subject.members.find((member) => member.person === person)?.birthDate;
  const age = birthDate === undefined ? undefined : ageOn(birthDate, asOf);
  const isOddAge = age !== undefined && (age < parameters.workAgeMin || age > parameters.workAgeMax);
  const isSevere = subject
    .factsOf(person, disabilityCard)
    .some(({ row: card }) => ['1', '2'].includes(card.disability_level ?? '') && (card.card_status ?? '1') === '1');
  const agents = new Set(wages.map(({ row: tax }) => tax.withholding_agent));
  return isOddAge || isSevere || agents.size > parameters.agentsMax;
}

function household(item: string, fen: Fen, birthDate = '1985-01-01') {
  const tax = row(taxRecord, { income_item: item, period_start: '2025-09', period_end: '2026-08', gross_income: fen });
  return {
    programme: 'rural-dibao',
    status: 'covered',
    members: [{ person: 'head', birthDate, rows: [tax] }, { person: 'child' }],
  } as const;
}

function example(claim: string, fen: Fen, strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: household('1', fen),
    raises: strength === undefined ? [] : [{ strength, measures: { taxedFen: fen } }],
  } as const;
}
