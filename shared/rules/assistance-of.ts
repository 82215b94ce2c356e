/** What the assistance roster of any county says of one person: help already given elsewhere is no leak. */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { type CalendarDate, monthOf } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fact, Subject } from './define.ts';

export const rosterTypes = {
  /** Dibao and extreme hardship: the paid programmes. */
  paid: ['01', '02', '03', '04'],
  dibao: ['01', '02'],
  edge: ['05'],
  rigid: ['06'],
  /** Recognised as in hardship, not paid each month. */
  recognised: ['05', '06', '07', '08'],
  any: ['01', '02', '03', '04', '05', '06', '07', '08'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const liveStatuses = new Set(['1', '2']);

/** Live roster rows of one person of these types. A row whose status is not stated proves no coverage. */
export function assistanceOf(
  subject: Subject,
  person: PersonToken,
  asOf: CalendarDate,
  types: readonly string[],
): readonly Fact<typeof assistanceRoster>[] {
  return subject.factsOf(person, assistanceRoster).filter(({ row, isNameMatch }) => {
    const isLive = liveStatuses.has(row.status ?? '') && (row.guarantee_end ?? monthOf(asOf)) >= monthOf(asOf);
    return isLive && types.includes(row.assist_type ?? '') && isNameMatch !== false;
  });
}

export function isAssistedAs(
  subject: Subject,
  person: PersonToken,
  asOf: CalendarDate,
  types: readonly string[],
): boolean {
  return assistanceOf(subject, person, asOf, types).length > 0;
}

/** Whether the person is paid dibao or extreme-hardship support by any roster. */
export function isPaid(subject: Subject, person: PersonToken, asOf: CalendarDate): boolean {
  return isAssistedAs(subject, person, asOf, rosterTypes.paid);
}

/** Whether the household as such is paid elsewhere: dibao is granted to families, so one counted member's live row is enough. */
export function isHouseholdPaid(subject: Subject, asOf: CalendarDate): boolean {
  return subject.countedMembers.some((member) => isAssistedAs(subject, member.person, asOf, rosterTypes.dibao));
}
