import { clMach, clVehstat } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** K02 农机登记与购置补贴 */
export const agriMachinery = defineDataset({
  code: 'K02',
  key: 'agri_machinery',
  title: { zh: '农机登记与购置补贴', en: 'Agricultural machinery' },
  steward: { zh: '省农业农村厅', en: 'Provincial Agriculture and Rural Affairs Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每季度', en: 'quarterly' },
  freshDaysMax: 120,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十四条、第十七条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), arts. 14, 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    machine_type: column.code(clMach, '机具类型', 'Kind of machine', {
      required: true,
      sensitivity: 'personal',
      aliases: ['机具名称', '机械类型'],
    }),
    plate_no: column.text(20, '号牌', 'Plate', { sensitivity: 'personal', aliases: ['号牌号码', '牌证号'] }),
    purchase_date: column.date('购置日期', 'Bought on', { sensitivity: 'personal', aliases: ['购买日期', '购机日期'] }),
    sale_price: column.money('销售价', 'Price', { sensitivity: 'personal', aliases: ['销售价格', '售价'] }),
    subsidy_amount: column.money('补贴额', 'Subsidy', { sensitivity: 'personal', aliases: ['补贴金额'] }),
    subsidy_year: column.integer('补贴年度', 'Subsidy year', {
      sensitivity: 'personal',
      valueMin: 1980,
      valueMax: 2199,
      aliases: ['年度'],
    }),
    status: column.code(clVehstat, '状态', 'Status', { sensitivity: 'personal', aliases: ['使用状态'] }),
  },
});
