import { clInsstat, clPayroll } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L04 财政供养人员/村干部报酬 */
export const publicPayroll = defineDataset({
  code: 'L04',
  key: 'public_payroll',
  title: { zh: '财政供养人员/村干部报酬', en: 'Public payroll and village officials' },
  steward: {
    zh: '省财政厅、组织部门、机构编制部门',
    en: 'Provincial Finance Department, organisation and staffing authorities',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每季度', en: 'quarterly' },
  freshDaysMax: 120,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十七条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    payroll_type: column.code(clPayroll, '供养类型', 'Kind of post', {
      required: true,
      sensitivity: 'personal',
      aliases: ['人员类别', '供养类别'],
    }),
    employer_name: column.text(100, '单位', 'Employer', {
      sensitivity: 'personal',
      aliases: ['所在单位', '工作单位', '单位名称'],
    }),
    position: column.text(40, '职务', 'Post', { sensitivity: 'personal', aliases: ['岗位'] }),
    month_income: column.money('月应发', 'Monthly gross pay', {
      sensitivity: 'sensitive',
      aliases: ['月应发工资', '月收入'],
    }),
    start_month: column.month('起始年月', 'Since', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['开始年月'],
    }),
    status: column.code(clInsstat, '状态', 'Status', { sensitivity: 'personal', aliases: ['在岗状态'] }),
  },
});
