/**
 * The roster drop: one row per person on the low-income register, with the household's columns repeated on each of its rows. It is
 * civil affairs' own file and not one of the 46 data classes, but it is read by the same reader.
 */
import { memberStatuses, programmes, rosterStatuses } from '../domain/household.ts';
import { type CodeList, clRegion, clRel } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

const clProgramme: CodeList = {
  name: 'OBJ',
  source: 'handbook §0.3',
  values: Object.fromEntries(Object.values(programmes).map(({ code, zh, en }) => [code, { zh, en }])),
};
const clRosterStatus: CodeList = {
  name: 'ROSTER_STATUS',
  source: 'doudi',
  values: Object.fromEntries(Object.values(rosterStatuses).map(({ code, zh, en }) => [code, { zh, en }])),
};
const memberLabels = {
  counted: '计入',
  'not-counted': '不计入',
  'in-custody': '羁押',
  'moved-out': '迁出',
  dead: '死亡',
} as const;
const clMemberStatus: CodeList = {
  name: 'MEMBER_STATUS',
  source: 'doudi',
  values: Object.fromEntries(memberStatuses.map((status) => [status, { zh: memberLabels[status], en: status }])),
};

export const rosterFile = defineDataset({
  code: 'R00',
  key: 'roster',
  title: { zh: '低收入人口名册', en: 'Low-income roster' },
  steward: { zh: '民政局', en: 'Civil affairs bureau' },
  channel: { zh: '民政内部数据', en: 'internal data' },
  cadence: { zh: '每日', en: 'daily' },
  freshDaysMax: 3,
  direction: 'both',
  isCore: true,
  modes: ['snapshot'],
  manifest: 'required',
  retentionMonths: 25,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第十条；《最低生活保障审核确认办法》第三十条',
    en: 'Social Assistance Act (2026), art. 10; Measures for Review and Confirmation of Dibao (2021), art. 30',
  },
  isAuthorisationNeeded: false,
  columns: {
    household_no: column.text(30, '家庭编号', 'Household number', {
      required: true,
    }),
    home_region: column.code(clRegion, '居住地区划', 'Region of residence', {
      required: true,
    }),
    is_urban: column.boolean('是否城镇', 'Urban', { required: true }),
    programme: column.code(clProgramme, '对象类别', 'Programme', {
      required: true,
    }),
    status: column.code(clRosterStatus, '在册状态', 'Status', {
      required: true,
    }),
    since: column.date('起始日期', 'Since', { isFutureAllowed: true }),
    reviewed_on: column.date('最近复核日期', 'Last reviewed on'),
    valid_until: column.date('有效期至', 'Valid until', { isFutureAllowed: true }),
    refused_on: column.date('不予确认日期', 'Refused on'),
    assessed_income: column.money('核定人均月收入', 'Assessed per-capita income a month'),
    relation: column.code(clRel, '与户主关系', 'Relation to head', {
      required: true,
    }),
    member_status: column.code(clMemberStatus, '成员状态', 'Member status', {
      required: true,
    }),
    has_application: column.boolean('有申请书', 'Application on file'),
    has_check_report: column.boolean('有核对报告', 'Check report on file'),
    has_two_person_survey: column.boolean('有双人入户调查', 'Two-person survey on file'),
    has_publicity: column.boolean('有公示记录', 'Publicity on file'),
    has_confirmation: column.boolean('有确认决定', 'Confirmation on file'),
    is_legacy_file: column.boolean('历史档案补录', 'Legacy file'),
  },
});
