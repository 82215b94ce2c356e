/**
 * Builds the county: families, their lives, the stories of those in need or wrongly covered, and the ordinary rest. The rest is checked
 * against the judge, so that a base rate is what the stories make it and near-line families stay on their side of the line.
 */
import type { Region } from '../../../shared/domain/regions.ts';
import { childrenOf } from '../../../shared/domain/regions.ts';
import { settleBelongings } from './belongings.ts';
import { settleConditions } from './conditions.ts';
import { settleIncome } from './economy.ts';
import { addPerson, type FamilyContext, settleFamily, shapeOf } from './families.ts';
import { flawRate } from './flaws.ts';
import { identityIssuer } from './identity-numbers.ts';
import { incomeOf, medicalSelfOf } from './judge.ts';
import type { Household, Person, World } from './latent.ts';
import { settleAbsences, settleBlows } from './misfortunes.ts';
import { type NeedStory, needStories } from './need-stories.ts';
import { ageOf, countedMembers, isCovered } from './people.ts';
import { type Random, randomOf } from './random.ts';
import { standardsOf } from './standards.ts';
import { ordinaryIncome, rosterStratum, type Stratum, strata } from './strata.ts';
import { type WrongStory, wrongStories } from './wrong-stories.ts';

/** Share of households that get a story; what does not fit is told another or none. */
const needShare = { roster: 0.07, outside: 0.042 } as const;
const wrongShare = { covered: 0.066, applying: 0.11 } as const;
const outsidePeoplePerRosterPerson = 0.58;

interface Builder extends FamilyContext {
  readonly households: Household[];
  readonly villages: readonly Region[];
  readonly streets: readonly Region[];
  people: number;
}

export function buildWorld(seed: string, peopleMin: number, asOf: number): World {
  const random = randomOf(seed, 'world');
  const townships = childrenOf('520526');
  const isStreet = (region: Region): boolean => region.code[6] === '0';
  const builder: Builder = {
    asOf,
    random,
    issue: identityIssuer(randomOf(seed, 'identity')),
    households: [],
    villages: townships.filter((township) => !isStreet(township)).flatMap((township) => [...childrenOf(township.code)]),
    streets: townships.filter(isStreet).flatMap((township) => [...childrenOf(township.code)]),
    people: 0,
  };
  while (builder.people < peopleMin) addRosterHousehold(builder);
  const end = builder.people + Math.round(peopleMin * outsidePeoplePerRosterPerson);
  while (builder.people < end) live(builder, addHousehold(builder, strata.outside), strata.outside);
  const { households } = builder;
  const people = households.flatMap((household) => household.members);
  const world: World = { seed, asOf, households, people };
  marryIn(world, random);
  registerElsewhere(world, random);
  return world;
}

function addRosterHousehold(builder: Builder): void {
  const name = rosterStratum(builder.random);
  const stratum = strata[name];
  const household = addHousehold(builder, stratum);
  live(builder, household, stratum);
  if (name === 'edge-split') splitOff(builder, household);
}

function addHousehold(builder: Builder, stratum: Stratum): Household {
  const { random, households } = builder;
  const isUrban = stratum.isUrban ?? random.chance(0.1);
  const village = random.pick(isUrban ? builder.streets : builder.villages).code;
  const serial = String(households.length + 1).padStart(6, '0');
  const household: Household = {
    hukouNo: `${village.slice(0, 9)}${serial}`,
    householdNo: stratum.programme === undefined ? undefined : `WN${village.slice(6)}${serial}`,
    village,
    isUrban,
    programme: stratum.programme,
    status: stratum.status,
    members: [],
    assets: [],
    calamities: [],
    story: undefined,
    isSilent: false,
    sinceDay: builder.asOf - (stratum.status === 'gradual-exit' ? random.int(20, 150) : random.int(95, 2400)),
    otherFenYear: 0,
    educationFenYear: 0,
    isSplit: false,
    isRelocated: false,
    isMonitoredPoor: stratum.programme === 'monitored' || (stratum.isUrban === false && random.chance(0.18)),
    traces: new Set(),
  };
  households.push(household);
  return household;
}

/** Lets the household live: family, conditions, story or ordinary life, belongings. */
function live(builder: Builder, household: Household, stratum: Stratum): void {
  const { random, asOf } = builder;
  settleFamily(household, shapeOf(stratum.programme, random), builder);
  builder.people += household.members.length;
  settleConditions(household, asOf, random);
  household.educationFenYear = household.members.reduce((sum, person) => sum + (person.school?.tuitionFen ?? 0), 0);
  household.isSilent = random.chance(flawRate('trace-missing'));
  const told = tellStory(household, builder);
  settleAbsences(household, asOf, random);
  const ratio = told ?? ordinaryIncome(stratum, random);
  const count = Math.max(1, countedMembers(household).length);
  let total = Math.round(ratio * standardsOf(household.isUrban).lineFenYear * count);
  if (household.story === undefined && !isCovered(household) && household.status !== 'applying') {
    total = Math.max(
      total + medicalSelfOf(household, asOf),
      Math.round((household.educationFenYear + medicalSelfOf(household, asOf)) * 1.9),
    );
  }
  settleIncome(household, total, asOf, random);
  settleBlows(household, incomeOf(household), asOf, random);
  settleBelongings(household, asOf, random);
  keepOrdinarySavings(household, random);
}

