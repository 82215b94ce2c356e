/**
 * Puts households together for the rules: roster households from the snapshot, others from household registration, each with all
 * live rows about its members. Reads the shelf, decides nothing.
 */
import { householdRegistration } from '../datasets/household-registration.ts';
import type { RosterHousehold, RosterMember } from '../domain/household.ts';
import type { Fact, Subject } from '../rules/define.ts';
import { subjectOf } from '../rules/subject.ts';
import type { Shelf, ShelfRow } from './shelf.ts';
import type { Snapshot } from './snapshot.ts';
import { factOf, shelfColumnsOf } from './stored-row.ts';
import type { Tokens } from './tokens.ts';

/** Households to look at: roster ordinals, and persons beside the roster. */
export interface Wanted {
  readonly ordinals: ReadonlySet<number>;
  readonly outsiders: ReadonlySet<string>;
}

export interface SubjectSources {
  readonly snapshot: Snapshot;
  readonly tokens: Tokens;
  readonly shelf: Shelf;
}

const nonAgricultural = '02';
const registrationColumns = shelfColumnsOf(householdRegistration);

/** All wanted households with their rows, roster households first, each group in order of id. */
export async function readSubjects(wanted: Wanted, sources: SubjectSources): Promise<Subject[]> {
  const roster = [...wanted.ordinals]
    .sort((a, b) => a - b)
    .map((ordinal) => sources.snapshot.readHousehold(ordinal, sources.tokens));
  const others = await readOutsiders(wanted.outsiders, sources);
  const households = [...roster, ...others];
  const persons = new Set(households.flatMap((household) => household.members.map((member) => member.person)));
  const facts = await readFacts(households, persons, sources.shelf);
  return households.map((household) => {
    const own = facts.get(household.id) ?? new Map<string, Fact[]>();
    return subjectOf(household.standing === 'outsider' ? completedOutsider(household, own) : household, own);
  });
}

/** Households beside the roster that contain these persons. */
async function readOutsiders(persons: ReadonlySet<string>, sources: SubjectSources): Promise<RosterHousehold[]> {
  if (persons.size === 0) return [];
  const { shelf, tokens, snapshot } = sources;
  const registered = await shelf.rowsOf(householdRegistration.key, persons);
  const groups = new Set<string>();
  const lone: string[] = [];
  for (const person of persons) {
    const group = groupOf(registered.get(person), tokens);
    if (group === undefined) lone.push(person);
    else groups.add(group);
  }
  const members = await shelf.groupMembers(householdRegistration.key, groups);
  const everyone = new Set([...members.values()].flatMap((group) => [...group]));
  const rows = await shelf.rowsOf(householdRegistration.key, everyone);
  const households: RosterHousehold[] = [];
  for (const id of [...groups].sort()) {
    const people = [...(members.get(id) ?? [])]
      // Whoever has moved to another booklet, or stands on the roster, belongs there.
      .filter((person) => groupOf(rows.get(person), tokens) === id && snapshot.findToken(person) < 0)
      .sort();
    if (people.length > 0) households.push(outsiderHousehold(id, people, rows));
  }
  for (const person of lone.sort())
    households.push(outsiderHousehold(tokens.loneHouseholdOf(person), [person], registered));
  return households;
}

function groupOf(rows: readonly ShelfRow[] | undefined, tokens: Tokens): string | undefined {
  const latest = rows?.at(-1);
  const at = registrationColumns.indexOf(householdRegistration.groupColumn ?? '');
  const value = latest?.stored.values[at];
  return value === undefined || value === null ? undefined : tokens.hukouHouseholdOf(String(value));
}

function outsiderHousehold(
  id: string,
  people: readonly string[],
  rows: ReadonlyMap<string, readonly ShelfRow[]>,
): RosterHousehold {
  const latestValue = (person: string, column: string) =>
    rows.get(person)?.at(-1)?.stored.values[registrationColumns.indexOf(column)] ?? undefined;
  const members = people.map(
    (person): RosterMember => ({
      person,
      birthDate: rows.get(person)?.at(-1)?.stored.birthDate,
      relation: String(latestValue(person, 'relation_to_head') ?? ''),
      status: 'counted',
    }),
  );
  const regions = people.map((person) => latestValue(person, 'hukou_region_code')).filter((code) => code !== undefined);
  return {
    id,
    regionCode: String(regions[0] ?? ''),
    isUrban: people.some((person) => latestValue(person, 'hukou_nature') === nonAgricultural),
    programme: undefined,
    status: undefined,
    standing: 'outsider',
    since: undefined,
    reviewedOn: undefined,
    validUntil: undefined,
    refusedOn: undefined,
    assessedIncomeFenMonth: undefined,
    procedure: undefined,
    members,
  };
}

/** Somebody without a registration row takes region from what any row says of him. */
function completedOutsider(household: RosterHousehold, facts: ReadonlyMap<string, readonly Fact[]>): RosterHousehold {
  if (household.regionCode !== '') return household;
  const codes = [...facts.values()].flat().map((fact) => fact.regionCode);
  return { ...household, regionCode: codes.filter((code) => code !== undefined).sort()[0] ?? '' };
}

async function readFacts(
  households: readonly RosterHousehold[],
  persons: ReadonlySet<string>,
  shelf: Shelf,
): Promise<Map<string, Map<string, Fact[]>>> {
  const facts = new Map<string, Map<string, Fact[]>>();
  for (const dataset of shelf.datasets) {
    const columns = shelfColumnsOf(dataset);
    const rows = await shelf.rowsOf(dataset.key, persons);
    if (rows.size === 0) continue;
    for (const household of households) {
      for (const member of household.members) {
        const own = rows.get(member.person);
        if (own === undefined) continue;
        const known = member.birthDate === undefined ? { ...member, birthDate: own[0]?.stored.birthDate } : member;
        const byDataset = facts.get(household.id) ?? new Map<string, Fact[]>();
        facts.set(household.id, byDataset);
        const list = byDataset.get(dataset.key) ?? [];
        byDataset.set(dataset.key, list);
        for (const row of own) list.push(factOf(dataset, columns, row.stored, known, row));
      }
    }
  }
  return facts;
}
