import { clCardstat, clDislvl, clDistype } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** E01 残疾人证 */
export const disabilityCard = defineDataset({
  code: 'E01',
  key: 'disability_card',
  title: { zh: '残疾人证', en: 'Disability card' },
  steward: { zh: '省残疾人联合会', en: "Provincial Disabled Persons' Federation" },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第八条；《特困人员认定办法》第五条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 8; Measures for Recognition of Persons in Extreme Hardship (2021), art. 5; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    card_no: column.text(20, '残疾人证号(20位)', 'Disability card number', {
      sensitivity: 'identifying',
      aliases: ['残疾人证号', '残疾证号', '残疾人证号码'],
    }),
    disability_type: column.code(clDistype, '残疾类别', 'Kind of disability', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['残疾类型'],
    }),
    disability_level: column.code(clDislvl, '残疾等级', 'Level of disability', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['残疾级别'],
    }),
    multi_types: column.text(20, '多重残疾', 'Further disabilities', {
      sensitivity: 'sensitive',
      aliases: ['多重残疾类别'],
    }),
    issue_date: column.date('发证日期', 'Issued on', { sensitivity: 'sensitive', aliases: ['发证时间', '签发日期'] }),
    recheck_date: column.date('复审日期', 'Next review on', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['复审时间', '有效期至'],
    }),
    card_status: column.code(clCardstat, '证件状态', 'Card status', {
      sensitivity: 'sensitive',
      aliases: ['残疾证状态'],
    }),
    guardian_name: column.text(30, '监护人', "Guardian's name", {
      sensitivity: 'identifying',
      aliases: ['监护人姓名'],
    }),
  },
});
