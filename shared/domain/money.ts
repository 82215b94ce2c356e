/**
 * Money is an integer number of fen. Inside rules, facts and reports a safe integer (up to 90 trillion yuan) is enough and is
 * asserted; ledgers use bigint. A file's yuan text is parsed by its digits: no float ever touches an amount.
 */

/** An amount in fen (1 yuan = 100 fen), a safe integer. */
export type Fen = number;

const yuanPattern = /^([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?$/;

/** Parses a yuan text such as `1234.5`; undefined when it is not an amount of at most two decimals. */
export function parseYuan(text: string): Fen | undefined {
  const match = yuanPattern.exec(text);
  if (!match) return undefined;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && fen !== 0 ? -fen : fen;
}

/** `123450` fen as `1234.50`. */
export function formatYuan(fen: Fen): string {
  const abs = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(abs / 100)}.${String(abs % 100).padStart(2, '0')}`;
}

export function yuan(amount: number): Fen {
  const fen = Math.round(amount * 100);
  if (!Number.isSafeInteger(fen)) throw new RangeError('amount out of range');
  return fen;
}

/** Integer division rounding half away from zero: the one rounding of the project. `divisor` must be positive. */
export function divideRounded(fen: Fen, divisor: number): Fen {
  if (divisor <= 0) throw new RangeError('divisor must be positive');
  const abs = Math.abs(fen);
  const rounded = Math.floor((abs * 2 + divisor) / (divisor * 2));
  return fen < 0 && rounded !== 0 ? -rounded : rounded;
}
