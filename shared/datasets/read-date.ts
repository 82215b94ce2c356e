/**
 * Dates, months and instants as departments write them, read into the one form of the product. Only the civil calendar: no time zone
 * moves a day. An instant without offset is Shanghai time; one with an offset is brought to it.
 */
import { addDays, type CalendarDate, daysInMonth, type Month } from '../domain/dates.ts';
import type { Repair } from './excel-damage.ts';

export type DateFault = 'date-format' | 'date-impossible';
export type ParsedDate = { ok: true; value: string; repair?: Repair } | { ok: false; fault: DateFault };

const digits8 = /^(\d{4})(\d{2})(\d{2})$/;
const separated = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?$/;
const timeTail = /^(.{8,11}?)[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const digits14 = /^(\d{8})(\d{2})(\d{2})(\d{2})$/;
const digits6 = /^(\d{4})(\d{2})$/;
const separatedMonth = /^(\d{4})[-/.年](\d{1,2})月?$/;
const impossible: ParsedDate = { ok: false, fault: 'date-impossible' };
const unreadable: ParsedDate = { ok: false, fault: 'date-format' };

/** `YYYY-MM-DD`, `2026/11/3`, `2026.11.3`, `20261103`, `2026年11月3日`, each also with a time, which is dropped. */
export function parseDateText(text: string): ParsedDate {
  const plain = parsePlainDate(text);
  if (plain !== unreadable) return plain;
  const match = timeTail.exec(text) ?? digits14.exec(text);
  if (!match) return unreadable;
  const date = parsePlainDate(match[1] as string);
  return date.ok ? { ok: true, value: date.value, repair: 'time-dropped' } : date;
}

/** `YYYY-MM`, `2026/11`, `202611`, `2026年11月`, or a date, whose day is dropped. */
export function parseMonthText(text: string): ParsedDate {
  const match = separatedMonth.exec(text) ?? digits6.exec(text);
  if (match) {
    const year = Number(match[1]);
    const month = Number(match[2]);
    return isYear(year) && month >= 1 && month <= 12 ? { ok: true, value: monthText(year, month) } : impossible;
  }
  const date = parseDateText(text);
  return date.ok ? { ok: true, value: date.value.slice(0, 7), repair: 'day-dropped' } : date;
}

/** `YYYY-MM-DDTHH:mm:ss` in Shanghai time. */
export function parseInstantText(text: string): ParsedDate {
  const match = timeTail.exec(text) ?? digits14.exec(text);
  if (!match) {
    const date = parsePlainDate(text);
    return date.ok ? { ok: true, value: `${date.value}T00:00:00`, repair: 'time-assumed' } : date;
  }
  const date = parsePlainDate(match[1] as string);
  if (!date.ok) return date;
  const hour = Number(match[2]);
  const minute = Number(match[3]);
  const second = Number(match[4] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return impossible;
  return { ok: true, value: inShanghai(date.value, hour * 60 + minute, second, match[5]) };
}

/** True where an open end is written as the end of time: `9999-12-31`, `99991231`, `9999-12`, 长期. */
export function isOpenEnd(text: string): boolean {
  return (
    text === '长期' || text === '长期有效' || /^(?:9999|2999)[-/.年]?12(?:[-/.月]?(?:31日?)?)?(?:\s.*)?$/.test(text)
  );
}

function parsePlainDate(text: string): ParsedDate {
  const match = separated.exec(text);
  if (match) {
    if ((match[2] === '年') !== (match[4] === '月')) return unreadable;
    if (match[2] !== '年' && match[2] !== match[4]) return unreadable;
    return dateOf(Number(match[1]), Number(match[3]), Number(match[5]));
  }
  const compact = digits8.exec(text);
  return compact ? dateOf(Number(compact[1]), Number(compact[2]), Number(compact[3])) : unreadable;
}

function dateOf(year: number, month: number, day: number): ParsedDate {
  if (!isYear(year) || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return impossible;
  return { ok: true, value: `${monthText(year, month)}-${day < 10 ? '0' : ''}${day}` };
}

function isYear(year: number): boolean {
  return year >= 1850 && year < 2200;
}

function monthText(year: number, month: number): Month {
  return `${year}-${month < 10 ? '0' : ''}${month}`;
}

const shanghaiOffsetMinutes = 8 * 60;
const minutesPerDay = 24 * 60;

function inShanghai(date: CalendarDate, minutes: number, second: number, offset: string | undefined): string {
  let total = minutes;
  if (offset !== undefined) {
    const sign = offset.startsWith('-') ? -1 : 1;
    const own = offset === 'Z' ? 0 : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
    total += shanghaiOffsetMinutes - own;
  }
  const days = Math.floor(total / minutesPerDay);
  const rest = total - days * minutesPerDay;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${days === 0 ? date : addDays(date, days)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:${two(second)}`;
}
