import { describe, expect, it } from 'vitest';
import { naiveBaseline, score } from '../../../infra/local/county/baseline.ts';
import { generateCounty } from '../../../infra/local/county/county.ts';
import { judge } from '../../../infra/local/county/judge.ts';
import type { Household, Person } from '../../../infra/local/county/latent.ts';
import { householdsByMember } from '../../../infra/local/county/truth.ts';
import { dayNumberOf } from '../../../shared/domain/dates.ts';
import { yuan } from '../../../shared/domain/money.ts';

const county = generateCounty({ people: 6000, seed: 'truth' });
const asOf = dayNumberOf('2026-11-20');

function household(changes: Partial<Household>, earnedYuan: number): Household {
  const made: Household = {
    hukouNo: '1',
    householdNo: 'WN1',
    village: '520526116210',
    isUrban: false,
    programme: 'rural-dibao',
    status: 'covered',
    members: [],
    assets: [],
    calamities: [],
    story: undefined,
    isSilent: false,
    sinceDay: asOf - 400,
    otherFenYear: 0,
    educationFenYear: 0,
    isSplit: false,
    isRelocated: false,
    isMonitoredPoor: false,
    traces: new Set(),
    ...changes,
  };
  made.members.push({
    id: '520526198001010010',
    name: '王某',
    isMale: true,
    born: asOf - 40 * 365,
    nation: '01',
    household: made,
    relation: '02',
    hukouNo: '1',
    memberStatus: 'counted',
    marital: '10',
    job: 'farm',
    earnedFenYear: yuan(earnedYuan),
  });
  return made;
}

const head = (of: Household): Person => of.members[0] as Person;

describe('the judge', () => {
  it('finds income above the line wrong for dibao, and fair in its gradual exit', () => {
    expect(judge(household({}, 6420), asOf).wrongs).toEqual([]);
    expect(judge(household({}, 6421), asOf).wrongs).toEqual(['income-above-line']);
    expect(judge(household({ status: 'gradual-exit' }, 9000), asOf).wrongs).toEqual([]);
  });

  it('deducts what illness really cost before it compares with the line', () => {
    const ill = household({ programme: 'edge', status: 'recognised' }, 9000);
    expect(judge(ill, asOf).needs).toEqual([]);
    head(ill).stays = [
      { admitted: asOf - 60, discharged: asOf - 50, totalFen: yuan(9000), selfFen: yuan(3000), isTrace: true },
    ];
    expect(judge(ill, asOf).needs).toEqual(['income-below-line']);
  });

  it('takes property for a reason against need and against cover, unless the record only looks like property', () => {
    const car = (of: Household, flaw: 'vehicle-nominal' | undefined) =>
      of.assets.push({
        kind: 'vehicle',
        owner: head(of),
        flaw,
        isTrace: true,
        type: 'K',
        registered: asOf - 400,
        status: 'A',
        invoiceFen: yuan(90_000),
        valueFen: yuan(80_000),
        isElectric: false,
      });
    const poor = household({ programme: 'none', status: 'watched' }, 3000);
    expect(judge(poor, asOf).needs).toEqual(['income-below-line']);
    car(poor, undefined);
    expect(judge(poor, asOf).needs).toEqual([]);
    const nominal = household({}, 3000);
    car(nominal, 'vehicle-nominal');
    expect(judge(nominal, asOf).wrongs).toEqual([]);
    const real = household({}, 3000);
    car(real, undefined);
    expect(judge(real, asOf).wrongs).toEqual(['private-car']);
  });

  it('counts a dead member wrong only while the roster still counts them', () => {
    const dead = household({}, 3000);
    head(dead).death = { on: asOf - 60, sources: ['police'], isTrace: true };
    expect(judge(dead, asOf).wrongs).toContain('deceased-counted');
    head(dead).memberStatus = 'dead';
    expect(judge(dead, asOf).wrongs).not.toContain('deceased-counted');
  });
});

