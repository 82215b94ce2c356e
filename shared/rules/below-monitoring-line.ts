/**
 * L-RUR-02: the rural register states a per-capita income below the monitoring line. Above the dibao standard that is a reason to keep
 * an eye on the family, so a signal; at or below it, for a family the register does not monitor any more, it is a dibao candidate.
 */
import { employment } from '../datasets/employment.ts';
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { divideRounded } from '../domain/money.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { type Judgement, meansOf, raised } from './hardship.ts';
import { law } from './law.ts';

export interface MonitoringLineParameters {
  /** Years a register income speaks of. */
  readonly yearsMax: number;
}

const register = (incomeYuan: number, values: Parameters<typeof row<typeof ruralMonitoring>>[1] = {}) =>
  row(ruralMonitoring, { monitor_type: '0', monitor_year: 2026, per_capita_income: incomeYuan * 100, ...values });

export const belowMonitoringLine = defineRule<MonitoringLineParameters>({
  id: 'below-monitoring-line',
  code: 'L-RUR-02',
  title: { zh: '人均纯收入低于监测线', en: 'Income below the monitoring line' },
  direction: 'leak',
  level: 'yellow',
  triggers: [trigger(ruralMonitoring, (row) => row.per_capita_income !== undefined)],
  basis: [law.press(3), law.notice2022('三（三）')],
  innocentIf: [
    { zh: '收入已增长，登记未更新', en: 'the income has grown since it was recorded' },
    { zh: '登记口径未含外出务工收入', en: 'wages of migrant work were left out' },
    { zh: '高于低保标准，仅需关注', en: 'above the dibao standard, only to be watched' },
  ],
  because: {
    zh: '登记人均纯收入 {incomeFenYear} 元/年，低于监测线 {lineFenYear} 元/年，尚未纳入救助，建议关注',
    en: 'The register states {incomeFenYear} yuan per person and year, below the monitoring line of {lineFenYear}; not covered, worth watching',
  },
  parameters: [
    { from: '2020-01-01', value: { yearsMax: 1 }, source: 'line: policy pack (P3); age of the figure: default [OK]' },
  ],
  find(subject, context) {
    const { asOf } = context;
    const fact = latestIncome(subject);
    const income = fact?.row.per_capita_income;
    if (fact === undefined || income === undefined || isHouseholdPaid(subject, asOf)) return [];
    const year = fact.row.monitor_year ?? Number((fact.eventOn ?? asOf).slice(0, 4));
    const judgedOn = fact.eventOn ?? fact.ref.sourceUpdatedOn ?? asOf;
    if (year < Number(asOf.slice(0, 4)) - context.parametersOn(judgedOn).yearsMax) return [];
    const { dibaoFenYear, monitoringLineFenYear } = context.standardOn(judgedOn);
    const { need, perCapitaFen } = meansOf(subject, context);
    const isMoreReported = (perCapitaFen ?? 0) > divideRounded(monitoringLineFenYear, 12);
    if (income >= monitoringLineFenYear || isMoreReported || need === 'comfortable' || need === 'doubtful') return [];
    // Whose risk is still open is raised by the rule on monitored households.
    const isRaisedElsewhere = fact.row.risk_eliminated === false && fact.row.monitor_type !== '0';
    const isDibaoCandidate = income < dibaoFenYear && !isRaisedElsewhere;
    const judgement: Judgement = { level: 'yellow', strength: isDibaoCandidate ? 'warning' : 'signal' };
    return raised(judgement, {
      key: `income-${year}${isDibaoCandidate ? ' below-dibao' : ''}`,
      evidence: evidence([fact]),
      measures: { incomeFenYear: income, lineFenYear: monitoringLineFenYear, dibaoFenYear, year },
      factOn: judgedOn,
    });
  },
  examples: [
    {
      claim: 'between the dibao standard and the line it is a signal',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [register(8000)] }] },
      raises: [{ level: 'yellow', strength: 'signal', measures: { lineFenYear: 850_000 } }],
    },
    {
      claim: 'the line of 2026 does not judge a figure of 2025',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              row(
                ruralMonitoring,
                { monitor_type: '0', monitor_year: 2025, per_capita_income: 830_000 },
                { eventOn: '2025-12-31' },
              ),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'exactly the line is not below it',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [register(8500)] }] },
      raises: [],
    },
    {
      claim: 'below the dibao standard and monitored no longer, the family is a candidate',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [register(6000)] }] },
      raises: [{ strength: 'warning', key: 'income-2026 below-dibao' }],
    },
    {
      claim: 'a wage reported since lifts the family above the line',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [register(6000), row(employment, { employ_date: '2026-03-01', wage_declared: 320_000 })],
          },
          { person: 'wife' },
        ],
      },
      raises: [],
    },
  ],
});

/** The latest year's figure; of several members' rows the highest, since they describe one household. */
function latestIncome(subject: Subject): Fact<typeof ruralMonitoring> | undefined {
  const known = subject.facts(ruralMonitoring).filter(({ row }) => row.per_capita_income !== undefined);
  const order = ({ row, eventOn, ref }: Fact<typeof ruralMonitoring>) =>
    `${row.monitor_year ?? '0000'} ${eventOn ?? ref.sourceUpdatedOn ?? ''} ${String(row.per_capita_income).padStart(12, '0')}`;
  return [...known].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)).at(-1);
}
