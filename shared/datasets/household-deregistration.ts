import { clDereg, clRegion } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** A02 死亡/户籍注销 */
export const householdDeregistration = defineDataset({
  code: 'A02',
  key: 'household_deregistration',
  title: { zh: '死亡/户籍注销', en: 'Death and cancelled registration' },
  steward: { zh: '省公安厅', en: 'Provincial Public Security Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每日或每周', en: 'daily or weekly' },
  freshDaysMax: 10,
  direction: 'error',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第三十条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), art. 30; Notice on Social Assistance as the Last Net (2022); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    cancel_flag: column.code(clDereg, '注销标识', 'Kind of cancellation', {
      required: true,
      sensitivity: 'personal',
      aliases: ['注销类别', '注销类型'],
    }),
    cancel_date: column.date('注销日期', 'Cancelled on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['注销时间', '户籍注销日期'],
    }),
    death_date: column.date('死亡日期', 'Died on', { sensitivity: 'personal', aliases: ['死亡时间'] }),
    cancel_reason: column.code(clDereg, '注销原因', 'Reason for cancellation', {
      sensitivity: 'personal',
      aliases: ['户籍注销原因'],
    }),
    police_station: column.text(60, '派出所', 'Police station', { sensitivity: 'internal', aliases: ['所属派出所'] }),
    moved_to_region: column.code(clRegion, '迁往地', 'Region moved to', {
      sensitivity: 'personal',
      aliases: ['迁往地区划'],
    }),
  },
});
