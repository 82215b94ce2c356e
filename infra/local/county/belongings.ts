/**
 * What ordinary households own and what looks like more than it is: motorcycles and small machines, and the innocent records that the
 * table of flaws names. Nothing here makes a household well-off, except outside the roster.
 */
import { yuan } from '../../../shared/domain/money.ts';
import { anyEmployer } from './economy.ts';
import { type FlawName, flawRate } from './flaws.ts';
import type { Asset, Household, Person, Vehicle } from './latent.ts';
import { ageOf, canWork, isSeverelyDisabled } from './people.ts';
import type { Random } from './random.ts';

export function settleBelongings(household: Household, asOf: number, random: Random): void {
  const adults = household.members.filter((person) => ageOf(person, asOf) >= 18 && !person.death);
  if (adults.length === 0) return;
  const owner = (): Person => random.pick(adults);
  const rural = !household.isUrban;
  addVehicles(household, owner, asOf, random);
  if (rural && random.chance(0.09)) {
    const type = random.weighted({ 3: 72, 1: 12, 9: 14, 2: 2 });
    const priceFen = yuan(type === '2' ? 42_000 : type === '1' ? 9000 : 3600);
    household.assets.push({
      kind: 'machine',
      owner: owner(),
      flaw: undefined,
      isTrace: false,
      type,
      bought: asOf - random.int(100, 2500),
      priceFen,
    });
  }
  if (rural && random.chance(flawRate('cooperative-nominal')))
    addEntity(household, owner(), 'cooperative-nominal', asOf, random);
  if (random.chance(flawRate('company-dormant'))) addEntity(household, owner(), 'company-dormant', asOf, random);
  if (random.chance(flawRate('stall-small'))) addEntity(household, owner(), 'stall-small', asOf, random);
  addHomes(household, owner, asOf, random);
  if (random.chance(flawRate('deposit-for-others'))) {
    household.assets.push({
      kind: 'savings',
      owner: owner(),
      flaw: 'deposit-for-others',
      isTrace: false,
      where: 'bank',
      amountFen: yuan(random.int(60, 190) * 1000),
    });
  }
  if (household.programme === undefined) addWealth(household, owner, asOf, random);
  addWorkRecords(adults, asOf, random);
}

function addVehicles(household: Household, owner: () => Person, asOf: number, random: Random): void {
  if (random.chance(household.isUrban ? 0.14 : 0.34)) {
    push(
      household,
      vehicle(
        owner(),
        random.chance(0.12) ? 'N' : 'M',
        undefined,
        asOf - random.int(60, 4200),
        yuan(random.int(25, 68) * 100),
        random,
      ),
    );
  }
  const disabled = household.members.find(
    (person) => isSeverelyDisabled(person) && ageOf(person, asOf) >= 18 && person.disability?.type === '4',
  );
  if (disabled && random.chance(flawRate('vehicle-for-disabled') * 4)) {
    push(
      household,
      vehicle(
        disabled,
        'K',
        'vehicle-for-disabled',
        asOf - random.int(300, 2500),
        yuan(random.int(42, 78) * 1000),
        random,
      ),
    );
  }
  if (random.chance(flawRate('vehicle-scrapped'))) {
    push(
      household,
      vehicle(
        owner(),
        random.chance(0.8) ? 'K' : 'H',
        'vehicle-scrapped',
        asOf - random.int(4600, 6900),
        yuan(random.int(35, 90) * 1000),
        random,
      ),
    );
  }
  if (random.chance(flawRate('vehicle-old'))) {
    push(
      household,
      vehicle(
        owner(),
        random.chance(0.7) ? 'K' : 'H',
        'vehicle-old',
        asOf - random.int(3300, 5200),
        yuan(random.int(29, 52) * 1000),
        random,
      ),
    );
  }
  if (random.chance(flawRate('vehicle-nominal'))) {
    push(
      household,
      vehicle(owner(), 'K', 'vehicle-nominal', asOf - random.int(100, 2400), yuan(random.int(58, 150) * 1000), random),
    );
  }
}

function vehicle(
  owner: Person,
  type: Vehicle['type'],
  flaw: FlawName | undefined,
  registered: number,
  invoiceFen: number,
  random: Random,
): Vehicle {
  const status =
    flaw === 'vehicle-scrapped'
      ? random.weighted({ A: 38, G: 22, M: 30, P: 10 })
      : random.weighted({ A: 86, G: 10, M: 4 });
  const isElectric = type === 'K' && flaw === undefined && random.chance(0.2);
  return {
    kind: 'vehicle',
    owner,
    flaw,
    isTrace: false,
    type,
    registered,
    status,
    invoiceFen,
    valueFen: Math.round(invoiceFen * 0.1),
    isElectric,
  };
}

