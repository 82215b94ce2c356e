import { clEnergy, clPlate, clVehstat, clVehtype, clVehuse } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** A04 机动车登记 */
export const motorVehicle = defineDataset({
  code: 'A04',
  key: 'motor_vehicle',
  title: { zh: '机动车登记', en: 'Motor vehicle registration' },
  steward: { zh: '省公安厅交通管理局', en: 'Provincial traffic police' },
  channel: { zh: '服务接口、批量交换', en: 'API and batch exchange' },
  cadence: { zh: '每日增量', en: 'daily increment' },
  freshDaysMax: 3,
  direction: 'error',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第十四条、第十七条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), arts. 14, 17',
  },
  isAuthorisationNeeded: false,
  columns: {
    plate_no: column.text(15, '号牌号码', 'Licence plate number', {
      required: true,
      sensitivity: 'personal',
      aliases: ['车牌号', '车牌号码', '号牌'],
    }),
    plate_kind: column.code(clPlate, '号牌种类', 'Kind of plate', { sensitivity: 'personal', aliases: ['号牌类型'] }),
    brand_cn: column.text(40, '中文品牌', 'Brand', { sensitivity: 'internal', aliases: ['车辆品牌', '品牌'] }),
    model: column.text(40, '车辆型号', 'Model', { sensitivity: 'internal', aliases: ['型号', '车型号'] }),
    vehicle_type: column.code(clVehtype, '车辆类型', 'Vehicle type', {
      sensitivity: 'internal',
      aliases: ['车型', '车辆种类'],
    }),
    first_reg_date: column.date('初次登记日期', 'First registered on', {
      sensitivity: 'personal',
      aliases: ['注册日期', '初次登记时间'],
    }),
    use_nature: column.code(clVehuse, '使用性质', 'Use', { sensitivity: 'personal', aliases: ['车辆用途'] }),
    vehicle_status: column.code(clVehstat, '机动车状态', 'Vehicle status', {
      required: true,
      sensitivity: 'personal',
      aliases: ['车辆状态'],
    }),
    displacement_ml: column.integer('排量', 'Engine displacement (ml)', {
      sensitivity: 'internal',
      valueMin: 0,
      valueMax: 60000,
      aliases: ['排气量'],
    }),
    energy_kind: column.code(clEnergy, '能源种类', 'Energy source', {
      sensitivity: 'internal',
      aliases: ['燃料种类', '能源类型'],
    }),
    invoice_amount: column.money('购车发票价(税务补)', 'Purchase price on the invoice', {
      sensitivity: 'personal',
      aliases: ['购车发票价', '购车价格', '发票金额'],
    }),
    scrap_due_date: column.date('强制报废期止', 'Must be scrapped by', {
      sensitivity: 'internal',
      isFutureAllowed: true,
      aliases: ['报废日期', '强制报废日期'],
    }),
  },
});
