import { clEmpform, clRegion } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** F04 就业登记/务工/公益岗 */
export const employment = defineDataset({
  code: 'F04',
  key: 'employment',
  title: { zh: '就业登记/务工/公益岗', en: 'Employment, migrant work, public-welfare posts' },
  steward: { zh: '省人力资源和社会保障厅', en: 'Provincial Human Resources and Social Security Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第三十三条、第三十四条；《中华人民共和国社会救助法》第二十七条',
    en: 'Measures for Review and Confirmation of Dibao (2021), arts. 33, 34; Social Assistance Act (2026), art. 27',
  },
  isAuthorisationNeeded: false,
  columns: {
    employ_form: column.code(clEmpform, '就业形式', 'Form of employment', {
      required: true,
      sensitivity: 'personal',
      aliases: ['就业类型'],
    }),
    employer_name: column.text(100, '单位名称', 'Employer', {
      sensitivity: 'personal',
      aliases: ['就业单位', '用人单位'],
    }),
    employ_date: column.date('就业日期', 'Employed since', {
      sensitivity: 'personal',
      aliases: ['就业时间', '务工起始日期'],
    }),
    work_region: column.code(clRegion, '务工地', 'Region of work', {
      sensitivity: 'personal',
      aliases: ['务工地区划', '就业地'],
    }),
    wage_declared: column.money('工资(登记)', 'Declared wage', {
      sensitivity: 'sensitive',
      aliases: ['工资', '月工资', '工资收入'],
    }),
    is_public_post: column.boolean('是否公益性岗位', 'Public-welfare post', {
      sensitivity: 'personal',
      aliases: ['公益性岗位'],
    }),
    refuse_count: column.integer('拒绝介绍就业次数', 'Suitable jobs refused', {
      sensitivity: 'personal',
      valueMin: 0,
      valueMax: 99,
      aliases: ['拒绝就业次数'],
    }),
  },
});
