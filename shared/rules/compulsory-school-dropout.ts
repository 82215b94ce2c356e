/**
 * L-EDU-02: a child of school age has dropped out of compulsory school. It is asked of covered families too: the duty to bring a child
 * back to school does not end with dibao. A later enrolment elsewhere is a transfer and explains it.
 */
import { publicPayroll } from '../datasets/public-payroll.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import { addMonths } from '../domain/dates.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised } from './hardship.ts';
import { ageOf, isDead, isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface DropoutParameters {
  readonly ageMin: number;
  /** Last year of age in which compulsory schooling is normally still owed. */
  readonly ageMax: number;
  /** How old the school's statement may be. */
  readonly monthsMax: number;
}

const compulsory = new Set(['2', '3']);
const droppedOut = row(studentEnrollment, { edu_stage: '3', status: '5' }, { eventOn: '2026-09-10' });

export const compulsorySchoolDropout = defineRule<DropoutParameters>({
  id: 'compulsory-school-dropout',
  code: 'L-EDU-02',
  title: { zh: '义务教育阶段辍学', en: 'Dropped out of compulsory school' },
  direction: 'leak',
  level: 'red',
  appliesTo: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
  triggers: [trigger(studentEnrollment, (row) => row.status === '5' && compulsory.has(row.edu_stage ?? ''))],
  basis: [law.press(4), law.socialAssistanceAct(25)],
  innocentIf: [
    { zh: '转学手续办理中，学籍尚未转入', en: 'a transfer is under way, the new school has not enrolled yet' },
    { zh: '因病休学，学籍状态登记有误', en: 'on sick leave, the status is recorded wrongly' },
    { zh: '随父母在外省就读', en: 'goes to school in another province with the parents' },
  ],
  because: {
    zh: '{age} 岁儿童在义务教育阶段学籍状态为辍学，需尽快了解家庭困难并协同教育部门',
    en: 'A child of {age} is recorded as having left compulsory school; the family’s difficulty is to be understood soon, with the school authority',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ageMin: 6, ageMax: 16, monthsMax: 12 },
      source: 'compulsory schooling; default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    const { ageMin, ageMax, monthsMax } = context.parametersOn(asOf);
    return subject.facts(studentEnrollment).flatMap((fact) => {
      const { member, row } = fact;
      const leftOn = fact.eventOn ?? fact.ref.sourceUpdatedOn;
      const isDropout = row.status === '5' && compulsory.has(row.edu_stage ?? '');
      const age = ageOf(member, asOf);
      const isSchoolAge = age !== undefined && age >= ageMin && age <= ageMax;
      if (!isDropout || !isSchoolAge || !isPresent(member) || isDead(subject, member, asOf)) return [];
      if (leftOn !== undefined && leftOn <= addMonths(asOf, -monthsMax)) return [];
      const isBackAtSchool = subject.factsOf(member.person, studentEnrollment).some((other) => {
        const enrolledOn = other.row.enroll_date ?? other.eventOn ?? other.ref.sourceUpdatedOn ?? '';
        return other.row.status === '1' && enrolledOn >= (leftOn ?? '');
      });
      if (isBackAtSchool) return [];
      const need = subject.standing === 'covered' ? 'low' : meansOf(subject, context).need;
      return raised(judge('red', need), {
        key: `stage-${row.edu_stage}${leftOn === undefined ? '' : ` ${schoolYearOf(leftOn)}`}`,
        person: member.person,
        evidence: evidence([fact]),
        measures: { age, stageCode: row.edu_stage ?? '' },
        factOn: leftOn ?? asOf,
      });
    });
  },
  examples: [
    {
      claim: 'a boy of 13 who left junior secondary school is raised in red, in a covered family too',
      asOf: '2026-09-30',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [{ person: 'son', birthDate: '2013-03-01', rows: [droppedOut] }],
      },
      raises: [{ level: 'red', strength: 'warning', key: 'stage-3 2026', measures: { age: 13 } }],
    },
    {
      claim: 'a later enrolment at another school is a transfer',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'son',
            birthDate: '2013-03-01',
            rows: [droppedOut, row(studentEnrollment, { edu_stage: '3', status: '1', enroll_date: '2026-09-20' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'at 16 it is raised, at 17 compulsory schooling is over',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'son', birthDate: '2009-10-01', rows: [droppedOut] },
          { person: 'daughter', birthDate: '2009-09-30', rows: [droppedOut] },
        ],
      },
      raises: [{ measures: { age: 16 } }],
    },
    {
      claim: 'leaving senior secondary school is not compulsory schooling',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'son', birthDate: '2011-03-01', rows: [row(studentEnrollment, { edu_stage: '4', status: '5' })] },
        ],
      },
      raises: [],
    },
    {
      claim: 'the family of a well-paid official is left to the school authority',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [row(publicPayroll, { payroll_type: '1', status: '1', month_income: 900_000 })] },
          { person: 'son', birthDate: '2013-03-01', rows: [droppedOut] },
        ],
      },
      raises: [],
    },
  ],
});

/** The school year a day falls in, named by the year it began. */
function schoolYearOf(on: string): number {
  return on.slice(5) >= '08-01' ? Number(on.slice(0, 4)) : Number(on.slice(0, 4)) - 1;
}