/** Tells a story where chance wants one; gives the multiple of the line that remains to a household in need. */
function tellStory(household: Household, builder: Builder): number | undefined {
  const { random } = builder;
  if (isCovered(household) || household.status === 'applying') {
    const share = isCovered(household) ? wrongShare.covered : wrongShare.applying;
    if (random.chance(share)) tellWrong(household, builder, random);
    return undefined;
  }
  if (!random.chance(household.householdNo === undefined ? needShare.outside : needShare.roster)) return undefined;
  for (let attempt = 0; attempt < 8; attempt++) {
    const key = random.weighted(weightsOf(needStories));
    const story = needStories[key] as NeedStory;
    if (story.edgeOnly && household.programme !== 'edge') continue;
    const left = story.tell(household, builder);
    if (left === undefined) continue;
    household.story = key;
    return left;
  }
  return undefined;
}

function tellWrong(household: Household, builder: Builder, random: Random): void {
  for (let attempt = 0; attempt < 8; attempt++) {
    const key = random.weighted(weightsOf(wrongStories));
    if (!(wrongStories[key] as WrongStory).tell(household, builder)) continue;
    household.story = key;
    return;
  }
}

function weightsOf(stories: Readonly<Record<string, { readonly weight: number }>>): Record<string, number> {
  return Object.fromEntries(Object.entries(stories).map(([key, story]) => [key, story.weight]));
}

/** A few hundred or thousand yuan in the bank, below what the law asks about. */
function keepOrdinarySavings(household: Household, random: Random): void {
  const owner = household.members.find((person) => !person.death);
  if (!owner || random.chance(0.35)) return;
  const amountFen = Math.round(
    standardsOf(household.isUrban).lineFenYear * countedMembers(household).length * random.middle(0.005, 0.5),
  );
  household.assets.push({ kind: 'savings', owner, flaw: undefined, isTrace: false, where: 'bank', amountFen });
}

/** The single-person guarantee: one disabled member of a margin family has a roster household of their own. */
function splitOff(builder: Builder, family: Household): void {
  const { random, asOf } = builder;
  const household = addHousehold(builder, { ...strata['edge-split'], programme: 'single-person', status: 'covered' });
  const own: Household = {
    ...household,
    hukouNo: family.hukouNo,
    village: family.village,
    isMonitoredPoor: false,
    isSplit: true,
  };
  builder.households[builder.households.length - 1] = own;
  const person = addPerson(own, builder, {
    relation: '20',
    age: Math.round(random.middle(19, 52)),
    isMale: true,
    nation: '01',
    surname: family.members[0]?.name.slice(0, 1),
    marital: '10',
  });
  person.disability = {
    type: random.pick(['4', '5', '6']),
    level: random.pick(['1', '2']),
    issued: asOf - random.int(900, 4000),
    status: '1',
  };
  own.otherFenYear = Math.round(standardsOf(false).lineFenYear * random.middle(0.1, 0.8));
  builder.people += 1;
}

/** The undeclared husband or wife is somebody outside the roster. */
function marryIn(world: World, random: Random): void {
  const outside = world.people.filter(
    (person) => person.household.householdNo === undefined && person.marital === '10',
  );
  for (const person of world.people) {
    if (person.marriage?.spouseId !== '') continue;
    const spouse = outside.find(
      (one) =>
        one.isMale !== person.isMale &&
        Math.abs(ageOf(one, world.asOf) - ageOf(person, world.asOf)) < 12 &&
        !one.marriage,
    );
    const other: Person = spouse ?? random.pick(world.people);
    person.marriage = { ...person.marriage, spouseId: other.id, spouseName: other.name };
    other.marriage = {
      spouseId: person.id,
      spouseName: person.name,
      on: person.marriage.on,
      type: '1',
      isTrace: false,
    };
    other.marital = '20';
  }
}

/** Members registered in another household, and households whose cover elsewhere is only a move in progress. */
function registerElsewhere(world: World, random: Random): void {
  for (const household of world.households) {
    if (household.members.length > 2 && random.chance(flawRate('registered-elsewhere'))) {
      const person = random.pick(household.members.slice(1));
      const other = random.pick(world.households);
      if (other !== household) person.hukouNo = other.hukouNo;
    }
    if (isCovered(household) && !household.duplicate && random.chance(flawRate('roster-move'))) {
      household.duplicate = {
        region: random.pick(['520527', '520524']),
        from: household.sinceDay - 700,
        isNominal: true,
      };
    }
    if (
      household.householdNo !== undefined &&
      household.members.length > 3 &&
      household.story === undefined &&
      random.chance(0.015)
    ) {
      const grown = household.members.find(
        (person) => ageOf(person, world.asOf) >= 22 && ['20', '30'].includes(person.relation),
      );
      if (grown) grown.memberStatus = 'not-counted';
    }
  }
}
