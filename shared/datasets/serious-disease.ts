import { clDisease, clHosp } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** D02 重特大疾病/罕见病/严重精神障碍 */
export const seriousDisease = defineDataset({
  code: 'D02',
  key: 'serious_disease',
  title: { zh: '重特大疾病/罕见病/严重精神障碍', en: 'Major, rare or severe mental disease' },
  steward: { zh: '省卫生健康委员会', en: 'Provincial Health Commission' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'leak',
  isCore: true,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第八条；《中华人民共和国社会救助法》第二十四条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 8; Social Assistance Act (2026), art. 24; Notice on Social Assistance as the Last Net (2022)',
  },
  isAuthorisationNeeded: false,
  columns: {
    disease_category: column.code(clDisease, '病种类别', 'Disease group', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['病种', '疾病类别'],
    }),
    icd10: column.text(10, 'ICD-10编码', 'ICD-10 code', { sensitivity: 'sensitive', aliases: ['疾病编码'] }),
    diagnosis_date: column.date('确诊日期', 'Diagnosed on', {
      sensitivity: 'sensitive',
      aliases: ['诊断日期', '确诊时间'],
    }),
    hospital_level: column.code(clHosp, '医院等级', 'Hospital level', {
      sensitivity: 'internal',
      aliases: ['医院级别'],
    }),
    is_major: column.boolean('是否重特大疾病', 'Major disease', { sensitivity: 'sensitive', aliases: ['重特大疾病'] }),
    mental_risk_level: column.integer('精神障碍危险等级', 'Mental disorder risk level (0 to 5)', {
      sensitivity: 'sensitive',
      valueMin: 0,
      valueMax: 5,
      aliases: ['危险性等级'],
    }),
  },
});
