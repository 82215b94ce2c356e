import { clMarital, clMarreg } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C02 婚姻登记 */
export const marriage = defineDataset({
  code: 'C02',
  key: 'marriage',
  title: { zh: '婚姻登记', en: 'Marriage registration' },
  steward: { zh: '省民政厅（婚姻登记）', en: 'Provincial Civil Affairs Department (marriage registration)' },
  channel: { zh: '民政内部接口', en: 'internal API' },
  cadence: { zh: '每日', en: 'daily' },
  freshDaysMax: 3,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第七条、第十七条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）',
    en: 'Measures for Review and Confirmation of Dibao (2021), arts. 7, 17; Notice on Social Assistance as the Last Net (2022)',
  },
  isAuthorisationNeeded: false,
  columns: {
    spouse_name: column.text(30, '配偶姓名', "Spouse's name", { sensitivity: 'identifying', aliases: ['对方姓名'] }),
    spouse_id_no: column.identity('配偶证件号码', "Spouse's identity number", {
      sensitivity: 'identifying',
      aliases: ['配偶身份证号', '配偶身份证号码', '配偶证件号'],
    }),
    marital_status: column.code(clMarital, '婚姻状况', 'Marital status', {
      sensitivity: 'personal',
      aliases: ['婚姻状态'],
    }),
    register_type: column.code(clMarreg, '登记类型', 'Kind of registration', {
      required: true,
      sensitivity: 'personal',
      aliases: ['业务类型', '婚姻登记类型'],
    }),
    register_date: column.date('登记日期', 'Registered on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['登记时间', '婚姻登记日期'],
    }),
    register_org: column.text(60, '登记机关', 'Registration office', {
      sensitivity: 'internal',
      aliases: ['婚姻登记机关'],
    }),
  },
});
