import { clSchool, clStage, clStustat } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** G01 学籍 */
export const studentEnrollment = defineDataset({
  code: 'G01',
  key: 'student_enrollment',
  title: { zh: '学籍', en: 'School enrolment' },
  steward: { zh: '省教育厅', en: 'Provincial Education Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每学期全量、每月增量', en: 'each term in full, monthly increments' },
  freshDaysMax: 200,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第七条、第十七条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), arts. 7, 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    school_name: column.text(100, '学校名称', 'School', { sensitivity: 'sensitive', aliases: ['就读学校', '学校'] }),
    school_kind: column.code(clSchool, '办学性质', 'Kind of school', {
      sensitivity: 'personal',
      aliases: ['学校性质'],
    }),
    edu_stage: column.code(clStage, '学段', 'Stage of education', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['就读学段'],
    }),
    grade: column.text(20, '年级', 'Grade', { sensitivity: 'sensitive', aliases: ['就读年级'] }),
    enroll_date: column.date('入学日期', 'Enrolled on', { sensitivity: 'sensitive', aliases: ['入学时间'] }),
    expected_graduation: column.month('预计毕业', 'Expected graduation', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['预计毕业年月', '预计毕业时间'],
    }),
    status: column.code(clStustat, '学籍状态', 'Enrolment status', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['学生状态'],
    }),
    boarding: column.boolean('是否住宿', 'Boards at school', { sensitivity: 'sensitive', aliases: ['住宿'] }),
    tuition_fee: column.money('学费标准', 'Tuition fee', { sensitivity: 'personal', aliases: ['学费'] }),
  },
});
