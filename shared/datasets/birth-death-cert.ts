import { clCert } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** D01 出生/死亡医学证明 */
export const birthDeathCert = defineDataset({
  code: 'D01',
  key: 'birth_death_cert',
  title: { zh: '出生/死亡医学证明', en: 'Birth and death certificates' },
  steward: { zh: '省卫生健康委员会', en: 'Provincial Health Commission' },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每周', en: 'weekly' },
  freshDaysMax: 14,
  direction: 'both',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第三十条；《关于进一步做好最低生活保障等社会救助兜底工作的通知》（2022年）；《政务数据共享条例》第二十条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 30; Notice on Social Assistance as the Last Net (2022); Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    cert_type: column.code(clCert, '证明类型', 'Kind of certificate', {
      required: true,
      sensitivity: 'personal',
      aliases: ['证书类型'],
    }),
    cert_no: column.text(30, '证明编号', 'Certificate number', {
      sensitivity: 'personal',
      aliases: ['证书编号', '出生证编号'],
    }),
    event_date: column.date('出生/死亡日期', 'Born or died on', {
      required: true,
      sensitivity: 'personal',
      aliases: ['出生死亡日期', '事件日期'],
    }),
    mother_id_no: column.identity('母亲证件', "Mother's identity number", {
      sensitivity: 'identifying',
      aliases: ['母亲身份证号', '母亲证件号码'],
    }),
    cause_icd10: column.text(10, '死因ICD-10', 'Cause of death (ICD-10)', {
      sensitivity: 'sensitive',
      aliases: ['死因编码'],
    }),
    issuing_org: column.text(60, '签发机构', 'Issued by', { sensitivity: 'internal', aliases: ['签发单位'] }),
  },
});
