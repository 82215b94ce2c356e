import { clAccident, clCasualty, clLiab } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** A05 交通事故/火灾 */
export const accidentFire = defineDataset({
  code: 'A05',
  key: 'accident_fire',
  title: { zh: '交通事故/火灾', en: 'Traffic accident or fire' },
  steward: { zh: '省公安厅交通管理局、省消防救援总队', en: 'Provincial traffic police and fire and rescue corps' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每周', en: 'weekly' },
  freshDaysMax: 14,
  direction: 'leak',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第二十九条；《关于进一步加强和改进临时救助工作的意见》（2018年）；《政务数据共享条例》第二十条',
    en: 'Social Assistance Act (2026), art. 29; Opinions on Temporary Assistance (2018); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    event_type: column.code(clAccident, '事件类型', 'Kind of event', {
      required: true,
      sensitivity: 'personal',
      aliases: ['事故类型'],
    }),
    event_date: column.date('发生日期', 'Happened on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['事故日期', '发生时间'],
    }),
    event_place: column.text(120, '发生地点', 'Place of the event', { sensitivity: 'personal', aliases: ['事故地点'] }),
    casualty_level: column.code(clCasualty, '伤亡程度', 'Severity of injury', {
      sensitivity: 'sensitive',
      aliases: ['伤亡等级'],
    }),
    liability: column.code(clLiab, '责任认定', 'Liability', { sensitivity: 'personal', aliases: ['责任划分'] }),
    property_loss: column.money('财产损失金额', 'Property loss', { sensitivity: 'personal', aliases: ['财产损失'] }),
  },
});
