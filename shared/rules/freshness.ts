/** How old a row is at its source. A department that gives no date has said nothing of the row's age: it is then not called stale. */
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import type { Fact, Strength } from './define.ts';

/** True when the source last touched the row more than so many months before `asOf`. */
export function isStale(fact: Pick<Fact, 'ref'>, asOf: CalendarDate, monthsMax: number): boolean {
  const { sourceUpdatedOn } = fact.ref;
  return sourceUpdatedOn !== undefined && sourceUpdatedOn < addMonths(asOf, -monthsMax);
}

/** The earlier of two dates: a fact is never judged by the parameters of a day after `asOf`. */
export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return [a, b].sort()[0] as CalendarDate;
}

/** The strength a finding keeps when something speaks for an innocent explanation. */
export function warningUnless(isDoubtful: boolean): Strength {
  return isDoubtful ? 'signal' : 'warning';
}
