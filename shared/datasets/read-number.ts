/**
 * Amounts, quantities and counts by their digits: no float touches them. At most twelve digits before the point (decimal(14,2) of the
 * catalogue); decimals beyond the second are a fault unless they are zero.
 */

export type NumberFault = 'number-format' | 'number-decimals' | 'number-range';
export type ParsedNumber = { ok: true; value: number } | { ok: false; fault: NumberFault };

const wholeDigitsMax = 12;
const unreadable: ParsedNumber = { ok: false, fault: 'number-format' };
const tooFine: ParsedNumber = { ok: false, fault: 'number-decimals' };
const tooLarge: ParsedNumber = { ok: false, fault: 'number-range' };

/** `1234.5` as 123450 hundredths. */
export function parseHundredths(text: string): ParsedNumber {
  const start = startOfDigits(text);
  const length = text.length;
  let index = start;
  let value = 0;
  for (; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) break;
    if (index - start < wholeDigitsMax) value = value * 10 + digit;
  }
  const wholeDigits = index - start;
  if (wholeDigits === 0) return unreadable;
  let decimals = 0;
  let isTooFine = false;
  if (index < length) {
    if (text.charCodeAt(index) !== 46 || index + 1 === length) return unreadable;
    for (index++; index < length; index++, decimals++) {
      const digit = text.charCodeAt(index) - 48;
      if (digit < 0 || digit > 9) return unreadable;
      if (decimals < 2) value = value * 10 + digit;
      else if (digit !== 0) isTooFine = true;
    }
  }
  if (wholeDigits > wholeDigitsMax && !hasOnlyLeadingZeros(text, start, wholeDigits)) return tooLarge;
  if (wholeDigits > wholeDigitsMax) return parseHundredths(withoutLeadingZeros(text, start, wholeDigits));
  if (isTooFine) return tooFine;
  if (decimals === 0) value *= 100;
  else if (decimals === 1) value *= 10;
  return { ok: true, value: text.charCodeAt(0) === 45 && value !== 0 ? -value : value };
}

/** `42`, also `42.0` as databases export it. */
export function parseInteger(text: string): ParsedNumber {
  const parsed = parseHundredths(text);
  if (!parsed.ok) return parsed;
  return parsed.value % 100 === 0 ? { ok: true, value: parsed.value / 100 } : tooFine;
}

function startOfDigits(text: string): number {
  const first = text.charCodeAt(0);
  return first === 45 || first === 43 ? 1 : 0;
}

function hasOnlyLeadingZeros(text: string, start: number, wholeDigits: number): boolean {
  for (let index = start; index < start + wholeDigits - wholeDigitsMax; index++) {
    if (text.charCodeAt(index) !== 48) return false;
  }
  return true;
}

function withoutLeadingZeros(text: string, start: number, wholeDigits: number): string {
  return text.slice(0, start) + text.slice(start + wholeDigits - wholeDigitsMax);
}
