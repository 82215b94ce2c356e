import { clEntstat, clEnttype, clRole } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** I01 市场主体登记(法人/股东/高管/个体/合作社) */
export const marketEntity = defineDataset({
  code: 'I01',
  key: 'market_entity',
  title: { zh: '市场主体登记(法人/股东/高管/个体/合作社)', en: 'Market entity posts and shares' },
  steward: { zh: '省市场监督管理局', en: 'Provincial Administration for Market Regulation' },
  channel: { zh: '服务接口、批量交换', en: 'API and batch exchange' },
  cadence: { zh: '每日增量', en: 'daily increment' },
  freshDaysMax: 3,
  direction: 'error',
  isCore: true,
  modes: ['delta', 'snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第四十一条；《最低生活保障审核确认办法》第十七条',
    en: 'Social Assistance Act (2026), art. 41; Measures for Review and Confirmation of Dibao (2021), art. 17',
  },
  isAuthorisationNeeded: false,
  columns: {
    uscc: column.text(18, '统一社会信用代码', 'Unified social credit code', {
      sensitivity: 'internal',
      aliases: ['信用代码', '社会信用代码', '注册号'],
    }),
    entity_name: column.text(100, '企业名称', 'Entity', {
      required: true,
      sensitivity: 'internal',
      aliases: ['主体名称', '市场主体名称', '名称'],
    }),
    entity_type: column.code(clEnttype, '市场主体类型', 'Kind of entity', {
      sensitivity: 'internal',
      aliases: ['主体类型', '企业类型'],
    }),
    role: column.code(clRole, '任职角色', 'Role', {
      required: true,
      sensitivity: 'personal',
      aliases: ['任职', '职务', '人员类型'],
    }),
    subscribed_capital: column.money('认缴出资额', 'Subscribed capital', {
      sensitivity: 'personal',
      aliases: ['认缴额', '认缴出资'],
    }),
    paid_capital: column.money('实缴出资额', 'Paid-in capital', {
      sensitivity: 'personal',
      aliases: ['实缴额', '实缴出资'],
    }),
    establish_date: column.date('成立日期', 'Established on', { sensitivity: 'internal', aliases: ['成立时间'] }),
    business_scope: column.text(500, '经营范围', 'Business scope', { sensitivity: 'internal', aliases: ['主营业务'] }),
    status: column.code(clEntstat, '登记状态', 'Registration status', {
      required: true,
      sensitivity: 'internal',
      aliases: ['企业状态', '经营状态'],
    }),
    cancel_date: column.date('注销日期', 'Cancelled on', { sensitivity: 'internal', aliases: ['注销时间'] }),
    abnormal_list: column.boolean('是否经营异常', 'On the list of abnormal operation', {
      sensitivity: 'internal',
      aliases: ['经营异常'],
    }),
  },
});
