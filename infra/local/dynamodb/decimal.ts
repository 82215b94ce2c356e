/**
 * Numbers as DynamoDB keeps them: decimal text of at most 38 significant digits, magnitude 1E-130 to 9.9…E+125.
 * Compared and added exactly; a result that would need rounding is refused, never rounded.
 */
import { invalid } from './errors.ts';

/** coefficient × 10^exponent; the coefficient carries no trailing zero, so each number has one form. */
interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const digitsMax = 38;
const magnitudeMax = 125;
const magnitudeMin = -130;
const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Text that is its own canonical form and exact as a JavaScript number. */
const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;

function parseDecimal(text: string): Decimal {
  const match = numberPattern.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole.length + fraction.length === 0) {
    throw invalid(
      text === ''
        ? 'The parameter cannot be converted to a numeric value'
        : `The parameter cannot be converted to a numeric value: ${text}`,
    );
  }
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return { coefficient: 0n, exponent: 0 };
  const exponent = Number(match[4] ?? 0) - fraction.length + (digits.length - significant.length);
  requireInRange(significant.length, exponent);
  const coefficient = BigInt(significant);
  return { coefficient: match[1] === '-' ? -coefficient : coefficient, exponent };
}

function requireInRange(digits: number, exponent: number): void {
  const magnitude = exponent + digits - 1;
  if (magnitude > magnitudeMax) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (magnitude < magnitudeMin) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (digits > digitsMax) throw invalid('Attempting to store more than 38 significant digits in a Number');
}

function formatDecimal({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString();
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const point = digits.length + exponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}0.${'0'.repeat(-point)}${digits}`;
}

/** The one text of this number: no exponent, no leading or trailing zeros. Throws ValidationException. */
export function canonicalNumber(text: string): string {
  return plainInteger.test(text) ? text : formatDecimal(parseDecimal(text));
}

/** Both texts canonical or not; negative when a < b. */
export function compareNumbers(a: string, b: string): number {
  if (plainInteger.test(a) && plainInteger.test(b)) return Number(a) - Number(b);
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  const exponent = Math.min(left.exponent, right.exponent);
  const difference = scaled(left, exponent) - scaled(right, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addNumbers(a: string, b: string): string {
  return combine(a, b, 1n);
}

export function subtractNumbers(a: string, b: string): string {
  return combine(a, b, -1n);
}

function combine(a: string, b: string, sign: 1n | -1n): string {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  const exponent = Math.min(left.exponent, right.exponent);
  const sum = scaled(left, exponent) + sign * scaled(right, exponent);
  return canonicalNumber(`${sum}e${exponent}`);
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent);
}

const exponentBias = 500;
const closing = '~';

/**
 * ASCII text whose byte order is number order. Zero is `B`; a positive number `C`, its magnitude in three digits, its digits; a
 * negative one `A` and the complements of these, closed by a high character so that the longer number is the smaller.
 */
export function sortableNumber(text: string): string {
  const { coefficient, exponent } = parseDecimal(text);
  if (coefficient === 0n) return 'B';
  const negative = coefficient < 0n;
  const digits = (negative ? -coefficient : coefficient).toString();
  const magnitude = exponent + digits.length + exponentBias;
  if (!negative) return `C${magnitude}${digits}`;
  let complement = '';
  for (const digit of digits) complement += String(9 - Number(digit));
  return `A${999 - magnitude}${complement}${closing}`;
}

/** Bytes a number takes by the service's size formula: one per two significant digits, one more, and one for a sign. */
export function sizeOfNumber(text: string): number {
  const digits = text.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}
