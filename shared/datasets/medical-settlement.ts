import { clMedins } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** D03 医保结算(高额自付) */
export const medicalSettlement = defineDataset({
  code: 'D03',
  key: 'medical_settlement',
  title: { zh: '医保结算(高额自付)', en: 'Medical insurance settlement' },
  steward: { zh: '省医疗保障局', en: 'Provincial Healthcare Security Administration' },
  channel: { zh: '批量交换；超阈值推送', en: 'batch exchange; push above a threshold' },
  cadence: { zh: '每周或每月', en: 'weekly or monthly' },
  freshDaysMax: 35,
  direction: 'leak',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十四条、第四十一条；《刚性支出困难家庭认定办法》第五条',
    en: 'Social Assistance Act (2026), arts. 24, 41; Measures for Recognition of Rigid-Expenditure Hardship (2025), art. 5',
  },
  isAuthorisationNeeded: false,
  columns: {
    insurance_type: column.code(clMedins, '参保类型', 'Insurance', { sensitivity: 'personal', aliases: ['险种类型'] }),
    hospital_name: column.text(60, '医院名称', 'Hospital', {
      sensitivity: 'sensitive',
      aliases: ['医疗机构名称', '就诊医院'],
    }),
    admit_date: column.date('入院时间', 'Admitted on', { sensitivity: 'sensitive', aliases: ['入院日期'] }),
    discharge_date: column.date('出院时间', 'Discharged on', { sensitivity: 'sensitive', aliases: ['出院日期'] }),
    settle_date: column.date('结算日期', 'Settled on', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['结算时间'],
    }),
    total_cost: column.money('总费用', 'Total cost', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['医疗总费用', '总金额'],
    }),
    pool_paid: column.money('统筹支付', 'Paid by the pooled fund', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['统筹基金支付', '基本医保统筹支付'],
    }),
    serious_illness_paid: column.money('大病保险支付', 'Paid by serious-illness insurance', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['大病支付'],
    }),
    medical_aid_paid: column.money('医疗救助支付', 'Paid by medical aid', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['救助支付'],
    }),
    account_paid: column.money('个人账户', 'Paid from the personal account', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['个人账户支付'],
    }),
    self_paid: column.money('个人现金自付', 'Paid by the person in cash', {
      required: true,
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['个人自付', '现金支付', '个人现金支付', '个人负担金额'],
    }),
    class_c_cost: column.money('丙类(目录外)费用', 'Cost outside the catalogue', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['目录外费用', '丙类费用', '自费金额'],
    }),
    cross_region: column.boolean('是否异地就医', 'Treated in another region', {
      sensitivity: 'sensitive',
      aliases: ['异地就医'],
    }),
  },
});
