import { clCasestat, clCourt } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** B02 司法救助/被执行 */
export const courtRecord = defineDataset({
  code: 'B02',
  key: 'court_record',
  title: { zh: '司法救助/被执行', en: 'Judicial assistance and enforcement' },
  steward: { zh: '省高级人民法院', en: "Provincial High People's Court" },
  channel: { zh: '按请求调用服务接口', en: 'API on request' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: false,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第三十六条；《最低生活保障审核确认办法》第十七条；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 36; Measures for Review and Confirmation of Dibao (2021), art. 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    record_type: column.code(clCourt, '记录类型', 'Kind of record', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['记录类别'],
    }),
    case_no: column.text(40, '案号', 'Court case number', { sensitivity: 'sensitive', aliases: ['案件编号'] }),
    amount: column.money('金额', 'Amount', { sensitivity: 'sensitive', aliases: ['标的金额', '执行金额'] }),
    decision_date: column.date('裁定日期', 'Decided on', {
      sensitivity: 'sensitive',
      aliases: ['裁定时间', '判决日期'],
    }),
    status: column.code(clCasestat, '状态', 'Case status', { sensitivity: 'sensitive', aliases: ['案件状态'] }),
  },
});
