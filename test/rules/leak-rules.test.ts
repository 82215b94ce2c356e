/** The leak rules keep their examples, and what holds for all of them: order of arrival, need, coverage, triggers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { disabilityCard } from '../../shared/datasets/disability-card.ts';
import { medicalSettlement } from '../../shared/datasets/medical-settlement.ts';
import { seriousDisease } from '../../shared/datasets/serious-disease.ts';
import { unemployment } from '../../shared/datasets/unemployment.ts';
import { yuan } from '../../shared/domain/money.ts';
import { type ExampleHousehold, type Fact, type Rule, type RuleExample, row } from '../../shared/rules/define.ts';
import { type Finding, findAll } from '../../shared/rules/evaluate.ts';
import { leakRules } from '../../shared/rules/leak-rules.ts';
import { subjectOf } from '../../shared/rules/subject.ts';
import { answersOf, exampleEvaluation, exampleSubject } from '../../shared/rules/testing.ts';
import { runExamples } from './run-examples.ts';

runExamples(leakRules);

const raising = leakRules.flatMap((rule) =>
  rule.examples.filter((example) => example.raises.length > 0).map((example) => ({ rule, example })),
);

function findingsOf(household: ExampleHousehold, asOf: string): Finding[] {
  return findAll(exampleSubject(household), leakRules, exampleEvaluation({ asOf, household }));
}

describe('every leak rule', () => {
  test('stands in the catalogue’s list once', () => {
    expect(leakRules).toHaveLength(27);
    expect(leakRules.every((rule) => rule.direction === 'leak')).toBe(true);
  });

  test('answers the same whatever the order in which rows arrive', () => {
    fc.assert(
      fc.property(fc.constantFrom(...raising), fc.infiniteStream(fc.nat()), ({ example }, noise) => {
        const subject = exampleSubject(example.household);
        const facts = new Map<string, readonly Fact[]>();
        for (const dataset of catalogue as readonly DatasetDefinition[]) {
          const rows = subject.facts(dataset).map((fact) => ({ fact, rank: noise.next().value as number }));
          const shuffled = rows.sort((a, b) => a.rank - b.rank);
          if (rows.length > 0)
            facts.set(
              dataset.key,
              shuffled.map(({ fact }) => fact as Fact),
            );
        }
        const evaluation = exampleEvaluation(example);
        const before = findAll(subject, leakRules, evaluation);
        expect(findAll(subjectOf(subject, facts), leakRules, evaluation)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test.each(raising)('$rule.code is triggered by a row of its example: $example.claim', ({ rule, example }) => {
    const rows = example.household.members.flatMap((member) => member.rows ?? []);
    const isTriggered = rows.some((each) =>
      rule.triggers.some(
        (trigger) => trigger.dataset.key === each.dataset.key && (trigger.when?.(each.values as never) ?? true),
      ),
    );
    const isAboutRoster = rule.triggers.some((trigger) => trigger.dataset.key === 'roster');
    expect(isTriggered || isAboutRoster).toBe(true);
  });

  test.each(raising)('$rule.code gives each finding its own id: $example.claim', ({ rule, example }) => {
    const drafts = answersOf(rule, example);
    const findings = findingsOf(example.household, example.asOf).filter((finding) => finding.rule === rule.code);
    expect(findings).toHaveLength(drafts.length);
  });
});

describe('need and coverage', () => {
  /** Asked whatever the income: calls, expiries, children without parents; a death or custody takes the assessed income away. */
  const withoutMeansTest = new Set(['L-HOT-01', 'L-EXP-01', 'L-CHI-01', 'L-DTH-01', 'L-CUS-01']);
  const meansTested = raising.filter(
    ({ rule, example }) => !withoutMeansTest.has(rule.code) && example.household.status !== 'covered',
  );

  test.each(meansTested)('$rule.code never warns of a well-off household: $example.claim', ({ rule, example }) => {
    const comfortable = withIncome(example, 1_000_000);
    expect(answersOf(rule, comfortable).filter((draft) => (draft.strength ?? rule.strength) === 'warning')).toEqual([]);
  });

  test('only rules that help covered households as well speak about them', () => {
    const speaking = leakRules.filter((rule) => rule.appliesTo.includes('covered')).map((rule) => rule.code);
    expect(speaking).toEqual(['L-EDU-02', 'L-DISA-01', 'L-HOU-01', 'L-CHI-01', 'L-EXP-01', 'L-HOT-01']);
  });

  test('a use of water and power is never red', () => {
    const rule = leakRules.find((each) => each.code === 'L-UTI-01') as Rule;
    const levels = rule.examples
      .flatMap((example) => answersOf(rule, example))
      .map((draft) => draft.level ?? rule.level);
    expect(new Set(levels)).toEqual(new Set(['yellow']));
  });

  test('two weak facts of two departments are raised together, one is not', () => {
    const disease = row(seriousDisease, { disease_category: '09', is_major: true, diagnosis_date: '2026-08-20' });
    const jobless = row(unemployment, { register_date: '2026-05-20', benefit_months_left: 1 });
    const one = findingsOf({ members: [{ person: 'head', rows: [disease] }] }, '2026-09-30');
    const both = findingsOf({ members: [{ person: 'head', rows: [disease, jobless] }] }, '2026-09-30');
    expect(one.filter((finding) => finding.strength === 'warning')).toEqual([]);
    expect(both.filter((finding) => finding.strength === 'warning').map((finding) => finding.rule)).toEqual([
      'L-SUM-01',
    ]);
  });

  test('rows under another name are a signal at most', () => {
    const card = row(
      disabilityCard,
      { disability_level: '1', disability_type: '4', card_status: '1', issue_date: '2026-07-15' },
      { isNameMatch: false },
    );
    const found = findingsOf({ members: [{ person: 'head', rows: [card] }] }, '2026-09-30');
    expect(found.map((finding) => [finding.rule, finding.strength])).toEqual([['L-DIS-01', 'signal']]);
  });
});

