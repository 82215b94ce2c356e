/** Disasters that struck a household and where it lives since. Several members may report the same one: it counts once. */
import { disaster } from '../datasets/disaster.ts';
import { housingSupport } from '../datasets/housing-support.ts';
import { realEstate } from '../datasets/real-estate.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import type { Fact, Subject } from './define.ts';

export interface DisasterStrike {
  readonly disasterOn: CalendarDate;
  readonly facts: readonly Fact<typeof disaster>[];
}

/** By day, the latest last. Rows without a date, or dated after `asOf`, are left out. */
export function byDisaster(subject: Subject, asOf: CalendarDate): readonly DisasterStrike[] {
  const strikes = new Map<CalendarDate, Fact<typeof disaster>[]>();
  for (const fact of subject.facts(disaster)) {
    const on = fact.row.disaster_date ?? fact.eventOn;
    if (on !== undefined && on <= asOf) strikes.set(on, [...(strikes.get(on) ?? []), fact]);
  }
  return [...strikes.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([disasterOn, facts]) => ({ disasterOn, facts }));
}

/** Collapsed or badly damaged: nobody can live in it. */
export function isHouseLost(row: { readonly house_damage?: string | undefined }): boolean {
  return row.house_damage === '1' || row.house_damage === '2';
}

/** Moved into a public, relocation or rebuilt home, or registered a new one, since that day. */
export function isResettledSince(subject: Subject, on: CalendarDate): boolean {
  const isHoused = subject
    .facts(housingSupport)
    .some(({ row }) => (row.move_in_date ?? '') >= on && row.support_kind !== '2');
  const isRebuilt = subject
    .facts(realEstate)
    .some(({ row }) => row.planned_use === '1' && row.right_status === '1' && (row.register_date ?? '') >= on);
  return isHoused || isRebuilt;
}

/** Owns a home bought in a town, or more homes than the one that was struck. */
export function hasHomeElsewhere(subject: Subject, asOf: CalendarDate): boolean {
  const { homes } = assetsLedgerOf(subject, asOf);
  const own = homes.filter((home) => (home.sharePercent ?? 100) >= 50);
  return own.length > 1 || own.some((home) => ['1', '2', '3'].includes(home.natureCode ?? ''));
}
