import { clPaystat } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** H04 住房公积金缴存/贷款 */
export const housingFund = defineDataset({
  code: 'H04',
  key: 'housing_fund',
  title: { zh: '住房公积金缴存/贷款', en: 'Housing provident fund' },
  steward: { zh: '各市（州）住房公积金管理中心', en: 'Municipal housing provident fund centres' },
  channel: { zh: '服务接口', en: 'API' },
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
    account_status: column.code(clPaystat, '缴存状态', 'Account status', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['账户状态', '个人账户状态'],
    }),
    employer_name: column.text(100, '单位名称', 'Employer', { sensitivity: 'personal', aliases: ['缴存单位', '单位'] }),
    personal_rate: column.decimal('职工缴交率', "Employee's rate (%)", {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 10000,
      aliases: ['个人缴存比例', '个人缴交率'],
    }),
    unit_rate: column.decimal('单位缴交率', "Employer's rate (%)", {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 10000,
      aliases: ['单位缴存比例'],
    }),
    month_deposit: column.money('月缴额', 'Monthly deposit', { sensitivity: 'sensitive', aliases: ['月缴存额'] }),
    deposit_base: column.money('缴存基数', 'Deposit base', { sensitivity: 'sensitive', aliases: ['缴存工资基数'] }),
    last_month: column.month('汇缴年月', 'Paid up to', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['缴至年月'],
    }),
    balance: column.money('余额', 'Balance', { sensitivity: 'sensitive', aliases: ['账户余额', '公积金余额'] }),
    loan_flag: column.boolean('是否贷款', 'Has a loan', { sensitivity: 'sensitive', aliases: ['贷款标识'] }),
    loan_month_repay: column.money('月还款额', 'Monthly repayment', { sensitivity: 'sensitive', aliases: ['月还款'] }),
    loan_date: column.date('贷款日期', 'Loan granted on', { sensitivity: 'sensitive', aliases: ['放款日期'] }),
  },
});
