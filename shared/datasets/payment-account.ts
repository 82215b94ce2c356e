import { clQresult } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** J04 非银行支付机构余额/互联网金融资产 */
export const paymentAccount = defineDataset({
  code: 'J04',
  key: 'payment_account',
  title: { zh: '非银行支付机构余额/互联网金融资产', en: 'Non-bank payment accounts and online assets' },
  steward: {
    zh: '非银行支付机构（经中国人民银行查询）',
    en: "Non-bank payment institutions (queried through the People's Bank of China)",
  },
  channel: { zh: '凭授权文件查询', en: 'file query with authorisation' },
  cadence: { zh: '每次申请', en: 'on application' },
  freshDaysMax: 400,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十条、第四十一条；《最低生活保障审核确认办法》第十四条',
    en: 'Social Assistance Act (2026), arts. 40, 41; Measures for Review and Confirmation of Dibao (2021), art. 14',
  },
  isAuthorisationNeeded: true,
  columns: {
    institution: column.text(60, '支付机构', 'Payment institution', {
      sensitivity: 'internal',
      aliases: ['机构名称', '支付机构名称'],
    }),
    query_date: column.date('查询基准日', 'As of', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['查询日期', '基准日'],
    }),
    balance_total: column.money('余额合计', 'Total balance', {
      sensitivity: 'sensitive',
      aliases: ['账户余额', '余额'],
    }),
    mmf_value: column.money('货币基金等理财', 'Money-market funds and similar', {
      sensitivity: 'sensitive',
      aliases: ['货币基金', '理财余额'],
    }),
    over_limit: column.boolean('是否超限', 'Above the limit', { sensitivity: 'sensitive', aliases: ['超限标识'] }),
    result_flag: column.code(clQresult, '结果标识', 'Result of the query', {
      required: true,
      sensitivity: 'personal',
      aliases: ['查询结果'],
    }),
  },
});
