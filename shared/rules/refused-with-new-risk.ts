/**
 * L-REJ-01: a family refused in the last two years to which something has happened since. Each kind of new risk is one second look at
 * the refusal; what was already known when it was decided is not new.
 */
import { accidentFire } from '../datasets/accident-fire.ts';
import { custody } from '../datasets/custody.ts';
import { disabilityCard } from '../datasets/disability-card.ts';
import { disaster } from '../datasets/disaster.ts';
import { housingSupport } from '../datasets/housing-support.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { seriousDisease } from '../datasets/serious-disease.ts';
import { unemployment } from '../datasets/unemployment.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { yuan } from '../domain/money.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { type Judgement, meansOf, raised } from './hardship.ts';
import { isSevereCard } from './household-structure.ts';
import { law } from './law.ts';
import { deathOf, deathTriggers } from './life-and-death.ts';
import { billsOf } from './medical-burden.ts';

export interface RefusedParameters {
  readonly monthsMax: number;
  /** Self-paid treatment since the refusal that counts as a new risk. */
  readonly treatmentFen: Fen;
}

interface Risk {
  readonly fact: Fact;
  readonly on: CalendarDate;
}

const refused = (refusedOn: string) => ({ programme: 'none', status: 'refused', refusedOn }) as const;
const diagnosis = (on: string) => row(seriousDisease, { disease_category: '01', is_major: true, diagnosis_date: on });

export const refusedWithNewRisk = defineRule<RefusedParameters>({
  id: 'refused-with-new-risk',
  code: 'L-REJ-01',
  title: { zh: '近两年未予确认家庭出现新风险', en: 'Refused family with a new risk' },
  direction: 'leak',
  level: 'yellow',
  appliesTo: ['watched', 'recognised'],
  triggers: [
    trigger(seriousDisease, (row) => row.disease_category !== '90'),
    trigger(medicalSettlement, (row) => (row.self_paid ?? 0) > 0),
    trigger(disabilityCard, (row) => ['1', '2', '3'].includes(row.disability_level ?? '')),
    trigger(unemployment),
    trigger(disaster),
    trigger(accidentFire, (row) => row.casualty_level === '1' || row.casualty_level === '2'),
    trigger(custody, (row) => row.custody_type !== '4'),
    trigger(housingSupport, (row) => row.danger_level === 'C' || row.danger_level === 'D'),
    trigger(ruralMonitoring, (row) => row.risk_eliminated === false),
    ...deathTriggers,
  ],
  basis: [law.press(10), law.notice2022('一（一）')],
  innocentIf: [
    { zh: '未予确认的原因（收入、财产）仍然存在', en: 'the reason of the refusal still stands' },
    { zh: '新情况在审核时已经考虑', en: 'the new fact was considered when it was decided' },
    { zh: '家庭暂不愿再次申请', en: 'the family does not wish to apply again for now' },
  ],
  because: {
    zh: '家庭 {refusedOn} 申请未予确认，{happenedOn} 后出现新的困难情况，建议复核是否符合条件',
    en: 'The family was refused on {refusedOn}; a new hardship has arisen since {happenedOn}; a second look is suggested',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { monthsMax: 24, treatmentFen: 500_000 },
      source: 'two years: P10; amount: default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    const { refusedOn } = subject;
    if (refusedOn === undefined || refusedOn > asOf || isHouseholdPaid(subject, asOf)) return [];
    const { monthsMax, treatmentFen } = context.parametersOn(refusedOn);
    if (refusedOn < addMonths(asOf, -monthsMax)) return [];
    const { need } = meansOf(subject, context);
    if (need === 'comfortable') return [];
    const byDataset = new Map<string, Risk[]>();
    for (const risk of risksOf(subject, refusedOn, asOf, treatmentFen))
      byDataset.set(risk.fact.ref.dataset, [...(byDataset.get(risk.fact.ref.dataset) ?? []), risk]);
    const judgement: Judgement = { level: 'yellow', strength: need === 'doubtful' ? 'signal' : 'warning' };
    return [...byDataset].flatMap(([dataset, risks]) => {
      const happenedOn =
        risks
          .map((risk) => risk.on)
          .sort()
          .at(0) ?? asOf;
      return raised(judgement, {
        key: `refused-${refusedOn} ${dataset}`,
        evidence: risks.map((risk) => risk.fact),
        measures: { refusedOn, happenedOn, datasetCode: dataset },
        factOn: happenedOn,
      });
    });
  },
  examples: [
    {
      claim: 'a serious diagnosis after the refusal is raised',
      asOf: '2026-09-30',
      household: { ...refused('2025-11-20'), members: [{ person: 'head', rows: [diagnosis('2026-06-02')] }] },
      raises: [{ level: 'yellow', strength: 'warning', key: 'refused-2025-11-20 serious_disease' }],
    },
    {
      claim: 'a diagnosis from before the refusal is not new',
      asOf: '2026-09-30',
      household: { ...refused('2025-11-20'), members: [{ person: 'head', rows: [diagnosis('2025-11-20')] }] },
      raises: [],
    },
    {
      claim: 'a refusal of two years and a day ago is not looked at',
      asOf: '2026-09-30',
      household: { ...refused('2024-09-29'), members: [{ person: 'head', rows: [diagnosis('2026-06-02')] }] },
      raises: [],
    },
    {
      claim: 'small bills are no new risk, larger ones together are',
      asOf: '2026-09-30',
      household: {
        ...refused('2025-11-20'),
        members: [
          {
            person: 'head',
            rows: ['2026-02-01', '2026-03-01'].map((on) =>
              row(medicalSettlement, { settle_date: on, self_paid: yuan(2500) }),
            ),
          },
        ],
      },
      raises: [{ key: 'refused-2025-11-20 medical_settlement' }],
    },
    {
      claim: 'a family whose income was found far above the line is not looked at again',
      asOf: '2026-09-30',
      household: {
        ...refused('2025-11-20'),
        assessedIncomeFenMonth: 300_000,
        members: [{ person: 'head', rows: [diagnosis('2026-06-02')] }],
      },
      raises: [],
    },
  ],
});

