import { clQresult } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** J01 银行存款/理财 */
export const bankDeposit = defineDataset({
  code: 'J01',
  key: 'bank_deposit',
  title: { zh: '银行存款/理财', en: 'Bank deposits and wealth products' },
  steward: {
    zh: '商业银行（经省级核对机构查询）',
    en: 'Commercial banks (queried through the provincial checking centre)',
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
    zh: '《中华人民共和国社会救助法》第四十条、第四十一条；《最低生活保障审核确认办法》第十七条；《中华人民共和国个人信息保护法》第六条',
    en: 'Social Assistance Act (2026), arts. 40, 41; Measures for Review and Confirmation of Dibao (2021), art. 17; Personal Information Protection Law (2021), art. 6',
  },
  isAuthorisationNeeded: true,
  columns: {
    query_date: column.date('查询基准日', 'As of', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['查询日期', '基准日'],
    }),
    bank_code: column.text(14, '银行代码', 'Bank code', { sensitivity: 'internal', aliases: ['行号', '开户行代码'] }),
    account_count: column.integer('账户数', 'Number of accounts', {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 9999,
      aliases: ['账户数量'],
    }),
    balance_total: column.money('余额合计(可选返回)', 'Total balance (optional)', {
      sensitivity: 'sensitive',
      aliases: ['余额合计', '存款余额'],
    }),
    over_personal_limit: column.boolean('个人存款是否超限', 'Above the personal limit', {
      sensitivity: 'sensitive',
      aliases: ['个人是否超限'],
    }),
    over_family_limit: column.boolean('家庭存款是否超限', 'Above the household limit', {
      sensitivity: 'sensitive',
      aliases: ['家庭是否超限'],
    }),
    large_txn_flag: column.boolean('近12月大额流水标识', 'Large movements in the last 12 months', {
      sensitivity: 'sensitive',
      aliases: ['大额流水标识'],
    }),
    authorization_no: column.text(40, '授权书编号', 'Authorisation number', {
      sensitivity: 'personal',
      aliases: ['授权书号', '授权编号'],
    }),
    result_flag: column.code(clQresult, '结果标识', 'Result of the query', {
      required: true,
      sensitivity: 'personal',
      aliases: ['查询结果'],
    }),
  },
});
