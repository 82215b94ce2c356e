/**
 * What spreadsheets do to department files, recognised and, where nothing is lost, undone: blanks, leading apostrophes, full-width
 * characters, thousands separators. What is lost (scientific notation, rounded tails) is named, never guessed.
 */
import type { IdentityRepair } from '../domain/identity.ts';

export type Repair =
  | IdentityRepair
  | 'thousands-separators' // 12,345.60
  | 'leading-zero-restored' // code 1 for 01
  | 'time-dropped' // 2026-11-03 00:00:00 in a date column
  | 'day-dropped' // 2026-11-03 in a month column
  | 'time-assumed' // 2026-11-03 in an instant column: midnight
  | 'open-ended' // 9999-12-31 or 长期 where a planned end is not known
  | 'detail-folded'; // K33 for K

/** A field without what spreadsheets and people put around it, and what was taken away. */
export function repairedText(raw: string): { text: string; repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  let text = raw.trim();
  if (text !== raw) repairs.push('trimmed');
  const first = text.charCodeAt(0);
  if (first === 0x27 || first === 0x2018 || first === 0x2019) {
    text = text.slice(1).trim();
    repairs.push('quote-removed');
  }
  if (/[\uff01-\uff5e\u3000\u00a0]/.test(text)) {
    text = text.normalize('NFKC').trim();
    repairs.push('full-width');
  }
  return { text, repairs };
}

/** True for `6.21E+18` and the like: digits are lost and no one can say which. */
export function isScientific(text: string): boolean {
  return /^\d(?:\.\d+)?[eE]\+\d{2}$/.test(text);
}

/** `12,345.60` as `12345.60`, or undefined when the separators are not where thousands are. */
export function withoutThousands(text: string): string | undefined {
  return /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : undefined;
}

/**
 * True for a text a spreadsheet would run: `=…`, `@…`, or a sign that does not begin a number. A lone dash is a placeholder, `-1楼` a
 * basement and `+86 139…` a telephone.
 */
export function isFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 0x3d || first === 0x40) return true;
  if (first !== 0x2b && first !== 0x2d) return false;
  return !/^[+-]\s*\d[\d\s.,()/\p{Script=Han}-]*$/u.test(text) && !/^(?:-+|\+)$/.test(text);
}
