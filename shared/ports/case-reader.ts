/** Cases, warnings and counters as people read them: eventually consistent, never scanned. */
import type { AlertCase, AlertDirection, CaseEvent, WarningRecord } from '../domain/cases/alert-case.ts';
import type { AlertState } from '../domain/cases/alert-states.ts';
import type { CaseCount } from '../domain/cases/case-counts.ts';

export interface CasePage {
  readonly cases: readonly AlertCase[];
  /** Where the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

export interface CaseFile {
  readonly case: AlertCase;
  /** Newest first, at most a hundred. */
  readonly events: readonly CaseEvent[];
}

export interface StoredWarning {
  readonly record: WarningRecord;
  readonly household: string;
  readonly direction: AlertDirection;
  /** The message that raised it; undefined when the withdrawal came first. */
  readonly raised: unknown;
}

export interface CaseReader {
  /** Cases of a place (`placeOf` of a case) in a state, earliest deadline first. */
  list(place: string, state: AlertState, rowsMax: number, position?: string): Promise<CasePage>;
  readCase(id: string): Promise<CaseFile | undefined>;
  readWarning(id: string): Promise<StoredWarning | undefined>;
  readCounts(place: string): Promise<readonly CaseCount[]>;
}
