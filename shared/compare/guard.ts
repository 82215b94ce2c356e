/**
 * The guard before release: a drop whose shape drifts from what the dataset looked like before, or that would raise a storm of
 * warnings, is held whole until a person releases it. A held drop leaves no trace but its record; nothing is half applied.
 */
import type { Drop, DropFault } from '../domain/drops.ts';
import type { AcceptedStatistics } from '../ports/drop-store.ts';
import { medianMagnitude, type RowStatistics } from './compare-rows.ts';

/** Bounds of the guard; all defaults are unverified [OK] and belong to the province's configuration. */
export interface GuardBounds {
  /** Rows may change by this factor against the trailing median, in snapshots. */
  readonly rowsFactorMax: number;
  /** Share of a column's empty fields may rise by this much. */
  readonly nullShareRiseMax: number;
  readonly rejectShareMax: number;
  readonly unknownCodeShareMax: number;
  readonly foreignShareMax: number;
  /** Share of rows on the roster may fall or rise by this factor. */
  readonly matchFactorMax: number;
  /** Powers of two the median amount may move: 3 catches yuan for fen or 万元. */
  readonly magnitudeMoveMax: number;
  /** Households newly warned about, against the roster and the trailing median. */
  readonly warningShareMax: number;
  readonly warningFactorMax: number;
  /** Below this many rows or warnings a ratio says nothing. */
  readonly rowsForRatioMin: number;
  readonly warningsForStormMin: number;
}

export const defaultBounds: GuardBounds = {
  rowsFactorMax: 3,
  nullShareRiseMax: 0.3,
  rejectShareMax: 0.05,
  unknownCodeShareMax: 0.03,
  foreignShareMax: 0.05,
  matchFactorMax: 4,
  magnitudeMoveMax: 2,
  warningShareMax: 0.08,
  warningFactorMax: 5,
  rowsForRatioMin: 200,
  warningsForStormMin: 100,
};

/** A drop without manifest has nothing that vouches for it: bounds half as wide. */
export function boundsFor(drop: Pick<Drop, 'isBare'>, bounds: GuardBounds = defaultBounds): GuardBounds {
  if (!drop.isBare) return bounds;
  return {
    ...bounds,
    rowsFactorMax: Math.max(1.5, bounds.rowsFactorMax / 2),
    nullShareRiseMax: bounds.nullShareRiseMax / 2,
    rejectShareMax: bounds.rejectShareMax / 2,
    unknownCodeShareMax: bounds.unknownCodeShareMax / 2,
    foreignShareMax: bounds.foreignShareMax / 2,
    warningShareMax: bounds.warningShareMax / 2,
  };
}

/** What makes the rows themselves suspicious; needs no evaluation. */
export function findDrift(
  drop: Pick<Drop, 'mode' | 'isBare'>,
  statistics: RowStatistics,
  before: readonly AcceptedStatistics[],
  bounds: GuardBounds = boundsFor(drop),
): DropFault[] {
  const faults: DropFault[] = [];
  const { rows } = statistics;
  const share = (count: number) => (rows === 0 ? 0 : count / rows);
  if (rows === 0 && drop.mode === 'snapshot') faults.push({ code: 'rows-none', detail: {} });
  if (rows >= bounds.rowsForRatioMin || share(statistics.rejected) > 0.5) {
    if (share(statistics.rejected) > bounds.rejectShareMax) {
      faults.push({ code: 'rejects-too-many', detail: { rejected: statistics.rejected, rows } });
    }
    const codes = statistics.faults['code-unknown'] ?? 0;
    if (share(codes) > bounds.unknownCodeShareMax)
      faults.push({ code: 'codes-drift', detail: { unknown: codes, rows } });
  }
  if (statistics.located >= bounds.rowsForRatioMin) {
    const foreign = statistics.foreign / statistics.located;
    if (foreign > bounds.foreignShareMax) {
      faults.push({ code: 'region-foreign', detail: { foreign: statistics.foreign, located: statistics.located } });
    }
  }
  if (before.length > 0 && rows >= bounds.rowsForRatioMin) faults.push(...driftFrom(drop, statistics, before, bounds));
  return faults;
}

