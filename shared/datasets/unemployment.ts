import { clUnemp } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** F03 失业登记与失业保险 */
export const unemployment = defineDataset({
  code: 'F03',
  key: 'unemployment',
  title: { zh: '失业登记与失业保险', en: 'Unemployment registration and benefit' },
  steward: { zh: '省人力资源和社会保障厅', en: 'Provincial Human Resources and Social Security Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每周或每月', en: 'weekly or monthly' },
  freshDaysMax: 35,
  direction: 'leak',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十七条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 27; Notice on Social Assistance as the Last Net (2022); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    register_date: column.date('失业登记时间', 'Registered as unemployed on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['失业登记日期', '登记时间'],
    }),
    unemp_reason: column.code(clUnemp, '失业原因', 'Reason for unemployment', {
      sensitivity: 'personal',
      aliases: ['失业登记原因'],
    }),
    reduce_reason: column.text(40, '减少原因', 'Reason for leaving the register', {
      sensitivity: 'personal',
      aliases: ['减员原因'],
    }),
    benefit_months_left: column.integer('剩余失业金月数', 'Benefit months left', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 60,
      aliases: ['剩余月数'],
    }),
    benefit_end: column.month('待遇结束期', 'Benefit ends in', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['待遇终止年月', '失业金结束年月'],
    }),
    last_employer: column.text(100, '原单位', 'Last employer', { sensitivity: 'personal', aliases: ['原工作单位'] }),
    handling_org: column.text(60, '经办机构', 'Handling office', { sensitivity: 'internal', aliases: ['经办单位'] }),
  },
});
