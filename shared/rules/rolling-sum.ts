/**
 * Sums of dated amounts over any twelve months. An episode begins on the day the sum first reaches the threshold and lasts twelve
 * months, whatever more is paid in it: one finding. Everything follows from the amounts' own dates, so the order in which they
 * arrived changes nothing.
 */
import { addMonths, type CalendarDate, monthOf } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';

export interface DatedAmount<T> {
  readonly on: CalendarDate;
  readonly fen: Fen;
  readonly of: T;
}

export interface Episode<T> {
  /** Month of the crossing; `since-2026` for a burden that began before the last twelve months and still lasts. */
  readonly key: string;
  /** Day whose amounts brought the sum to the threshold. */
  readonly crossedOn: CalendarDate;
  /** Sum of the twelve months that end with the episode's latest amount. */
  readonly sumFen: Fen;
  readonly amounts: readonly DatedAmount<T>[];
}

const windowMonths = 12;

/** Episodes that began within the last twelve months, or the one that has lasted longer; at most the ones still worth a look. */
export function episodesOf<T>(
  amounts: readonly DatedAmount<T>[],
  thresholdOn: (on: CalendarDate) => Fen,
  asOf: CalendarDate,
): readonly Episode<T>[] {
  const known = amounts.filter((amount) => amount.on <= asOf).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const recent = crossingsOf(known, thresholdOn).filter((crossedOn) => crossedOn > addMonths(asOf, -windowMonths));
  if (recent.length > 0) return recent.map((crossedOn) => episodeOf(monthOf(crossedOn), crossedOn, known, asOf));
  const last = windowEnding(known, asOf).at(-1);
  const isLasting = last !== undefined && totalFen(windowEnding(known, asOf)) >= thresholdOn(last.on);
  return isLasting ? [episodeOf(`since-${asOf.slice(0, 4)}`, last.on, known, asOf)] : [];
}

/** Days on which the sum rises from below the threshold to it, at least twelve months apart. */
function crossingsOf<T>(known: readonly DatedAmount<T>[], thresholdOn: (on: CalendarDate) => Fen): CalendarDate[] {
  const crossings: CalendarDate[] = [];
  for (const on of new Set(known.map((amount) => amount.on))) {
    const window = windowEnding(known, on);
    const threshold = thresholdOn(on);
    const isReached = totalFen(window) >= threshold;
    const wasReached = totalFen(window.filter((amount) => amount.on < on)) >= threshold;
    const previous = crossings.at(-1);
    const isNewEpisode = previous === undefined || on >= addMonths(previous, windowMonths);
    if (isReached && !wasReached && isNewEpisode) crossings.push(on);
  }
  return crossings;
}

function episodeOf<T>(
  key: string,
  crossedOn: CalendarDate,
  known: readonly DatedAmount<T>[],
  asOf: CalendarDate,
): Episode<T> {
  const endsBefore = addMonths(crossedOn, windowMonths);
  const last = known.filter((amount) => amount.on < endsBefore).at(-1)?.on ?? asOf;
  const amounts = windowEnding(known, last);
  return { key, crossedOn, sumFen: totalFen(amounts), amounts };
}

function windowEnding<T>(known: readonly DatedAmount<T>[], end: CalendarDate): DatedAmount<T>[] {
  const start = addMonths(end, -windowMonths);
  return known.filter((amount) => amount.on > start && amount.on <= end);
}

function totalFen<T>(amounts: readonly DatedAmount<T>[]): Fen {
  return amounts.reduce((sum, amount) => sum + amount.fen, 0);
}