function driftFrom(
  drop: Pick<Drop, 'mode'>,
  statistics: RowStatistics,
  before: readonly AcceptedStatistics[],
  bounds: GuardBounds,
): DropFault[] {
  const faults: DropFault[] = [];
  const usualRows = medianOf(before.map((entry) => entry.rows));
  const isShape = drop.mode === 'snapshot' && usualRows >= bounds.rowsForRatioMin;
  if (isShape && isOffBy(statistics.rows, usualRows, bounds.rowsFactorMax)) {
    faults.push({ code: 'rows-drift', detail: { rows: statistics.rows, usual: usualRows } });
  }
  const usualMatch = medianOf(before.map((entry) => entry.matchRate));
  const match = statistics.accepted === 0 ? 0 : statistics.matched / statistics.accepted;
  if (usualMatch > 0.01 && isOffBy(match, usualMatch, bounds.matchFactorMax)) {
    faults.push({
      code: 'match-drift',
      detail: { percent: Math.round(match * 100), usual: Math.round(usualMatch * 100) },
    });
  }
  for (const [column, count] of Object.entries(statistics.nulls)) {
    const usual = medianOf(before.map((entry) => entry.nullShares[column] ?? 0));
    if (count / statistics.rows - usual > bounds.nullShareRiseMax) {
      faults.push({ code: 'nulls-drift', detail: { column, percent: Math.round((count / statistics.rows) * 100) } });
    }
  }
  for (const [column, counts] of Object.entries(statistics.magnitudes)) {
    const known = before.map((entry) => entry.medians[column]).filter((median) => median !== undefined);
    const now = medianMagnitude(counts);
    const isSettled = counts.reduce((sum, count) => sum + count, 0) >= bounds.rowsForRatioMin && known.length > 0;
    if (now !== undefined && isSettled && Math.abs(now - medianOf(known)) > bounds.magnitudeMoveMax) {
      faults.push({ code: 'unit-drift', detail: { column, power: now, usual: medianOf(known) } });
    }
  }
  return faults;
}

/** Whether releasing would flood the townships. */
export function findStorm(
  drop: Pick<Drop, 'isBare'>,
  warnings: number,
  rosterHouseholds: number,
  before: readonly AcceptedStatistics[],
  bounds: GuardBounds = boundsFor(drop),
): DropFault[] {
  if (warnings < bounds.warningsForStormMin) return [];
  const usual = medianOf(before.map((entry) => entry.warnings));
  const isWide = warnings > rosterHouseholds * bounds.warningShareMax;
  const isSudden = before.length >= 3 && usual > 0 && warnings > usual * bounds.warningFactorMax;
  return isWide || isSudden ? [{ code: 'warning-storm', detail: { warnings, usual, rosterHouseholds } }] : [];
}

export function acceptedStatisticsOf(drop: string, statistics: RowStatistics, warnings: number): AcceptedStatistics {
  const { rows } = statistics;
  return {
    drop,
    rows,
    warnings,
    matchRate: statistics.accepted === 0 ? 0 : statistics.matched / statistics.accepted,
    unknownCodeShare: rows === 0 ? 0 : (statistics.faults['code-unknown'] ?? 0) / rows,
    nullShares: Object.fromEntries(
      Object.entries(statistics.nulls).map(([name, count]) => [
        name,
        Math.round((count / Math.max(1, rows)) * 1000) / 1000,
      ]),
    ),
    medians: Object.fromEntries(
      Object.entries(statistics.magnitudes).flatMap(([name, counts]) => {
        const median = medianMagnitude(counts);
        return median === undefined ? [] : [[name, median]];
      }),
    ),
  };
}

function isOffBy(value: number, usual: number, factor: number): boolean {
  return value > usual * factor || value * factor < usual;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
