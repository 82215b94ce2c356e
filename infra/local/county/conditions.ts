/**
 * What everyday life does to people whatever they earn: pensions, schools, disability, illness, hospital stays. Families on the margin
 * (edge) who have a severely disabled or seriously ill member are left to the stories, because that alone entitles the person.
 */
import { yuan } from '../../../shared/domain/money.ts';
import { dayOf, yearOfDay } from './days.ts';
import type { Household, Person, Stay } from './latent.ts';
import { ageOf, isAlive } from './people.ts';
import type { Random } from './random.ts';

const majorIllnesses: readonly (readonly [category: string, icd10: string])[] = [
  ['01', 'C34.9'],
  ['01', 'C16.9'],
  ['01', 'C50.9'],
  ['02', 'N18.5'],
  ['04', 'I21.9'],
  ['05', 'I69.3'],
  ['06', 'F20.9'],
  ['10', 'A15.0'],
  ['12', 'Q21.0'],
  ['19', 'K74.6'],
];
const basicPensionFen = yuan(138);

export function settleConditions(household: Household, asOf: number, random: Random): void {
  const isPoor = household.programme !== undefined && household.programme !== 'none';
  const isEdge = household.programme === 'edge';
  for (const person of household.members) {
    const age = ageOf(person, asOf);
    if (age >= 60) settlePension(person, age, asOf, random);
    if (age >= 3 && age <= 22) settleSchool(person, age, asOf, random);
    if (age >= 4 && random.chance((isPoor ? 0.075 : 0.04) * (age >= 50 ? 1.5 : 1))) {
      const level = isEdge ? random.pick(['3', '4']) : random.weighted({ 1: 14, 2: 26, 3: 28, 4: 32 });
      giveDisability(person, asOf, level, random, isEdge ? '4' : undefined);
    }
    if (random.chance((isPoor ? 0.016 : 0.01) * (age >= 50 ? 2 : 0.8)))
      giveIllness(person, asOf, !isEdge && random.chance(0.6), random);
    if (age >= 60 && person.isMale && random.chance(0.035)) person.isVeteran = true;
    const stays = random.chance(0.05 + Math.max(0, age - 30) * 0.0035) ? random.int(1, age > 60 ? 3 : 2) : 0;
    for (let index = 0; index < stays; index++)
      addStay(person, asOf, Math.min(yuan(2600), yuan(random.skewed(420, 2))), random);
  }
}

function settlePension(person: Person, age: number, asOf: number, random: Random): void {
  if (random.chance(0.06)) return;
  const extra = yuan(random.int(3, 40));
  person.pension = {
    type: '2',
    monthFen: basicPensionFen + extra,
    basicFen: basicPensionFen,
    from: asOf - (age - 60) * 365,
  };
}

const stageByAge = ['1', '1', '1', '2', '2', '2', '2', '2', '2', '3', '3', '3', '4', '4', '4', '7', '7', '7', '7', '7'];
const stageLasts: Readonly<Record<string, number>> = { 1: 3, 2: 6, 3: 3, 4: 3, 5: 3, 6: 3, 7: 4 };
const schoolNames: Readonly<Record<string, readonly string[]>> = {
  1: ['示例县第一幼儿园', '示例县乡镇中心幼儿园', '示例县晨光幼儿园'],
  2: ['示例县第二小学', '示例县乡镇中心小学', '示例县实验小学'],
  3: ['示例县第三中学', '示例县乡镇中学', '示例县民族中学'],
  4: ['示例县高级中学', '示例县第九中学'],
  5: ['示例县中等职业学校', '示例市工业职业技术学校'],
  6: ['示例职业技术学院', '示例工程应用技术职业学院'],
  7: ['示例大学', '示例师范学院', '示例理工学院'],
};

function settleSchool(person: Person, age: number, asOf: number, random: Random): void {
  let stage = stageByAge[age - 3] as string;
  const isCompulsory = stage === '2' || stage === '3';
  if (stage === '4' && random.chance(0.45)) stage = '5';
  if (stage === '7') stage = random.chance(0.55) ? '6' : '7';
  if (!isCompulsory && random.chance(stage === '1' ? 0.15 : stage === '4' || stage === '5' ? 0.12 : 0.55)) return;
  const lasts = stageLasts[stage] as number;
  const firstAge =
    stage === '1' ? 3 : stage === '2' ? 6 : stage === '3' ? 12 : stage === '4' || stage === '5' ? 15 : 18;
  const startYear = yearOfDay(asOf) - Math.max(0, Math.min(age - firstAge, lasts - 1));
  const isCollege = stage === '6' || stage === '7';
  person.school = {
    stage,
    name: random.pick(schoolNames[stage] as readonly string[]),
    kind: random.chance(0.9) ? '1' : '2',
    enrolled: dayOf(`${startYear}-09-01`),
    graduates: dayOf(`${startYear + lasts}-07-01`),
    status: random.chance(0.008) ? '2' : '1',
    tuitionFen: isCollege
      ? yuan(random.pick([3500, 4200, 5000]))
      : stage === '1'
        ? yuan(2400)
        : stage === '4'
          ? yuan(900)
          : 0,
  };
}

export function giveDisability(person: Person, asOf: number, level: string, random: Random, type?: string): void {
  person.disability = {
    type: type ?? random.weighted({ 1: 14, 2: 16, 3: 3, 4: 48, 5: 8, 6: 7, 7: 4 }),
    level,
    issued: asOf - random.int(200, Math.min(5000, Math.max(201, asOf - person.born))),
    status: random.weighted({ 1: 93, 2: 4, 3: 3 }),
  };
}

export function giveIllness(person: Person, asOf: number, isMajor: boolean, random: Random): void {
  const [category, icd10] = isMajor
    ? random.pick(majorIllnesses)
    : ['90', random.pick(['I10', 'E11.9', 'J44.9', 'M54.5'])];
  person.illness = { category, icd10, diagnosed: asOf - random.int(40, 900), isMajor };
}

/** A stay of the last year that cost the household `selfFen`. */
export function addStay(person: Person, asOf: number, selfFen: number, random: Random, isTrace = false): void {
  if (!isAlive(person)) return;
  const discharged = asOf - random.int(2, 345);
  const share = random.middle(0.22, 0.5);
  const stay: Stay = {
    admitted: discharged - random.int(2, 16),
    discharged,
    selfFen,
    totalFen: Math.round(selfFen / share),
    isTrace,
  };
  if (stay.admitted < person.born) return;
  person.stays ??= [];
  person.stays.push(stay);
}
