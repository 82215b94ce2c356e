import { clCover, clWorker } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L06 困难职工 */
export const distressedWorker = defineDataset({
  code: 'L06',
  key: 'distressed_worker',
  title: { zh: '困难职工', en: 'Workers in hardship' },
  steward: { zh: '省总工会', en: 'Provincial Federation of Trade Unions' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每季度', en: 'quarterly' },
  freshDaysMax: 120,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '参照《上海市社会救助条例》第三十五条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《政务数据共享条例》第二十条',
    en: 'by analogy: Shanghai Social Assistance Regulations (2024), art. 35; Notice on Social Assistance as the Last Net (2022); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    worker_category: column.code(clWorker, '困难类别', 'Kind of hardship', {
      required: true,
      sensitivity: 'personal',
      aliases: ['困难类型', '困难职工类别'],
    }),
    reason: column.text(60, '救助原因', 'Reason', { sensitivity: 'sensitive', aliases: ['致困原因'] }),
    file_status: column.code(clCover, '建档状态', 'File status', { sensitivity: 'personal', aliases: ['档案状态'] }),
    aid_amount: column.money('帮扶金额', 'Aid paid', { sensitivity: 'personal', aliases: ['救助金额'] }),
    file_date: column.date('建档日期', 'Registered on', { sensitivity: 'personal', aliases: ['建档时间'] }),
  },
});
