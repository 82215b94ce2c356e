/**
 * What makes a covered or applying household one that by the real facts is not entitled as covered. A story changes the latent world
 * only; whether the household is wrongly covered is judged afterwards. Each returns false where the household does not fit it.
 */
import { yuan } from '../../../shared/domain/money.ts';
import { giveJob } from './economy.ts';
import type { Household, Person } from './latent.ts';
import { ageOf, canWork, countedMembers } from './people.ts';
import type { Random } from './random.ts';
import { standardsOf } from './standards.ts';

export interface StoryContext {
  readonly asOf: number;
  readonly random: Random;
}
export interface WrongStory {
  readonly weight: number;
  tell(household: Household, context: StoryContext): boolean;
}

const worker = (household: Household, { asOf, random }: StoryContext): Person | undefined => {
  const able = household.members.filter((person) => canWork(person, asOf));
  return able.length === 0 ? undefined : random.pick(able);
};

/** A year's wage that lifts every counted member above the line. */
function wageAbove(household: Household, { random }: StoryContext): number {
  const needed = standardsOf(household.isUrban).lineFenYear * countedMembers(household).length;
  return Math.round(Math.max(needed * random.middle(1.08, 2.1) + yuan(4000), yuan(30_000)));
}

function work(
  job: 'employed' | 'migrant' | 'public-payroll' | 'village-cadre' | 'transport',
  from: number,
  to: number,
) {
  return (household: Household, context: StoryContext): boolean => {
    const person = worker(household, context);
    if (!person) return false;
    giveJob(person, wageAbove(household, context), context.asOf, context.random, job);
    person.jobFrom = context.asOf - context.random.int(from, to);
    person.isStory = true;
    if (job === 'transport') {
      household.assets.push({
        kind: 'transport',
        owner: person,
        flaw: undefined,
        isTrace: true,
        type: context.random.pick(['2', '2', '3', '4']),
        bought: context.asOf - context.random.int(200, 1500),
      });
    }
    return true;
  };
}

const adult = (household: Household, { asOf, random }: StoryContext): Person => {
  const adults = countedMembers(household).filter((person) => ageOf(person, asOf) >= 18);
  return adults.length > 0 ? random.pick(adults) : (household.members[0] as Person);
};

function die(household: Household, context: StoryContext): boolean {
  const elders = countedMembers(household).filter((person) => ageOf(person, context.asOf) >= 55);
  if (elders.length === 0) return false;
  const { random } = context;
  const sources = random.weighted({
    'police,funeral': 34,
    'police,funeral,health': 26,
    'police,health': 12,
    police: 14,
    funeral: 9,
    health: 5,
  });
  random.pick(elders).death = {
    on: context.asOf - random.int(20, 330),
    sources: sources.split(',') as ('police' | 'funeral' | 'health')[],
    isTrace: true,
  };
  return true;
}

function imprisoned(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const able = countedMembers(household).filter((person) => ageOf(person, asOf) >= 18 && ageOf(person, asOf) < 66);
  if (able.length === 0) return false;
  const from = asOf - random.int(40, 700);
  random.pick(able).custody = {
    type: random.pick(['1', '1', '2', '3']),
    from,
    until: asOf + random.int(90, 1800),
    isCommunity: false,
    isAtHome: false,
    isTrace: true,
  };
  return true;
}

function carOwner(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const invoiceFen = yuan(random.int(62, 168) * 1000);
  const age = random.int(60, 1900);
  household.assets.push({
    kind: 'vehicle',
    owner: adult(household, context),
    flaw: undefined,
    isTrace: true,
    type: 'K',
    registered: asOf - age,
    status: random.weighted({ A: 90, G: 10 }),
    invoiceFen,
    valueFen: Math.max(yuan(24_000), Math.round(invoiceFen * (1 - age / 4200))),
    isElectric: random.chance(0.25),
  });
  return true;
}

function houseOwner(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const owner = adult(household, context);
  const count = random.chance(0.75) ? 2 : 3;
  for (let index = 0; index < count; index++) {
    const areaHundredths = random.int(7800, 13_800);
    household.assets.push({
      kind: 'home',
      owner: index === 0 ? adult(household, context) : owner,
      flaw: undefined,
      isTrace: true,
      nature: index === 0 && random.chance(0.4) ? '4' : '1',
      areaHundredths,
      share: random.pick(['', '100%', '1/2']),
      registered: asOf - random.int(50, 2800),
      priceFen: areaHundredths * random.int(3600, 5600),
      isContract: index === 1 && random.chance(0.35),
    });
  }
  return true;
}

