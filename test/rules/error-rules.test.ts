/** The error rules keep their examples, and what holds for all of them: order of arrival, the unknown, triggers, flags, dates. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankDeposit } from '../../shared/datasets/bank-deposit.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { employment } from '../../shared/datasets/employment.ts';
import { housingFund } from '../../shared/datasets/housing-fund.ts';
import { motorVehicle } from '../../shared/datasets/motor-vehicle.ts';
import { realEstate } from '../../shared/datasets/real-estate.ts';
import { socialInsurance } from '../../shared/datasets/social-insurance.ts';
import { assetsLedgerOf, depreciatedFen } from '../../shared/rules/assets-ledger.ts';
import { type ExampleHousehold, type Fact, type Rule, type RuleExample, row } from '../../shared/rules/define.ts';
import { errorRules } from '../../shared/rules/error-rules.ts';
import { type Finding, findAll } from '../../shared/rules/evaluate.ts';
import { evidenceKey } from '../../shared/rules/evidence-key.ts';
import { sharePercentOf } from '../../shared/rules/owned-estates.ts';
import { subjectOf } from '../../shared/rules/subject.ts';
import { answersOf, exampleEvaluation, exampleSubject } from '../../shared/rules/testing.ts';
import { runExamples } from './run-examples.ts';

const asOf = '2026-08-31';

describe('examples', () => runExamples(errorRules));

const raising = errorRules.flatMap((rule) =>
  rule.examples.filter((example) => example.raises.length > 0).map((example) => ({ rule, example })),
);

function findingsOf(household: ExampleHousehold, on = asOf): Finding[] {
  return findAll(exampleSubject(household), errorRules, exampleEvaluation({ asOf: on, household }));
}

function rowsOf(example: RuleExample) {
  return example.household.members.flatMap((member) => member.rows ?? []);
}

describe('every error rule', () => {
  test('stands in the catalogue’s list once', () => {
    expect(errorRules).toHaveLength(32);
  });

  test('finds the same whatever order the rows arrived in', () => {
    const household: ExampleHousehold = {
      programme: 'rural-dibao',
      status: 'covered',
      since: '2024-01-01',
      reviewedOn: '2026-01-15',
      members: [
        { person: 'head', relation: '02', rows: raising.flatMap(({ example }) => rowsOf(example)) },
        { person: 'partner' },
      ],
    };
    const base = exampleSubject(household);
    const known = catalogue.map((dataset) => [
      dataset.key,
      base.facts(dataset as DatasetDefinition) as readonly Fact[],
    ]) as [string, readonly Fact[]][];
    const expected = findingsOf(household);
    expect(new Set(expected.map((finding) => finding.rule)).size).toBeGreaterThan(15);
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), (seeds) => {
        const shuffled = new Map(known.map(([key, facts]) => [key, shuffle(facts, seeds)]));
        const findings = findAll(subjectOf(base, shuffled), errorRules, exampleEvaluation({ asOf, household }));
        expect(findings).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('never warns about rows whose columns are all unknown', () => {
    const rows = catalogue.map((dataset) => row(dataset as DatasetDefinition, {}));
    for (const standing of ['covered', 'applying'] as const) {
      const findings = findingsOf({
        programme: 'rural-dibao',
        status: standing,
        since: '2024-01-01',
        reviewedOn: '2026-08-01',
        members: [{ person: 'head', rows }],
      });
      expect(findings.filter((finding) => finding.strength === 'warning')).toEqual([]);
    }
  });

  test.each(raising)('$rule.code raises only where one of its triggers fires: $example.claim', ({ rule, example }) => {
    const isRoster = rule.triggers.some((each) => each.dataset.key === 'roster');
    const fires = rowsOf(example).some((each) =>
      rule.triggers.some(
        (known) => known.dataset.key === each.dataset.key && (known.when?.(each.values as never) ?? true),
      ),
    );
    expect(isRoster || fires).toBe(true);
  });

  test.each(raising)('$rule.code keeps its key on another delivery: $example.claim', ({ rule, example }) => {
    const redelivered: RuleExample = {
      ...example,
      household: {
        ...example.household,
        members: example.household.members.toReversed().map((member) => ({
          ...member,
          rows: (member.rows ?? []).map((each, index) => ({
            ...each,
            recordId: `s${String(9999 - index).padStart(4, '0')}`,
          })),
        })),
      },
    };
    const keys = (drafts: ReturnType<typeof answersOf>) => drafts.map((draft) => draft.key).sort();
    expect(keys(answersOf(rule as Rule, redelivered))).toEqual(keys(answersOf(rule as Rule, example)));
  });

  test('keeps plates, certificates and employers out of keys and measures', () => {
    const secret = 'PLAIN-VALUE';
    const findings = findingsOf({
      programme: 'rural-dibao',
      status: 'covered',
      since: '2024-01-01',
      reviewedOn: '2026-08-01',
      members: [
        {
          person: 'head',
          rows: [
            row(motorVehicle, {
              plate_no: secret,
              vehicle_type: 'K',
              use_nature: 'A',
              vehicle_status: 'A',
              first_reg_date: '2025-01-01',
            }),
            ...['1', '2'].map((part) =>
              row(realEstate, {
                cert_no: `${secret}${part}`,
                location: secret,
                planned_use: '1',
                right_status: '1',
                ownership_kind: '1',
              }),
            ),
            row(employment, {
              employ_form: '1',
              employer_name: secret,
              employ_date: '2026-01-01',
              wage_declared: 500_000,
            }),
            row(socialInsurance, {
              insurance_kind: '110',
              insured_status: '1',
              pay_status: '1',
              employer_uscc: secret,
              pay_base: 500_000,
              pay_month: '2026-07',
            }),
            row(housingFund, {
              account_status: '1',
              employer_name: secret,
              deposit_base: 500_000,
              last_month: '2026-07',
            }),
          ],
        },
      ],
    });
    expect(findings.map((finding) => finding.rule).sort()).toEqual([
      'E-CAR-01',
      'E-CAR-02',
      'E-FUND-01',
      'E-HOU-01',
      'E-SI-01',
      'E-WRK-01',
    ]);
    for (const finding of findings) expect(JSON.stringify([finding.key, finding.measures])).not.toContain(secret);
  });
});

describe('parameters', () => {
  test('several rules have dated values and several a regional one, each with its source', () => {
    const dated = errorRules.filter((rule) => new Set(rule.parameters.map((entry) => entry.from)).size > 1);
    const regional = errorRules.filter((rule) => rule.parameters.some((entry) => entry.region !== undefined));
    expect(dated.map((rule) => rule.code)).toEqual(
      expect.arrayContaining(['E-SEC-01', 'E-REV-01', 'E-POL-01', 'E-SI-01']),
    );
    expect(regional.map((rule) => rule.code)).toEqual(expect.arrayContaining(['E-CAR-01', 'E-HOU-01']));
  });
});

describe('deposits', () => {
  test('are judged by flag only: no amount changes the answer', () => {
    const rule = errorRules.find((each) => each.code === 'E-DEP-01') as Rule;
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.boolean(), (balance, isOver) => {
        const answer = row(bankDeposit, {
          query_date: '2026-08-01',
          result_flag: '1',
          authorization_no: 'authorisation',
          over_family_limit: isOver,
          balance_total: balance ?? undefined,
        });
        const example: RuleExample = {
          claim: 'flag',
          asOf,
          household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows: [answer] }] },
          raises: [],
        };
        expect(answersOf(rule, example)).toHaveLength(isOver ? 1 : 0);
      }),
    );
  });
});

describe('the ledger of assets', () => {
  test('reads shares as fractions, percentages and parts', () => {
    expect(['1/4', '25%', '0.25', '25', '1', '100'].map(sharePercentOf)).toEqual([25, 25, 25, 25, 100, 100]);
    expect(['', 'half', '1/0', '250%', undefined].map(sharePercentOf)).toEqual(Array(5).fill(undefined));
  });

  test('counts one certificate once and never more than the whole of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }), (shares) => {
        const members = shares.map((share, index) => ({
          person: `member${index}`,
          rows: [
            row(realEstate, {
              cert_no: 'certificate',
              building_area: 10_000,
              planned_use: '1',
              right_status: '1',
              ownership_kind: '3',
              share_ratio: `${share}%`,
            }),
          ],
        }));
        const ledger = assetsLedgerOf(exampleSubject({ programme: 'rural-dibao', status: 'covered', members }), asOf);
        expect(ledger.homes).toHaveLength(1);
        const whole = Math.min(
          100,
          shares.reduce((sum, share) => sum + share, 0),
        );
        expect(ledger.homes[0]?.sharePercent).toBe(whole);
        expect(ledger.homeAreaHundredths).toBe(whole * 100);
      }),
    );
  });

  test('lets a price only fall, and by nothing in the first year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 0, max: 20 }), (price, years) => {
        const on = `${2026 + years}-05-01`;
        const value = depreciatedFen(price, '2026-05-01', on, 15);
        expect(value).toBeLessThanOrEqual(price);
        expect(Number.isSafeInteger(value)).toBe(true);
        expect(depreciatedFen(price, '2026-05-01', '2027-04-30', 15)).toBe(price);
      }),
    );
  });

  test('keys differ by every part, and by unknown from empty', () => {
    const keys = [
      evidenceKey('a', 'b'),
      evidenceKey('ab'),
      evidenceKey('b', 'a'),
      evidenceKey('a'),
      evidenceKey('a', undefined),
      evidenceKey('a', ''),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{16}$/);
  });
});

function shuffle<T>(items: readonly T[], seeds: readonly number[]): T[] {
  const rest = [...items];
  const shuffled: T[] = [];
  for (let index = 0; rest.length > 0; index++) {
    const at = (seeds[index % seeds.length] ?? 0) % rest.length;
    shuffled.push(...rest.splice(at, 1));
  }
  return shuffled;
}
