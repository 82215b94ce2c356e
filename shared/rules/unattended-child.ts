/**
 * L-CHI-01: a child both of whose parents are dead, missing, imprisoned or severely disabled, and who is provided for by no children's
 * scheme. That scheme asks for no income, so neither does the rule, and covered families are included; a child in extreme-hardship
 * support has chosen the other scheme (TK-9). Where only one parent is on record the other may well be there.
 */
import { childWelfare } from '../datasets/child-welfare.ts';
import { courtRecord } from '../datasets/court-record.ts';
import { custody } from '../datasets/custody.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { funeral } from '../datasets/funeral.ts';
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { isAssistedAs } from './assistance-of.ts';
import { defineRule, type Fact, type Member, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { type Judgement, raised } from './hardship.ts';
import { ageOf, custodyOf, isPresent, labourMembersOf, parentsOf, severeCardsOf } from './household-structure.ts';
import { law } from './law.ts';
import { deathOf, deathTriggers } from './life-and-death.ts';

export interface UnattendedChildParameters {
  /** Up to the day before this birthday. */
  readonly ageBelow: number;
  /** Custody shorter than this does not count. */
  readonly custodyMonthsMin: number;
}

const provided = new Set(['1', '2']);
const declaredMissing = '06';
const tekun = new Set(['urban-tekun', 'rural-tekun']);
const dead = row(funeral, { death_date: '2026-03-02' });
const imprisoned = row(custody, { custody_type: '1', custody_start: '2025-10-01', custody_end_planned: '2029-10-01' });

export const unattendedChild = defineRule<UnattendedChildParameters>({
  id: 'unattended-child',
  code: 'L-CHI-01',
  title: { zh: '事实无人抚养儿童待核实', en: 'Child without a parent able to raise it' },
  direction: 'leak',
  level: 'red',
  appliesTo: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
  triggers: [
    ...deathTriggers,
    trigger(householdDeregistration, (row) => row.cancel_flag === declaredMissing),
    trigger(courtRecord, (row) => row.record_type === '4'),
    trigger(custody, (row) => row.custody_type !== '4'),
    trigger(disabilityCard, (row) => ['1', '2', '3'].includes(row.disability_level ?? '')),
  ],
  basis: [law.tekun(9), law.socialAssistanceAct(16)],
  innocentIf: [
    { zh: '已有监护人抚养，正在办理儿童保障登记', en: 'a guardian raises the child and registration is under way' },
    { zh: '父母一方实际在家抚养', en: 'one parent is in fact at home' },
    { zh: '已由其他地区儿童福利机构保障', en: 'provided for by another place' },
  ],
  because: {
    zh: '{age} 岁儿童的父母中 {unavailable} 名有死亡、失踪、羁押或重残记录，未见儿童保障登记，需尽快核实',
    en: '{unavailable} parents of a child of {age} are recorded as dead, missing, in custody or severely disabled; no children’s scheme on record; to be verified soon',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ageBelow: 18, custodyMonthsMin: 6 },
      source: 'scheme for children in fact unattended: up to 18, custody of 6 months; default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    const { ageBelow, custodyMonthsMin } = context.parametersOn(asOf);
    if (subject.standing === 'covered' && tekun.has(subject.programme ?? '')) return [];
    return subject.members.flatMap((child) => {
      const age = ageOf(child, asOf);
      if (age === undefined || age >= ageBelow || !isPresent(child) || isProvided(subject, child, asOf)) return [];
      const parents = parentsOf(subject, child);
      const reasons = parents.members.map((parent) => absenceOf(subject, parent, asOf, custodyMonthsMin));
      const isEveryoneGone = reasons.length > 0 && reasons.every((reason) => reason !== undefined);
      const facts = reasons.flatMap((reason) => reason ?? []);
      if (!isEveryoneGone || facts.length === 0) return [];
      const isNobodyAble = labourMembersOf(subject, asOf).every(
        (member) => (ageOf(member, asOf) ?? ageBelow) < ageBelow,
      );
      const judgement: Judgement = parents.isComplete
        ? { level: 'red', strength: 'warning' }
        : { level: 'orange', strength: isNobodyAble ? 'warning' : 'signal' };
      return raised(judgement, {
        key: parents.isComplete ? 'both-parents' : 'known-parent',
        person: child.person,
        evidence: facts,
        measures: { age, unavailable: reasons.length, isOtherParentKnown: parents.isComplete },
        factOn: asOf,
      });
    });
  },
  examples: [
    {
      claim: 'a child whose father died and whose mother is in prison is raised, the family may be covered or not',
      asOf: '2026-09-30',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [
          { person: 'head', relation: '02', birthDate: '1985-01-01', status: 'dead', rows: [dead] },
          { person: 'wife', relation: '12', birthDate: '1987-01-01', status: 'in-custody', rows: [imprisoned] },
          { person: 'son', relation: '20', birthDate: '2014-01-01' },
        ],
      },
      raises: [{ level: 'red', strength: 'warning', key: 'both-parents', measures: { age: 12 } }],
    },
    {
      claim: 'a mother at home is a parent',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1985-01-01', status: 'dead', rows: [dead] },
          { person: 'wife', relation: '12', birthDate: '1987-01-01' },
          { person: 'son', relation: '20', birthDate: '2014-01-01' },
        ],
      },
      raises: [],
    },
    {
      claim: 'a child in the children’s scheme is not raised, a left-behind child on record still is',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1985-01-01', status: 'dead', rows: [dead] },
          { person: 'wife', relation: '12', birthDate: '1987-01-01', status: 'in-custody', rows: [imprisoned] },
          { person: 'son', relation: '20', birthDate: '2014-01-01', rows: [row(childWelfare, { child_type: '2' })] },
          {
            person: 'daughter',
            relation: '30',
            birthDate: '2012-01-01',
            rows: [row(childWelfare, { child_type: '4' })],
          },
        ],
      },
      raises: [{ key: 'both-parents', measures: { age: 14 } }],
    },
    {
      claim: 'a grandchild whose only known parent is in prison is raised in orange when only the old are left',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1955-01-01' },
          { person: 'son', relation: '20', birthDate: '1987-01-01', status: 'in-custody', rows: [imprisoned] },
          { person: 'grandchild', relation: '41', birthDate: '2014-01-01' },
        ],
      },
      raises: [{ level: 'orange', strength: 'warning', key: 'known-parent' }],
    },
    {
      claim: 'somebody of 18 is no child',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', relation: '02', birthDate: '1985-01-01', status: 'dead', rows: [dead] },
          { person: 'wife', relation: '12', birthDate: '1987-01-01', status: 'in-custody', rows: [imprisoned] },
          { person: 'son', relation: '20', birthDate: '2008-09-30' },
        ],
      },
      raises: [],
    },
  ],
});

