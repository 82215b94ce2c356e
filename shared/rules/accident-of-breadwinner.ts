/**
 * L-ACC-01: an accident killed or badly hurt a member able to work who was not, or less, to blame, and no compensation is on record.
 * Where nobody stated the liability (fires, drowning) the level is orange; mainly own fault, or money received, leaves a signal.
 */
import { accidentFire } from '../datasets/accident-fire.ts';
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { addMonths, type CalendarDate, monthOf } from '../domain/dates.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { ageOf } from './household-structure.ts';
import { law } from './law.ts';

export interface AccidentParameters {
  readonly monthsMax: number;
  readonly labourAgeMin: number;
  readonly labourAgeMax: number;
}

const serious = new Set(['1', '2']);
const ownFault = new Set(['1', '2', '3']);
const accident = (casualty: string, liability?: string) =>
  row(accidentFire, {
    event_type: '1',
    event_date: '2026-08-03',
    casualty_level: casualty,
    ...(liability === undefined ? {} : { liability }),
  });

export const accidentOfBreadwinner = defineRule<AccidentParameters>({
  id: 'accident-of-breadwinner',
  code: 'L-ACC-01',
  title: { zh: '劳动力意外伤亡未获赔偿', en: 'Member able to work hurt or killed, no compensation' },
  direction: 'leak',
  level: 'red',
  triggers: [trigger(accidentFire, (row) => serious.has(row.casualty_level ?? ''))],
  basis: [law.temporaryAssistance('一（一）'), law.socialAssistanceAct(29)],
  innocentIf: [
    { zh: '已获保险理赔或对方赔偿', en: 'insurance or the other side has paid' },
    { zh: '工伤待遇或遗属待遇已发放', en: 'work-injury or survivors’ benefits are paid' },
    { zh: '伤情已恢复，可正常劳动', en: 'recovered and back at work' },
  ],
  because: {
    zh: '家庭劳动力 {happenedOn} 遭遇意外伤亡（伤亡程度 {casualtyCode}：1 死亡、2 重伤），未见赔偿记录，需尽快核实救助',
    en: 'A member able to work was struck by an accident on {happenedOn} (casualty {casualtyCode}: 1 death, 2 serious injury); no compensation on record; help is to be verified soon',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { monthsMax: 12, labourAgeMin: 16, labourAgeMax: 59 },
      source: 'labour age 16–59; default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return subject.facts(accidentFire).flatMap((fact) => {
      const { member, row } = fact;
      const happenedOn = row.event_date ?? fact.eventOn;
      if (!serious.has(row.casualty_level ?? '') || happenedOn === undefined || happenedOn > asOf) return [];
      const parameters = context.parametersOn(happenedOn);
      const age = ageOf(member, happenedOn);
      const isLabour = age === undefined || (age >= parameters.labourAgeMin && age <= parameters.labourAgeMax);
      const isRecent = happenedOn > addMonths(asOf, -parameters.monthsMax);
      if (!isLabour || !isRecent || member.status === 'moved-out') return [];
      const paid = compensationOf(subject, fact, happenedOn);
      const { need } = meansOf(subject, context, row.casualty_level === '1' ? member.person : undefined);
      const judgement = judge(row.liability === undefined || age === undefined ? 'orange' : 'red', need);
      return raised(ownFault.has(row.liability ?? '') || paid.length > 0 ? weakened(judgement) : judgement, {
        key: happenedOn,
        person: member.person,
        evidence: [...evidence([fact]), ...paid],
        measures: {
          happenedOn,
          casualtyCode: row.casualty_level ?? '',
          isCompensated: paid.length > 0,
          ...(row.liability === undefined ? {} : { liabilityCode: row.liability }),
        },
        factOn: happenedOn,
      });
    });
  },
  examples: [
    {
      claim: 'a father badly hurt without blame is raised in red',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', birthDate: '1985-04-01', rows: [accident('2', '5')] }] },
      raises: [{ level: 'red', strength: 'warning', key: '2026-08-03' }],
    },
    {
      claim: 'an accident claim paid leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            birthDate: '1985-04-01',
            rows: [accident('1', '5'), row(commercialInsurance, { product_type: '4', claim_amount: 30_000_000 })],
          },
        ],
      },
      raises: [{ strength: 'signal', measures: { isCompensated: true } }],
    },
    {
      claim: 'a driver mainly to blame leaves a signal, an unstated liability is orange',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', birthDate: '1985-04-01', rows: [accident('2', '2')] },
          { person: 'wife', birthDate: '1985-04-01', rows: [accident('2')] },
        ],
      },
      raises: [{ strength: 'signal' }, { level: 'orange', strength: 'warning' }],
    },
    {
      claim: 'somebody of 60, or only lightly hurt, is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', birthDate: '1966-08-03', rows: [accident('2', '5')] },
          { person: 'wife', birthDate: '1970-08-03', rows: [accident('3', '5')] },
        ],
      },
      raises: [],
    },
  ],
});

/** Claims, work-injury and survivors' benefits of the household since the accident. A claim without a date counts. */
function compensationOf(subject: Subject, accident: Fact<typeof accidentFire>, since: CalendarDate): Fact[] {
  const claims = subject.facts(commercialInsurance).filter(({ row, member }) => {
    const isPersonal = row.product_type === '1' || row.product_type === '4';
    return isPersonal && member.person === accident.member.person && (row.claim_amount ?? 0) > 0;
  });
  const benefits = subject.facts(pensionBenefit).filter(({ row }) => {
    const isCompensation = row.benefit_type === '4' || row.benefit_type === '5';
    return isCompensation && row.stop_reason === undefined && (row.start_month ?? '') >= monthOf(since);
  });
  return [...evidence(claims), ...evidence(benefits)];
}
