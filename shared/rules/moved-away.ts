/**
 * A member's household registration moved out of the county (57-5). When the whole family or its head moved, the new county takes
 * over and no month may be lost: a warning for the desk. A single member is a notice, and a student's move to a college says nothing.
 */
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { householdRegistration } from '../datasets/household-registration.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { type Draft, defineRule, type Fact, type Member, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface MovedAwayParameters {
  /** A move further back was part of a later review. */
  readonly lookBackMonths: number;
}

type MoveFact = Fact<typeof householdDeregistration>;
const movedOut = '02';
const headRelations = ['01', '02'];

export const movedAway = defineRule<MovedAwayParameters>({
  id: 'moved-away',
  code: 'E-MOV-01',
  title: { zh: '户籍迁出本县（市、区）', en: 'Household registration moved out of the county' },
  direction: 'error',
  level: 'orange',
  triggers: [
    trigger(householdDeregistration, (move) => move.cancel_flag === movedOut || move.cancel_reason === movedOut),
  ],
  basis: [law.recognition(5), law.recognition(30), law.socialAssistanceAct(37)],
  innocentIf: [
    { zh: '户口迁入学校集体户', en: 'moved to a school’s collective registration' },
    { zh: '户口迁出但仍在原地居住', en: 'registered elsewhere but still living here' },
    { zh: '正在办理转移接续', en: 'the hand-over is under way' },
  ],
  because: {
    zh: '{moved} 名成员户籍于 {movedOn} 迁出本县，应核实并与迁入地衔接，不断月',
    en: 'the registration of {moved} member(s) moved out of the county on {movedOn}; verify and hand over without losing a month',
  },
  parameters: [{ from: '2020-01-01', value: { lookBackMonths: 24 }, source: 'default [OK]; 57-5' }],
  find: (subject, context) => {
    const earliest = addMonths(context.asOf, -context.parametersOn(context.asOf).lookBackMonths);
    const moves = subject.countedMembers.flatMap((member) => {
      const fact = lastMoveOf(subject, member, earliest, context.asOf);
      return fact === undefined ? [] : [{ member, fact, movedOn: fact.row.cancel_date ?? context.asOf }];
    });
    if (moves.length === 0) return [];
    const isWhole =
      moves.length === subject.countedMembers.length ||
      moves.some(({ member }) => headRelations.includes(member.relation));
    if (!isWhole) {
      return moves.map(
        ({ member, fact, movedOn }): Draft => ({
          key: evidenceKey('moved', member.person, movedOn),
          person: member.person,
          level: 'yellow',
          strength: 'notice',
          evidence: evidence([fact]),
          measures: { moved: 1, movedOn },
          factOn: movedOn,
        }),
      );
    }
    const movedOn = moves.map((move) => move.movedOn).sort()[0] ?? context.asOf;
    const isDoubtful = moves.every(({ fact }) => fact.row.moved_to_region === undefined || fact.isNameMatch === false);
    return [
      {
        key: evidenceKey('family-moved', ...moves.map(({ fact }) => fact.row.moved_to_region?.slice(0, 6)).sort()),
        strength: warningUnless(isDoubtful),
        evidence: evidence(moves.map(({ fact }) => fact)),
        measures: { moved: moves.length, movedOn },
        factOn: movedOn,
      } satisfies Draft,
    ];
  },
  examples: [
    example('the head moved to another county: a hand-over is due', [moved({})], 'warning'),
    example('a move within the county is not raised', [moved({ moved_to_region: '520526999' })]),
    example('a destination the police do not name is a signal', [moved({ moved_to_region: undefined })], 'signal'),
    example('a single child who moved is a notice', [moved({})], 'notice', '20'),
    example(
      'a student who moved to a college is not raised',
      [moved({}), row(studentEnrollment, { edu_stage: '7', status: '1' })],
      undefined,
      '20',
    ),
    example('somebody who moved back is not raised', [
      moved({}),
      row(householdRegistration, { hukou_region_code: '520526116', move_in_date: '2026-07-01' }),
    ]),
    example('a move two years ago to the day is not raised', [moved({ cancel_date: '2024-08-30' })]),
  ],
});

function lastMoveOf(
  subject: Subject,
  member: Member,
  earliest: CalendarDate,
  asOf: CalendarDate,
): MoveFact | undefined {
  const county = subject.regionCode.slice(0, 6);
  const isStudent = subject.factsOf(member.person, studentEnrollment).some(({ row: study }) => study.status === '1');
  if (isStudent) return undefined;
  const moves = subject.factsOf(member.person, householdDeregistration).filter(({ row: move }) => {
    const isMove = move.cancel_flag === movedOut || move.cancel_reason === movedOut;
    const on = move.cancel_date ?? asOf;
    return isMove && on > earliest && on <= asOf && move.moved_to_region?.slice(0, 6) !== county;
  });
  const last = moves.toSorted((a, b) => ((a.row.cancel_date ?? '') < (b.row.cancel_date ?? '') ? -1 : 1)).at(-1);
  const isBack = subject.factsOf(member.person, householdRegistration).some(({ row: registration }) => {
    const isHere = registration.hukou_region_code?.slice(0, 6) === county;
    return isHere && (registration.move_in_date ?? '') > (last?.row.cancel_date ?? asOf);
  });
  return isBack ? undefined : last;
}

function moved(values: Parameters<typeof row<typeof householdDeregistration>>[1]) {
  return row(householdDeregistration, {
    cancel_flag: movedOut,
    cancel_date: '2026-06-01',
    moved_to_region: '520521100',
    ...values,
  });
}

function example(
  claim: string,
  rows: readonly ReturnType<typeof row>[],
  strength?: 'warning' | 'signal' | 'notice',
  relation = '02',
) {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'mover', relation, rows }, { person: 'other' }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
