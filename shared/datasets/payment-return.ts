import { clBankret, clPayres } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L08 一卡通代发与回盘 */
export const paymentReturn = defineDataset({
  code: 'L08',
  key: 'payment_return',
  title: { zh: '一卡通代发与回盘', en: 'Payouts and bank returns' },
  steward: { zh: '省财政厅、代理金融机构', en: 'Provincial Finance Department and agent banks' },
  channel: { zh: '文件下载', en: 'file' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'funds',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第六十六条；《最低生活保障审核确认办法》第二十八条',
    en: 'Social Assistance Act (2026), art. 66; Measures for Review and Confirmation of Dibao (2021), art. 28',
  },
  isAuthorisationNeeded: false,
  columns: {
    batch_no: column.text(30, '发放批次号', 'Payout batch', {
      required: true,
      sensitivity: 'internal',
      aliases: ['批次', '代发批次号'],
    }),
    item_code: column.text(10, '补贴项目代码', 'Benefit code', {
      sensitivity: 'internal',
      aliases: ['项目代码', '补贴项目'],
    }),
    account_name: column.text(30, '户名', 'Account holder', {
      sensitivity: 'identifying',
      aliases: ['账户名称', '收款人户名'],
    }),
    account_no: column.text(30, '账号', 'Account number', {
      sensitivity: 'identifying',
      aliases: ['银行账号', '收款账号', '卡号'],
    }),
    amount: column.money('应发金额', 'Amount ordered', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['应发', '代发金额'],
    }),
    paid_amount: column.money('实发金额', 'Amount paid', { sensitivity: 'sensitive', aliases: ['实发', '到账金额'] }),
    result: column.code(clPayres, '发放结果', 'Result', {
      required: true,
      sensitivity: 'personal',
      aliases: ['发放状态'],
    }),
    return_code: column.code(clBankret, '退回原因', 'Reason of return', {
      sensitivity: 'personal',
      aliases: ['退回代码', '失败原因'],
    }),
    paid_time: column.instant('到账时间', 'Paid at', { sensitivity: 'personal', aliases: ['发放时间'] }),
    bank_serial: column.text(40, '银行流水号', "Bank's serial number", {
      sensitivity: 'sensitive',
      aliases: ['流水号'],
    }),
  },
});
