/**
 * When a schedule fires next: `cron(minutes hours day-of-month month day-of-week year)` with AWS's `?`, `L`, `W` and `#`,
 * `rate(n minutes|hours|days)` and `at(yyyy-mm-ddThh:mm:ss)`, in the schedule's own time zone. Pure: the current instant comes in.
 */
import { instantOf, type WallClock, wallClockAt } from './zoned-time.ts';

export interface ScheduleExpression {
  /** The first instant after `afterMs`, or `undefined`: never again. `startedMs` anchors a rate. */
  next(afterMs: number, startedMs: number): number | undefined;
}

const daysMax = 366 * 8;
const minuteMs = 60_000;
const units: Readonly<Record<string, number>> = { minute: minuteMs, hour: 60 * minuteMs, day: 1440 * minuteMs };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export function parseSchedule(text: string, zone = 'UTC'): ScheduleExpression {
  const [, kind, argument] = /^(cron|rate|at)\((.+)\)$/.exec(text.trim()) ?? [];
  if (argument === undefined) throw new Error(`schedule expression not understood: ${text}`);
  if (kind === 'rate') return parseRate(argument, text);
  if (kind === 'at') return parseAt(argument, zone, text);
  return parseCron(argument, zone, text);
}

function parseRate(argument: string, text: string): ScheduleExpression {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const periodMs = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (!(periodMs > 0)) throw new Error(`schedule expression not understood: ${text}`);
  return { next: (afterMs, startedMs) => startedMs + (Math.floor((afterMs - startedMs) / periodMs) + 1) * periodMs };
}

function parseAt(argument: string, zone: string, text: string): ScheduleExpression {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(argument);
  if (match === null) throw new Error(`schedule expression not understood: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const instant = instantOf({ year, month, day, hour, minute }, zone) + second * 1000;
  return { next: (afterMs) => (instant > afterMs ? instant : undefined) };
}

function parseCron(argument: string, zone: string, text: string): ScheduleExpression {
  const fields = argument.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6 || (dayOfMonth !== '?' && dayOfWeek !== '?')) {
    throw new Error(`schedule expression needs six fields, one of the two days being ?: ${text}`);
  }
  const minutes = parseField(minute, 0, 59, text);
  const hours = parseField(hour, 0, 23, text);
  const monthSet = new Set(parseField(month, 1, 12, text, months));
  const yearSet = new Set(parseField(year, 1970, 2199, text));
  const isDay = dayOfMonth === '?' ? parseDayOfWeek(dayOfWeek, text) : parseDayOfMonth(dayOfMonth, text);
  return {
    next(afterMs) {
      const from = wallClockAt(afterMs, zone);
      for (let offset = 0; offset < daysMax; offset += 1) {
        const day = addDays(from, offset);
        if (!yearSet.has(day.year) || !monthSet.has(day.month) || !isDay(day)) continue;
        for (const atHour of hours) {
          for (const atMinute of minutes) {
            const instant = instantOf({ ...day, hour: atHour, minute: atMinute }, zone);
            if (instant > afterMs) return instant;
          }
        }
      }
      return undefined;
    },
  };
}

type Day = Pick<WallClock, 'year' | 'month' | 'day'>;
type DayTest = (day: Day) => boolean;

function addDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const lastDayOf = ({ year, month }: Day): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** 1 = Sunday … 7 = Saturday, as AWS counts. */
const weekdayOf = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

function parseDayOfMonth(field: string, text: string): DayTest {
  if (field === 'L') return (day) => day.day === lastDayOf(day);
  const [, nearest] = /^(\d+|L)W$/.exec(field) ?? [];
  if (nearest !== undefined)
    return (day) => day.day === nearestWeekday(day, nearest === 'L' ? lastDayOf(day) : Number(nearest));
  const days = new Set(parseField(field, 1, 31, text));
  return ({ day }) => days.has(day);
}

/** The working day nearest to the target, without leaving its month. */
function nearestWeekday(month: Day, target: number): number {
  const last = lastDayOf(month);
  const day = Math.min(target, last);
  const weekday = weekdayOf({ ...month, day });
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < last ? day + 1 : day - 2;
  return day;
}

function parseDayOfWeek(field: string, text: string): DayTest {
  const number = (name: string): number => parseField(name, 1, 7, text, weekdays)[0] ?? Number.NaN;
  if (field === 'L') return (day) => weekdayOf(day) === 7;
  const [, last] = /^(\w+)L$/.exec(field) ?? [];
  if (last !== undefined) return (day) => weekdayOf(day) === number(last) && day.day + 7 > lastDayOf(day);
  const [, which, nth] = /^(\w+)#([1-5])$/.exec(field) ?? [];
  if (which !== undefined) return (day) => weekdayOf(day) === number(which) && Math.ceil(day.day / 7) === Number(nth);
  const days = new Set(parseField(field, 1, 7, text, weekdays));
  return (day) => days.has(weekdayOf(day));
}

/** Values of a field such as `*`, `1-5`, `0/15`, `MON,WED`, in ascending order. */
function parseField(
  field: string,
  lowest: number,
  highest: number,
  text: string,
  names: readonly string[] = [],
): number[] {
  const number = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const value = named >= 0 ? named + lowest : /^\d+$/.test(part) ? Number(part) : Number.NaN;
    if (!(value >= lowest && value <= highest)) throw new Error(`schedule expression not understood: ${text}`);
    return value;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [first = '', end] = range.split('-');
    const from = first === '*' || first === '?' ? lowest : number(first);
    const to = end !== undefined ? number(end) : first === '*' || first === '?' || step !== undefined ? highest : from;
    const by = step === undefined ? 1 : Number(step);
    if (!(by >= 1)) throw new Error(`schedule expression not understood: ${text}`);
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return [...values].sort((left, right) => left - right);
}