describe('truth of the county', () => {
  it('has base rates in their bands, and few truths without any trace', () => {
    expect(county.summary.needShare).toBeGreaterThan(0.035);
    expect(county.summary.needShare).toBeLessThan(0.065);
    expect(county.summary.wrongShare).toBeGreaterThan(0.04);
    expect(county.summary.wrongShare).toBeLessThan(0.075);
    expect(county.summary.silentShare).toBeLessThan(0.05);
  });

  it('mixes the roster as a county does', () => {
    const onRoster = county.truth.filter((household) => household.householdNo !== undefined);
    const share = (is: (programme: string, status: string) => boolean): number =>
      onRoster.filter((household) => is(household.programme ?? '', household.status ?? '')).length / onRoster.length;
    const paid = ['covered', 'gradual-exit', 'suspended'];
    expect(share((programme, status) => programme === 'rural-dibao' && paid.includes(status))).toBeCloseTo(0.38, 1);
    expect(share((programme) => programme === 'monitored')).toBeCloseTo(0.18, 1);
    expect(share((programme) => programme === 'edge')).toBeCloseTo(0.12, 1);
    expect(share((_, status) => ['watched', 'refused', 'ended', 'applying'].includes(status))).toBeCloseTo(0.18, 1);
    expect(onRoster.some((household) => household.programme === 'single-person')).toBe(true);
  });

  it('is in need only outside cover and wrongly covered only inside it or applying', () => {
    for (const one of county.truth) {
      if (one.isInNeed) expect(one.isCovered).toBe(false);
      if (one.isWronglyCovered) expect(one.isCovered || one.status === 'applying').toBe(true);
      expect(one.isInNeed).toBe(one.needKinds.length > 0);
      expect(one.isWronglyCovered).toBe(one.wrongKinds.length > 0);
    }
  });

  it('comes from its stories: nearly every story is true, and nothing is true without one', () => {
    const told = county.truth.filter((one) => one.story !== undefined);
    const isTrue = (one: (typeof told)[number]): boolean => one.isInNeed || one.isWronglyCovered;
    expect(told.length).toBeGreaterThan(80);
    expect(told.filter(isTrue).length / told.length).toBeGreaterThan(0.95);
    const untold = county.truth.filter((one) => one.story === undefined && isTrue(one));
    expect(untold.length / county.truth.length).toBeLessThan(0.002);
  });

  it('knows families close to the line on either side', () => {
    const near = county.truth.filter((one) => {
      const ratio = one.perCapitaAfterFenYear / yuan(6420);
      return one.story === undefined && ratio > 0.9 && ratio < 1.1;
    });
    expect(near.length / county.truth.length).toBeGreaterThan(0.03);
  });

  it('finds every person in one household', () => {
    const byMember = householdsByMember(county.truth);
    expect(byMember.size).toBe(county.truth.reduce((sum, one) => sum + one.members.length, 0));
  });
});

describe('the naive baseline', () => {
  const warned = naiveBaseline(county);
  const result = score(county.truth, warned);

  it('warns of nearly everybody, so its precision is the base rate', () => {
    expect(result.leak.recall).toBeGreaterThan(0.95);
    expect(result.leak.precision).toBeLessThan(0.1);
    expect(result.error.recall).toBeGreaterThan(0.95);
    expect(result.error.precision).toBeLessThan(0.1);
  });

  it('gives full marks to the truth itself and none to silence', () => {
    const leak = new Set(county.truth.filter((one) => one.isInNeed).map((one) => one.ref));
    const error = new Set(county.truth.filter((one) => one.isWronglyCovered).map((one) => one.ref));
    expect(score(county.truth, { leak, error }).leak).toMatchObject({ precision: 1, recall: 1 });
    expect(score(county.truth, { leak, error }).error).toMatchObject({ precision: 1, recall: 1 });
    expect(score(county.truth, { leak: new Set(), error: new Set() }).leak).toMatchObject({ precision: 0, recall: 0 });
  });
});
