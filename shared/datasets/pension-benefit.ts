import { clPension } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** F02 养老金/遗属/工伤待遇 */
export const pensionBenefit = defineDataset({
  code: 'F02',
  key: 'pension_benefit',
  title: { zh: '养老金/遗属/工伤待遇', en: "Pensions, survivors' and injury benefits" },
  steward: { zh: '省人力资源和社会保障厅', en: 'Provincial Human Resources and Social Security Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第十三条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), art. 13; Notice on Social Assistance as the Last Net (2022)',
  },
  isAuthorisationNeeded: false,
  columns: {
    benefit_type: column.code(clPension, '待遇类型', 'Kind of benefit', {
      required: true,
      sensitivity: 'personal',
      aliases: ['待遇类别'],
    }),
    month_amount: column.money('月待遇', 'Monthly benefit', {
      sensitivity: 'sensitive',
      aliases: ['月待遇金额', '月养老金'],
    }),
    basic_pension_part: column.money('其中中央基础养老金', 'Of which central basic pension', {
      sensitivity: 'sensitive',
      aliases: ['基础养老金', '中央基础养老金'],
    }),
    start_month: column.month('享受起始年月', 'Paid since', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['待遇起始年月'],
    }),
    pay_bank_tail: column.text(4, '发放账户尾号', 'Account number, last four', {
      sensitivity: 'sensitive',
      aliases: ['账户尾号', '银行账号后四位'],
    }),
    stop_reason: column.text(40, '停发原因', 'Reason for stopping', { sensitivity: 'personal', aliases: ['停发缘由'] }),
    auth_date: column.date('资格认证日期', 'Last confirmation of entitlement', {
      sensitivity: 'personal',
      aliases: ['认证日期', '最近认证日期'],
    }),
  },
});
