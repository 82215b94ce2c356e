import { clChild, clPlacement } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C04 孤儿/事实无人抚养/困境/留守儿童 */
export const childWelfare = defineDataset({
  code: 'C04',
  key: 'child_welfare',
  title: { zh: '孤儿/事实无人抚养/困境/留守儿童', en: 'Children in need (orphans, de facto unattended, left-behind)' },
  steward: { zh: '省民政厅（儿童福利）', en: 'Provincial Civil Affairs Department (child welfare)' },
  channel: { zh: '民政内部数据', en: 'internal data' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《特困人员认定办法》第九条；《中华人民共和国社会救助法》第十三条',
    en: 'Measures for Recognition of Persons in Extreme Hardship (2021), art. 9; Social Assistance Act (2026), art. 13',
  },
  isAuthorisationNeeded: false,
  columns: {
    child_type: column.code(clChild, '儿童类别', 'Kind of need', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['儿童类型'],
    }),
    guardian_name: column.text(30, '监护人姓名', "Guardian's name", {
      sensitivity: 'identifying',
      aliases: ['监护人'],
    }),
    guardian_id_no: column.identity('监护人证件', "Guardian's identity number", {
      sensitivity: 'identifying',
      aliases: ['监护人身份证号', '监护人证件号码'],
    }),
    benefit_amount: column.money('月基本生活费', 'Monthly living allowance', {
      sensitivity: 'sensitive',
      aliases: ['基本生活费'],
    }),
    start_month: column.month('起始年月', 'Since', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['开始年月'],
    }),
    placement: column.code(clPlacement, '养育方式', 'Placement', { sensitivity: 'sensitive', aliases: ['安置方式'] }),
  },
});
