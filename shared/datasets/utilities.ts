import { clUtil } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L07 水电气/通讯费用 */
export const utilities = defineDataset({
  code: 'L07',
  key: 'utilities',
  title: { zh: '水电气/通讯费用', en: 'Water, electricity, gas and telephone' },
  steward: { zh: '电网、供水、燃气、通信企业', en: 'Power, water, gas and telecommunication companies' },
  channel: { zh: '汇总推送', en: 'aggregated push' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: false,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 13,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十七条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    utility_kind: column.code(clUtil, '类别', 'Utility', {
      required: true,
      sensitivity: 'internal',
      aliases: ['用量类别', '公用事业类别'],
    }),
    account_no_masked: column.text(20, '户号(脱敏)', 'Customer number (masked)', {
      sensitivity: 'personal',
      aliases: ['户号', '用户编号'],
    }),
    month: column.month('账期', 'Billing month', {
      required: true,
      sensitivity: 'personal',
      aliases: ['账单月份', '月份'],
    }),
    usage: column.decimal('用量', 'Consumption', { sensitivity: 'personal', aliases: ['使用量'] }),
    fee: column.money('费用', 'Charge', { sensitivity: 'personal', aliases: ['缴费金额'] }),
    zero_months: column.integer('连续零用量月数', 'Months in a row without consumption', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 999,
      aliases: ['零用量月数'],
    }),
  },
});
