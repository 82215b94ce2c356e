/** Day numbers as dates and months, remembered: the county asks for the same few thousand days a million times. */
import { type CalendarDate, dateOfDayNumber, dayNumberOf, type Month } from '../../../shared/domain/dates.ts';

const dates = new Map<number, CalendarDate>();

export function dateOf(day: number): CalendarDate {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = dateOfDayNumber(day);
  dates.set(day, date);
  return date;
}

export function monthOfDay(day: number): Month {
  return dateOf(day).slice(0, 7);
}

export function yearOfDay(day: number): number {
  return Number(dateOf(day).slice(0, 4));
}

export const dayOf = dayNumberOf;
