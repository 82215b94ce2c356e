/**
 * L-EDU-01: a child of a margin or monitored family is admitted to a college or vocational school. When a loan or a grant for the
 * school year is already on record, the household's portrait notes it and nobody has to visit.
 */
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { studentAid } from '../datasets/student-aid.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { isAssistedAs, isPaid, rosterTypes } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { meansOf, raised } from './hardship.ts';
import { isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface AdmittedParameters {
  readonly monthsMax: number;
}

const admission = '6';
const support = new Set(['1', '2', '3', '4', '5']);
const admitted = row(studentAid, { aid_kind: admission, academic_year: '2026-2027' }, { eventOn: '2026-08-12' });

export const admittedStudent = defineRule<AdmittedParameters>({
  id: 'admitted-student',
  code: 'L-EDU-01',
  title: { zh: '困难家庭子女录取升学', en: 'Child of a family in hardship admitted to college' },
  direction: 'leak',
  level: 'yellow',
  appliesTo: ['recognised', 'watched', 'applying', 'outsider'],
  triggers: [trigger(studentAid, (row) => row.aid_kind === admission)],
  basis: [law.practice('因学'), law.rigidExpenditure('5（三）'), law.socialAssistanceAct(25)],
  innocentIf: [
    { zh: '学费由生源地助学贷款或助学金解决', en: 'a student loan or grant covers the fees' },
    { zh: '学生放弃入学或复读', en: 'the student does not take up the place' },
    { zh: '社会捐助已覆盖学费', en: 'a donor pays the fees' },
  ],
  because: {
    zh: '低保边缘或监测家庭子女 {admittedOn} 被录取升学，未见助学贷款或资助，可能需要教育救助',
    en: 'A child of a margin or monitored family was admitted on {admittedOn}; no loan or grant is on record; education aid may be needed',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12 }, source: 'default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    if (!isMarginOrMonitored(subject, asOf)) return [];
    const { need } = meansOf(subject, context);
    if (need === 'comfortable' || need === 'doubtful') return [];
    return subject.facts(studentAid).flatMap((fact) => {
      const admittedOn = admittedOnOf(fact);
      if (fact.row.aid_kind !== admission || admittedOn === undefined || admittedOn > asOf) return [];
      if (admittedOn <= addMonths(asOf, -context.parametersOn(admittedOn).monthsMax)) return [];
      const { member } = fact;
      if (!isPresent(member) || isPaid(subject, member.person, asOf)) return [];
      const aids = subject
        .factsOf(member.person, studentAid)
        .filter((aid) => support.has(aid.row.aid_kind ?? '') && isSameYear(aid, fact));
      return raised(
        { level: 'yellow', strength: aids.length > 0 ? 'notice' : 'warning' },
        {
          key: `admitted-${fact.row.academic_year ?? admittedOn.slice(0, 4)}`,
          person: member.person,
          evidence: [...evidence([fact]), ...evidence(aids)],
          measures: { admittedOn, aids: aids.length },
          factOn: admittedOn,
        },
      );
    });
  },
  examples: [
    {
      claim: 'an admission in a margin family without a loan is raised',
      asOf: '2026-09-30',
      household: { programme: 'edge', status: 'recognised', members: [{ person: 'son', rows: [admitted] }] },
      raises: [{ level: 'yellow', strength: 'warning', key: 'admitted-2026-2027' }],
    },
    {
      claim: 'a student loan of the same school year leaves a notice, one of an earlier year does not',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'son', rows: [admitted, row(studentAid, { aid_kind: '5', academic_year: '2026-2027' })] },
          { person: 'daughter', rows: [admitted, row(studentAid, { aid_kind: '1', academic_year: '2024-2025' })] },
        ],
      },
      raises: [{ strength: 'notice' }, { strength: 'warning' }],
    },
    {
      claim: 'a family neither margin nor monitored is not raised',
      asOf: '2026-09-30',
      household: { programme: 'none', status: 'watched', members: [{ person: 'son', rows: [admitted] }] },
      raises: [],
    },
    {
      claim: 'a family beside the roster whose risk is monitored is raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [row(ruralMonitoring, { monitor_type: '2', risk_eliminated: false })] },
          { person: 'son', rows: [admitted] },
        ],
      },
      raises: [{ strength: 'warning' }],
    },
  ],
});

function isMarginOrMonitored(subject: Subject, asOf: CalendarDate): boolean {
  const isListed =
    subject.standing === 'recognised' || (subject.programme === 'monitored' && subject.status !== 'ended');
  const isMonitored = subject
    .facts(ruralMonitoring)
    .some(({ row }) => row.risk_eliminated === false && ['1', '2', '3'].includes(row.monitor_type ?? ''));
  const types = [...rosterTypes.edge, ...rosterTypes.rigid];
  return isListed || isMonitored || subject.members.some((member) => isAssistedAs(subject, member.person, asOf, types));
}

/** The school year begins on 1 September when the row carries no date of its own. */
function admittedOnOf(fact: Fact<typeof studentAid>): CalendarDate | undefined {
  const year = /^20\d{2}/.exec(fact.row.academic_year ?? '')?.[0];
  return fact.eventOn ?? (year === undefined ? undefined : `${year}-09-01`);
}

function isSameYear(aid: Fact<typeof studentAid>, admission: Fact<typeof studentAid>): boolean {
  const { academic_year: year } = admission.row;
  return year === undefined || aid.row.academic_year === undefined || aid.row.academic_year === year;
}
