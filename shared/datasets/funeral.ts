import { clBurial } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C01 殡葬火化 */
export const funeral = defineDataset({
  code: 'C01',
  key: 'funeral',
  title: { zh: '殡葬火化', en: 'Funeral and cremation' },
  steward: { zh: '省民政厅（殡葬管理）', en: 'Provincial Civil Affairs Department (funeral affairs)' },
  channel: { zh: '民政内部数据表', en: 'internal table' },
  cadence: { zh: '每日', en: 'daily' },
  freshDaysMax: 3,
  direction: 'error',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第三十条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 30; Notice on Social Assistance as the Last Net (2022)',
  },
  isAuthorisationNeeded: false,
  columns: {
    death_date: column.date('死亡日期', 'Died on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['死亡时间', '逝世日期'],
    }),
    cremation_date: column.date('火化日期', 'Cremated on', { sensitivity: 'personal', aliases: ['火化时间'] }),
    funeral_home: column.text(60, '殡仪馆名称', 'Funeral home', { sensitivity: 'internal', aliases: ['殡仪馆'] }),
    death_cause: column.text(60, '死亡原因', 'Cause of death', { sensitivity: 'sensitive', aliases: ['死因'] }),
    death_place: column.text(80, '死亡地点', 'Place of death', { sensitivity: 'personal', aliases: ['逝世地点'] }),
    burial_form: column.code(clBurial, '葬式', 'Form of burial', { sensitivity: 'personal', aliases: ['安葬方式'] }),
    applicant_name: column.text(30, '经办人', 'Arranged by', {
      sensitivity: 'identifying',
      aliases: ['经办人姓名', '办理人'],
    }),
  },
});
