import { clAgrisub } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L02 惠农补贴/土地承包流转/集体分红 */
export const agriSubsidyLand = defineDataset({
  code: 'L02',
  key: 'agri_subsidy_land',
  title: { zh: '惠农补贴/土地承包流转/集体分红', en: 'Farm subsidies, land transfer and collective dividends' },
  steward: {
    zh: '省农业农村厅、省财政厅',
    en: 'Provincial Agriculture and Rural Affairs Department and Finance Department',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每年', en: 'yearly' },
  freshDaysMax: 400,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十三条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 13; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    subsidy_type: column.code(clAgrisub, '补贴项目', 'Subsidy', {
      sensitivity: 'personal',
      aliases: ['补贴类型', '补贴名称'],
    }),
    area_mu: column.decimal('面积(亩)', 'Area (mu)', {
      sensitivity: 'internal',
      aliases: ['面积', '补贴面积', '面积亩'],
    }),
    unit_price: column.money('标准', 'Rate', { sensitivity: 'internal', aliases: ['补贴标准', '单价'] }),
    amount: column.money('金额', 'Amount', { sensitivity: 'personal', aliases: ['补贴金额', '发放金额'] }),
    year: column.integer('年度', 'Year', {
      required: true,
      sensitivity: 'internal',
      valueMin: 1980,
      valueMax: 2199,
      aliases: ['补贴年度'],
    }),
    land_transfer_income: column.money('流转收入', 'Income from land transfer', {
      sensitivity: 'sensitive',
      aliases: ['土地流转收入'],
    }),
    collective_dividend: column.money('集体分红', 'Collective dividend', {
      sensitivity: 'sensitive',
      aliases: ['分红金额'],
    }),
  },
});
