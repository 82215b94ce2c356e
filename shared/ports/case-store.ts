/** Household case files. One commit is one transaction: case, lock, events, journal entries and warnings, or nothing. */
import type { AlertCase, AlertDirection, CaseEvent, Exemption, WarningRecord } from '../domain/cases/alert-case.ts';

export interface HouseholdAlerts {
  readonly openCase: AlertCase | undefined;
  readonly exemptions: readonly Exemption[];
}

/** What is kept of a warning beside its state: the finding as it was raised, for portraits, notices and replay. */
export interface WarningBody {
  readonly record: WarningRecord;
  /** The whole message of the first or latest raising; undefined for a withdrawal that came first. */
  readonly raised: unknown;
  readonly household: string;
  readonly direction: AlertDirection;
}

export interface CaseCommit {
  readonly household: string;
  readonly direction: AlertDirection;
  /** The case as it was read, and as it becomes; both undefined when only warnings change. */
  readonly before: AlertCase | undefined;
  readonly after: AlertCase | undefined;
  readonly events: readonly CaseEvent[];
  readonly warnings: readonly { readonly before: WarningRecord | undefined; readonly after: WarningBody }[];
  readonly county: string;
  readonly at: string;
}

export interface CaseStore {
  readAlerts(household: string, direction: AlertDirection): Promise<HouseholdAlerts>;
  readWarnings(ids: readonly string[]): Promise<ReadonlyMap<string, WarningRecord>>;
  /** False when case or a warning has moved since it was read: read again and decide again. */
  commit(commit: CaseCommit): Promise<boolean>;
}