describe('three bills of 4,000 yuan in three months', () => {
  const bill = (on: string) =>
    row(medicalSettlement, { settle_date: on, self_paid: yuan(4000), insurance_type: '2' }, { recordId: on });
  const household = (days: readonly string[]): ExampleHousehold => ({
    members: [
      { person: 'head', rows: days.filter((_, index) => index % 2 === 0).map(bill) },
      { person: 'wife', rows: days.filter((_, index) => index % 2 === 1).map(bill) },
    ],
  });
  const sums = (days: readonly string[], asOf = '2026-12-31') =>
    findingsOf(household(days), asOf).filter((finding) => finding.rule === 'L-MED-01');

  test('are exactly one finding, whichever came first', () => {
    const days = ['2026-06-20', '2026-07-03', '2026-08-12'];
    expect(sums(days.slice(0, 2))).toEqual([]);
    const [finding, ...others] = sums(days);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ key: '2026-08', strength: 'warning' });
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ])
      expect(sums(order.map((index) => days[index] as string)).map((each) => each.id)).toEqual([finding?.id]);
  });

  test('stay one finding with a fourth and fifth bill', () => {
    const days = ['2026-06-20', '2026-07-03', '2026-08-12', '2026-09-30', '2026-11-05'];
    expect(sums(days).map((finding) => finding.key)).toEqual(['2026-08']);
  });

  test('are forgotten a year later and remembered while the burden lasts', () => {
    expect(sums(['2026-06-20', '2026-07-03', '2026-08-12'], '2027-08-12')).toEqual([]);
    const lasting = ['2026-06-20', '2026-07-03', '2026-08-12', '2026-12-01', '2027-03-01', '2027-06-01', '2027-09-01'];
    expect(sums(lasting, '2027-10-01').map((finding) => finding.key)).toEqual(['since-2027']);
  });
});

function withIncome(example: RuleExample, assessedIncomeFenMonth: number): RuleExample {
  const { programme = 'none', status = 'watched' } = example.household;
  return { ...example, household: { ...example.household, programme, status, assessedIncomeFenMonth } };
}