function addEntity(
  household: Household,
  owner: Person,
  flaw: 'cooperative-nominal' | 'company-dormant' | 'stall-small',
  asOf: number,
  random: Random,
): void {
  const isCooperative = flaw === 'cooperative-nominal';
  const isStall = flaw === 'stall-small';
  push(household, {
    kind: 'enterprise',
    owner,
    flaw,
    isTrace: false,
    type: isCooperative ? '3' : isStall ? '2' : '1',
    role: isCooperative ? (random.chance(0.9) ? '7' : '4') : isStall ? '6' : random.pick(['1', '2', '4']),
    name: isCooperative ? '示例村种养殖农民专业合作社' : isStall ? '示例镇便民小吃店' : '威宁示例信息咨询有限公司',
    capitalFen: isCooperative
      ? yuan(random.int(1, 8) * 1000)
      : isStall
        ? yuan(random.int(0, 10) * 1000)
        : yuan(random.pick([30_000, 100_000, 500_000])),
    paidFen: isStall ? yuan(random.int(0, 5) * 1000) : 0,
    turnoverFenYear: isStall ? yuan(random.int(4, 18) * 1000) : 0,
    established: asOf - random.int(5, 3600),
    status:
      isCooperative || isStall
        ? random.weighted({ 1: 92, 5: 4, 3: 4 })
        : random.weighted({ 1: 40, 2: 24, 6: 12, 3: 18, 5: 6 }),
  });
}

function addHomes(household: Household, owner: () => Person, asOf: number, random: Random): void {
  const home = (flaw: FlawName | undefined, nature: string, share: string, areaHundredths: number): void => {
    push(household, {
      kind: 'home',
      owner: owner(),
      flaw,
      isTrace: false,
      nature,
      areaHundredths,
      share,
      registered: asOf - random.int(2, 4200),
      priceFen: nature === '1' ? areaHundredths * random.int(3000, 4800) : 0,
      isContract: false,
    });
  };
  if (random.chance(household.isUrban ? 0.5 : 0.22))
    home(undefined, household.isUrban ? random.pick(['1', '2', '5']) : '4', '', random.int(6000, 14_000));
  if (random.chance(flawRate('house-inherited-share')))
    home('house-inherited-share', '4', random.pick(['1/3', '1/4', '1/5', '1/6', '25%']), random.int(8000, 16_000));
  if (
    !household.isUrban &&
    random.chance(flawRate('house-relocated') * (household.programme === undefined ? 0.4 : 1.2))
  ) {
    household.isRelocated = true;
    home('house-relocated', '5', '', random.int(6000, 12_000));
    home('house-relocated', '4', '', random.int(7000, 15_000));
  }
}

/** Residents outside the roster have cars, companies, second homes and savings like anybody. */
function addWealth(household: Household, owner: () => Person, asOf: number, random: Random): void {
  const none = (asset: Asset): void => push(household, asset);
  if (household.story !== undefined) return;
  if (random.chance(0.34))
    none({
      ...vehicle(owner(), 'K', undefined, asOf - random.int(20, 3600), yuan(random.int(52, 240) * 1000), random),
      valueFen: yuan(45_000),
    });
  if (random.chance(0.07))
    none({
      ...vehicle(owner(), 'H', undefined, asOf - random.int(20, 3000), yuan(random.int(60, 260) * 1000), random),
      valueFen: yuan(70_000),
    });
  if (random.chance(0.05))
    none({
      kind: 'transport',
      owner: owner(),
      flaw: undefined,
      isTrace: false,
      type: random.pick(['1', '2', '2', '4', '7']),
      bought: asOf - random.int(100, 2400),
    });
  if (random.chance(0.12)) {
    none({
      kind: 'enterprise',
      owner: owner(),
      flaw: undefined,
      isTrace: false,
      type: random.pick(['1', '2', '2', '2', '3']),
      role: random.pick(['1', '2', '6']),
      name: '威宁示例综合经营部',
      capitalFen: yuan(random.int(5, 80) * 10_000),
      paidFen: yuan(random.int(3, 20) * 10_000),
      turnoverFenYear: yuan(random.int(60, 900) * 1000),
      established: asOf - random.int(30, 3600),
      status: random.weighted({ 1: 88, 2: 5, 3: 7 }),
    });
  }
  if (random.chance(0.1)) {
    const areaHundredths = random.int(8000, 13_500);
    none({
      kind: 'home',
      owner: owner(),
      flaw: undefined,
      isTrace: false,
      nature: '1',
      areaHundredths,
      share: '',
      registered: asOf - random.int(20, 2600),
      priceFen: areaHundredths * 4600,
      isContract: random.chance(0.3),
    });
  }
}

/** Records of work that is over, or that pays less than it seems. */
function addWorkRecords(adults: readonly Person[], asOf: number, random: Random): void {
  const able = adults.filter((person) => canWork(person, asOf) && !person.isStory);
  if (able.length === 0) return;
  if (random.chance(flawRate('employment-stale'))) {
    const ended = asOf - random.int(240, 1500);
    random.pick(able).oldJob = { employer: anyEmployer(random), from: ended - random.int(90, 900), ended };
  }
  if (random.chance(flawRate('unemployment-informal'))) {
    const ended = asOf - random.int(20, 420);
    const person = random.pick(able);
    person.unemployment ??= {
      registered: Math.min(asOf - 2, ended + random.int(3, 60)),
      reason: random.pick(['1', '2', '4', '5', '9']),
      monthsLeft: random.pick([0, 0, 2, 5]),
      ended,
    };
  }
}

function push(household: Household, asset: Asset): void {
  household.assets.push(asset);
}
