/**
 * The columns every department file carries beside its own (handbook §1.2). `received_at` and `quality_flags` are ours and are
 * never read from a file; a header of that name is known and passed over.
 */
import { clIdType, clOperation } from './code-lists.ts';
import { column, type ValuesOf } from './define.ts';

export const envelopeColumns = {
  record_id: column.text(64, '源主键', 'Source record key', {
    required: true,
    sensitivity: 'internal',
    aliases: ['记录编号', '主键'],
  }),
  id_no: column.identity('证件号', 'Identity number', {
    required: true,
    sensitivity: 'identifying',
    aliases: ['身份证号', '身份证号码', '公民身份号码', '证件号码', 'idcard', 'id_card'],
  }),
  name: column.text(50, '姓名', 'Name', {
    required: true,
    sensitivity: 'identifying',
    aliases: ['人员姓名'],
  }),
  id_type: column.code(clIdType, '证件类型', 'Identity document', {
    sensitivity: 'personal',
    aliases: ['身份证件类型'],
  }),
  event_date: column.date('业务日期', 'Business date', { sensitivity: 'personal' }),
  source_update_time: column.instant('源更新时间', 'Updated at the source', {
    sensitivity: 'internal',
    aliases: ['更新时间', '数据更新时间'],
  }),
  op_flag: column.code(clOperation, '操作标识', 'Operation', { sensitivity: 'internal', aliases: ['操作类型'] }),
  region_code: column.text(12, '区划', 'Region code', {
    sensitivity: 'internal',
    aliases: ['区划代码', '行政区划', '行政区划代码'],
  }),
  share_basis: column.text(40, '共享依据', 'Sharing basis or authorisation number', {
    sensitivity: 'internal',
    aliases: ['授权号', '共享依据/授权号'],
  }),
  batch_id: column.text(30, '批次号', 'Batch', { sensitivity: 'internal' }),
  source_dept: column.text(30, '来源部门', 'Source department', { sensitivity: 'internal' }),
  class_code: column.text(3, '数据类', 'Data class', { sensitivity: 'internal' }),
  sensitivity: column.text(10, '数据分级', 'Data classification', { sensitivity: 'internal' }),
  row_hash: column.text(64, '行摘要', 'Row digest', { sensitivity: 'internal' }),
} as const;

/** Envelope columns that only doudi writes: their headers are known, their fields are not read. */
export const ownEnvelopeHeaders = {
  received_at: { zh: '接收时间', en: 'Received by doudi at' },
  quality_flags: { zh: '质量标记', en: 'Quality flags' },
} as const;

export type EnvelopeValues = ValuesOf<typeof envelopeColumns>;
