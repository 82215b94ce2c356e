/**
 * Families as they live in Weining: who lives together, how old, of which people. Says nothing of money.
 */
import type { Programme } from '../../../shared/domain/household.ts';
import type { IssueIdentity } from './identity-numbers.ts';
import type { Household, Person } from './latent.ts';
import { type Nation, nameOf, nationOf, surnameOf } from './names.ts';
import type { Random } from './random.ts';

export type FamilyShape = 'single' | 'elder' | 'couple' | 'nuclear' | 'single-parent' | 'three-generation' | 'skip';

const ordinaryShapes: Readonly<Record<FamilyShape, number>> = {
  single: 8,
  elder: 5,
  couple: 16,
  nuclear: 38,
  'single-parent': 10,
  'three-generation': 18,
  skip: 5,
};
const aloneShapes: Readonly<Record<FamilyShape, number>> = {
  single: 30,
  elder: 66,
  couple: 4,
  nuclear: 0,
  'single-parent': 0,
  'three-generation': 0,
  skip: 0,
};

export interface FamilyContext {
  readonly asOf: number;
  readonly random: Random;
  readonly issue: IssueIdentity;
}

export function shapeOf(programme: Programme | undefined, random: Random): FamilyShape {
  const isAlone = programme === 'rural-tekun' || programme === 'urban-tekun';
  return random.weighted(isAlone ? aloneShapes : ordinaryShapes);
}

/** Fills the household with its members, the head first. */
export function settleFamily(household: Household, shape: FamilyShape, context: FamilyContext): void {
  const { random } = context;
  const nation = nationOf(random);
  const surname = surnameOf(nation, random);
  const isHeadMale = random.chance(shape === 'single-parent' ? 0.45 : 0.86);
  const add = (relation: string, age: number, isMale: boolean, own: boolean, marital: string): Person =>
    addPerson(household, context, {
      relation,
      age,
      isMale,
      nation: own ? nation : nationOf(random),
      surname: own ? surname : undefined,
      marital,
    });
  const headAge = headAgeOf(shape, random);
  const isPair =
    shape === 'couple' ||
    shape === 'nuclear' ||
    shape === 'three-generation' ||
    (shape === 'skip' && random.chance(0.6));
  const headMarital = isPair
    ? '20'
    : shape === 'single'
      ? random.pick(['10', '10', '40', '30'])
      : random.pick(['30', '40']);
  add('02', headAge, isHeadMale, true, headMarital);
  if (isPair) {
    add(random.chance(0.2) ? '10' : isHeadMale ? '12' : '11', headAge + random.int(-5, 3), !isHeadMale, false, '20');
  }
  if (shape === 'nuclear' || shape === 'single-parent' || shape === 'three-generation') {
    addChildren(add, shape, headAge, random);
  }
  if (shape === 'three-generation') addParents(add, headAge, random);
  if (shape === 'skip') {
    const count = random.int(1, 2);
    for (let index = 0; index < count; index++) add('40', random.int(2, 16), random.chance(0.52), true, '10');
  }
}

type Add = (relation: string, age: number, isMale: boolean, own: boolean, marital: string) => Person;

function addChildren(add: Add, shape: FamilyShape, headAge: number, random: Random): void {
  const count =
    shape === 'single-parent' ? random.int(1, 2) : Number(random.weighted({ '1': 34, '2': 44, '3': 18, '4': 4 }));
  const eldest = Math.max(0, Math.min(headAge - random.int(20, 27), 24));
  for (let index = 0; index < count; index++) {
    const age = eldest - index * random.int(2, 4);
    if (age < 0) break;
    const isMale = random.chance(0.52);
    add(isMale ? '20' : '30', age, isMale, true, '10');
  }
}

function addParents(add: Add, headAge: number, random: Random): void {
  const age = headAge + random.int(20, 27);
  const isFatherOnly = random.chance(0.2);
  const isMotherOnly = !isFatherOnly && random.chance(0.4);
  const marital = isFatherOnly || isMotherOnly ? '30' : '20';
  if (!isMotherOnly) add('51', Math.min(age, 96), true, true, marital);
  if (!isFatherOnly) add('52', Math.min(age - 2, 97), false, false, marital);
}

function headAgeOf(shape: FamilyShape, random: Random): number {
  if (shape === 'elder' || shape === 'skip') return Math.round(random.middle(60, 88));
  if (shape === 'single') return Math.round(random.middle(26, 66));
  if (shape === 'couple') return Math.round(random.middle(34, 82));
  if (shape === 'single-parent') return Math.round(random.middle(28, 54));
  return Math.round(random.middle(26, 56));
}

interface Newcomer {
  readonly relation: string;
  readonly age: number;
  readonly isMale: boolean;
  readonly nation: Nation;
  readonly surname: string | undefined;
  readonly marital: string;
}

export function addPerson(household: Household, context: FamilyContext, newcomer: Newcomer): Person {
  const { random } = context;
  const age = Math.max(0, newcomer.age);
  const born = context.asOf - Math.floor(age * 365.25) - random.int(1, 364);
  const surname = newcomer.surname ?? surnameOf(newcomer.nation, random);
  const person: Person = {
    id: context.issue(born, newcomer.isMale, newcomer.surname === undefined && random.chance(0.3)),
    name: nameOf(surname, newcomer.isMale, newcomer.nation, random),
    isMale: newcomer.isMale,
    born,
    nation: newcomer.nation,
    household,
    relation: newcomer.relation,
    hukouNo: household.hukouNo,
    memberStatus: 'counted',
    marital: newcomer.marital,
    job: 'none',
    earnedFenYear: 0,
  };
  household.members.push(person);
  return person;
}
