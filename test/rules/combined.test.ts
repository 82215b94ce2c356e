/** Signals of different departments corroborate one another; alone, or from one department, they raise nothing. */
import { describe, expect, test } from 'vitest';
import { exitEntry } from '../../shared/datasets/exit-entry.ts';
import { marketEntity } from '../../shared/datasets/market-entity.ts';
import { motorVehicle } from '../../shared/datasets/motor-vehicle.ts';
import { realEstate } from '../../shared/datasets/real-estate.ts';
import { studentEnrollment } from '../../shared/datasets/student-enrollment.ts';
import type { ExampleHousehold, ExampleRow } from '../../shared/rules/define.ts';
import { row } from '../../shared/rules/define.ts';
import { errorRules } from '../../shared/rules/error-rules.ts';
import { type Finding, findAll } from '../../shared/rules/evaluate.ts';
import { ruleOf } from '../../shared/rules/registry.ts';
import { exampleEvaluation, exampleSubject } from '../../shared/rules/testing.ts';

const asOf = '2026-08-31';
const journeys = [
  row(exitEntry, { exit_date: '2026-02-01', purpose: '1', days_abroad: 5 }),
  row(exitEntry, { exit_date: '2026-05-01', purpose: '1', days_abroad: 5 }),
];
const school = row(studentEnrollment, { school_kind: '3', status: '1', tuition_fee: 3_000_000 });
const parking = row(realEstate, { cert_no: 'a', planned_use: '5', right_status: '1', ownership_kind: '1' });
const resettled = ['4', '5'].map((nature) =>
  row(realEstate, { cert_no: nature, planned_use: '1', house_nature: nature, right_status: '1', ownership_kind: '1' }),
);
const nominalCompany = row(marketEntity, {
  uscc: 'a',
  entity_type: '1',
  role: '2',
  status: '1',
  subscribed_capital: 9_000_000,
});
const plainCar = row(motorVehicle, {
  plate_no: 'a',
  vehicle_type: 'K',
  use_nature: 'A',
  vehicle_status: 'A',
  first_reg_date: '2024-01-01',
});

function findingsOf(rows: readonly ExampleRow[], status: ExampleHousehold['status'] = 'covered'): Finding[] {
  const household: ExampleHousehold = { programme: 'rural-dibao', status, members: [{ person: 'head', rows }] };
  return findAll(exampleSubject(household), errorRules, exampleEvaluation({ asOf, household }));
}

function combinedOf(rows: readonly ExampleRow[], status?: ExampleHousehold['status']): Finding[] {
  return findingsOf(rows, status).filter((finding) => finding.rule === 'E-SUM-01');
}

describe('combined error signals', () => {
  test('two signals of two departments are raised together', () => {
    const [combined, ...others] = combinedOf([...journeys, school]);
    expect(others).toEqual([]);
    expect(combined).toMatchObject({
      direction: 'error',
      level: 'yellow',
      strength: 'warning',
      measures: { signals: 2, datasets: 2, rulesCode: 'E-EDU-01 E-EXT-01' },
    });
    expect(new Set(combined?.evidence.map((ref) => ref.dataset))).toEqual(
      new Set(['exit_entry', 'student_enrollment']),
    );
  });

  test('each of them alone is not', () => {
    expect(combinedOf(journeys)).toEqual([]);
    expect(combinedOf([school])).toEqual([]);
    expect(findingsOf(journeys).map((finding) => finding.strength)).toEqual(['signal']);
  });

  test('two signals of one department are not', () => {
    const findings = findingsOf([parking, ...resettled]);
    expect(findings.map((finding) => [finding.rule, finding.strength]).sort()).toEqual([
      ['E-HOU-01', 'signal'],
      ['E-HOU-03', 'signal'],
    ]);
  });

  test('a warning does not count as a signal', () => {
    expect(
      findingsOf([plainCar, school])
        .map((finding) => finding.strength)
        .sort(),
    ).toEqual(['signal', 'warning']);
  });

  test('a third signal changes the combination and therefore its identity', () => {
    const [two] = combinedOf([...journeys, school]);
    const [three] = combinedOf([...journeys, school, nominalCompany]);
    expect(three?.measures).toMatchObject({ signals: 3, datasets: 3 });
    expect(three?.id).not.toBe(two?.id);
  });

  test('the order of rows does not change its identity', () => {
    expect(combinedOf([school, ...journeys])[0]?.id).toBe(combinedOf([...journeys, school])[0]?.id);
  });

  test('it speaks of covered and applying households only', () => {
    expect(combinedOf([...journeys, school], 'applying')).toHaveLength(1);
    expect(combinedOf([...journeys, school], 'ended')).toEqual([]);
  });

  test('every placeholder of its sentence is a measure', () => {
    const [combined] = combinedOf([...journeys, school]);
    const because = ruleOf('E-SUM-01')?.because;
    const names = [...`${because?.zh} ${because?.en}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(combined?.measures).toHaveProperty(name);
  });
});
