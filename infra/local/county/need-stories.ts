/**
 * What puts a household that is not covered in need: lost work, illness, disability, death, custody, accidents, disasters, children
 * nobody supports. A story changes the latent world and says how much income is left; whether the household is in need is judged
 * afterwards. Each returns the per-capita income that remains, as a share of the line, or undefined where the story does not fit.
 */
import { yuan } from '../../../shared/domain/money.ts';
import { addStay, giveDisability, giveIllness } from './conditions.ts';
import { anyEmployer } from './economy.ts';
import type { Calamity, Household, Person } from './latent.ts';
import { ageOf, canWork, countedMembers } from './people.ts';
import { standardsOf } from './standards.ts';
import type { StoryContext } from './wrong-stories.ts';

export interface NeedStory {
  readonly weight: number;
  /** For households of the margin only, or for all. */
  readonly edgeOnly?: boolean;
  tell(household: Household, context: StoryContext): number | undefined;
}

const low = ({ random }: StoryContext): number => random.middle(0.3, 0.97);

function findWorker(household: Household, { asOf, random }: StoryContext): Person | undefined {
  const able = countedMembers(household).filter((person) => canWork(person, asOf));
  return able.length === 0 ? undefined : random.pick(able);
}

function jobLoss(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const person = findWorker(household, context);
  if (!person) return undefined;
  const ended = asOf - random.int(40, 300);
  const registered = Math.min(asOf - 3, ended + random.int(5, 60));
  person.oldJob = { employer: anyEmployer(random), from: ended - random.int(200, 1500), ended };
  person.unemployment = {
    registered,
    reason: random.pick(['1', '1', '2', '3', '5']),
    monthsLeft: random.pick([0, 0, 1, 2]),
    ended,
  };
  person.isStory = true;
  household.isMonitoredPoor ||= !household.isUrban && random.chance(0.35);
  return low(context);
}

function illness(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const person = random.pick(countedMembers(household));
  giveIllness(person, asOf, true, random);
  person.isStory = true;
  const line = standardsOf(household.isUrban).lineFenYear * countedMembers(household).length;
  const before = random.middle(1.05, 2.3);
  const spent = line * (before - random.middle(0.1, 0.93));
  const count = random.int(2, 6);
  for (let index = 0; index < count; index++) addStay(person, asOf, Math.round(spent / count), random, true);
  return before;
}

function disability(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const person = findWorker(household, context);
  if (!person) return undefined;
  giveDisability(person, asOf, random.pick(['1', '2']), random, random.pick(['1', '4', '4', '6']));
  if (person.disability) person.disability = { ...person.disability, status: '1', issued: asOf - random.int(30, 400) };
  person.isStory = true;
  return low(context);
}

function death(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const person = findWorker(household, context);
  if (!person || household.members.length < 2) return undefined;
  person.death = {
    on: asOf - random.int(40, 320),
    sources: random.chance(0.7) ? ['police', 'funeral'] : ['police', 'health'],
    isTrace: true,
  };
  if (household.householdNo !== undefined && random.chance(0.6)) person.memberStatus = 'dead';
  return low(context);
}

function custody(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const person = findWorker(household, context);
  if (!person || household.members.length < 2) return undefined;
  const from = asOf - random.int(60, 500);
  person.custody = {
    type: random.pick(['1', '2', '3']),
    from,
    until: asOf + random.int(200, 1500),
    isCommunity: false,
    isAtHome: false,
    isTrace: true,
  };
  return low(context);
}

/** Damage of more than a year's income of the household, of which little is borne by others. */
function calamity(kind: Calamity['kind'], severities: readonly string[]) {
  return (household: Household, context: StoryContext): number => {
    const { asOf, random } = context;
    const victim = random.pick(countedMembers(household));
    const left = random.middle(0.7, 2.4);
    const income = standardsOf(household.isUrban).lineFenYear * countedMembers(household).length * left;
    const lossFen = Math.round(income * random.middle(0.75, 2.2));
    const on = asOf - random.int(8, 170);
    household.calamities.push({
      kind,
      on,
      victim,
      lossFen,
      coveredFen: 0,
      severity: random.pick(severities),
      isTrace: true,
    });
    if (kind === 'traffic' || kind === 'injury') {
      for (let index = 0; index < 2; index++) addStay(victim, asOf, Math.round(lossFen * 0.2), random, true);
    }
    return left;
  };
}

