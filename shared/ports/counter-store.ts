/** Counters of cases by place, direction, level and state. */
import type { BucketMove } from '../domain/cases/case-counts.ts';

export interface CountedMove extends BucketMove {
  readonly caseId: string;
  /** The version of the case that this move made. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface CounterStore {
  /** Counts the move with its mark in one transaction; false when this version of the case was counted before. */
  move(move: CountedMove): Promise<boolean>;
}
