/**
 * One closure per column that turns a field into a value, or says what is wrong with it. Clean fields take a short path; a field that
 * does not is looked at once more without what spreadsheets put around it. An empty field is unknown; only a required one is a fault.
 */
import { addDays, type CalendarDate, daysInMonth } from '../domain/dates.ts';
import type { CodeColumn, Column, IdentityColumn, TextColumn } from './define.ts';
import { isFormula, isScientific, type Repair, repairedText, withoutThousands } from './excel-damage.ts';
import type { FaultCode, FieldFaultCode, RowFault } from './faults.ts';
import { maskValue } from './mask.ts';
import { codeFinderOf } from './read-code.ts';
import { isOpenEnd, type ParsedDate, parseDateText, parseInstantText, parseMonthText } from './read-date.ts';
import { readIdentity } from './read-identity.ts';
import { parseHundredths, parseInteger } from './read-number.ts';

export type FieldValue = string | number | boolean;

export interface FieldRepair {
  readonly column: string;
  readonly repair: Repair;
}

/** Where the closures of one row put what they notice. */
export interface RowNotes {
  faults: RowFault[];
  repairs: FieldRepair[];
  faultsMax: number;
}

export type ReadField = (raw: string, notes: RowNotes) => FieldValue | undefined;

export interface FieldOptions {
  readonly isRequired: boolean;
  /** The day the drop was produced; without it no date counts as future. */
  readonly producedOn: CalendarDate | undefined;
}

/** Longest field in characters; the scanner bounds it in bytes. */
export const fieldCharactersMax = 4096;
/** What departments write for "no value". */
export const missingValues: readonly string[] = ['', 'NULL', 'null', '\\N'];

type Outcome = { value: FieldValue | undefined; repair?: Repair } | { fault: FieldFaultCode };

export function fieldReaderOf(name: string, column: Column, options: FieldOptions): ReadField {
  switch (column.kind) {
    case 'text':
      return textReader(name, column, options);
    case 'identity':
      return identityReader(name, column, options);
    case 'code':
      return codeReader(name, column, options);
    case 'date':
      return dateReader(name, column, options);
    case 'month':
      return slowReader(name, column, options, datedBy(parseMonthText, column, options, 7));
    case 'instant':
      return instantReader(name, column, options);
    case 'boolean':
      return booleanReader(name, column, options);
    case 'money':
    case 'decimal':
    case 'integer':
      return numberReader(name, column, options);
  }
}

/** Notes a fault; a row names at most `faultsMax` of them. */
export function noteFault(notes: RowNotes, column: string, code: FaultCode, maskedValue: string): void {
  if (notes.faults.length < notes.faultsMax) notes.faults.push({ column, code, maskedValue });
}

/** Notes a fault of a field with its value masked as the column asks. */
export function noteFieldFault(notes: RowNotes, name: string, column: Column, code: FaultCode, raw: string): void {
  noteFault(notes, name, code, maskValue(raw, column.sensitivity, column.kind === 'identity'));
}

function isMissing(text: string): boolean {
  return text === '' || text === 'NULL' || text === 'null' || text === '\\N';
}

/** Reads by `parse`: first the field as it stands, then without what spreadsheets put around it. */
function slowReader(name: string, column: Column, options: FieldOptions, parse: (text: string) => Outcome): ReadField {
  return (raw, notes) => {
    let outcome: Outcome = isMissing(raw) ? { value: undefined } : parse(raw);
    if ('fault' in outcome && raw.length <= fieldCharactersMax) {
      const { text, repairs } = repairedText(raw);
      if (repairs.length > 0) {
        outcome = isMissing(text) ? { value: undefined } : parse(text);
        if (!('fault' in outcome)) for (const repair of repairs) notes.repairs.push({ column: name, repair });
      }
    }
    if ('fault' in outcome) {
      const code = raw.length > fieldCharactersMax ? 'field-too-long' : outcome.fault;
      noteFieldFault(notes, name, column, code, raw);
      return undefined;
    }
    if (outcome.repair !== undefined) notes.repairs.push({ column: name, repair: outcome.repair });
    if (outcome.value === undefined && options.isRequired) noteFault(notes, name, 'required-missing', '');
    return outcome.value;
  };
}

