/**
 * A covered member is reported dead. Two departments under the right name are red; one is orange only while nothing the person did
 * later speaks against it, otherwise a signal. It concerns the member: the family's coverage is checked within three months, never
 * stopped by this.
 */
import { birthDeathCert } from '../datasets/birth-death-cert.ts';
import { funeral } from '../datasets/funeral.ts';
import { householdDeregistration } from '../datasets/household-deregistration.ts';
import { medicalSettlement } from '../datasets/medical-settlement.ts';
import { paymentReturn } from '../datasets/payment-return.ts';
import { defineRule, type Level, row, type Strength } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';
import { type DeathRecord, deathOf, deathTriggers } from './life-and-death.ts';

interface ReportedDeathParameters {
  readonly sourcesMin: number;
  /** Days after a reported death within which an act is still put down to late paperwork. */
  readonly graceDays: number;
}

export const reportedDeath = defineRule<ReportedDeathParameters>({
  id: 'reported-death',
  code: 'E-DTH-01',
  title: { zh: '在保人员有死亡登记信息', en: 'A covered member is reported dead' },
  direction: 'error',
  level: 'red',
  triggers: deathTriggers,
  basis: [law.notice2022('三'), law.recognition(30), law.socialAssistanceAct(48), law.practice('死亡保')],
  innocentIf: [
    { zh: '证件号或姓名登记有误，本人健在', en: 'a wrong number or name: the person is alive' },
    { zh: '家属已报告，正在办理变更', en: 'the family has reported it and the change is under way' },
    { zh: '注销登记延迟或重复', en: 'late or duplicate deregistration' },
  ],
  because: {
    zh: '{sources} 个部门登记该成员已死亡（{diedOn}），在保状态与登记信息不一致，待核实',
    en: '{sources} department(s) report this member dead ({diedOn}) while the roster counts the member; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { sourcesMin: 2, graceDays: 3 },
      source: 'two sources: handbook §9; grace default [OK]',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const covered = subject.members.filter((member) => member.status === 'counted' || member.status === 'in-custody');
    return covered.flatMap(({ person }) => {
      const death = deathOf(subject, person, context.asOf, parameters.graceDays);
      const weight = death === undefined ? undefined : weightOf(death, parameters.sourcesMin);
      if (death === undefined || weight === undefined) return [];
      const sources = death.datasetCount > 0 ? death.sources : death.mismatched;
      const knownOn = sources.flatMap((source) => source.diedOn ?? source.knownOn ?? []).sort()[0] ?? context.asOf;
      const diedOn = death.diedOn ?? knownOn;
      return [
        {
          key: evidenceKey('death', person, weight.level),
          person,
          ...weight,
          evidence: [
            ...evidence(sources.map((source) => source.fact)),
            ...(death.laterSign === undefined ? [] : [death.laterSign.fact]),
          ],
          measures: {
            sources: Math.max(1, death.datasetCount),
            diedOn,
            isDateExact: death.diedOn !== undefined,
            ...(death.laterSign === undefined ? {} : { laterSignOn: death.laterSign.on }),
          },
          factOn: diedOn,
        },
      ];
    });
  },
  examples: [
    example('two departments report the same member dead', [deregistered(), cremated()], ['red', 'warning']),
    example('one department alone is orange', [cremated()], ['orange', 'warning']),
    example('the bank’s mark of a dead payee corroborates', [cremated(), markedByBank()], ['red', 'warning']),
    example(
      'one department, and a hospital stay a month later, is a signal',
      [cremated(), admitted('2026-07-10')],
      ['yellow', 'signal'],
    ),
    example(
      'a stay that began before the death says nothing of later life',
      [cremated(), admitted('2026-06-01')],
      ['orange', 'warning'],
    ),
    example(
      'one department under another name is a signal',
      [{ ...cremated(), isNameMatch: false }],
      ['yellow', 'signal'],
    ),
    example('another name and a later hospital stay are not raised', [
      { ...cremated(), isNameMatch: false },
      admitted('2026-07-10'),
    ]),
    example('somebody who moved to another province is not reported dead', [
      row(householdDeregistration, { cancel_flag: '02', cancel_date: '2026-06-12' }),
    ]),
    example('a death certificate dated after the state of the data is not raised', [
      row(birthDeathCert, { cert_type: '2', event_date: '2026-09-01' }),
    ]),
  ],
});

/** Level and strength by corroboration; undefined when there is too little to say anything. */
function weightOf(death: DeathRecord, sourcesMin: number): { level: Level; strength: Strength } | undefined {
  const isContradicted = death.laterSign !== undefined;
  if (death.datasetCount >= sourcesMin) return { level: isContradicted ? 'orange' : 'red', strength: 'warning' };
  const isDated = death.sources.some((source) => source.knownOn !== undefined);
  if (death.datasetCount > 0 && isDated && !isContradicted) return { level: 'orange', strength: 'warning' };
  return death.datasetCount === 0 && isContradicted ? undefined : { level: 'yellow', strength: 'signal' };
}

function deregistered() {
  return row(householdDeregistration, { cancel_flag: '01', cancel_date: '2026-06-20', death_date: '2026-06-10' });
}

function cremated() {
  return row(funeral, { death_date: '2026-06-10', cremation_date: '2026-06-12' });
}

function markedByBank() {
  return row(paymentReturn, { result: '2', return_code: 'B11', paid_time: '2026-07-08T09:00:00' });
}

function admitted(on: string) {
  return row(medicalSettlement, { admit_date: on, settle_date: '2026-07-20' });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], raised?: readonly [Level, Strength]) {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'elder', rows }, { person: 'head' }],
    },
    raises: raised === undefined ? [] : [{ level: raised[0], strength: raised[1] }],
  } as const;
}
