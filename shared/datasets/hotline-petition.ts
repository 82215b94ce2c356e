import { clChan, clDemand, clRegion } from './code-lists.ts';
import { column, defineDataset } from './define.ts';

/** L09 12345/救助热线/信访诉求 */
export const hotlinePetition = defineDataset({
  code: 'L09',
  key: 'hotline_petition',
  title: { zh: '12345/救助热线/信访诉求', en: 'Hotline calls and petitions' },
  steward: { zh: '政务服务热线、信访部门', en: 'Government hotline and petition offices' },
  channel: { zh: '接口推送', en: 'API push' },
  cadence: { zh: '每日', en: 'daily' },
  freshDaysMax: 3,
  direction: 'leak',
  isCore: false,
  modes: ['delta', 'snapshot'],
  manifest: 'optional',
  retentionMonths: 13,
  legalBasis: {
    zh: '《中华人民共和国社会救助法》第六十条；《最低生活保障审核确认办法》第三十七条；《关于改革完善社会救助制度的意见》（2020年）',
    en: 'Social Assistance Act (2026), art. 60; Measures for Review and Confirmation of Dibao (2021), art. 37; Opinions on Reforming Social Assistance (2020)',
  },
  isAuthorisationNeeded: false,
  isAnonymousAllowed: true,
  columns: {
    ticket_no: column.text(30, '工单号', 'Ticket number', { sensitivity: 'internal', aliases: ['工单编号'] }),
    channel: column.code(clChan, '渠道', 'Channel', { sensitivity: 'internal', aliases: ['受理渠道', '来源渠道'] }),
    demand_type: column.code(clDemand, '诉求类型', 'Kind of request', {
      required: true,
      sensitivity: 'personal',
      aliases: ['诉求类别', '诉求分类'],
    }),
    region_code: column.code(clRegion, '诉求地', 'Region of the request', {
      sensitivity: 'personal',
      aliases: ['诉求地区划', '诉求区域'],
    }),
    received_at: column.instant('受理时间', 'Received at', {
      required: true,
      sensitivity: 'internal',
      aliases: ['受理日期', '来电时间'],
    }),
    summary: column.text(500, '摘要', 'Summary', { sensitivity: 'identifying', aliases: ['诉求内容', '内容摘要'] }),
    anonymous: column.boolean('是否匿名', 'Anonymous', { sensitivity: 'internal', aliases: ['匿名'] }),
  },
});
