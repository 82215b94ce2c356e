import { clMonitor, clRisk } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L01 防止返贫监测对象/脱贫人口 */
export const ruralMonitoring = defineDataset({
  code: 'L01',
  key: 'rural_monitoring',
  title: { zh: '防止返贫监测对象/脱贫人口', en: 'Rural monitoring against return to poverty' },
  steward: {
    zh: '省农业农村厅（乡村振兴）',
    en: 'Provincial Agriculture and Rural Affairs Department (rural revitalisation)',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月；每季度或半年联合比对', en: 'monthly; joint comparison quarterly or half-yearly' },
  freshDaysMax: 45,
  direction: 'leak',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第十条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；国办发〔2023〕39号文件',
    en: 'Social Assistance Act (2026), art. 10; Notice on Social Assistance as the Last Net (2022); General Office of the State Council document [2023] 39',
  },
  isAuthorisationNeeded: false,
  columns: {
    monitor_type: column.code(clMonitor, '监测对象类别', 'Kind of monitored household', {
      required: true,
      sensitivity: 'personal',
      aliases: ['监测类别', '监测对象类型'],
    }),
    monitor_year: column.integer('识别年度', 'Identified in', {
      sensitivity: 'personal',
      valueMin: 2013,
      valueMax: 2199,
      aliases: ['识别年份'],
    }),
    risk_types: column.code(clRisk, '返贫致贫风险', 'Main risk', {
      sensitivity: 'sensitive',
      aliases: ['致贫风险', '主要风险'],
    }),
    risk_eliminated: column.boolean('风险是否消除', 'Risk eliminated', {
      sensitivity: 'personal',
      aliases: ['风险已消除'],
    }),
    household_no: column.text(30, '户编号', 'Household number', { sensitivity: 'personal', aliases: ['户编码'] }),
    per_capita_income: column.money('人均纯收入', 'Net income per person', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['人均收入'],
    }),
    labor_count: column.integer('劳动力人数', 'Able to work', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 99,
      aliases: ['劳动力人口数'],
    }),
    eliminated_date: column.date('风险消除日期', 'Risk eliminated on', {
      sensitivity: 'personal',
      aliases: ['风险消除时间'],
    }),
  },
});