function owner(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const capitalFen = yuan(random.pick([100_000, 200_000, 500_000, 1_000_000]));
  household.assets.push({
    kind: 'enterprise',
    owner: adult(household, context),
    flaw: undefined,
    isTrace: true,
    type: random.pick(['1', '1', '4', '3']),
    role: random.pick(['1', '1', '2']),
    name: `威宁示例${random.pick(['宏达', '鑫源', '众信', '彝乡', '草海'])}${random.pick(['商贸', '建材', '养殖', '劳务'])}有限公司`,
    capitalFen,
    paidFen: Math.max(yuan(30_000), Math.round(capitalFen * random.middle(0.3, 1))),
    turnoverFenYear: yuan(random.int(80, 600) * 1000),
    established: asOf - random.int(90, 2400),
    status: '1',
  });
  return true;
}

function saver(household: Household, context: StoryContext): boolean {
  const { random } = context;
  const limit = standardsOf(household.isUrban).lineFenYear * 2 * countedMembers(household).length;
  household.assets.push({
    kind: 'savings',
    owner: adult(household, context),
    flaw: undefined,
    isTrace: true,
    where: random.weighted({ bank: 76, securities: 10, payment: 6, policy: 8 }),
    amountFen: Math.round(limit * random.middle(1.15, 3.2)),
  });
  return true;
}

function covered(household: Household, context: StoryContext): boolean {
  household.duplicate = {
    region: context.random.pick(['520527', '520502', '530302', '520203', '510525']),
    from: context.asOf - context.random.int(120, 1500),
    isNominal: false,
  };
  return true;
}

function movedAway(household: Household, context: StoryContext): boolean {
  const candidates = countedMembers(household).filter((person) => ageOf(person, context.asOf) >= 18);
  if (candidates.length === 0 || household.members.length < 2) return false;
  const person = context.random.pick(candidates);
  person.isStory = true;
  person.migration = {
    on: context.asOf - context.random.int(100, 700),
    region: context.random.pick(['330100', '440100', '530302', '520103']),
  };
  return true;
}

function pensioner(household: Household, context: StoryContext): boolean {
  const elder = countedMembers(household).find((person) => ageOf(person, context.asOf) >= 60);
  if (!elder) return false;
  const monthFen = Math.round(Math.max(wageAbove(household, context) / 12, yuan(2300)));
  elder.pension = {
    type: context.random.pick(['1', '1', '3']),
    monthFen,
    basicFen: 0,
    from: context.asOf - context.random.int(100, 3000),
  };
  elder.isStory = true;
  return true;
}

/** A graduate of the household who found work that nobody reported. */
function graduated(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const graduate = household.members.find((person) => {
    const age = ageOf(person, asOf);
    return (person.relation === '20' || person.relation === '30') && age >= 19 && age <= 25;
  });
  if (!graduate) return false;
  if (graduate.school) graduate.school = { ...graduate.school, status: '3', graduates: asOf - 140 };
  giveJob(graduate, wageAbove(household, context), asOf, random, 'employed');
  graduate.jobFrom = asOf - random.int(95, 140);
  graduate.isStory = true;
  return true;
}

/** Married to somebody whose wage the household never declared. */
function married(household: Household, context: StoryContext): boolean {
  const { asOf, random } = context;
  const bride = countedMembers(household).find(
    (person) => person.marital !== '20' && ageOf(person, asOf) >= 22 && ageOf(person, asOf) < 60,
  );
  if (!bride) return false;
  household.otherFenYear += wageAbove(household, context);
  bride.marital = '20';
  bride.marriage = { spouseId: '', spouseName: '', on: asOf - random.int(60, 500), type: '1', isTrace: true };
  return true;
}

export const wrongStories: Readonly<Record<string, WrongStory>> = {
  employed: { weight: 14, tell: work('employed', 100, 900) },
  migrant: { weight: 9, tell: work('migrant', 100, 700) },
  payroll: { weight: 4, tell: work('public-payroll', 120, 2000) },
  cadre: { weight: 3, tell: work('village-cadre', 120, 900) },
  haulier: { weight: 3, tell: work('transport', 200, 1200) },
  car: { weight: 17, tell: carOwner },
  houses: { weight: 8, tell: houseOwner },
  enterprise: { weight: 8, tell: owner },
  savings: { weight: 8, tell: saver },
  death: { weight: 34, tell: die },
  custody: { weight: 9, tell: imprisoned },
  duplicate: { weight: 5, tell: covered },
  moved: { weight: 4, tell: movedAway },
  pension: { weight: 14, tell: pensioner },
  graduate: { weight: 8, tell: graduated },
  marriage: { weight: 5, tell: married },
};