/** Grandparents, or nobody, bring up a child whose parents are dead, in prison or gone. */
function child(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const found = household.members.find(
    (person) => ['40', '20', '30'].includes(person.relation) && ageOf(person, asOf) < 16,
  );
  const guardians = household.members.filter((person) => person !== found && ageOf(person, asOf) >= 18);
  if (!found || guardians.some((person) => person.relation === '12' || person.relation === '11')) return undefined;
  found.isUnsupported = true;
  found.childType = random.chance(0.25) ? '1' : '2';
  found.isStory = true;
  return random.middle(0.4, 1.3);
}

/** A severely disabled or seriously ill member of a family on the margin, without a guarantee of their own. */
function guarantee(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const adults = countedMembers(household).filter((person) => ageOf(person, asOf) >= 16);
  if (adults.length === 0) return undefined;
  const person = random.pick(adults);
  person.isStory = true;
  if (random.chance(0.7)) {
    giveDisability(person, asOf, random.pick(['1', '2', '2', '3']), random, random.pick(['5', '6']));
    if (person.disability) person.disability = { ...person.disability, status: '1' };
  } else giveIllness(person, asOf, true, random);
  return random.middle(1.05, 1.48);
}

/** A college student whose cost, with a stay in hospital, takes most of what the family has. */
function education(household: Household, context: StoryContext): number | undefined {
  const { asOf, random } = context;
  const student = household.members.find((person) => person.school?.stage === '6' || person.school?.stage === '7');
  if (!student) return undefined;
  const count = countedMembers(household).length;
  const left = random.middle(1.06, 1.5);
  const income = standardsOf(household.isUrban).lineFenYear * count * left;
  household.educationFenYear = Math.round(income * random.middle(0.56, 0.74));
  addStay(student, asOf, Math.round(Math.min(income * 0.06, yuan(2500))), random, true);
  student.isStory = true;
  return left;
}

/** Old or alone, without children, living on the basic pension. */
function alone(household: Household, context: StoryContext): number | undefined {
  const head = household.members[0];
  if (household.members.length > 2 || !head || ageOf(head, context.asOf) < 60) return undefined;
  head.isStory = true;
  return context.random.middle(0.15, 0.8);
}

/** A farm that failed. */
function harvest(household: Household, context: StoryContext): number | undefined {
  if (household.isUrban) return undefined;
  const { asOf, random } = context;
  household.isMonitoredPoor = true;
  const victim = household.members[0] as Person;
  const lossFen = Math.round(
    standardsOf(false).lineFenYear * countedMembers(household).length * random.middle(0.15, 0.4),
  );
  household.calamities.push({
    kind: 'disaster',
    on: asOf - random.int(60, 170),
    victim,
    lossFen,
    coveredFen: 0,
    severity: '3',
    isTrace: true,
  });
  return low(context);
}

export const needStories: Readonly<Record<string, NeedStory>> = {
  'job-loss': { weight: 20, tell: jobLoss },
  illness: { weight: 24, tell: illness },
  disability: { weight: 9, tell: disability },
  death: { weight: 8, tell: death },
  custody: { weight: 5, tell: custody },
  traffic: { weight: 5, tell: calamity('traffic', ['2', '2', '3']) },
  fire: { weight: 4, tell: calamity('fire', ['4', '3', '2']) },
  disaster: { weight: 8, tell: calamity('disaster', ['1', '2', '2']) },
  child: { weight: 26, tell: child },
  guarantee: { weight: 40, edgeOnly: true, tell: guarantee },
  education: { weight: 24, tell: education },
  alone: { weight: 18, tell: alone },
  harvest: { weight: 5, tell: harvest },
};
