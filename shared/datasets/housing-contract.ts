import { clContract } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** H02 商品房网签备案 */
export const housingContract = defineDataset({
  code: 'H02',
  key: 'housing_contract',
  title: { zh: '商品房网签备案', en: 'Commodity housing contract' },
  steward: { zh: '省住房和城乡建设厅', en: 'Provincial Housing and Urban-Rural Development Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每周', en: 'weekly' },
  freshDaysMax: 14,
  direction: 'error',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十四条、第十七条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), arts. 14, 17; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    contract_no: column.text(40, '合同编号', 'Contract number', {
      required: true,
      sensitivity: 'personal',
      aliases: ['合同号', '网签合同号'],
    }),
    project_name: column.text(60, '楼盘', 'Development', {
      sensitivity: 'personal',
      aliases: ['项目名称', '楼盘名称'],
    }),
    room_no: column.text(30, '房号', 'Unit', { sensitivity: 'personal', aliases: ['房屋编号'] }),
    building_area: column.decimal('建筑面积', 'Floor area (m²)', {
      sensitivity: 'personal',
      aliases: ['房屋面积', '面积'],
    }),
    total_price: column.money('合同总价', 'Contract price', { sensitivity: 'personal', aliases: ['总价', '合同金额'] }),
    sign_date: column.date('网签日期', 'Signed online on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['签约日期', '网签时间'],
    }),
    record_status: column.code(clContract, '备案状态', 'Filing status', {
      sensitivity: 'personal',
      aliases: ['合同状态'],
    }),
    buyer_ratio: column.text(10, '购房人份额', "Buyer's share", { sensitivity: 'personal', aliases: ['份额'] }),
  },
});
