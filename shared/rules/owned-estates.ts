/** Real estate of a household: each certificate once, with what its members hold of it together. Historic rights are left out. */
import { realEstate } from '../datasets/real-estate.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fact, Subject } from './define.ts';
import { evidenceKey } from './evidence-key.ts';

export type EstateFact = Fact<typeof realEstate>;

export interface OwnedEstate {
  readonly key: string;
  /** Rows of all members about this certificate. */
  readonly facts: readonly EstateFact[];
  /** Area of the whole unit, in hundredths of a square metre. */
  readonly areaHundredths: number | undefined;
  /** What the household's members hold together, 0 to 100; undefined when a joint owner is not on record. */
  readonly sharePercent: number | undefined;
  readonly useCode: string | undefined;
  readonly natureCode: string | undefined;
}

export function estatesOf(subject: Subject): OwnedEstate[] {
  const byCertificate = new Map<string, EstateFact[]>();
  for (const fact of subject.facts(realEstate)) {
    const { row, member } = fact;
    const isHeld = row.right_status === '1' || row.right_status === '3';
    if (!isHeld) continue;
    const key =
      row.cert_no === undefined
        ? evidenceKey('estate', row.location ?? member.person, row.building_area, row.register_date)
        : evidenceKey('estate', row.cert_no);
    byCertificate.set(key, [...(byCertificate.get(key) ?? []), fact]);
  }
  return [...byCertificate].map(([key, facts]) => ({
    key,
    facts,
    areaHundredths: firstKnown(facts, (fact) => fact.row.building_area),
    sharePercent: householdShare(facts),
    useCode: firstKnown(facts, (fact) => fact.row.planned_use),
    natureCode: firstKnown(facts, (fact) => fact.row.house_nature),
  }));
}

function householdShare(facts: readonly EstateFact[]): number | undefined {
  const byPerson = new Map<PersonToken, EstateFact>();
  for (const fact of facts) byPerson.set(fact.member.person, fact);
  const holders = [...byPerson.values()];
  if (holders.some((fact) => fact.row.ownership_kind === '1')) return 100;
  const shares = holders.map((fact) => sharePercentOf(fact.row.share_ratio));
  const known = shares.filter((share) => share !== undefined);
  if (known.length === shares.length) return Math.min(100, sum(known));
  // Spouses who hold jointly and are both on the roster hold all of it; a single joint owner's part is not on record.
  return holders.length > 1 && holders.every((fact) => fact.row.ownership_kind === '2') ? 100 : undefined;
}

/** `1/3`, `33.3%`, `0.5` or `50` in percent; undefined when it is none of these. */
export function sharePercentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(?:\/(\d+)|\s*(%))?$/.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1]);
  const share =
    match[2] !== undefined
      ? (value * 100) / Number(match[2])
      : match[3] !== undefined || value > 1
        ? value
        : value * 100;
  return Number.isFinite(share) && share <= 100 ? Math.round(share) : undefined;
}

function firstKnown<T, V>(facts: readonly T[], value: (fact: T) => V | undefined): V | undefined {
  return facts.map(value).find((found) => found !== undefined);
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
