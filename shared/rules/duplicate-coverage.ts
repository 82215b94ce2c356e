/**
 * One person in two schemes that exclude each other: another household number, another county, dibao beside extreme hardship, or an
 * orphan's allowance beside it. The household on our roster is itself one coverage, and its own row in the register is not a second.
 * A hand-over that began lately only signals. Edge, rigid and temporary assistance pay no second living allowance.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { childWelfare } from '../datasets/child-welfare.ts';
import { addToMonth, type CalendarDate, firstDayOf, monthOf } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { type Draft, defineRule, row, type Subject, trigger } from './define.ts';
import { distinct, evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';
import {
  type CoverageFact,
  coverageIdentityOf,
  isInOwnCounty,
  liveStatuses,
  otherCoverages,
  ownHouseholdNumber,
  payingTypes,
} from './live-coverage.ts';

interface DuplicateParameters {
  /** A second coverage this young may be a hand-over after a move or marriage. */
  readonly handOverMonths: number;
}

const orphanTypes = ['1', '2'];

export const duplicateCoverage = defineRule<DuplicateParameters>({
  id: 'duplicate-coverage',
  code: 'E-DUP-01',
  title: { zh: '同一人在两个救助名册', en: 'One person on two rosters' },
  direction: 'error',
  level: 'red',
  triggers: [
    trigger(
      assistanceRoster,
      (entry) => payingTypes.includes(entry.assist_type ?? '') && liveStatuses.includes(entry.status ?? ''),
    ),
    trigger(childWelfare, (child) => orphanTypes.includes(child.child_type ?? '')),
  ],
  basis: [law.tekun(9), law.notice2022('三(一)'), law.recognition(17)],
  innocentIf: [
    { zh: '户籍迁移或婚姻变动，正在办理转接', en: 'a move or marriage is being handed over' },
    { zh: '另一地已停发，名册未更新', en: 'stopped elsewhere, the other roster not updated' },
    { zh: '证件号登记有误', en: 'a wrong identity number' },
  ],
  because: {
    zh: '该成员同时出现在 {rosters} 个在保名册中，信息不一致，待核实后保留一处',
    en: 'the member appears on {rosters} live rosters at once; after verification one remains',
  },
  parameters: [{ from: '2020-01-01', value: { handOverMonths: 2 }, source: 'default [OK]; 57-5' }],
  find: (subject, context) => {
    const ownNumber = ownHouseholdNumber(subject, monthOf(context.asOf));
    const { handOverMonths } = context.parametersOn(context.asOf);
    const recent = addToMonth(monthOf(context.asOf), -handOverMonths);
    return subject.members.flatMap((member) => {
      if (member.status === 'dead' || member.status === 'moved-out') return [];
      const others = otherCoverages(subject, member.person, ownNumber, context.asOf);
      const orphan = orphanBesideHardship(subject, member.person, context.asOf);
      const facts = [...evidence(others), ...evidence(orphan)];
      if (facts.length === 0) return [];
      const isHandOver =
        orphan.length === 0 && others.every(({ row: entry }) => (entry.guarantee_start ?? '') > recent);
      // Listed once, in this county, under another type or number: the register may simply lag behind the roster.
      const isLag =
        subject.standing === 'covered' &&
        ownNumber === undefined &&
        orphan.length === 0 &&
        others.length === 1 &&
        others.every((fact) => isInOwnCounty(subject, fact));
      const isOtherName = facts.every((fact) => fact.isNameMatch === false);
      return [
        {
          key: evidenceKey(
            'duplicate',
            ...distinct([...others.map(coverageIdentityOf), ...orphan.map((fact) => fact.ref.dataset)]),
          ),
          person: member.person,
          strength: warningUnless(isHandOver || isLag || isOtherName),
          evidence: facts,
          measures: { rosters: others.length + orphan.length + (subject.standing === 'covered' ? 1 : 0) },
          factOn: firstShared(others, context.asOf),
        } satisfies Draft,
      ];
    });
  },
  examples: [
    example(
      'rural dibao here and in another county is raised',
      [own(), entry({ household_no: 'b', region_code: '520521' })],
      'warning',
    ),
    example('the household’s own row is no duplicate', [own()]),
    example('the same household number listed twice is no duplicate', [own(), own()]),
    example(
      'rural dibao here and extreme hardship in the same county is raised',
      [own(), entry({ household_no: 'b', assist_type: '04' })],
      'warning',
    ),
    example('a second row that ended last month is no duplicate', [
      own(),
      entry({ household_no: 'b', guarantee_end: '2026-07' }),
    ]),
    example(
      'a second row that ends this month still overlaps',
      [own(), entry({ household_no: 'b', guarantee_end: '2026-08' })],
      'warning',
    ),
    example(
      'a coverage that began elsewhere this month is a hand-over',
      [own(), entry({ household_no: 'b', region_code: '520521', guarantee_start: '2026-08' })],
      'signal',
    ),
    example(
      'one entry of another type in the own county may lag behind and is a signal',
      [entry({ household_no: 'b', assist_type: '01' })],
      'signal',
    ),
    example(
      'the roster’s own coverage and one entry of another county are two',
      [entry({ household_no: 'b', region_code: '520521' })],
      'warning',
    ),
    example('temporary assistance beside dibao is no duplicate', [
      own(),
      entry({ household_no: 'b', assist_type: '07' }),
    ]),
    {
      claim: 'an orphan’s allowance beside extreme hardship is raised',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-tekun',
        status: 'covered',
        members: [
          {
            person: 'child',
            rows: [row(childWelfare, { child_type: '1', benefit_amount: 150_000, start_month: '2025-01' })],
          },
        ],
      },
      raises: [{ level: 'red', strength: 'warning', measures: { rosters: 2 } }],
    },
  ],
});

/** TK-9: who receives an orphan's allowance is not in extreme hardship at the same time. */
function orphanBesideHardship(subject: Subject, person: PersonToken, asOf: CalendarDate) {
  const isHardship = subject.programme === 'rural-tekun' || subject.programme === 'urban-tekun';
  if (!isHardship) return [];
  return subject
    .factsOf(person, childWelfare)
    .filter(
      ({ row: child }) =>
        orphanTypes.includes(child.child_type ?? '') &&
        (child.benefit_amount ?? 0) > 0 &&
        (child.start_month ?? '') <= monthOf(asOf),
    )
    .slice(0, 1);
}

function firstShared(others: readonly CoverageFact[], asOf: CalendarDate): CalendarDate {
  const start = others.flatMap((fact) => fact.row.guarantee_start ?? []).sort()[0];
  return start === undefined ? asOf : firstDayOf(start);
}

function own() {
  return entry({ household_no: 'a' });
}

function entry(values: Parameters<typeof row<typeof assistanceRoster>>[1]) {
  return row(assistanceRoster, {
    assist_type: '02',
    region_code: '520526',
    guarantee_start: '2024-01',
    status: '1',
    ...values,
  });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head', rows }, { person: 'child' }],
    },
    raises: strength === undefined ? [] : [{ strength, measures: { rosters: 2 } }],
  } as const;
}
