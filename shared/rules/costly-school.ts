/** A child in a costly private or foreign school. Auxiliary evidence only (57-17): a signal, and none where the school waives fees. */
import { studentAid } from '../datasets/student-aid.ts';
import { studentEnrollment } from '../datasets/student-enrollment.ts';
import type { Fen } from '../domain/money.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import { law } from './law.ts';

interface CostlySchoolParameters {
  /** Yearly fees below this are not costly; unknown fees are judged by the kind of school. */
  readonly feeYearFen: Fen;
}

const costlyKinds = ['3', '4'];
const enrolled = '1';
const feeWaiver = '3';

export const costlySchool = defineRule<CostlySchoolParameters>({
  id: 'costly-school',
  code: 'E-EDU-01',
  title: { zh: '子女就读高收费民办或境外学校', en: 'A child attends a costly private or foreign school' },
  direction: 'error',
  level: 'yellow',
  strength: 'signal',
  triggers: [
    trigger(studentEnrollment, (study) => costlyKinds.includes(study.school_kind ?? '') && study.status === enrolled),
  ],
  basis: [law.recognition(17)],
  innocentIf: [
    { zh: '学费由他人资助或学校减免', en: 'fees are sponsored or waived' },
    { zh: '公办学位不足，由政府购买学位', en: 'no public place nearby: the state pays for this one' },
    { zh: '残疾或特殊教育需要', en: 'special needs' },
  ],
  because: {
    zh: '家庭成员就读高收费民办或境外学校，登记年学费 {feeFen} 元，作为辅助信息待核实',
    en: 'a member attends a costly private or foreign school, {feeFen} yuan a year on record; auxiliary information to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { feeYearFen: 1_500_000 }, source: 'default [OK]; 57-17' }],
  find: (subject, context) =>
    subject.facts(studentEnrollment).flatMap((fact) => {
      const { school_kind: kind, status, tuition_fee: feeFen, enroll_date: enrolledOn } = fact.row;
      const isCostly = costlyKinds.includes(kind ?? '') && status === enrolled && fact.isNameMatch !== false;
      const isWaived = subject
        .factsOf(fact.member.person, studentAid)
        .some(({ row: aid }) => aid.aid_kind === feeWaiver);
      const factOn = earlierOf(enrolledOn ?? context.asOf, context.asOf);
      const isBelow = feeFen !== undefined && feeFen < context.parametersOn(factOn).feeYearFen;
      if (!isCostly || isWaived || isBelow) return [];
      return [
        {
          key: evidenceKey('school', fact.member.person, fact.row.school_name),
          evidence: evidence([fact]),
          measures: { feeFen: feeFen ?? 0, schoolCode: kind ?? '' },
          factOn,
        },
      ];
    }),
  examples: [
    example('a private school of 30,000 yuan a year is a signal', { tuition_fee: 3_000_000 }, true),
    example('a private school of exactly 15,000 yuan a year is a signal', { tuition_fee: 1_500_000 }, true),
    example('a private school below 15,000 yuan a year is not raised', { tuition_fee: 1_499_999 }),
    example('an inclusive private school is not raised', { school_kind: '2', tuition_fee: 3_000_000 }),
    example('a school the child has left is not raised', { tuition_fee: 3_000_000, status: '4' }),
    example('a place whose fees are waived is not raised', { tuition_fee: 3_000_000 }, false, [
      row(studentAid, { aid_kind: feeWaiver }),
    ]),
  ],
});

function example(
  claim: string,
  values: Parameters<typeof row<typeof studentEnrollment>>[1],
  isRaised = false,
  others: readonly ReturnType<typeof row>[] = [],
) {
  const study = row(studentEnrollment, { school_kind: '3', edu_stage: '3', status: enrolled, ...values });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'urban-dibao',
      status: 'covered',
      members: [{ person: 'head' }, { person: 'child', rows: [study, ...others] }],
    },
    raises: isRaised ? [{ strength: 'signal' as const }] : [],
  } as const;
}
