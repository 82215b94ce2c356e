/**
 * Who is who in a household: parents and siblings by the relation codes of GB/T 4761, who is able to work, who earns most. Codes
 * only tell the relation to the head; where they leave it open, the answer is incomplete and never a guess.
 */
import { birthDeathCert } from '../datasets/birth-death-cert.ts';
import { custody } from '../datasets/custody.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addDays, ageOn, type CalendarDate } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fen } from '../domain/money.ts';
import type { Fact, Member, Subject } from './define.ts';
import { incomeLedgerOf } from './income-ledger.ts';
import { deathOf } from './life-and-death.ts';

const adultAge = 18;
const labourAges = { from: 16, to: 59 } as const;
const deathGraceDays = 30;

type Place = 'head' | 'spouse' | 'child' | 'grandchild' | 'parent' | 'sibling' | 'other';

const inLaws = new Set(['28', '38', '45', '46', '47', '48', '53', '54', '55', '56', '65', '72', '74', '76', '78']);
const places: Readonly<Record<string, Place>> = {
  '1': 'spouse',
  '2': 'child',
  '3': 'child',
  '4': 'grandchild',
  '5': 'parent',
  '7': 'sibling',
};

function placeOf(member: Member): Place {
  if (member.relation === '01' || member.relation === '02') return 'head';
  if (inLaws.has(member.relation)) return 'other';
  return places[member.relation.slice(0, 1)] ?? 'other';
}

const inPlace = (subject: Subject, ...wanted: readonly Place[]): Member[] =>
  subject.members.filter((member) => wanted.includes(placeOf(member)));

export interface Parents {
  readonly members: readonly Member[];
  /** Both parents are on record in the household. */
  readonly isComplete: boolean;
}

/** The parents of a member among the household's members, the dead and the imprisoned included. */
export function parentsOf(subject: Subject, child: Member): Parents {
  const others = { ...subject, members: subject.members.filter((member) => member.person !== child.person) };
  const found = [...new Set([...byCertificate(others, child), ...byRelation(others, child)])].slice(0, 2);
  return { members: found, isComplete: found.length === 2 };
}

function byCertificate(subject: Subject, child: Member): Member[] {
  const mothers = new Set(subject.factsOf(child.person, birthDeathCert).flatMap(({ row }) => row.mother_id_no ?? []));
  return subject.members.filter((member) => mothers.has(member.person));
}

function byRelation(subject: Subject, child: Member): Member[] {
  const place = placeOf(child);
  if (place === 'child') return inPlace(subject, 'head', 'spouse');
  if (place === 'head' || place === 'sibling') return inPlace(subject, 'parent');
  // Two or more grown-up children of the head may be a parent with an uncle or aunt.
  const grown = inPlace(subject, 'child').filter((member) => isGenerationOlder(member, child));
  return place === 'grandchild' && grown.length === 1 ? grown : [];
}

function isGenerationOlder(parent: Member, child: Member): boolean {
  if (parent.birthDate === undefined || child.birthDate === undefined) return false;
  return ageOn(parent.birthDate, child.birthDate) >= 16;
}

export function siblingsOf(subject: Subject, member: Member): readonly Member[] {
  const others = { ...subject, members: subject.members.filter((each) => each.person !== member.person) };
  const place = placeOf(member);
  if (place === 'child') return inPlace(others, 'child');
  if (place === 'head') return inPlace(others, 'sibling');
  return place === 'sibling' ? inPlace(others, 'head', 'sibling') : [];
}

/** Husband, wife or grown-up child in the household: somebody who owes support before siblings and aged parents do. */
export function hasOwnFamily(subject: Subject, member: Member): boolean {
  const place = placeOf(member);
  if (place === 'head' || place === 'spouse') return inPlace(subject, 'head', 'spouse', 'child').length > 1;
  return (
    place === 'child' &&
    subject.members.some((each) => ['28', '38'].includes(each.relation) || placeOf(each) === 'grandchild')
  );
}

export function ageOf(member: Member, on: CalendarDate): number | undefined {
  return member.birthDate === undefined ? undefined : ageOn(member.birthDate, on);
}

export function isMinor(member: Member, on: CalendarDate): boolean {
  return (ageOf(member, on) ?? adultAge) < adultAge;
}

