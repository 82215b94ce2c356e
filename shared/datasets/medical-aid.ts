import { clAssist, clInsstat, clMedaid } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** D04 医疗救助/资助参保/长护险 */
export const medicalAid = defineDataset({
  code: 'D04',
  key: 'medical_aid',
  title: { zh: '医疗救助/资助参保/长护险', en: 'Medical aid, subsidised insurance, long-term care' },
  steward: { zh: '省医疗保障局', en: 'Provincial Healthcare Security Administration' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十四条；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 24; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    aid_type: column.code(clMedaid, '救助类型', 'Kind of aid', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['救助类别'],
    }),
    aid_identity: column.code(clAssist, '救助身份', 'Recognised as', {
      sensitivity: 'personal',
      aliases: ['救助对象类别', '人员身份'],
    }),
    subsidy_amount: column.money('资助/救助金额', 'Aid paid', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['救助金额', '资助金额'],
    }),
    benefit_start: column.date('待遇开始日期', 'Benefit begins on', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['待遇开始时间', '待遇起始日期'],
    }),
    insured_status: column.code(clInsstat, '参保状态', 'Insurance status', {
      sensitivity: 'personal',
      aliases: ['参保缴费状态'],
    }),
    ltc_level: column.integer('长护失能等级', 'Long-term care level', {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 9,
      aliases: ['失能等级'],
    }),
  },
});
