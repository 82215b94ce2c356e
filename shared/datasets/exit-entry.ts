import { clExitpurp, clTraveldoc } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** A03 出入境记录 */
export const exitEntry = defineDataset({
  code: 'A03',
  key: 'exit_entry',
  title: { zh: '出入境记录', en: 'Exit and entry record' },
  steward: {
    zh: '国家移民管理机构、省公安厅出入境管理局',
    en: 'National Immigration Administration and provincial exit-entry police',
  },
  channel: { zh: '按请求调用服务接口', en: 'API on request' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: false,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 13,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十条；《最低生活保障审核确认办法》第十七条；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 40; Measures for Review and Confirmation of Dibao (2021), art. 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: true,
  columns: {
    doc_type: column.code(clTraveldoc, '出入境证件类型', 'Travel document', {
      sensitivity: 'sensitive',
      aliases: ['证件类型', '旅行证件类型'],
    }),
    exit_date: column.date('出境日期', 'Left on', { required: true, sensitivity: 'sensitive', aliases: ['出境时间'] }),
    entry_date: column.date('入境日期', 'Entered on', { sensitivity: 'sensitive', aliases: ['入境时间'] }),
    destination: column.text(40, '前往国家/地区', 'Destination', {
      sensitivity: 'sensitive',
      aliases: ['前往国', '前往地'],
    }),
    purpose: column.code(clExitpurp, '出境事由', 'Purpose of travel', {
      sensitivity: 'sensitive',
      aliases: ['出境目的'],
    }),
    days_abroad: column.integer('境外天数', 'Days abroad', { sensitivity: 'sensitive', aliases: ['在外天数'] }),
  },
});