/** Lives in the household as far as the roster knows. */
export function isPresent(member: Member): boolean {
  return member.status === 'counted' || member.status === 'not-counted';
}

export function isDead(subject: Subject, member: Member, asOf: CalendarDate): boolean {
  return member.status === 'dead' || (deathOf(subject, member.person, asOf, deathGraceDays)?.sources.length ?? 0) > 0;
}

/** A valid card of level 1 or 2, or of level 3 for intellectual or mental disability (57-8, TK-5). */
export function isSevereCard({ row }: Fact<typeof disabilityCard>): boolean {
  if (!isValidCard(row.card_status)) return false;
  if (row.disability_level === '1' || row.disability_level === '2') return true;
  return row.disability_level === '3' && (row.disability_type === '5' || row.disability_type === '6');
}

/** An unstated status is not an invalid one. An expired card says nothing of recovery, but a new one is then due first. */
export function isValidCard(status: string | undefined): boolean {
  return status === undefined || status === '1';
}

export function severeCardsOf(subject: Subject, person: PersonToken): readonly Fact<typeof disabilityCard>[] {
  return subject.factsOf(person, disabilityCard).filter((fact) => isSevereCard(fact) && fact.isNameMatch !== false);
}

/** Rows of a deprivation of liberty that still lasts; community correction is served at home. */
export function custodyOf(subject: Subject, person: PersonToken, asOf: CalendarDate): readonly Fact<typeof custody>[] {
  return subject.factsOf(person, custody).filter(({ row, isNameMatch }) => {
    const isInside = ['1', '2', '3'].includes(row.custody_type ?? '') && row.community_correction !== true;
    const isReleased = row.release_date !== undefined && row.release_date <= asOf;
    const isOver = isReleased || (row.custody_end_planned ?? asOf) < asOf;
    return isInside && !isOver && (row.custody_start ?? asOf) <= asOf && isNameMatch !== false;
  });
}

/** Counted members of 16 to 59 who could work: neither severely disabled, nor at school, in custody or dead. */
export function labourMembersOf(subject: Subject, asOf: CalendarDate): readonly Member[] {
  return subject.countedMembers.filter((member) => {
    const age = ageOf(member, asOf) ?? adultAge;
    if (age < labourAges.from || age > labourAges.to || isDead(subject, member, asOf)) return false;
    if (severeCardsOf(subject, member.person).length > 0 || custodyOf(subject, member.person, asOf).length > 0)
      return false;
    return !subject.factsOf(member.person, studentEnrollment).some(({ row }) => row.status === '1');
  });
}

/** Minors and people of 60 or more who are still there when somebody is gone. */
export function dependantsOf(subject: Subject, without: PersonToken, asOf: CalendarDate): readonly Member[] {
  return subject.members.filter((member) => {
    const age = ageOf(member, asOf);
    const isDependent = age !== undefined && (age < adultAge || age > labourAges.to);
    return isDependent && member.person !== without && isPresent(member) && !isDead(subject, member, asOf);
  });
}

/**
 * Whether a member earned most on the day before something happened. Reported incomes decide where there are any; otherwise the only
 * member able to work is the main earner, and one of two may be.
 */
export function earnerRank(subject: Subject, member: Member, before: CalendarDate): 'main' | 'maybe' | 'no' {
  const on = addDays(before, -1);
  const everybody: Subject = {
    ...subject,
    countedMembers: subject.members.filter((each) => each.status !== 'moved-out'),
  };
  const incomes = new Map<PersonToken, Fen>();
  for (const item of incomeLedgerOf(everybody, on).items)
    incomes.set(item.person, (incomes.get(item.person) ?? 0) + item.fenMonth);
  const own = incomes.get(member.person) ?? 0;
  if (own > 0) return [...incomes.values()].every((fen) => fen <= own) ? 'main' : 'no';
  const age = ageOf(member, on);
  if (age === undefined || age < labourAges.from || age > labourAges.to || incomes.size > 0) return 'no';
  const able = labourMembersOf(everybody, on);
  if (!able.some((each) => each.person === member.person)) return 'no';
  return able.length === 1 ? 'main' : able.length === 2 ? 'maybe' : 'no';
}
