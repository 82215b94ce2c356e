/**
 * The buckets in which cases are counted: one per place, direction, level and state. A case lies in exactly one bucket, so a change
 * of it takes one away from where it was and adds one where it is; a change within the bucket counts nothing.
 */
import type { AlertCase, AlertDirection, AlertLevel } from './alert-case.ts';
import type { AlertState } from './alert-states.ts';

export interface CaseBucket {
  /** 12-digit township code, '' while the case waits for one. */
  readonly township: string;
  readonly county: string;
  readonly direction: AlertDirection;
  readonly level: AlertLevel;
  readonly state: AlertState;
}

export interface CaseCount {
  readonly direction: AlertDirection;
  readonly level: AlertLevel;
  readonly state: AlertState;
  readonly count: number;
}

export interface BucketMove {
  readonly from: CaseBucket | undefined;
  readonly to: CaseBucket | undefined;
}

/** Where a case is worked on: its township, or its county's tray of cases without one. */
export function placeOf(at: { readonly township: string; readonly county: string }): string {
  return at.township === '' ? pendingPlaceOf(at.county) : at.township;
}

export function pendingPlaceOf(county: string): string {
  return `${county}#pending`;
}

/** The code whose reach decides who sees the case. */
export function regionCodeOf(at: { readonly township: string; readonly county: string }): string {
  return at.township === '' ? at.county : at.township;
}

/** Undefined when the case stays in its bucket. */
export function findBucketMove(before: CaseBucket | undefined, after: CaseBucket | undefined): BucketMove | undefined {
  const from = before && bucketOf(before);
  const to = after && bucketOf(after);
  if (from === undefined && to === undefined) return undefined;
  return from !== undefined && to !== undefined && isSame(from, to) ? undefined : { from, to };
}

function bucketOf({ township, county, direction, level, state }: CaseBucket | AlertCase): CaseBucket {
  return { township, county, direction, level, state };
}

function isSame(a: CaseBucket, b: CaseBucket): boolean {
  return placeOf(a) === placeOf(b) && a.direction === b.direction && a.level === b.level && a.state === b.state;
}
