/** The truth about each household as a comparison reads it. Never dropped: no department knows it. */
import type { Programme, RosterStatus } from '../../../shared/domain/household.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import { judge } from './judge.ts';
import type { Household, NeedKind, WrongKind } from './latent.ts';
import { isCovered, refOf } from './people.ts';

export interface HouseholdTruth {
  /** The roster's household number, or the registration number of a household outside it. */
  readonly ref: string;
  readonly householdNo: string | undefined;
  readonly hukouNo: string;
  readonly region: string;
  readonly programme: Programme | undefined;
  readonly status: RosterStatus | undefined;
  readonly isCovered: boolean;
  /** Identity numbers of everybody who belongs to the household. */
  readonly members: readonly string[];
  /** Not covered, but entitled or urgently needing help. */
  readonly isInNeed: boolean;
  readonly needKinds: readonly NeedKind[];
  /** Covered or applying, but by the real facts not entitled as it is. */
  readonly isWronglyCovered: boolean;
  readonly wrongKinds: readonly WrongKind[];
  /** What brought it about. */
  readonly story: string | undefined;
  /** Datasets in which the truth left a row; empty for what nobody can find. */
  readonly traces: readonly string[];
  readonly perCapitaFenYear: Fen;
  readonly perCapitaAfterFenYear: Fen;
}

export function truthOf(household: Household, asOf: number): HouseholdTruth {
  const { needs, wrongs, perCapitaFenYear, perCapitaAfterFenYear } = judge(household, asOf);
  return {
    ref: refOf(household),
    householdNo: household.householdNo,
    hukouNo: household.hukouNo,
    region: household.village,
    programme: household.programme,
    status: household.status,
    isCovered: isCovered(household),
    members: household.members.map((person) => person.id),
    isInNeed: needs.length > 0,
    needKinds: needs,
    isWronglyCovered: wrongs.length > 0,
    wrongKinds: wrongs,
    story: household.story,
    traces: [...household.traces].sort(),
    perCapitaFenYear,
    perCapitaAfterFenYear,
  };
}

/** Identity number → household. */
export function householdsByMember(truth: readonly HouseholdTruth[]): ReadonlyMap<string, HouseholdTruth> {
  const byMember = new Map<string, HouseholdTruth>();
  for (const household of truth) for (const id of household.members) byMember.set(id, household);
  return byMember;
}
