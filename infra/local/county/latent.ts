/**
 * The county as it really is: people, families, what they earn, own and suffer. Departments see only what they record of it. Amounts
 * are fen, days are day numbers since 1970.
 */
import type { MemberStatus, Programme, RosterStatus } from '../../../shared/domain/household.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { FlawName } from './flaws.ts';
import type { Nation } from './names.ts';

export type Job =
  | 'none'
  | 'farm'
  | 'informal'
  | 'migrant'
  | 'employed'
  | 'self-employed'
  | 'public-post'
  | 'public-payroll'
  | 'village-cadre'
  | 'transport';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isMale: boolean;
  readonly born: number;
  readonly nation: Nation;
  readonly household: Household;
  relation: string;
  hukouNo: string;
  memberStatus: MemberStatus;
  marital: string;
  job: Job;
  /** Earned from work, a year. */
  earnedFenYear: Fen;
  employer?: string;
  jobFrom?: number;
  /** An employment record of a job that ended. */
  oldJob?: { employer: string; from: number; ended: number };
  pension?: { type: '1' | '2' | '3'; monthFen: Fen; basicFen: Fen; from: number };
  disability?: { type: string; level: string; issued: number; status: string };
  illness?: { category: string; icd10: string; diagnosed: number; isMajor: boolean };
  school?: School;
  stays?: Stay[];
  death?: Death;
  custody?: Custody;
  unemployment?: { registered: number; reason: string; monthsLeft: number; ended: number };
  marriage?: { spouseId: string; spouseName: string; on: number; type: '1' | '2'; isTrace: boolean };
  migration?: { on: number; region: string };
  childType?: string;
  isVeteran?: boolean;
  /** A child whom nobody supports in truth. */
  isUnsupported?: boolean;
  /** What happened to this person is the truth of the household: records of it are traces. */
  isStory?: boolean;
}

export interface School {
  readonly stage: string;
  readonly name: string;
  readonly kind: string;
  readonly enrolled: number;
  readonly graduates: number;
  readonly status: string;
  readonly tuitionFen: Fen;
}

/** A hospital stay and how it was paid. */
export interface Stay {
  readonly admitted: number;
  readonly discharged: number;
  readonly totalFen: Fen;
  readonly selfFen: Fen;
  readonly isTrace: boolean;
}

export type DeathSource = 'police' | 'funeral' | 'health';
export interface Death {
  readonly on: number;
  readonly sources: readonly DeathSource[];
  readonly isTrace: boolean;
}

export interface Custody {
  readonly type: '1' | '2' | '3' | '4';
  readonly from: number;
  readonly until: number;
  readonly released?: number;
  readonly isCommunity: boolean;
  /** Released or at home in truth, whatever the record says. */
  readonly isAtHome: boolean;
  readonly isTrace: boolean;
}

interface AssetBase {
  readonly owner: Person;
  /** Why this asset means nothing, or undefined where it is the household's own and worth what it seems. */
  readonly flaw: FlawName | undefined;
  /** Whether the department's row is a trace of the household's truth. */
  readonly isTrace: boolean;
}

export interface Vehicle extends AssetBase {
  readonly kind: 'vehicle';
  readonly type: 'K' | 'H' | 'M' | 'N';
  readonly registered: number;
  readonly status: string;
  readonly invoiceFen: Fen;
  readonly valueFen: Fen;
  readonly isElectric: boolean;
}
export interface Home extends AssetBase {
  readonly kind: 'home';
  readonly nature: string;
  readonly areaHundredths: number;
  readonly share: string;
  readonly registered: number;
  readonly priceFen: Fen;
  /** Contract signed, not yet registered. */
  readonly isContract: boolean;
}
export interface Enterprise extends AssetBase {
  readonly kind: 'enterprise';
  readonly type: string;
  readonly role: string;
  readonly name: string;
  readonly capitalFen: Fen;
  readonly paidFen: Fen;
  readonly turnoverFenYear: Fen;
  readonly established: number;
  readonly status: string;
}
export interface Savings extends AssetBase {
  readonly kind: 'savings';
  readonly where: 'bank' | 'securities' | 'payment' | 'policy';
  readonly amountFen: Fen;
}
export interface Machine extends AssetBase {
  readonly kind: 'machine';
  readonly type: string;
  readonly bought: number;
  readonly priceFen: Fen;
}
export interface Transport extends AssetBase {
  readonly kind: 'transport';
  readonly type: string;
  readonly bought: number;
}
export type Asset = Vehicle | Home | Enterprise | Savings | Machine | Transport;

/** An accident, fire or disaster of the household. */
export interface Calamity {
  readonly kind: 'traffic' | 'fire' | 'injury' | 'disaster';
  readonly on: number;
  readonly victim: Person;
  readonly lossFen: Fen;
  /** Borne by insurance or others. */
  readonly coveredFen: Fen;
  /** Code of CL_CASUALTY or CL_HDAMAGE. */
  readonly severity: string;
  readonly isTrace: boolean;
}

export type NeedKind =
  | 'income-below-line'
  | 'rigid-expenditure'
  | 'calamity'
  | 'child-without-support'
  | 'single-person-guarantee';

export type WrongKind =
  | 'income-above-line'
  | 'private-car'
  | 'second-home'
  | 'enterprise'
  | 'savings'
  | 'deceased-counted'
  | 'custody-counted'
  | 'duplicate-coverage'
  | 'moved-away';

export interface Household {
  readonly hukouNo: string;
  /** On the roster; undefined for residents outside it. */
  readonly householdNo: string | undefined;
  readonly village: string;
  readonly isUrban: boolean;
  readonly programme: Programme | undefined;
  readonly status: RosterStatus | undefined;
  readonly members: Person[];
  readonly assets: Asset[];
  readonly calamities: Calamity[];
  /** What happened to the household, if its truth was not left to chance. */
  story: string | undefined;
  /** No department recorded the story. */
  isSilent: boolean;
  sinceDay: number;
  /** From land, rent, relatives, a year. */
  otherFenYear: Fen;
  educationFenYear: Fen;
  /** Covered elsewhere too: the other region and since when. */
  duplicate?: { region: string; from: number; isNominal: boolean };
  /** One person of this household is covered by a single-person guarantee of their own. */
  isSplit: boolean;
  isRelocated: boolean;
  isMonitoredPoor: boolean;
  /** Datasets in which the truth left a trace. */
  readonly traces: Set<string>;
}

export interface World {
  readonly seed: string;
  readonly asOf: number;
  /** Roster households first, then residents outside. */
  readonly households: readonly Household[];
  readonly people: readonly Person[];
}
