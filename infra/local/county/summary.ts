/** Sizes and base rates of a county, for the log and for tests. */
import type { DropFile } from './drop-writer.ts';
import type { HouseholdTruth } from './truth.ts';

export interface CountySummary {
  readonly rosterHouseholds: number;
  readonly rosterPeople: number;
  readonly outsideHouseholds: number;
  readonly outsidePeople: number;
  readonly drops: number;
  readonly datasets: number;
  readonly rows: number;
  readonly bytes: number;
  readonly damagedRows: number;
  readonly coveredHouseholds: number;
  readonly householdsInNeed: number;
  readonly householdsWronglyCovered: number;
  /** Shares: in need of the households not covered, wrongly covered of the covered, without trace of all true ones. */
  readonly needShare: number;
  readonly wrongShare: number;
  readonly silentShare: number;
  readonly byKind: Readonly<Record<string, number>>;
}

export function summarise(
  roster: DropFile,
  drops: readonly DropFile[],
  truth: readonly HouseholdTruth[],
): CountySummary {
  const onRoster = truth.filter((household) => household.householdNo !== undefined);
  const outside = truth.filter((household) => household.householdNo === undefined);
  const covered = truth.filter((household) => household.isCovered);
  const open = truth.filter((household) => !household.isCovered);
  const isTrue = truth.filter((household) => household.isInNeed || household.isWronglyCovered);
  const byKind: Record<string, number> = {};
  for (const { needKinds, wrongKinds } of truth)
    for (const kind of [...needKinds, ...wrongKinds]) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    rosterHouseholds: onRoster.length,
    rosterPeople: roster.manifest.rows,
    outsideHouseholds: outside.length,
    outsidePeople: sum(outside, (household) => household.members.length),
    drops: drops.length,
    datasets: new Set(drops.map((drop) => drop.dataset)).size,
    rows: sum(drops, (drop) => drop.manifest.rows),
    bytes: sum(drops, (drop) => drop.manifest.bytes),
    damagedRows: sum(drops, (drop) => drop.damagedRows.size),
    coveredHouseholds: covered.length,
    householdsInNeed: open.filter((household) => household.isInNeed).length,
    householdsWronglyCovered: truth.filter((household) => household.isWronglyCovered).length,
    needShare: shareOf(open, (household) => household.isInNeed),
    wrongShare: shareOf(covered, (household) => household.isWronglyCovered),
    silentShare: shareOf(isTrue, (household) => household.traces.length === 0),
    byKind,
  };
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

function shareOf<T>(list: readonly T[], is: (item: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(is).length / list.length;
}
