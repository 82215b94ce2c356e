/** Turns an example of a rule into the household the rule sees, and asks the rule. Examples are documentation that runs. */
import type { DatasetDefinition } from '../datasets/define.ts';
import { type RosterHousehold, standingOf } from '../domain/household.ts';
import type { Draft, ExampleHousehold, ExampleRow, Fact, Member, Rule, RuleExample } from './define.ts';
import { protectedColumns } from './define.ts';
import { contextOf, type Evaluation } from './evaluate.ts';
import { seedPolicy } from './policy.ts';
import { subjectOf } from './subject.ts';

const exampleRegion = '520526116210';

/** What the rule answers to its example, before ids are given. */
export function answersOf<P>(rule: Rule<P>, example: RuleExample): readonly Draft[] {
  const subject = exampleSubject(example.household);
  if (!rule.appliesTo.includes(subject.standing)) return [];
  return rule.find(subject, contextOf(rule, subject, exampleEvaluation(example)));
}

export function exampleEvaluation(example: Pick<RuleExample, 'asOf' | 'household'>): Evaluation {
  const code = example.household.regionCode ?? exampleRegion;
  return {
    asOf: example.asOf,
    policy: seedPolicy,
    regionPath: [
      code,
      `${code.slice(0, 9)}000`,
      code.slice(0, 6),
      `${code.slice(0, 4)}00`,
      `${code.slice(0, 2)}0000`,
      code.slice(0, 2),
    ],
  };
}

export function exampleSubject(example: ExampleHousehold) {
  const members: Member[] = example.members.map((member) => ({
    person: member.person,
    birthDate: member.birthDate,
    relation: member.relation ?? '',
    status: member.status ?? 'counted',
  }));
  const household: RosterHousehold = {
    id: 'hh_example',
    regionCode: example.regionCode ?? exampleRegion,
    isUrban: example.isUrban ?? false,
    programme: example.programme,
    status: example.status,
    standing: standingOf(example.programme, example.status),
    since: example.since,
    reviewedOn: example.reviewedOn,
    validUntil: example.validUntil,
    refusedOn: example.refusedOn,
    assessedIncomeFenMonth: example.assessedIncomeFenMonth,
    procedure: example.procedure,
    members,
  };
  const facts = new Map<string, Fact[]>();
  let count = 0;
  example.members.forEach((exampleMember, index) => {
    for (const row of exampleMember.rows ?? []) {
      count += 1;
      const list = facts.get(row.dataset.key) ?? [];
      list.push(exampleFact(row, members[index] as Member, count));
      facts.set(row.dataset.key, list);
    }
  });
  return subjectOf(household, facts);
}

function exampleFact(row: ExampleRow, member: Member, count: number): Fact {
  const known: DatasetDefinition = row.dataset;
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(known.columns)) {
    if (!(protectedColumns as readonly string[]).includes(name)) values[name] = row.values[name];
  }
  return {
    row: values as Fact['row'],
    member,
    ref: {
      dataset: known.key,
      recordId: row.recordId ?? `r${count}`,
      dropId: 'example',
      row: count,
      sourceUpdatedOn: row.sourceUpdatedOn,
    },
    eventOn: row.eventOn,
    regionCode: row.regionCode,
    isNameMatch: row.isNameMatch ?? true,
  };
}
