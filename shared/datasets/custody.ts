import { clCustody } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** B01 服刑/强制隔离戒毒/羁押 */
export const custody = defineDataset({
  code: 'B01',
  key: 'custody',
  title: { zh: '服刑/强制隔离戒毒/羁押', en: 'Custody, prison or compulsory detoxification' },
  steward: {
    zh: '省司法厅（监狱、戒毒管理）、省公安厅',
    en: 'Provincial Justice Department (prisons, detoxification) and Public Security Department',
  },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第七条；《特困人员认定办法》第二十四条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 7; Measures for Recognition of Persons in Extreme Hardship (2021), art. 24; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    custody_type: column.code(clCustody, '羁押类型', 'Kind of custody', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['羁押类别'],
    }),
    custody_start: column.date('起始日期', 'Custody began on', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['羁押日期', '收押日期', '入监日期'],
    }),
    custody_end_planned: column.date('刑期届满日', 'Term ends on', {
      sensitivity: 'sensitive',
      isFutureAllowed: true,
      aliases: ['刑期止日', '预计释放日期'],
    }),
    release_date: column.date('释放日期', 'Released on', {
      sensitivity: 'sensitive',
      aliases: ['释放时间', '出监日期'],
    }),
    facility: column.text(60, '监所', 'Facility', { sensitivity: 'sensitive', aliases: ['羁押场所', '监狱名称'] }),
    community_correction: column.boolean('是否社区矫正', 'In community correction', {
      sensitivity: 'sensitive',
      aliases: ['社区矫正'],
    }),
  },
});
