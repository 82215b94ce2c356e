/**
 * The system to beat: it warns of every household about which any row of a dataset arrived, and asks nothing of the row. And the one
 * measure for it and for doudi: which of the warned households are true, and which of the true ones are warned.
 */
import { datasetOf } from '../../../shared/datasets/catalogue.ts';
import type { Direction } from '../../../shared/datasets/define.ts';
import { parseIdentity } from '../../../shared/domain/identity.ts';
import type { County } from './county.ts';
import type { DropFile } from './drop-writer.ts';
import { readDrop } from './read-drop.ts';
import { type HouseholdTruth, householdsByMember } from './truth.ts';

export interface WarnedHouseholds {
  readonly leak: ReadonlySet<string>;
  readonly error: ReadonlySet<string>;
}

export interface Score {
  readonly warned: number;
  readonly truePositives: number;
  /** Truly in need, or wrongly covered. */
  readonly actual: number;
  readonly precision: number;
  readonly recall: number;
}

/** Datasets that say who people are, not what happened to them: a row there is no hit even to a naive system. */
export const identityDatasets: readonly string[] = ['household_registration', 'assistance_roster'];

/** Households a naive system warns of, by `ref`. */
export function naiveBaseline(county: County, ignored: readonly string[] = identityDatasets): WarnedHouseholds {
  const byMember = householdsByMember(county.truth);
  const leak = new Set<string>();
  const error = new Set<string>();
  for (const drop of county.drops) {
    const direction = datasetOf(drop.dataset)?.direction;
    if (direction === undefined || direction === 'funds' || ignored.includes(drop.dataset)) continue;
    for (const household of householdsIn(drop, byMember)) {
      if (warnsOfLeak(direction) && !household.isCovered && household.status !== 'applying') leak.add(household.ref);
      if (warnsOfError(direction) && (household.isCovered || household.status === 'applying')) error.add(household.ref);
    }
  }
  return { leak, error };
}

function* householdsIn(drop: DropFile, byMember: ReadonlyMap<string, HouseholdTruth>): Generator<HouseholdTruth> {
  const { header, rows } = readDrop(drop);
  const at = header.indexOf('id_no');
  for (const row of rows) {
    const identity = parseIdentity(row[at] ?? '');
    const household = identity.ok ? byMember.get(identity.id) : undefined;
    if (household) yield household;
  }
}

const warnsOfLeak = (direction: Direction): boolean => direction === 'leak' || direction === 'both';
const warnsOfError = (direction: Direction): boolean => direction === 'error' || direction === 'both';

/** Precision and recall of each direction, by household. */
export function score(truth: readonly HouseholdTruth[], warned: WarnedHouseholds): { leak: Score; error: Score } {
  return {
    leak: scoreOf(truth, warned.leak, (household) => household.isInNeed),
    error: scoreOf(truth, warned.error, (household) => household.isWronglyCovered),
  };
}

function scoreOf(
  truth: readonly HouseholdTruth[],
  warned: ReadonlySet<string>,
  isTrue: (household: HouseholdTruth) => boolean,
): Score {
  const actual = truth.filter(isTrue);
  const truePositives = actual.filter((household) => warned.has(household.ref)).length;
  return {
    warned: warned.size,
    truePositives,
    actual: actual.length,
    precision: warned.size === 0 ? 0 : truePositives / warned.size,
    recall: actual.length === 0 ? 0 : truePositives / actual.length,
  };
}
