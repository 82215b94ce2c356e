import { clDanger, clHsup, clRegion } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** H03 公租房/租赁补贴/农村危房/易地搬迁住房 */
export const housingSupport = defineDataset({
  code: 'H03',
  key: 'housing_support',
  title: { zh: '公租房/租赁补贴/农村危房/易地搬迁住房', en: 'Housing support, dangerous rural houses, relocation' },
  steward: {
    zh: '省住房和城乡建设厅、省生态移民局',
    en: 'Provincial Housing Department and Ecological Migration Bureau',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十六条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《关于改革完善社会救助制度的意见》（2020年）',
    en: 'Social Assistance Act (2026), art. 26; Notice on Social Assistance as the Last Net (2022); Opinions on Reforming Social Assistance (2020)',
  },
  isAuthorisationNeeded: false,
  columns: {
    support_kind: column.code(clHsup, '保障类型', 'Kind of support', {
      required: true,
      sensitivity: 'personal',
      aliases: ['保障类别'],
    }),
    address: column.text(200, '住址', 'Address', { sensitivity: 'personal', aliases: ['现住址', '房屋地址'] }),
    danger_level: column.code(clDanger, '房屋鉴定等级', 'Appraised danger level', {
      sensitivity: 'personal',
      aliases: ['危房等级', '鉴定等级'],
    }),
    appraisal_date: column.date('鉴定日期', 'Appraised on', { sensitivity: 'personal', aliases: ['鉴定时间'] }),
    subsidy_amount: column.money('补贴金额', 'Subsidy', { sensitivity: 'personal', aliases: ['补助金额'] }),
    move_in_date: column.date('搬入日期', 'Moved in on', {
      sensitivity: 'personal',
      aliases: ['入住日期', '搬迁入住日期'],
    }),
    origin_region: column.code(clRegion, '迁出地', 'Region moved from', {
      sensitivity: 'personal',
      aliases: ['迁出地区划'],
    }),
  },
});
