/**
 * Citizen identity numbers (GB 11643-1999): parse, check, pack. An identity number lives only in the vault, in drops and in
 * the encrypted snapshot; everywhere else a person is an opaque `psn_` token.
 */
import { type CalendarDate, isCalendarDate } from './dates.ts';

/** Opaque person reference: `psn_` + 26 base32 characters of a keyed hash of the canonical identity number. */
export type PersonToken = string;
/** Opaque household reference: `hh_` + 26 base32 characters. */
export type HouseholdId = string;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

export type IdentityFault =
  | 'identity-missing'
  | 'identity-scientific' // 5.2E+17: a spreadsheet turned the number into a float
  | 'identity-rounded' // 15 significant digits kept, the tail became 000
  | 'identity-length'
  | 'identity-characters'
  | 'identity-birth-date'
  | 'identity-checksum';

export type ParsedIdentity =
  | { ok: true; id: string; repairs: readonly IdentityRepair[] }
  | { ok: false; fault: IdentityFault };

export type IdentityRepair = 'trimmed' | 'quote-removed' | 'full-width' | 'lower-case-x' | 'fifteen-digits';

/** The check character for the first 17 digits. */
export function checkCharacterOf(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (weights[index] as number) * (first17.charCodeAt(index) - 48);
  return checkCharacters[sum % 11] as string;
}

/** True for a canonical 18-character number: digits, an existing birth date, a right check character (upper-case X). */
export function isIdentityNumber(id: string): boolean {
  return /^\d{17}[\dX]$/.test(id) && isCalendarDate(birthDateOf(id)) && checkCharacterOf(id) === id[17];
}

/** The canonical form of an identity number as departments send it, or why it is not one. Repairs only what loses nothing. */
export function parseIdentity(raw: string): ParsedIdentity {
  const repairs: IdentityRepair[] = [];
  let text = raw.trim();
  if (text !== raw) repairs.push('trimmed');
  if (text.startsWith("'") || text.startsWith('‘') || text.startsWith('’')) {
    text = text.slice(1);
    repairs.push('quote-removed');
  }
  if (/[\uff01-\uff5e\u3000]/.test(text)) {
    text = text.normalize('NFKC').trim();
    repairs.push('full-width');
  }
  if (text === '') return { ok: false, fault: 'identity-missing' };
  if (/^\d(\.\d+)?[eE]\+?1[4-7]$/.test(text)) return { ok: false, fault: 'identity-scientific' };
  if (text.endsWith('x')) {
    text = `${text.slice(0, -1)}X`;
    repairs.push('lower-case-x');
  }
  if (/^\d{15}$/.test(text)) {
    text = widenedIdentity(text);
    repairs.push('fifteen-digits');
  }
  if (text.length !== 18) return { ok: false, fault: 'identity-length' };
  if (!/^\d{17}[\dX]$/.test(text)) return { ok: false, fault: 'identity-characters' };
  if (checkCharacterOf(text) !== text[17]) {
    return {
      ok: false,
      fault: text.endsWith('000') ? 'identity-rounded' : 'identity-checksum',
    };
  }
  if (!isCalendarDate(birthDateOf(text))) return { ok: false, fault: 'identity-birth-date' };
  return { ok: true, id: text, repairs };
}

/** The birth date written in a canonical number (not checked for existence). */
export function birthDateOf(id: string): CalendarDate {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

/** Two integers below 1e8 and 1e9 that hold the first 17 digits; the check character follows from them. */
export function packIdentity(id: string): { high: number; low: number } {
  return { high: Number(id.slice(0, 8)), low: Number(id.slice(8, 17)) };
}

/** The inverse of {@link packIdentity}. */
export function unpackIdentity(high: number, low: number): string {
  const first17 = String(high).padStart(8, '0') + String(low).padStart(9, '0');
  return first17 + checkCharacterOf(first17);
}

/** 15 digits become 18: century 19, or 18 for the sequence numbers 996–999 that were kept for centenarians. */
function widenedIdentity(fifteen: string): string {
  const century = Number(fifteen.slice(12)) >= 996 ? '18' : '19';
  const first17 = fifteen.slice(0, 6) + century + fifteen.slice(6);
  return first17 + checkCharacterOf(first17);
}
