import { clHknat, clHukou, clNation, clRegion, clRel, clSex } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** A01 户籍登记 */
export const householdRegistration = defineDataset({
  code: 'A01',
  key: 'household_registration',
  title: { zh: '户籍登记', en: 'Household registration' },
  steward: { zh: '省公安厅', en: 'Provincial Public Security Department' },
  channel: { zh: '服务接口、批量交换', en: 'API and batch exchange' },
  cadence: { zh: '每日增量', en: 'daily increment' },
  freshDaysMax: 3,
  direction: 'both',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第七条、第十七条；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), arts. 7, 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  groupColumn: 'hukou_no',
  columns: {
    hukou_no: column.text(20, '户号', 'Household register number', {
      required: true,
      sensitivity: 'personal',
      aliases: ['户口簿号', '户号编码'],
    }),
    hukou_address: column.text(200, '户籍地址', 'Registered address', {
      sensitivity: 'personal',
      aliases: ['户籍住址', '户口所在地址'],
    }),
    hukou_region_code: column.code(clRegion, '户籍行政区划', 'Region of registration', {
      sensitivity: 'personal',
      aliases: ['户籍区划', '户籍地行政区划'],
    }),
    police_station: column.text(60, '派出所', 'Police station', { sensitivity: 'internal', aliases: ['所属派出所'] }),
    gender: column.code(clSex, '性别', 'Sex', { sensitivity: 'personal', aliases: ['性别代码'] }),
    ethnicity: column.code(clNation, '民族', 'Ethnicity', { sensitivity: 'sensitive', aliases: ['民族代码'] }),
    birth_date: column.date('出生日期', 'Date of birth', { sensitivity: 'personal', aliases: ['出生年月日'] }),
    relation_to_head: column.code(clRel, '与户主关系', 'Relation to the head of household', {
      sensitivity: 'personal',
      aliases: ['与户主关系代码', '户主关系'],
    }),
    hukou_type: column.code(clHukou, '户别(家庭户/集体户)', 'Kind of household register', {
      sensitivity: 'personal',
      aliases: ['户别', '户类型'],
    }),
    hukou_nature: column.code(clHknat, '户籍性质', 'Nature of registration', {
      sensitivity: 'personal',
      aliases: ['户口性质'],
    }),
    move_in_date: column.date('迁入日期', 'Moved in on', { sensitivity: 'personal', aliases: ['迁入时间'] }),
  },
});
