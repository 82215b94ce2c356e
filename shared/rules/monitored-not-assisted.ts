/**
 * L-RUR-01: a rural household monitored against falling back into poverty whose risk is not eliminated, while no member is on any
 * assistance roster. Income known above the margin line leaves a signal: dibao would not be granted, other help might.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { publicPayroll } from '../datasets/public-payroll.ts';
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { isAssistedAs, rosterTypes } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { law } from './law.ts';

export interface MonitoredParameters {
  /** Kinds of monitored objects; 0 has left poverty and is not one. */
  readonly kinds: readonly string[];
}

const monitored = (values: Parameters<typeof row<typeof ruralMonitoring>>[1] = {}) =>
  row(ruralMonitoring, { monitor_type: '2', monitor_year: 2026, risk_eliminated: false, ...values });

export const monitoredNotAssisted = defineRule<MonitoredParameters>({
  id: 'monitored-not-assisted',
  code: 'L-RUR-01',
  title: { zh: '防返贫监测对象未纳入救助', en: 'Monitored household without assistance' },
  direction: 'leak',
  level: 'orange',
  appliesTo: ['watched', 'outsider'],
  triggers: [trigger(ruralMonitoring, (row) => row.risk_eliminated !== true && row.monitor_type !== '0')],
  basis: [law.practice('监测对象'), law.notice2022('三（三）')],
  innocentIf: [
    { zh: '家庭收入高于低保边缘标准', en: 'the income is above the margin line' },
    { zh: '农村监测与低保的财产认定口径不同', en: 'rural monitoring and dibao judge property differently' },
    { zh: '风险已消除，信息尚未更新', en: 'the risk is gone, the record is not updated' },
    { zh: '家庭不愿申请', en: 'the family does not wish to apply' },
  ],
  because: {
    zh: '家庭为防返贫监测对象（类别 {kindCode}），风险未消除，家庭成员均不在救助名册中，待核实',
    en: 'The household is monitored against return to poverty (kind {kindCode}), its risk is not eliminated and no member is on an assistance roster; to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { kinds: ['1', '2', '3'] }, source: '国办发〔2023〕39号; 22N 三（三）' }],
  find(subject, context) {
    const { asOf } = context;
    const { kinds } = context.parametersOn(asOf);
    const facts = subject
      .facts(ruralMonitoring)
      .filter(
        ({ row }) =>
          kinds.includes(row.monitor_type ?? '') && row.risk_eliminated !== true && row.eliminated_date === undefined,
      );
    const open = facts.filter(({ row }) => row.risk_eliminated === false);
    const [first] = open.length > 0 ? open : facts;
    const isAssisted = subject.members.some((member) => isAssistedAs(subject, member.person, asOf, rosterTypes.any));
    if (first === undefined || isAssisted) return [];
    const { need, perCapitaFen } = meansOf(subject, context);
    const judgement = judge('orange', need);
    const isWeak = open.length === 0 || need === 'moderate';
    return raised(isWeak ? weakened(judgement) : judgement, {
      key: `kind-${first.row.monitor_type}${first.row.monitor_year === undefined ? '' : ` ${first.row.monitor_year}`}`,
      evidence: evidence(open.length > 0 ? open : facts),
      measures: {
        kindCode: first.row.monitor_type ?? '',
        ...(first.row.risk_types === undefined ? {} : { riskCode: first.row.risk_types }),
        ...(perCapitaFen === undefined ? {} : { perCapitaFen }),
      },
      factOn: first.eventOn ?? first.ref.sourceUpdatedOn ?? asOf,
    });
  },
  examples: [
    {
      claim: 'a household on the margin of poverty and on no roster is raised once',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [monitored()] },
          { person: 'wife', rows: [monitored()] },
        ],
      },
      raises: [{ level: 'orange', strength: 'warning', key: 'kind-2 2026' }],
    },
    {
      claim: 'an eliminated risk, or a household that has left poverty, is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [monitored({ risk_eliminated: true })] },
          { person: 'wife', rows: [monitored({ monitor_type: '0' })] },
        ],
      },
      raises: [],
    },
    {
      claim: 'one member on an assistance roster is enough not to raise it',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [monitored()] },
          { person: 'son', rows: [row(assistanceRoster, { assist_type: '07', status: '1' })] },
        ],
      },
      raises: [],
    },
    {
      claim: 'a register income of one and a half dibao standards is at the margin and leaves a signal',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [monitored({ per_capita_income: 963_000 })] }] },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'the household of a state employee with good pay is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [monitored(), row(publicPayroll, { payroll_type: '3', status: '1', month_income: 620_000 })],
          },
        ],
      },
      raises: [],
    },
  ],
});
