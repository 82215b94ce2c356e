import { clAllow } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C05 残疾人两项补贴/高龄津贴/养老服务补贴 */
export const civilAllowance = defineDataset({
  code: 'C05',
  key: 'civil_allowance',
  title: { zh: '残疾人两项补贴/高龄津贴/养老服务补贴', en: 'Disability, old-age and care allowances' },
  steward: { zh: '省民政厅', en: 'Provincial Civil Affairs Department' },
  channel: { zh: '民政内部数据', en: 'internal data' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十三条；《中华人民共和国社会救助法》第十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 13; Social Assistance Act (2026), art. 10',
  },
  isAuthorisationNeeded: false,
  columns: {
    allowance_type: column.code(clAllow, '补贴类别', 'Kind of allowance', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['补贴类型', '津贴类别'],
    }),
    month_amount: column.money('月标准', 'Monthly rate', {
      sensitivity: 'sensitive',
      aliases: ['月补贴金额', '月补贴标准'],
    }),
    start_month: column.month('起始年月', 'Paid since', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['开始年月', '享受起始年月'],
    }),
    stop_month: column.month('停发年月', 'Stopped in', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['停发月份'],
    }),
    stop_reason: column.text(60, '停发原因', 'Reason for stopping', {
      sensitivity: 'sensitive',
      aliases: ['停止原因'],
    }),
    auth_date: column.date('最近资格认证日期', 'Last confirmation of entitlement', {
      sensitivity: 'sensitive',
      aliases: ['资格认证日期', '认证时间'],
    }),
  },
});
