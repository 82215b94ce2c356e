import { clInsstat, clPaystat, clSikind } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** F01 社会保险参保缴费 */
export const socialInsurance = defineDataset({
  code: 'F01',
  key: 'social_insurance',
  title: { zh: '社会保险参保缴费', en: 'Social insurance contributions' },
  steward: { zh: '省人力资源和社会保障厅', en: 'Provincial Human Resources and Social Security Department' },
  channel: { zh: '服务接口、批量交换', en: 'API and batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第十七条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), art. 17',
  },
  isAuthorisationNeeded: false,
  columns: {
    insurance_kind: column.code(clSikind, '险种', 'Insurance branch', {
      required: true,
      sensitivity: 'personal',
      aliases: ['险种类型', '参保险种'],
    }),
    insured_status: column.code(clInsstat, '参保状态', 'Insurance status', {
      required: true,
      sensitivity: 'personal',
      aliases: ['参保状况'],
    }),
    employer_name: column.text(100, '单位名称', 'Employer', {
      sensitivity: 'personal',
      aliases: ['参保单位', '参保单位名称'],
    }),
    employer_uscc: column.text(18, '单位信用代码', "Employer's social credit code", {
      sensitivity: 'internal',
      aliases: ['单位社会信用代码', '统一社会信用代码'],
    }),
    pay_base: column.money('缴费基数', 'Contribution base', { sensitivity: 'sensitive', aliases: ['月缴费基数'] }),
    pay_month: column.month('费款所属期', 'Contribution month', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['缴费月份', '费款所属月份'],
    }),
    pay_status: column.code(clPaystat, '到账状态', 'Payment status', {
      sensitivity: 'personal',
      aliases: ['缴费状态'],
    }),
    first_insured_date: column.date('首次参保日期', 'First insured on', {
      sensitivity: 'personal',
      aliases: ['首次参保时间'],
    }),
  },
});
