/**
 * How a household comes by its income: the total is shared among those who can work, and each share decides what kind of work it is.
 * What nobody earns comes from relatives, land and the state.
 */
import { type Fen, yuan } from '../../../shared/domain/money.ts';
import type { Household, Job, Person } from './latent.ts';
import { ageOf, canWork, countedMembers } from './people.ts';
import type { Random } from './random.ts';

const employers = [
  '威宁示例建筑劳务有限公司',
  '威宁示例农业开发有限公司',
  '威宁示例商贸有限公司',
  '毕节示例酒店管理有限公司',
  '贵阳示例电子有限公司',
  '威宁示例物流有限公司',
  '威宁示例矿业有限公司',
  '威宁示例苹果种植专业合作社',
];
const farEmployers = [
  '浙江示例服装有限公司',
  '广东示例电子厂',
  '福建示例鞋业有限公司',
  '江苏示例建设集团',
  '云南示例水电工程队',
];
const publicEmployers = ['威宁县示例局', '示例乡镇人民政府', '威宁县示例医院', '示例乡镇中心小学'];

/** Makes the household earn about `totalFen` a year. */
export function settleIncome(household: Household, totalFen: Fen, asOf: number, random: Random): void {
  let left = totalFen;
  for (const person of countedMembers(household)) {
    if (person.pension) left -= (person.pension.monthFen - person.pension.basicFen) * 12;
    if (person.earnedFenYear > 0) left -= person.earnedFenYear;
  }
  const earners = countedMembers(household).filter((person) => person.earnedFenYear === 0 && canWork(person, asOf));
  if (left <= 0) return;
  const earned = earners.length === 0 ? 0 : Math.round(left * random.middle(0.86, 0.99));
  household.otherFenYear += left - earned;
  const weights = earners.map(() => random.middle(0.4, 1.6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  earners.forEach((person, index) => {
    giveJob(person, Math.floor((earned * (weights[index] as number)) / total), asOf, random);
  });
}

/** Work that pays about this much a year. */
export function jobFor(fenYear: Fen, age: number, random: Random): Job {
  if (fenYear < yuan(4000)) return random.weighted({ farm: 75, none: 25 });
  if (fenYear < yuan(11_000)) return random.weighted({ farm: 46, informal: 34, 'public-post': 20 });
  if (fenYear < yuan(24_000))
    return random.weighted({ migrant: age < 56 ? 46 : 12, informal: 34, farm: 14, 'self-employed': 8 });
  if (fenYear < yuan(42_000))
    return random.weighted({ migrant: 64, informal: 12, employed: 14, 'self-employed': 7, 'village-cadre': 3 });
  return random.weighted({ migrant: 22, employed: 44, 'public-payroll': 18, 'self-employed': 11, transport: 5 });
}

export function giveJob(person: Person, fenYear: Fen, asOf: number, random: Random, job?: Job): void {
  const age = ageOf(person, asOf);
  person.job = job ?? jobFor(fenYear, age, random);
  person.earnedFenYear = fenYear;
  person.jobFrom = asOf - random.int(70, Math.min(2600, Math.max(80, (age - 16) * 365)));
  person.employer = employerOf(person.job, random);
}

export function employerOf(job: Job, random: Random): string | undefined {
  if (job === 'migrant') return random.pick(farEmployers);
  if (job === 'employed') return random.pick(employers);
  if (job === 'public-payroll') return random.pick(publicEmployers);
  if (job === 'public-post' || job === 'village-cadre') return '示例村民委员会';
  return undefined;
}

export function anyEmployer(random: Random): string {
  return random.pick(random.chance(0.5) ? employers : farEmployers);
}
