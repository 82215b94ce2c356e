/** What speaks for and against need, and what is left open. */
import { describe, expect, test } from 'vitest';
import { bankDeposit } from '../../shared/datasets/bank-deposit.ts';
import { birthDeathCert } from '../../shared/datasets/birth-death-cert.ts';
import { employment } from '../../shared/datasets/employment.ts';
import { housingContract } from '../../shared/datasets/housing-contract.ts';
import { motorVehicle } from '../../shared/datasets/motor-vehicle.ts';
import { publicPayroll } from '../../shared/datasets/public-payroll.ts';
import type { ExampleHousehold, ExampleMember, ExampleRow } from '../../shared/rules/define.ts';
import { row } from '../../shared/rules/define.ts';
import { contextOf } from '../../shared/rules/evaluate.ts';
import { judge, meansOf } from '../../shared/rules/hardship.ts';
import { parentsOf, siblingsOf } from '../../shared/rules/household-structure.ts';
import { leakRules } from '../../shared/rules/leak-rules.ts';
import { exampleEvaluation, exampleSubject } from '../../shared/rules/testing.ts';

const asOf = '2026-09-30';

function needOf(household: Omit<ExampleHousehold, 'members'>, ...rows: readonly ExampleRow[]) {
  const example = { asOf, household: { ...household, members: [{ person: 'head', birthDate: '1980-01-01', rows }] } };
  const subject = exampleSubject(example.household);
  const [rule] = leakRules;
  if (rule === undefined) throw new Error('no leak rule');
  return meansOf(subject, contextOf(rule, subject, exampleEvaluation(example))).need;
}

const monitored = { programme: 'monitored', status: 'watched' } as const;
const wage = (fenMonth: number) => row(employment, { employ_date: '2026-02-01', wage_declared: fenMonth });
const car = (priceFen: number, firstOn: string) =>
  row(motorVehicle, {
    plate_no: 'x',
    vehicle_type: 'K33',
    vehicle_status: 'A',
    invoice_amount: priceFen,
    first_reg_date: firstOn,
  });

describe('need', () => {
  test('nothing reported leaves it unknown', () => expect(needOf({})).toBe('unknown'));
  test('a register of people in hardship tells it is low', () => expect(needOf(monitored)).toBe('low'));
  test('a refused household is on no such register', () =>
    expect(needOf({ programme: 'rural-dibao', status: 'refused' })).toBe('unknown'));
  test('an income of everybody able to work below the margin is low', () =>
    expect(needOf({}, wage(70_000))).toBe('low'));
  test('between the margin and the average it is moderate', () => expect(needOf({}, wage(100_000))).toBe('moderate'));
  test('the average income is comfortable, on a register too', () => {
    expect(needOf({}, wage(137_500))).toBe('comfortable');
    expect(needOf(monitored, wage(137_500))).toBe('comfortable');
  });
  test('a dear car is comfortable, and doubtful on a register', () => {
    expect(needOf({}, car(15_000_000, '2026-01-01'))).toBe('comfortable');
    expect(needOf(monitored, car(15_000_000, '2026-01-01'))).toBe('doubtful');
  });
  test('a middling car is doubtful, an old cheap one says nothing', () => {
    expect(needOf({}, car(6_000_000, '2024-01-01'))).toBe('doubtful');
    expect(needOf({}, car(6_000_000, '2014-01-01'))).toBe('unknown');
  });
  test('deposits over the limit, a flat bought lately or staff pay of unknown amount are comfortable', () => {
    expect(needOf({}, row(bankDeposit, { over_family_limit: true, query_date: '2026-03-01' }))).toBe('comfortable');
    expect(needOf({}, row(housingContract, { record_status: '2', sign_date: '2026-03-01' }))).toBe('comfortable');
    expect(needOf({}, row(publicPayroll, { payroll_type: '2', status: '1' }))).toBe('comfortable');
  });
  test('a public-welfare post is not staff pay', () =>
    expect(needOf({}, row(publicPayroll, { payroll_type: '5', status: '1' }))).toBe('unknown'));
});

describe('judgement', () => {
  test('an unknown income never suppresses a strong hardship and never raises a weak one alone', () => {
    expect(judge('red', 'unknown')).toEqual({ level: 'red', strength: 'warning' });
    expect(judge('orange', 'unknown')).toEqual({ level: 'orange', strength: 'warning' });
    expect(judge('yellow', 'unknown')).toEqual({ level: 'yellow', strength: 'signal' });
  });
  test('a comfortable household is not raised at any level', () => {
    for (const level of ['red', 'orange', 'yellow'] as const) expect(judge(level, 'comfortable')).toBeUndefined();
  });
});

describe('kinship', () => {
  const member = (
    person: string,
    relation: string,
    birthDate: string,
    rows: readonly ExampleRow[] = [],
  ): ExampleMember => ({
    person,
    relation,
    birthDate,
    rows,
  });
  const subject = exampleSubject({
    members: [
      member('grandfather', '02', '1950-01-01'),
      member('son', '21', '1980-01-01'),
      member('daughter-in-law', '38', '1982-01-01'),
      member('grandchild', '41', '2012-01-01', [
        row(birthDeathCert, { cert_type: '1', mother_id_no: 'daughter-in-law' }),
      ]),
      member('sister', '77', '1955-01-01'),
    ],
  });
  const of = (person: string) => {
    const found = subject.members.find((each) => each.person === person);
    if (found === undefined) throw new Error(`no ${person}`);
    return found;
  };
  test('a grandchild’s parents are the one grown son and the mother on the birth certificate', () => {
    const parents = parentsOf(subject, of('grandchild'));
    expect(new Set(parents.members.map((each) => each.person))).toEqual(new Set(['son', 'daughter-in-law']));
    expect(parents.isComplete).toBe(true);
  });
  test('a son has one parent on record, and that is not both', () => {
    expect(parentsOf(subject, of('son'))).toMatchObject({ members: [{ person: 'grandfather' }], isComplete: false });
  });
  test('a daughter-in-law is neither child nor sibling of anybody', () => {
    expect(parentsOf(subject, of('daughter-in-law')).members).toEqual([]);
    expect(siblingsOf(subject, of('son'))).toEqual([]);
    expect(siblingsOf(subject, of('grandfather')).map((each) => each.person)).toEqual(['sister']);
  });
});
