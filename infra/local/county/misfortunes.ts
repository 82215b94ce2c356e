/** Deaths, custody, accidents and illness that changed nobody's right to help, so that such a record alone proves nothing. */
import { yuan } from '../../../shared/domain/money.ts';
import { addStay, giveIllness } from './conditions.ts';
import { flawRate } from './flaws.ts';
import type { Household, Person } from './latent.ts';
import { ageOf, canWork, countedMembers, isCovered } from './people.ts';
import type { Random } from './random.ts';

/** Before income is settled: what takes a member away although the roster, where there is one, already knows it. */
export function settleAbsences(household: Household, asOf: number, random: Random): void {
  if (household.story !== undefined) return;
  const isOnRoster = household.householdNo !== undefined;
  for (const person of household.members) {
    const age = ageOf(person, asOf);
    const rate = flawRate('death-processed') * (age > 70 ? 4 : age > 50 ? 1 : 0.1);
    if (household.members.length > 1 && person.relation !== '02' && random.chance(rate)) {
      person.death = {
        on: asOf - random.int(10, 360),
        sources: random.chance(0.8) ? ['police', 'funeral'] : ['police', 'health'],
        isTrace: false,
      };
      if (isOnRoster) person.memberStatus = 'dead';
    }
    if (age >= 18 && age < 65 && !person.death) settleCustody(person, asOf, isOnRoster, random);
  }
}

function settleCustody(person: Person, asOf: number, isOnRoster: boolean, random: Random): void {
  const from = asOf - random.int(150, 1600);
  if (random.chance(flawRate('custody-community'))) {
    person.custody = {
      type: random.pick(['4', '1']),
      from,
      until: asOf + random.int(60, 900),
      isCommunity: true,
      isAtHome: true,
      isTrace: false,
    };
  } else if (random.chance(flawRate('custody-released'))) {
    const until = asOf - random.int(-40, 400);
    const released = random.chance(0.5) ? Math.min(asOf - 32, until) : undefined;
    person.custody = {
      type: random.pick(['1', '2', '3']),
      from: from - 400,
      until,
      isCommunity: false,
      isAtHome: true,
      isTrace: false,
      ...(released === undefined ? {} : { released }),
    };
  } else if (person.household.members.length > 1 && random.chance(0.0008)) {
    person.custody = {
      type: '1',
      from,
      until: asOf + random.int(200, 1800),
      isCommunity: false,
      isAtHome: false,
      isTrace: false,
    };
    if (isOnRoster) person.memberStatus = 'in-custody';
  }
}

/** After income is settled: blows that the household, its insurance and its income bear. */
export function settleBlows(household: Household, incomeFen: number, asOf: number, random: Random): void {
  if (household.story !== undefined) return;
  const counted = countedMembers(household);
  if (counted.length === 0) return;
  const isPoor = household.programme !== undefined;
  if (!isPoor && random.chance(flawRate('illness-affordable')))
    bearIllness(household, counted, incomeFen, asOf, random);
  if (random.chance(flawRate('accident-insured'))) {
    const lossFen = Math.min(yuan(90_000), Math.round(yuan(random.skewed(4200, 2.4))));
    const unborne = Math.min(lossFen, Math.round(incomeFen * 0.1));
    const victim = random.pick(counted);
    household.calamities.push({
      kind: random.weighted({ traffic: 66, injury: 20, fire: 14 }),
      on: asOf - random.int(4, 175),
      victim,
      lossFen,
      coveredFen: lossFen - unborne,
      severity: random.weighted({ 2: 12, 3: 46, 4: 42 }),
      isTrace: false,
    });
  }
  if (!household.isUrban && random.chance(flawRate('disaster-minor'))) {
    const lossFen = Math.min(Math.round(incomeFen * 0.14), Math.round(yuan(random.skewed(1800, 2))));
    household.calamities.push({
      kind: 'disaster',
      on: asOf - random.int(10, 175),
      victim: random.pick(counted),
      lossFen,
      coveredFen: 0,
      severity: random.weighted({ 3: 94, 2: 6 }),
      isTrace: false,
    });
  }
}

/** Costly treatment of a family that can pay it: at most a third of what it has above the line. */
function bearIllness(
  household: Household,
  counted: readonly Person[],
  incomeFen: number,
  asOf: number,
  random: Random,
): void {
  const person = random.pick(counted.filter((one) => !canWork(one, asOf)).concat(counted));
  giveIllness(person, asOf, true, random);
  const line = household.isUrban ? yuan(8820) : yuan(6420);
  const spare = incomeFen - line * 1.1 * counted.length;
  if (spare <= 0 || isCovered(household)) return;
  const count = random.int(1, 4);
  const total = Math.min(spare * 0.4, yuan(random.skewed(14_000, 1.9)));
  for (let index = 0; index < count; index++) addStay(person, asOf, Math.round(total / count), random);
}
