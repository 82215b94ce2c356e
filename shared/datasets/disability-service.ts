import { clDisserv } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** E02 残疾康复/辅具/机动车燃油补贴 */
export const disabilityService = defineDataset({
  code: 'E02',
  key: 'disability_service',
  title: { zh: '残疾康复/辅具/机动车燃油补贴', en: 'Rehabilitation, aids and fuel subsidy for the disabled' },
  steward: { zh: '省残疾人联合会', en: "Provincial Disabled Persons' Federation" },
  channel: { zh: '批量交换', en: 'batch exchange' },
  cadence: { zh: '每季度', en: 'quarterly' },
  freshDaysMax: 120,
  direction: 'both',
  isCore: false,
  modes: ['snapshot', 'delta'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《刚性支出困难家庭认定办法》第五条；《政务数据共享条例》第二十条',
    en: 'Measures for Recognition of Rigid-Expenditure Hardship (2025), art. 5; Regulations on Sharing Government Data (2025), art. 20',
  },
  isAuthorisationNeeded: false,
  columns: {
    service_type: column.code(clDisserv, '服务类型', 'Service', {
      required: true,
      sensitivity: 'sensitive',
      aliases: ['服务类别'],
    }),
    provider: column.text(60, '定点机构', 'Provider', { sensitivity: 'internal', aliases: ['服务机构', '机构名称'] }),
    self_paid: column.money('个人负担', 'Paid by the person', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['个人负担金额', '个人自付'],
    }),
    subsidy_amount: column.money('补贴金额', 'Subsidy', {
      sensitivity: 'sensitive',
      isNegativeAllowed: true,
      aliases: ['补助金额'],
    }),
    service_date: column.date('服务日期', 'Service date', { sensitivity: 'sensitive', aliases: ['服务时间'] }),
  },
});
