/**
 * Calendar dates of Asia/Shanghai as plain text: a date is `YYYY-MM-DD`, a month `YYYY-MM`.
 * No instants, no time zones, no clock: arithmetic on the civil calendar only, so a birthday never moves by a day.
 */

/** A civil date, `YYYY-MM-DD`. Text order is date order. */
export type CalendarDate = string;
/** A civil month, `YYYY-MM`. Text order is month order. */
export type Month = string;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^(\d{4})-(\d{2})$/;
const millisPerDay = 86_400_000;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** True for an existing civil date between 1850 and 2199. */
export function isCalendarDate(text: string): text is CalendarDate {
  const match = datePattern.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  return year >= 1850 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for an existing civil month between 1850 and 2199. */
export function isMonth(text: string): text is Month {
  const match = monthPattern.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  return year >= 1850 && year < 2200 && month >= 1 && month <= 12;
}

/** Days since 1970-01-01, negative before it. */
export function dayNumberOf(date: CalendarDate): number {
  return Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / millisPerDay,
  );
}

/** The inverse of {@link dayNumberOf}. */
export function dateOfDayNumber(days: number): CalendarDate {
  return new Date(days * millisPerDay).toISOString().slice(0, 10);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** The same day of another month, or its last day where it is shorter. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const ordinal = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(ordinal / 12);
  const month = (ordinal % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function monthOf(date: CalendarDate): Month {
  return date.slice(0, 7);
}

export function firstDayOf(month: Month): CalendarDate {
  return `${month}-01`;
}

export function lastDayOf(month: Month): CalendarDate {
  return `${month}-${pad(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))), 2)}`;
}

export function addToMonth(month: Month, months: number): Month {
  return monthOf(addMonths(firstDayOf(month), months));
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return monthOrdinalOf(to) - monthOrdinalOf(from);
}

/** Age in completed years on a day. Somebody born on 29 February turns older on 1 March of common years. */
export function ageOn(birthDate: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The civil date in Shanghai at an instant (epoch milliseconds). */
export function shanghaiDateOf(epochMs: number): CalendarDate {
  return shanghaiFormat.format(epochMs);
}

const shanghaiFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

function monthOrdinalOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
