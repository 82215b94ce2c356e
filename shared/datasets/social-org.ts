import { clEntstat, clSorg } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** C06 社会组织负责人/法人 */
export const socialOrg = defineDataset({
  code: 'C06',
  key: 'social_org',
  title: { zh: '社会组织负责人/法人', en: 'Social organisation posts' },
  steward: { zh: '省民政厅（社会组织管理）', en: 'Provincial Civil Affairs Department (social organisations)' },
  channel: { zh: '民政内部数据', en: 'internal data' },
  cadence: { zh: '每月', en: 'monthly' },
  freshDaysMax: 45,
  direction: 'error',
  isCore: false,
  modes: ['snapshot', 'delta'],
  manifest: 'optional',
  retentionMonths: 25,
  legalBasis: {
    zh: '《最低生活保障审核确认办法》第十七条；参照《上海市社会救助条例》第三十五条',
    en: 'Measures for Review and Confirmation of Dibao (2021), art. 17; by analogy: Shanghai Social Assistance Regulations (2024), art. 35',
  },
  isAuthorisationNeeded: false,
  columns: {
    org_name: column.text(100, '组织名称', 'Organisation', {
      required: true,
      sensitivity: 'internal',
      aliases: ['社会组织名称', '单位名称'],
    }),
    uscc: column.text(18, '统一社会信用代码', 'Unified social credit code', {
      sensitivity: 'internal',
      aliases: ['信用代码', '社会信用代码'],
    }),
    org_type: column.code(clSorg, '组织类型', 'Kind of organisation', {
      sensitivity: 'internal',
      aliases: ['社会组织类型'],
    }),
    position: column.text(30, '职务', 'Post', { sensitivity: 'personal', aliases: ['担任职务'] }),
    registered_fund: column.money('开办资金', 'Registered fund', { sensitivity: 'internal', aliases: ['注册资金'] }),
    register_org: column.text(60, '登记管理机关', 'Registering authority', {
      sensitivity: 'internal',
      aliases: ['登记机关'],
    }),
    status: column.code(clEntstat, '状态', 'Organisation status', { sensitivity: 'internal', aliases: ['登记状态'] }),
  },
});
