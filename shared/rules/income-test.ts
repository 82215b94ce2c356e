/**
 * Whether the reported income of a household is above the line of its programme (57-13). An income source is no error: only
 * per-capita income above the line is, and close to it necessary costs of work decide, so that is a signal. In its gradual exit a
 * household is expected to earn more. Nothing reported is `unknown`, and unknown never raises.
 */
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import type { Draft, Fact, Measures, Standard, Strength, Subject } from './define.ts';
import { type IncomeItem, type IncomeLedger, incomeLedgerOf } from './income-ledger.ts';

export interface IncomeMargin {
  /** Percent around the line within which an income is only a signal. */
  readonly marginPercent: number;
  /** Line of margin households and single-person guarantees in percent of the dibao standard. */
  readonly edgeLinePercent: number;
}

export interface IncomeTest {
  readonly verdict: 'above' | 'close' | 'below' | 'unknown' | 'gradual-exit';
  /** Per person and month. */
  readonly perCapitaFen: Fen;
  readonly lineFen: Fen;
  readonly ledger: IncomeLedger;
}

/** Dated parameters every income rule starts from. */
export const incomeMargin: IncomeMargin = { marginPercent: 10, edgeLinePercent: 150 };
export const incomeMarginSource = 'edge line 57-8; margin default [OK]';

interface IncomeContext {
  readonly asOf: CalendarDate;
  standardOn(on: CalendarDate): Standard;
}

export function testIncome(subject: Subject, context: IncomeContext, margin: IncomeMargin): IncomeTest {
  const standard = context.standardOn(context.asOf);
  const ledger = incomeLedgerOf(subject, context.asOf);
  const totalFen = ledger.reportedFenMonth - hiddenBasicPensions(ledger, standard);
  const perCapitaFen = divideRounded(totalFen, ledger.memberCount);
  const lineFen = incomeLineOf(subject, standard, margin);
  return {
    verdict: verdictOf(subject, context.asOf, ledger, perCapitaFen, lineFen, margin),
    perCapitaFen,
    lineFen,
    ledger,
  };
}

function verdictOf(
  subject: Subject,
  asOf: CalendarDate,
  ledger: IncomeLedger,
  perCapitaFen: Fen,
  lineFen: Fen,
  margin: IncomeMargin,
): IncomeTest['verdict'] {
  if (ledger.items.length === 0) return 'unknown';
  const isInGradualExit = subject.status === 'gradual-exit' && (subject.validUntil ?? asOf) >= asOf;
  if (isInGradualExit) return 'gradual-exit';
  if (perCapitaFen * 100 > lineFen * (100 + margin.marginPercent)) return 'above';
  return perCapitaFen * 100 >= lineFen * (100 - margin.marginPercent) ? 'close' : 'below';
}

/** The line of the household's programme, per person and month. */
export function incomeLineOf(subject: Subject, standard: Standard, margin: IncomeMargin): Fen {
  switch (subject.programme) {
    case 'edge':
    case 'single-person':
      return divideRounded(standard.dibaoFenMonth * margin.edgeLinePercent, 100);
    case 'rigid':
      return divideRounded(standard.disposableIncomeFenYear, 12);
    default:
      return standard.dibaoFenMonth;
  }
}

/** A residents' pension whose basic part the agency does not state contains it all the same, and it is disregarded. */
function hiddenBasicPensions(ledger: IncomeLedger, standard: Standard): Fen {
  return ledger.items.reduce((hidden, item) => {
    if (item.fact.ref.dataset !== pensionBenefit.key) return hidden;
    const { benefit_type: type, basic_pension_part: stated } = (item.fact as Fact<typeof pensionBenefit>).row;
    const isHidden = type === '2' && stated === undefined;
    return hidden + (isHidden ? Math.min(item.fenMonth, standard.basicPensionFenMonth) : 0);
  }, 0);
}

/** `above` warns, `close` signals, everything else raises nothing. */
export function strengthOf(test: IncomeTest, isDoubtful = false): Strength | undefined {
  if (test.verdict === 'above') return isDoubtful ? 'signal' : 'warning';
  return test.verdict === 'close' ? 'signal' : undefined;
}

/** The draft of an income rule, or none when income stays below the line. */
export function incomeDrafts(
  test: IncomeTest,
  isDoubtful: boolean,
  draft: Omit<Draft, 'strength' | 'measures'> & { readonly measures?: Measures },
): Draft[] {
  const strength = strengthOf(test, isDoubtful);
  if (strength === undefined) return [];
  const measures = {
    perCapitaFen: test.perCapitaFen,
    lineFen: test.lineFen,
    members: test.ledger.memberCount,
    ...draft.measures,
  };
  return [{ ...draft, strength, measures }];
}

/** Every ledger item of one dataset, counted or corroborating. */
export function itemsFrom(ledger: IncomeLedger, dataset: string): readonly IncomeItem[] {
  return [...ledger.items, ...ledger.corroborating].filter((item) => item.fact.ref.dataset === dataset);
}
