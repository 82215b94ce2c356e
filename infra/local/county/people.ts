/** Questions about a person or a household that stories, courts of truth and departments all ask. */
import type { Household, Person } from './latent.ts';

export function ageOf(person: Person, on: number): number {
  return Math.floor((on - person.born) / 365.25);
}

export function isAlive(person: Person): boolean {
  return person.death === undefined;
}

/** In prison, detention or compulsory detoxification in truth. */
export function isAway(person: Person): boolean {
  return person.custody !== undefined && !person.custody.isAtHome;
}

export function isSeverelyDisabled(person: Person): boolean {
  const card = person.disability;
  if (card?.status !== '1') return false;
  const isMind = card.type === '5' || card.type === '6';
  return card.level === '1' || card.level === '2' || (card.level === '3' && isMind);
}

export function isSeriouslyIll(person: Person): boolean {
  return person.illness?.isMajor === true;
}

export function isStudying(person: Person): boolean {
  return person.school?.status === '1' || person.school?.status === '2';
}

export function canWork(person: Person, on: number): boolean {
  const age = ageOf(person, on);
  if (!isAlive(person) || isAway(person) || person.migration) return false;
  return age >= 17 && age < 65 && !isStudying(person) && !isSeverelyDisabled(person) && !isSeriouslyIll(person);
}

/** Members who by law count: alive, at home, not moved away, not living on their own. */
export function countedMembers(household: Household): Person[] {
  return household.members.filter(
    (person) => isAlive(person) && !isAway(person) && !person.migration && person.memberStatus !== 'not-counted',
  );
}

/** Whether the household is on the roster as paid. */
export function isCovered(household: Household): boolean {
  const { programme, status } = household;
  const pays =
    programme === 'urban-dibao' ||
    programme === 'rural-dibao' ||
    programme === 'urban-tekun' ||
    programme === 'rural-tekun' ||
    programme === 'single-person';
  return pays && (status === 'covered' || status === 'gradual-exit' || status === 'suspended');
}

/** How the truth names a household: by its roster number, or its registration number outside the roster. */
export function refOf(household: Household): string {
  return household.householdNo ?? household.hukouNo;
}
