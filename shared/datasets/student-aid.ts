import { clStuaid } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** G02 学生资助/高校录取/助学贷款 */
export const studentAid = defineDataset({
  code: 'G02',
  key: 'student_aid',
  title: { zh: '学生资助/高校录取/助学贷款', en: 'Student aid, admission and loans' },
  steward: { zh: '省教育厅（学生资助管理中心）', en: 'Provincial Education Department (student aid centre)' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每学期', en: 'each term' },
  freshDaysMax: 200,
  direction: 'leak',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十五条；《刚性支出困难家庭认定办法》第五条；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 25; Measures for Recognition of Rigid-Expenditure Hardship (2025), art. 5; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    aid_kind: column.code(clStuaid, '资助类型', 'Kind of aid', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['资助项目', '资助类别'],
    }),
    academic_year: column.text(9, '学年', 'Academic year', { sensitivity: 'internal', aliases: ['学年度'] }),
    amount: column.money('金额', 'Amount', { sensitivity: 'sensitive', aliases: ['资助金额'] }),
    admission_school: column.text(100, '录取院校', 'Admitted to', { sensitivity: 'sensitive', aliases: ['录取学校'] }),
    admission_batch: column.text(30, '录取批次', 'Admission round', { sensitivity: 'personal', aliases: ['批次'] }),
    loan_balance: column.money('助学贷款余额', 'Student loan balance', {
      sensitivity: 'sensitive',
      aliases: ['贷款余额'],
    }),
  },
});
