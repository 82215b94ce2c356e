/**
 * The demonstration amounts by which the county's truth is judged (handbook §2.4, class III, 2026): invented near the averages, not law.
 * They belong to the world, not to any rule: no rule reads them.
 */
import { type Fen, yuan } from '../../../shared/domain/money.ts';

export interface Standards {
  /** Dibao standard per person and year. */
  readonly lineFenYear: Fen;
  /** Last year's per-capita disposable income. */
  readonly disposableFenYear: Fen;
}

const rural: Standards = { lineFenYear: yuan(6420), disposableFenYear: yuan(16_500) };
const urban: Standards = { lineFenYear: yuan(735) * 12, disposableFenYear: yuan(42_000) };

export function standardsOf(isUrban: boolean): Standards {
  return isUrban ? urban : rural;
}

/** Dibao margin: income below this multiple of the line. */
export const edgeFactor = 1.5;
/** Share of income that necessary spending must take for rigid expenditure hardship. */
export const rigidShare = 0.6;
/** Savings per person, in months of the line, above which a household can live on its own. */
export const savingsMonthsMax = 24;
/** A car of at least this value is property in the sense of the law. */
export const carValueFenMin: Fen = yuan(20_000);
/** Paid-in capital from which an enterprise is a real one. */
export const capitalFenMin: Fen = yuan(30_000);
