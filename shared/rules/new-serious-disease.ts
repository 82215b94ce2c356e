/**
 * L-MED-03: a serious or rare disease newly diagnosed in a family that is not covered. The diagnosis alone is weak: it is raised when
 * the family is known to have little, or when bills show that treatment costs it money; otherwise it counts with other signals.
 */
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { seriousDisease } from '../datasets/serious-disease.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { addMonths } from '../domain/dates.ts';
import { type Fen, yuan } from '../domain/money.ts';
import { isHouseholdPaid, isPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { isDead } from './household-structure.ts';
import { law } from './law.ts';
import { billsOf, isStaffInsured } from './medical-burden.ts';

export interface NewDiseaseParameters {
  /** A diagnosis older than this is not new. */
  readonly monthsMax: number;
  /** Self-paid treatment that makes the diagnosis a burden. */
  readonly treatmentFen: Fen;
}

const ordinary = '90';
/** Severe mental disorder has its own rule. */
const mental = '06';
const isSerious = (row: { readonly disease_category?: string | undefined; readonly is_major?: boolean | undefined }) =>
  row.disease_category !== mental &&
  (row.is_major === true ||
    (row.is_major !== false && row.disease_category !== undefined && row.disease_category !== ordinary));

export const newSeriousDisease = defineRule<NewDiseaseParameters>({
  id: 'new-serious-disease',
  code: 'L-MED-03',
  title: { zh: '新确诊重特大疾病', en: 'Newly diagnosed serious disease' },
  direction: 'leak',
  level: 'yellow',
  triggers: [trigger(seriousDisease, isSerious), trigger(medicalSettlement, (bill) => (bill.self_paid ?? 0) > 0)],
  basis: [law.recognition(8), law.socialAssistanceAct(24)],
  innocentIf: [
    { zh: '单位职工医保和补充保险已承担大部分费用', en: "the employer's insurance bears most of the cost" },
    { zh: '处于早期或康复随访阶段，费用不高', en: 'an early stage or follow-up with low costs' },
    { zh: '商业重疾险已赔付', en: 'a critical-illness policy has paid' },
  ],
  because: {
    zh: '家庭成员 {diagnosedOn} 新确诊重特大疾病或罕见病，家庭尚未纳入救助，可能需要帮助',
    en: 'A member was diagnosed with a serious or rare disease on {diagnosedOn}; the family is not covered and may need help',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { monthsMax: 12, treatmentFen: 500_000 },
      source: 'default [OK]; diseases of 57-8(二) as in the local catalogue',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.facts(seriousDisease).flatMap((fact) => {
      const diagnosedOn = fact.row.diagnosis_date ?? fact.eventOn;
      if (!isSerious(fact.row) || diagnosedOn === undefined || diagnosedOn > asOf) return [];
      const parameters = context.parametersOn(diagnosedOn);
      const { person } = fact.member;
      if (diagnosedOn <= addMonths(asOf, -parameters.monthsMax)) return [];
      if (isPaid(subject, person, asOf) || isDead(subject, fact.member, asOf)) return [];
      const means = meansOf(subject, context);
      const treatment = billsOf(subject, asOf).filter(
        (bill) => bill.of.member.person === person && bill.on >= diagnosedOn,
      );
      const treatmentFen = treatment.reduce((sum, bill) => sum + bill.fen, 0);
      const isBurden = treatmentFen >= parameters.treatmentFen && means.need === 'unknown';
      const judgement = judge('yellow', isBurden ? 'low' : means.need);
      return raised(isStaffInsured(subject, person, asOf) ? weakened(judgement) : judgement, {
        key: `${fact.row.disease_category ?? 'major'} ${diagnosedOn}`,
        person,
        evidence: [...evidence([fact]), ...evidence(treatment.map((bill) => bill.of))],
        measures: { diagnosedOn, diseaseCode: fact.row.disease_category ?? '19', treatmentFen },
        factOn: diagnosedOn,
      });
    });
  },
  examples: [
    {
      claim: 'a tumour in a monitored family is raised',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          {
            person: 'head',
            rows: [row(seriousDisease, { disease_category: '01', diagnosis_date: '2026-08-20', is_major: true })],
          },
        ],
      },
      raises: [{ level: 'yellow', strength: 'warning', key: '01 2026-08-20' }],
    },
    {
      claim: 'with nothing else known it is a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [row(seriousDisease, { disease_category: '09', diagnosis_date: '2026-08-20', is_major: true })],
          },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'treatment bills of 5,000 yuan since the diagnosis make it a warning',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              row(seriousDisease, { disease_category: '02', diagnosis_date: '2026-08-20' }),
              row(medicalSettlement, { settle_date: '2026-09-05', self_paid: yuan(5000) }),
            ],
          },
        ],
      },
      raises: [{ strength: 'warning', measures: { treatmentFen: 500_000 } }],
    },
    {
      claim: 'a diagnosis of more than a year ago is not new',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'head', rows: [row(seriousDisease, { disease_category: '01', diagnosis_date: '2025-09-30' })] },
        ],
      },
      raises: [],
    },
    {
      claim: 'a staff member insured by the employer in a monitored family stays a signal',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          {
            person: 'head',
            rows: [
              row(seriousDisease, { disease_category: '01', diagnosis_date: '2026-08-20' }),
              row(socialInsurance, { insurance_kind: '310', insured_status: '1', pay_month: '2026-08' }),
            ],
          },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
  ],
});
