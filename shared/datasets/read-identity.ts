/**
 * Identity numbers in a row: a quick look that accepts what is already canonical, and the full reading of `domain/identity.ts` for
 * everything else. Also says which identity documents carry a citizen number at all.
 */
import { daysInMonth } from '../domain/dates.ts';
import { type ParsedIdentity, parseIdentity } from '../domain/identity.ts';

/** Documents whose number is the citizen number; a file without `id_type` means the identity card. */
const citizenDocuments: ReadonlySet<string | undefined> = new Set([undefined, '111', '112', '113']);

export function isCitizenDocument(idType: string | undefined): boolean {
  return citizenDocuments.has(idType);
}

export function readIdentity(raw: string): ParsedIdentity {
  return isCanonicalIdentity(raw) ? { ok: true, id: raw, repairs: noRepairs } : parseIdentity(raw);
}

const noRepairs = [] as const;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** Eighteen characters, a right check character and an existing birth date; decided without any new string. */
export function isCanonicalIdentity(text: string): boolean {
  if (text.length !== 18) return false;
  let sum = 0;
  for (let index = 0; index < 17; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += digit * (weights[index] as number);
  }
  if (checkCharacters.charCodeAt(sum % 11) !== text.charCodeAt(17)) return false;
  const year = numberAt(text, 6) * 100 + numberAt(text, 8);
  const month = numberAt(text, 10);
  const day = numberAt(text, 12);
  return year >= 1850 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function numberAt(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 528;
}
