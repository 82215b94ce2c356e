import { clInsprod, clPolrole, clPolstat } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** J03 商业保险 */
export const commercialInsurance = defineDataset({
  code: 'J03',
  key: 'commercial_insurance',
  title: { zh: '商业保险', en: 'Commercial insurance' },
  steward: {
    zh: '金融监管机构、中国银保信',
    en: 'Financial regulator and China Banking and Insurance Information Technology',
  },
  channel: { zh: '凭授权文件查询', en: 'file query with authorisation' },
  cadence: { zh: '每次申请及每年', en: 'on application and yearly' },
  freshDaysMax: 400,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十条、第四十一条；《最低生活保障审核确认办法》第十七条',
    en: 'Social Assistance Act (2026), arts. 40, 41; Measures for Review and Confirmation of Dibao (2021), art. 17',
  },
  isAuthorisationNeeded: true,
  columns: {
    policy_no: column.text(40, '保单号', 'Policy number', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['保险单号', '保单编号'],
    }),
    insurer: column.text(60, '保险公司', 'Insurer', { sensitivity: 'sensitive', aliases: ['承保公司', '保险机构'] }),
    product_type: column.code(clInsprod, '险种', 'Kind of product', {
      sensitivity: 'sensitive',
      aliases: ['产品类型', '险种类型'],
    }),
    policy_role: column.code(clPolrole, '角色(投保人/被保险人)', 'Role in the policy', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['角色', '保单角色'],
    }),
    annual_premium: column.money('年缴保费', 'Annual premium', {
      sensitivity: 'sensitive',
      aliases: ['年保费', '年缴费'],
    }),
    cash_value: column.money('现金价值', 'Cash value', { sensitivity: 'sensitive', aliases: ['保单现金价值'] }),
    effective_date: column.date('生效日期', 'Effective from', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['生效时间', '保单生效日'],
    }),
    policy_status: column.code(clPolstat, '保单状态', 'Policy status', {
      sensitivity: 'sensitive',
      aliases: ['保险状态'],
    }),
    claim_amount: column.money('理赔金额', 'Claims paid', { sensitivity: 'sensitive', aliases: ['赔付金额'] }),
  },
});
