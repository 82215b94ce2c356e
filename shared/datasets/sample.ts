/**
 * Made-up rows of any dataset, as text fields the reader accepts: for examples, load tests and property tests. All randomness comes
 * from the caller; no number, name or address belongs to anybody (the identity numbers only obey the checksum).
 */
import { addDays, type CalendarDate } from '../domain/dates.ts';
import { checkCharacterOf } from '../domain/identity.ts';
import { formatYuan } from '../domain/money.ts';
import type { CodeList } from './code-lists.ts';
import type { Column, DatasetDefinition } from './define.ts';
import { fileColumnsOf, headerKeyOf, headerMeaningsOf, isRequiredIn } from './headers.ts';
import { sampleWords } from './sample-words.ts';

export type Random = () => number;
export type HeaderLanguage = 'name' | 'zh' | 'en';

export interface SampleOptions {
  /** No past date lies after it. */
  readonly asOf?: CalendarDate;
  /** Share of optional fields left empty. */
  readonly emptyShare?: number;
}

/** Envelope columns of a sample file, before the dataset's own. */
const envelopeNames = [
  'record_id',
  'id_no',
  'name',
  'id_type',
  'event_date',
  'source_update_time',
  'op_flag',
  'region_code',
];
const defaultAsOf = '2026-11-01';
const daysBack = 3650;

/** Column names of a sample file, in order. */
export function sampleColumnsOf(dataset: DatasetDefinition): readonly string[] {
  return [...envelopeNames, ...Object.keys(dataset.columns).filter((name) => !envelopeNames.includes(name))];
}

/** Headers of a sample file: names, or labels; where a label could mean two columns, the first alias that cannot. */
export function sampleHeadersOf(dataset: DatasetDefinition, language: HeaderLanguage): readonly string[] {
  const columns = fileColumnsOf(dataset);
  const meanings = headerMeaningsOf(dataset);
  return sampleColumnsOf(dataset).map((name) => {
    const column = columns[name];
    if (language === 'name' || column === undefined) return name;
    const candidates = [column.label[language], ...(column.aliases ?? [])];
    return candidates.find((header) => meanings.get(headerKeyOf(header))?.size === 1) ?? name;
  });
}

/** `count` rows of fields in the order of {@link sampleColumnsOf}. */
export function sampleRows(
  dataset: DatasetDefinition,
  random: Random,
  count: number,
  options: SampleOptions = {},
): string[][] {
  const columns = fileColumnsOf(dataset);
  const names = sampleColumnsOf(dataset);
  const emptyShare = options.emptyShare ?? 0.1;
  return Array.from({ length: count }, (_, index) =>
    names.map((name) => {
      const column = columns[name] as Column;
      if (name === 'record_id') return `${dataset.code}-${String(index + 1).padStart(8, '0')}`;
      if (name === 'id_type') return '111';
      if (name === 'op_flag') return 'I';
      if (name !== 'id_no' && name !== 'name' && !isRequiredIn(dataset, name, column) && random() < emptyShare)
        return '';
      return sampleField(name, column, random, options.asOf ?? defaultAsOf);
    }),
  );
}

/** RFC 4180 text with CRLF line ends. */
export function toCsv(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headers, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

function csvField(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function sampleField(name: string, column: Column, random: Random, asOf: CalendarDate): string {
  switch (column.kind) {
    case 'text':
      return Array.from(sampleText(name, column.label.zh, random))
        .slice(0, column.lengthMax)
        .join('');
    case 'identity':
      return sampleIdentity(random);
    case 'code':
      return sampleCode(column.list, random);
    case 'date':
      return samplePastDate(random, asOf);
    case 'month':
      return samplePastDate(random, asOf).slice(0, 7);
    case 'instant':
      return `${samplePastDate(random, asOf)}T${two(below(random, 24))}:${two(below(random, 60))}:${two(below(random, 60))}`;
    case 'money':
      return formatYuan(below(random, 5_000_000));
    case 'decimal':
      return formatYuan((column.valueMin ?? 0) + below(random, Math.min(column.valueMax ?? 30_000, 30_000)));
    case 'integer':
      return String(sampleInteger(column, random, asOf));
    case 'boolean':
      return random() < 0.5 ? 'Y' : 'N';
  }
}

/** Valid by its check character; region codes of Guizhou, births from 1935 to 2020. */
export function sampleIdentity(random: Random): string {
  const region = pick(sampleWords.counties, random);
  const birth = addDays('1935-01-01', below(random, 31_000)).replaceAll('-', '');
  const first17 = `${region}${birth}${String(below(random, 1000)).padStart(3, '0')}`;
  return first17 + checkCharacterOf(first17);
}

function sampleText(name: string, label: string, random: Random): string {
  if (name === 'region_code') return pick(sampleWords.regions, random);
  if (name === 'plate_no' || name === 'plate_or_ship_no')
    return `贵${pick(sampleWords.plateLetters, random)}${digits(random, 5)}`;
  if (name === 'academic_year') return '2025-2026';
  if (name.endsWith('name') && /姓名|经办人|监护人|户名|所有人/.test(label)) {
    return pick(sampleWords.surnames, random) + pick(sampleWords.givenNames, random);
  }
  if (/_no$|_tail$|_serial$|uscc|bank_code|item_code/.test(name)) return digits(random, name.endsWith('tail') ? 4 : 10);
  const words = Object.entries(sampleWords.texts).find(([key]) => name.includes(key));
  return words ? pick(words[1], random) : `${label.replaceAll(/[(（].*/g, '')}${below(random, 100)}`;
}

function sampleCode(list: CodeList, random: Random): string {
  const codes = Object.keys(list.values);
  return codes.length > 0 ? pick(codes, random) : pick(sampleWords.regions, random);
}

function sampleInteger(column: Column, random: Random, asOf: CalendarDate): number {
  const isYear = column.valueMin !== undefined && column.valueMin >= 1900;
  const least = column.valueMin ?? 0;
  const most = isYear ? Number(asOf.slice(0, 4)) : Math.min(column.valueMax ?? 12, 2000);
  return least + below(random, most - least + 1);
}

function samplePastDate(random: Random, asOf: CalendarDate): CalendarDate {
  return addDays(asOf, -below(random, daysBack));
}

function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

function pick<T>(words: readonly T[], random: Random): T {
  return words[below(random, words.length)] as T;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => below(random, 10)).join('');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
