/**
 * L-MED-04: a severe mental disorder of level 3 or more without any allowance for the care of the person. Care binds a relative, so
 * the family is asked about guardian, card and income together. An allowance already paid leaves a signal.
 */
import { civilAllowance } from '../datasets/civil-allowance.ts';
import { publicPayroll } from '../datasets/public-payroll.ts';
import { seriousDisease } from '../datasets/serious-disease.ts';
import { monthOf } from '../domain/dates.ts';
import { isPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { isDead, isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface MentalDisorderParameters {
  readonly riskLevelMin: number;
}

const careAllowances = new Set(['01', '02']);

export const severeMentalDisorder = defineRule<MentalDisorderParameters>({
  id: 'severe-mental-disorder',
  code: 'L-MED-04',
  title: { zh: '严重精神障碍患者照护保障待核实', en: 'Severe mental disorder, care to be verified' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(seriousDisease, (row) => row.mental_risk_level !== undefined)],
  basis: [law.recognition(8), law.socialAssistanceAct(21)],
  innocentIf: [
    { zh: '已有监护人并领取监护或护理补贴', en: 'a guardian is named and an allowance is paid' },
    { zh: '残疾人证正在办理，补贴待发', en: 'the disability card and its allowance are under way' },
    { zh: '患者住院或机构托养，费用已有保障', en: 'the patient lives in an institution that is paid for' },
  ],
  because: {
    zh: '家庭成员严重精神障碍危险等级为 {riskLevel} 级，未见照护补贴和救助记录，可能需要帮助',
    en: 'A member has a severe mental disorder of risk level {riskLevel}; no care allowance or assistance is on record; help may be needed',
  },
  parameters: [
    { from: '2020-01-01', value: { riskLevelMin: 3 }, source: 'level 3 or more: handbook §2.7, default [OK]' },
  ],
  find(subject, context) {
    const { asOf } = context;
    const { riskLevelMin } = context.parametersOn(asOf);
    return subject.facts(seriousDisease).flatMap((fact) => {
      const { member } = fact;
      const riskLevel = fact.row.mental_risk_level;
      if (riskLevel === undefined || riskLevel < riskLevelMin || !isPresent(member)) return [];
      if (isPaid(subject, member.person, asOf) || isDead(subject, member, asOf)) return [];
      const allowances = subject.factsOf(member.person, civilAllowance).filter(({ row }) => {
        const isLive = (row.stop_month ?? monthOf(asOf)) >= monthOf(asOf);
        return isLive && careAllowances.has(row.allowance_type ?? '');
      });
      const judgement = judge('orange', meansOf(subject, context).need);
      return raised(allowances.length > 0 ? weakened(judgement) : judgement, {
        key: `risk-level-${riskLevel}`,
        person: member.person,
        evidence: evidence([fact]),
        measures: { riskLevel, allowances: allowances.length },
        factOn: fact.row.diagnosis_date ?? fact.eventOn ?? asOf,
      });
    });
  },
  examples: [
    {
      claim: 'level 3 without any allowance is raised',
      asOf: '2026-09-30',
      household: {
        members: [{ person: 'son', rows: [row(seriousDisease, { disease_category: '06', mental_risk_level: 3 })] }],
      },
      raises: [{ level: 'orange', strength: 'warning', key: 'risk-level-3' }],
    },
    {
      claim: 'level 2 is not raised',
      asOf: '2026-09-30',
      household: {
        members: [{ person: 'son', rows: [row(seriousDisease, { disease_category: '06', mental_risk_level: 2 })] }],
      },
      raises: [],
    },
    {
      claim: 'a live care allowance leaves a signal, a stopped one does not count',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'son',
            rows: [
              row(seriousDisease, { disease_category: '06', mental_risk_level: 4 }),
              row(civilAllowance, { allowance_type: '02', start_month: '2025-01' }),
            ],
          },
          {
            person: 'daughter',
            rows: [
              row(seriousDisease, { disease_category: '06', mental_risk_level: 5 }),
              row(civilAllowance, { allowance_type: '02', start_month: '2025-01', stop_month: '2026-03' }),
            ],
          },
        ],
      },
      raises: [
        { key: 'risk-level-4', strength: 'signal' },
        { key: 'risk-level-5', strength: 'warning' },
      ],
    },
    {
      claim: 'the family of two teachers is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [row(publicPayroll, { payroll_type: '2', status: '1', month_income: 700_000 })] },
          { person: 'wife', rows: [row(publicPayroll, { payroll_type: '2', status: '1', month_income: 600_000 })] },
          { person: 'son', rows: [row(seriousDisease, { disease_category: '06', mental_risk_level: 3 })] },
        ],
      },
      raises: [],
    },
  ],
});
