import { clCoown, clHousenat, clLanduse, clRight } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** H01 不动产登记 */
export const realEstate = defineDataset({
  code: 'H01',
  key: 'real_estate',
  title: { zh: '不动产登记', en: 'Real-estate registration' },
  steward: { zh: '省自然资源厅', en: 'Provincial Natural Resources Department' },
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
    cert_no: column.text(40, '不动产权证号', 'Certificate of title number', {
      required: true,
      sensitivity: 'personal',
      aliases: ['不动产证号', '产权证号', '房产证号'],
    }),
    location: column.text(200, '房地坐落', 'Location', {
      sensitivity: 'personal',
      aliases: ['坐落', '房屋坐落', '不动产坐落'],
    }),
    building_area: column.decimal('建筑面积', 'Floor area (m²)', {
      sensitivity: 'personal',
      aliases: ['房屋面积', '面积'],
    }),
    planned_use: column.code(clLanduse, '规划用途', 'Planned use', {
      sensitivity: 'personal',
      aliases: ['房屋用途', '用途'],
    }),
    house_nature: column.code(clHousenat, '房屋性质', 'Nature of the house', {
      sensitivity: 'personal',
      aliases: ['房屋性质类别'],
    }),
    house_type: column.text(30, '房屋类型', 'House type', { sensitivity: 'personal', aliases: ['房屋种类'] }),
    ownership_kind: column.code(clCoown, '共有方式', 'Form of co-ownership', {
      sensitivity: 'personal',
      aliases: ['共有情况'],
    }),
    share_ratio: column.text(10, '共有份额', 'Share', { sensitivity: 'personal', aliases: ['所占份额', '产权份额'] }),
    register_date: column.date('登记时间', 'Registered on', {
      sensitivity: 'personal',
      aliases: ['登记日期', '登簿时间'],
    }),
    right_status: column.code(clRight, '权利状态', 'Status of the right', {
      required: true,
      sensitivity: 'personal',
      aliases: ['权属状态'],
    }),
    mortgage_flag: column.boolean('是否抵押', 'Mortgaged', { sensitivity: 'sensitive', aliases: ['抵押标识'] }),
    transfer_price: column.money('交易价', 'Transfer price', {
      sensitivity: 'personal',
      aliases: ['交易价格', '成交价'],
    }),
  },
});
