import { clTaxitem } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** I02 个人所得税/经营纳税/发票 */
export const taxRecord = defineDataset({
  code: 'I02',
  key: 'tax_record',
  title: { zh: '个人所得税/经营纳税/发票', en: 'Income tax, business tax and invoices' },
  steward: { zh: '国家税务总局贵州省税务局', en: 'Guizhou Provincial Tax Service' },
  channel: { zh: '服务接口（凭授权）', en: 'API, with authorisation' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十条、第四十一条；《最低生活保障审核确认办法》第十七条',
    en: 'Social Assistance Act (2026), arts. 40, 41; Measures for Review and Confirmation of Dibao (2021), art. 17',
  },
  isAuthorisationNeeded: true,
  columns: {
    income_item: column.code(clTaxitem, '所得项目名称', 'Item of income', {
      sensitivity: 'sensitive',
      aliases: ['所得项目', '征收品目'],
    }),
    period_start: column.month('税款所属期起', 'Tax period from', { sensitivity: 'sensitive', aliases: ['所属期起'] }),
    period_end: column.month('税款所属期止', 'Tax period to', {
      required: true,
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['所属期止'],
    }),
    gross_income: column.money('收入额', 'Gross income', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['收入金额', '收入'],
    }),
    taxable_income: column.money('应纳税所得额', 'Taxable income', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['应纳税额所得'],
    }),
    tax_paid: column.money('入库税额', 'Tax paid', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['实缴税额', '已缴税额'],
    }),
    withholding_agent: column.text(100, '扣缴义务人', 'Withholding agent', {
      sensitivity: 'sensitive',
      aliases: ['扣缴单位', '扣缴义务人名称'],
    }),
    invoice_amount_12m: column.money('近12月开票额', 'Invoiced in the last 12 months', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['近12个月开票金额'],
    }),
    payment_date: column.date('入库日期', 'Tax paid on', { sensitivity: 'sensitive', aliases: ['缴款日期'] }),
  },
});
