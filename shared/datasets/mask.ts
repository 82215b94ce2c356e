/**
 * The form in which a faulty value goes back to its department: enough to find the cell, too little to learn who it is about. Shows the
 * length and at most two characters; of a number as long as an identity number the region and the last two. A mask starts with `[`,
 * so that a spreadsheet never takes it for a formula.
 */
import type { Sensitivity } from './define.ts';

const identityLengthMin = 15;
const identityLengthMax = 20;

export function maskValue(raw: string, sensitivity: Sensitivity | undefined, isIdentity: boolean): string {
  const characters = Array.from(raw.trim());
  const length = characters.length;
  if (length === 0) return '';
  if (isIdentity && length >= identityLengthMin && length <= identityLengthMax) {
    return `[${length}] ${printable(characters.slice(0, 6))}…${printable(characters.slice(-2))}`;
  }
  const isGuarded = isIdentity || sensitivity === 'identifying' || sensitivity === 'sensitive';
  const shown = Math.min(2, isGuarded ? Math.floor(length / 2) : length);
  return `[${length}] ${printable(characters.slice(0, shown))}${shown < length ? '…' : ''}`;
}

/** Control and direction characters would change what a reader of the reply sees. */
function printable(characters: readonly string[]): string {
  return characters.join('').replace(/[\p{Cc}\p{Cf}\ufffd]/gu, '?');
}
