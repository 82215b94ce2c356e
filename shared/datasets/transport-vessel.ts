import { clTrans, clVehstat } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** K01 营运车辆/从业资格/船舶 */
export const transportVessel = defineDataset({
  code: 'K01',
  key: 'transport_vessel',
  title: { zh: '营运车辆/从业资格/船舶', en: 'Commercial vehicles, qualifications and vessels' },
  steward: {
    zh: '省交通运输厅、海事管理机构、渔政管理机构',
    en: 'Provincial Transport Department, maritime and fishery administrations',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第十四条、第十七条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), arts. 14, 17',
  },
  isAuthorisationNeeded: false,
  columns: {
    asset_kind: column.code(clTrans, '类别', 'Kind of asset', {
      required: true,
      sensitivity: 'personal',
      aliases: ['资产类别'],
    }),
    plate_or_ship_no: column.text(30, '车牌/船名船号', 'Plate or vessel', {
      sensitivity: 'personal',
      aliases: ['车牌号', '船名', '车牌号码'],
    }),
    operating_license_no: column.text(30, '道路运输证号', 'Operating licence number', {
      sensitivity: 'personal',
      aliases: ['道路运输证', '运输证号'],
    }),
    owner_name: column.text(60, '所有人', 'Owner', {
      sensitivity: 'identifying',
      aliases: ['所有人姓名', '车主', '业户名称'],
    }),
    tonnage: column.decimal('吨位', 'Tonnage', { sensitivity: 'internal', aliases: ['核定吨位'] }),
    qualification_name: column.text(60, '从业资格名称', 'Qualification', {
      sensitivity: 'personal',
      aliases: ['从业资格类别'],
    }),
    valid_until: column.date('有效期至', 'Valid until', {
      sensitivity: 'personal',
      isFutureAllowed: true,
      aliases: ['有效期止'],
    }),
    status: column.code(clVehstat, '状态', 'Status', { sensitivity: 'personal', aliases: ['车辆状态'] }),
  },
});
