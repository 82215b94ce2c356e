import { clVet } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L05 退役军人优抚 */
export const veteran = defineDataset({
  code: 'L05',
  key: 'veteran',
  title: { zh: '退役军人优抚', en: "Veterans' benefits" },
  steward: { zh: '省退役军人事务厅', en: 'Provincial Veterans Affairs Department' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每季度', en: 'quarterly' },
  freshDaysMax: 120,
  direction: 'both',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十三条；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 13; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    veteran_type: column.code(clVet, '优抚类别', 'Kind of entitled veteran', {
      required: true,
      sensitivity: 'personal',
      aliases: ['优抚类型', '优抚对象类别'],
    }),
    benefit_amount: column.money('年抚恤补助', 'Annual benefit', {
      sensitivity: 'sensitive',
      aliases: ['年抚恤补助金额', '抚恤金额'],
    }),
    card_no: column.text(30, '优待证号', 'Veteran card number', { sensitivity: 'personal', aliases: ['优待证编号'] }),
    disability_grade: column.integer('残疾等级', 'Disability grade (1 to 10)', {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 10,
      aliases: ['伤残等级'],
    }),
    start_year: column.integer('起始年度', 'Since', {
      sensitivity: 'personal',
      valueMin: 1930,
      valueMax: 2199,
      aliases: ['享受起始年度'],
    }),
  },
});
