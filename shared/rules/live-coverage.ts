/**
 * Live entries of the assistance register, and which of them is the household itself. Register numbers are not the roster's ids, so
 * the own entry is recognised by programme, county and the number most members share.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { type CalendarDate, type Month, monthOf } from '../domain/dates.ts';
import { programmes } from '../domain/household.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fact, Subject } from './define.ts';

export type CoverageFact = Fact<typeof assistanceRoster>;

/** Types that pay a living allowance; each excludes the others. */
export const payingTypes: readonly string[] = ['01', '02', '03', '04'];
export const liveStatuses: readonly string[] = ['1', '2', '3'];

function isLive({ row: entry }: CoverageFact, month: Month): boolean {
  return (
    payingTypes.includes(entry.assist_type ?? '') &&
    liveStatuses.includes(entry.status ?? '') &&
    (entry.guarantee_end ?? month) >= month &&
    (entry.guarantee_start ?? month) <= month
  );
}

/** The number most members carry in the register for this household's programme and county; ties go to the smaller number. */
export function ownHouseholdNumber(subject: Subject, month: Month): string | undefined {
  const counts = new Map<string, number>();
  for (const fact of subject.facts(assistanceRoster)) {
    const { household_no: number } = fact.row;
    if (number !== undefined && isLive(fact, month) && isOwnScheme(subject, fact))
      counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))[0]?.[0];
}

function isOwnScheme(subject: Subject, fact: CoverageFact): boolean {
  if (subject.programme === undefined || subject.standing !== 'covered') return false;
  const type = fact.row.assist_type ?? '';
  const isSinglePerson = subject.programme === 'single-person' && (type === '01' || type === '02');
  return isInOwnCounty(subject, fact) && (type === programmes[subject.programme].code || isSinglePerson);
}

/** Live paying entries of a person that are not the household's own, each household number, type and county once. */
export function otherCoverages(
  subject: Subject,
  person: PersonToken,
  ownNumber: string | undefined,
  asOf: CalendarDate,
): CoverageFact[] {
  const live = subject.factsOf(person, assistanceRoster).filter((fact) => isLive(fact, monthOf(asOf)));
  const isOwn = (fact: CoverageFact) =>
    isOwnScheme(subject, fact) && (ownNumber === undefined || (fact.row.household_no ?? ownNumber) === ownNumber);
  const others = live.filter((fact) => !isOwn(fact));
  return [...new Map(others.map((fact) => [coverageIdentityOf(fact), fact])).values()];
}

/** An entry without a region is taken for the own county's: the unknown is no second county. */
export function isInOwnCounty(subject: Subject, fact: CoverageFact): boolean {
  const region = fact.row.region_code ?? fact.regionCode;
  return region === undefined || region.slice(0, 6) === subject.regionCode.slice(0, 6);
}

export function coverageIdentityOf({ row }: CoverageFact): string {
  return `${row.household_no} ${row.assist_type} ${row.region_code?.slice(0, 6)}`;
}