function textReader(name: string, column: TextColumn, options: FieldOptions): ReadField {
  const { lengthMax } = column;
  const slow = slowReader(name, column, options, (text) => readText(text, lengthMax));
  return (raw, notes) => (raw.length <= lengthMax && isPlainText(raw) ? raw : slow(raw, notes));
}

/** True for a text that needs no second look: no blanks around it, no sign a formula begins with, no control characters. */
function isPlainText(text: string): boolean {
  const last = text.length - 1;
  if (last < 0) return false;
  const first = text.charCodeAt(0);
  if (first <= 0x40) {
    // Blanks, signs and digits: digits are plain unless they may be scientific notation or a formula.
    if (first < 0x30 || first > 0x39 || text.charCodeAt(last - 2) === 0x2b) return false;
  } else if (last < 4 && (first === 0x4e || first === 0x6e || first === 0x5c)) return false;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code <= 0xa0)) return false;
    if (code >= 0x1680 && code < 0x4e00 && isOddBlankOrControl(code)) return false;
    if (code === 0xfeff || code >= 0xfff0) return false;
  }
  return text.charCodeAt(last) !== 0x20;
}

function isOddBlankOrControl(code: number): boolean {
  if (code >= 0x2c00) return code === 0x3000;
  return code === 0x1680 || (code >= 0x2000 && code < 0x2010) || (code > 0x2027 && code <= 0x206f);
}

function readText(text: string, lengthMax: number): Outcome {
  if (/^\s|\s$|^'/.test(text)) {
    const { text: bare, repairs } = withoutWrapping(text);
    if (isMissing(bare)) return { value: undefined };
    const outcome = readText(bare, lengthMax);
    const [repair] = repairs;
    return 'fault' in outcome || repair === undefined ? outcome : { ...outcome, repair };
  }
  // Other control characters than line breaks and tabs, replacement characters, and marks that turn the direction of reading.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\u202a-\u202e\u2066-\u2069]/.test(text)) {
    return { fault: 'text-control-character' };
  }
  if (isFormula(text)) return { fault: 'formula-cell' };
  if (isScientific(text)) return { fault: 'text-scientific' };
  if (text.length > lengthMax && Array.from(text).length > lengthMax) return { fault: 'text-too-long' };
  return { value: text };
}

