/** Builds the household a rule sees from its roster entry and its rows; rows are kept by dataset and member in a fixed order. */
import type { DatasetDefinition } from '../datasets/define.ts';
import type { RosterHousehold } from '../domain/household.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fact, Member, Subject } from './define.ts';

/** Facts of one household by dataset key. */
export type FactsByDataset = ReadonlyMap<string, readonly Fact[]>;

const none: readonly never[] = [];

export function subjectOf(household: RosterHousehold, facts: FactsByDataset): Subject {
  const order = new Map(household.members.map((member, index) => [member.person, index]));
  const sorted = new Map<string, readonly Fact[]>();
  for (const [dataset, rows] of facts)
    sorted.set(
      dataset,
      [...rows].sort((a, b) => compareFacts(a, b, order)),
    );
  const factsIn = (dataset: DatasetDefinition): readonly Fact[] => sorted.get(dataset.key) ?? none;
  return {
    ...household,
    countedMembers: household.members.filter((member: Member) => member.status === 'counted'),
    facts: ((dataset: DatasetDefinition) => factsIn(dataset)) as Subject['facts'],
    factsOf: ((person: PersonToken, dataset: DatasetDefinition) =>
      factsIn(dataset).filter((fact) => fact.member.person === person)) as Subject['factsOf'],
  };
}

function compareFacts(a: Fact, b: Fact, order: ReadonlyMap<PersonToken, number>): number {
  const byMember = (order.get(a.member.person) ?? 0) - (order.get(b.member.person) ?? 0);
  if (byMember !== 0) return byMember;
  if (a.ref.recordId !== b.ref.recordId) return a.ref.recordId < b.ref.recordId ? -1 : 1;
  return a.ref.row - b.ref.row;
}
