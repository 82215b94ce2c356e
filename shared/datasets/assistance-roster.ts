import { clAssist, clCover, clRegion } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C03 社会救助在册(含跨市跨省) */
export const assistanceRoster = defineDataset({
  code: 'C03',
  key: 'assistance_roster',
  title: { zh: '社会救助在册(含跨市跨省)', en: 'Social assistance roster (all regions)' },
  steward: {
    zh: '省民政厅（社会救助）、民政部核对平台',
    en: 'Provincial Civil Affairs Department (social assistance) and ministry checking platform',
  },
  channel: { zh: '民政内部数据、部级核对', en: 'internal table and ministry checking' },
  cadence: { zh: '每日；跨省每季度', en: 'daily; across provinces quarterly' },
  freshDaysMax: 3,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第十条；《最低生活保障审核确认办法》第三十条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）',
    en: 'Social Assistance Act (2026), art. 10; Measures for Review and Confirmation of Dibao (2021), art. 30; Notice on Social Assistance as the Last Net (2022)',
  },
  isAuthorisationNeeded: false,
  columns: {
    assist_type: column.code(clAssist, '救助类别', 'Programme', {
      required: true,
      sensitivity: 'personal',
      aliases: ['救助类型', '对象类别'],
    }),
    household_no: column.text(30, '救助家庭编号', 'Assistance household number', {
      sensitivity: 'personal',
      aliases: ['家庭编号', '低保证号'],
    }),
    guarantee_start: column.month('保障起始年月', 'Covered since', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['保障开始年月'],
    }),
    guarantee_end: column.month('终止年月', 'Covered until', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['保障终止年月'],
    }),
    monthly_amount: column.money('月保障金', 'Monthly benefit', {
      sensitivity: 'sensitive',
      aliases: ['月救助金额', '月保障金额'],
    }),
    member_count: column.integer('保障人数', 'Persons covered', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 99,
      aliases: ['保障人口数'],
    }),
    region_code: column.code(clRegion, '受理地区划', 'Region of the accepting office', {
      sensitivity: 'internal',
      aliases: ['受理地', '受理地行政区划'],
    }),
    status: column.code(clCover, '在保状态', 'Coverage status', {
      required: true,
      sensitivity: 'personal',
      aliases: ['保障状态'],
    }),
  },
});