function withoutWrapping(text: string): { text: string; repairs: readonly Repair[] } {
  const trimmed = text.trim();
  const bare = trimmed.replace(/^'\s*/, '');
  return { text: bare, repairs: [bare === trimmed ? 'trimmed' : 'quote-removed'] };
}

function identityReader(name: string, column: IdentityColumn, options: FieldOptions): ReadField {
  return (raw, notes) => {
    if (isMissing(raw)) {
      if (options.isRequired) noteFault(notes, name, 'identity-missing', '');
      return undefined;
    }
    const parsed = readIdentity(raw.length > fieldCharactersMax ? raw.slice(0, fieldCharactersMax) : raw);
    if (parsed.ok) {
      for (const repair of parsed.repairs) notes.repairs.push({ column: name, repair });
      return parsed.id;
    }
    const isEmpty = parsed.fault === 'identity-missing' || isMissing(raw.trim());
    if (isEmpty && !options.isRequired) return undefined;
    noteFieldFault(notes, name, column, isEmpty ? 'identity-missing' : parsed.fault, raw);
    return undefined;
  };
}

function codeReader(name: string, column: CodeColumn, options: FieldOptions): ReadField {
  const find = codeFinderOf(column.list);
  const slow = slowReader(name, column, options, (text) => {
    const meaning = find(text);
    if (meaning === undefined) return { fault: 'code-unknown' };
    return meaning.repair === undefined ? { value: meaning.code } : { value: meaning.code, repair: meaning.repair };
  });
  return (raw, notes) => {
    const meaning = raw === '' ? undefined : find(raw);
    return meaning !== undefined && meaning.repair === undefined ? meaning.code : slow(raw, notes);
  };
}

function dateReader(name: string, column: Column, options: FieldOptions): ReadField {
  const slow = slowReader(name, column, options, datedBy(parseDateText, column, options, 10));
  const latest = latestOf(column, options);
  return (raw, notes) => (isCanonicalDate(raw) && raw <= latest ? raw : slow(raw, notes));
}

function instantReader(name: string, column: Column, options: FieldOptions): ReadField {
  const slow = slowReader(name, column, options, datedBy(parseInstantText, column, options, 10));
  const latest = `${latestOf(column, options)}T99`;
  return (raw, notes) => (isCanonicalInstant(raw) && raw <= latest ? raw : slow(raw, notes));
}

function datedBy(
  parse: (text: string) => ParsedDate,
  column: Column,
  options: FieldOptions,
  significant: number,
): (text: string) => Outcome {
  const latest = latestOf(column, options).slice(0, significant);
  return (text) => {
    const parsed = parse(text);
    if (!parsed.ok) {
      return column.isFutureAllowed && isOpenEnd(text)
        ? { value: undefined, repair: 'open-ended' }
        : { fault: parsed.fault };
    }
    if (parsed.value.slice(0, significant) > latest) return { fault: 'date-future' };
    return parsed.repair === undefined ? { value: parsed.value } : { value: parsed.value, repair: parsed.repair };
  };
}

/** The last day a value may name: one day after production, because files are cut around midnight. */
function latestOf(column: Column, options: FieldOptions): CalendarDate {
  return column.isFutureAllowed || options.producedOn === undefined ? '9999-12-31' : addDays(options.producedOn, 1);
}

/** `YYYY-MM-DD` of an existing day between 1850 and 2199. */
function isCanonicalDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

/** `YYYY-MM-DDTHH:mm:ss`. */
function isCanonicalInstant(text: string): boolean {
  if (text.length !== 19 || text.charCodeAt(10) !== 0x54 || !startsWithDate(text)) return false;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return false;
  return pairAt(text, 11) < 24 && pairAt(text, 14) < 60 && pairAt(text, 17) < 60;
}

function startsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = pairAt(text, 0) * 100 + pairAt(text, 2);
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  return year >= 1850 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number two digits make, or NaN. */
function pairAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const integerMax = 2_147_483_647;

function numberReader(name: string, column: Column, options: FieldOptions): ReadField {
  const parse = column.kind === 'integer' ? parseInteger : parseHundredths;
  const max = column.valueMax ?? (column.kind === 'integer' ? integerMax : Number.MAX_SAFE_INTEGER);
  const min = column.valueMin ?? (column.isNegativeAllowed ? -max : 0);
  const slow = slowReader(name, column, options, (text) => {
    const plain = text.includes(',') ? withoutThousands(text) : text;
    if (plain === undefined) return { fault: 'number-format' };
    const parsed = parse(plain);
    if (!parsed.ok) return parsed;
    if (parsed.value < 0 && !column.isNegativeAllowed) return { fault: 'number-negative' };
    if (parsed.value < min || parsed.value > max) return { fault: 'number-range' };
    return plain === text ? { value: parsed.value } : { value: parsed.value, repair: 'thousands-separators' };
  });
  const scale = column.kind === 'integer' ? 1 : 100;
  return (raw, notes) => {
    const value = plainNumber(raw, scale);
    return value >= min && value <= max ? value : slow(raw, notes);
  };
}

/** At most twelve digits, with at most two decimals where the scale is 100; NaN for anything less simple. */
function plainNumber(text: string, scale: 1 | 100): number {
  const length = text.length;
  if (length === 0 || length > 12) return Number.NaN;
  let value = 0;
  for (let index = 0; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else {
      const decimals = length - 1 - index;
      if (digit !== -2 || scale === 1 || index === 0 || decimals === 0 || decimals > 2) return Number.NaN;
      const fraction = decimals === 2 ? pairAt(text, index + 1) : (text.charCodeAt(index + 1) - 48) * 10;
      return fraction >= 0 && fraction < 100 ? value * 100 + fraction : Number.NaN;
    }
  }
  return value * scale;
}

const booleans: ReadonlyMap<string, boolean> = new Map(
  [
    ['Y', 'y', '是', '1', 'true', 'TRUE', 'True', '有'].map((word) => [word, true] as const),
    ['N', 'n', '否', '0', 'false', 'FALSE', 'False', '无'].map((word) => [word, false] as const),
  ].flat(),
);

function booleanReader(name: string, column: Column, options: FieldOptions): ReadField {
  const slow = slowReader(name, column, options, readBoolean);
  return (raw, notes) => booleans.get(raw) ?? slow(raw, notes);
}

function readBoolean(text: string): Outcome {
  const value = booleans.get(text);
  return value === undefined ? { fault: 'boolean-format' } : { value };
}