function risksOf(subject: Subject, after: CalendarDate, asOf: CalendarDate, treatmentFen: Fen): readonly Risk[] {
  const risks: Risk[] = [];
  const add = <D>(facts: readonly Fact<D>[], dateOf: (fact: Fact<D>) => CalendarDate | undefined) => {
    for (const fact of facts) {
      const on = dateOf(fact);
      if (on !== undefined && on > after && on <= asOf)
        risks.push(...evidence([fact]).map((each) => ({ fact: each, on })));
    }
  };
  const diseases = subject
    .facts(seriousDisease)
    .filter(({ row }) => row.is_major === true || (row.is_major === undefined && row.disease_category !== '90'));
  add(diseases, (fact) => fact.row.diagnosis_date ?? fact.eventOn);
  add(subject.facts(disabilityCard).filter(isSevereCard), (fact) => fact.row.issue_date ?? fact.eventOn);
  add(subject.facts(unemployment), (fact) => fact.row.register_date);
  add(
    subject.facts(disaster).filter(({ row }) => row.house_damage === '1' || row.house_damage === '2'),
    (fact) => fact.row.disaster_date ?? fact.eventOn,
  );
  add(
    subject.facts(accidentFire).filter(({ row }) => row.casualty_level === '1' || row.casualty_level === '2'),
    (fact) => fact.row.event_date ?? fact.eventOn,
  );
  add(
    subject.facts(custody).filter(({ row }) => ['1', '2', '3'].includes(row.custody_type ?? '')),
    (fact) => fact.row.custody_start ?? fact.eventOn,
  );
  add(
    subject.facts(housingSupport).filter(({ row }) => row.danger_level === 'C' || row.danger_level === 'D'),
    (fact) => fact.row.appraisal_date ?? fact.eventOn,
  );
  add(
    subject.facts(ruralMonitoring).filter(({ row }) => row.risk_eliminated === false && row.monitor_type !== '0'),
    (fact) => fact.eventOn,
  );
  const bills = billsOf(subject, asOf).filter((bill) => bill.on > after);
  const isTreatmentDear = bills.reduce((sum, bill) => sum + bill.fen, 0) >= treatmentFen;
  if (isTreatmentDear) for (const bill of bills) add([bill.of], () => bill.on);
  for (const member of subject.members) {
    const death = deathOf(subject, member.person, asOf, 30);
    for (const source of death?.laterSign === undefined ? (death?.sources ?? []) : [])
      add([source.fact], () => source.diedOn);
  }
  return risks;
}