function isProvided(subject: Subject, child: Member, asOf: CalendarDate): boolean {
  const isInScheme = subject.factsOf(child.person, childWelfare).some(({ row }) => provided.has(row.child_type ?? ''));
  return isInScheme || isAssistedAs(subject, child.person, asOf, ['03', '04']);
}

/** The rows that say a parent cannot raise the child; undefined when none does. A roster status needs no row. */
function absenceOf(
  subject: Subject,
  parent: Member,
  asOf: CalendarDate,
  custodyMonthsMin: number,
): readonly Fact[] | undefined {
  const death = deathOf(subject, parent.person, asOf, 30);
  const missing = subject
    .factsOf(parent.person, householdDeregistration)
    .filter(({ row }) => row.cancel_flag === declaredMissing);
  const declared = subject.factsOf(parent.person, courtRecord).filter(({ row }) => row.record_type === '4');
  const long = custodyOf(subject, parent.person, asOf).filter(({ row }) => {
    const startedOn = row.custody_start ?? asOf;
    return (row.custody_end_planned ?? asOf) >= addMonths(startedOn, custodyMonthsMin);
  });
  const facts = [
    ...(death?.laterSign === undefined ? (death?.sources ?? []).map((source) => source.fact) : []),
    ...evidence(missing),
    ...evidence(declared),
    ...evidence(long),
    ...evidence(severeCardsOf(subject, parent.person)),
  ];
  const isKnownGone = parent.status === 'dead' || facts.length > 0;
  return isKnownGone ? facts : undefined;
}
