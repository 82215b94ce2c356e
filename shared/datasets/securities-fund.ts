import { clQresult } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** J02 证券/基金/新三板 */
export const securitiesFund = defineDataset({
  code: 'J02',
  key: 'securities_fund',
  title: { zh: '证券/基金/新三板', en: 'Securities and funds' },
  steward: {
    zh: '证券监管机构、中国证券登记结算公司',
    en: 'Securities regulator and China Securities Depository and Clearing',
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
    query_date: column.date('查询日期', 'As of', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['查询基准日', '基准日'],
    }),
    stock_value: column.money('股票总市值', 'Market value of shares', {
      sensitivity: 'sensitive',
      aliases: ['股票市值'],
    }),
    fund_value: column.money('持有基金总市值', 'Market value of funds', {
      sensitivity: 'sensitive',
      aliases: ['基金市值'],
    }),
    bond_value: column.money('债券总市值', 'Market value of bonds', {
      sensitivity: 'sensitive',
      aliases: ['债券市值'],
    }),
    neeq_value: column.money('新三板估值', 'Value of NEEQ holdings', {
      sensitivity: 'sensitive',
      aliases: ['新三板市值'],
    }),
    custodian: column.text(60, '托管商', 'Custodian', { sensitivity: 'sensitive', aliases: ['托管机构', '托管券商'] }),
    account_opened: column.boolean('是否开立', 'Has an account', { sensitivity: 'sensitive', aliases: ['是否开户'] }),
    result_flag: column.code(clQresult, '结果标识', 'Result of the query', {
      required: true,
      sensitivity: 'personal',
      aliases: ['查询结果'],
    }),
  },
});
