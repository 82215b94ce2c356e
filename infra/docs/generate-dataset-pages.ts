/**
 * Writes `docs/datasets/`: for each of the 46 datasets a page for people in both languages and a table schema for tools, and an index.
 * A test compares the committed pages with what this makes of the catalogue. Run: `npx tsx infra/docs/generate-dataset-pages.ts`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { CodeList } from '../../shared/datasets/code-lists.ts';
import type { Column, DatasetDefinition, Sensitivity, Text } from '../../shared/datasets/define.ts';
import { ambiguousHeadersOf, fileColumnsOf, isRequiredIn } from '../../shared/datasets/headers.ts';
import { tableSchemaOf } from '../../shared/datasets/table-schema.ts';
import { protectedColumns } from '../../shared/rules/define.ts';

const directions: Record<DatasetDefinition['direction'], Text> = {
  leak: { zh: '防漏', en: 'leak' },
  error: { zh: '防错', en: 'error' },
  both: { zh: '防漏、防错', en: 'leak and error' },
  funds: { zh: '资金', en: 'funds' },
};
const sensitivities: Record<Sensitivity, Text> = {
  public: { zh: '公开', en: 'public' },
  internal: { zh: '内部', en: 'internal' },
  personal: { zh: '个人信息', en: 'personal' },
  sensitive: { zh: '敏感个人信息', en: 'sensitive' },
  identifying: { zh: '身份标识', en: 'identifying' },
};
const kinds: Record<Column['kind'], Text> = {
  text: { zh: '文字', en: 'text' },
  code: { zh: '代码', en: 'code' },
  date: { zh: '日期', en: 'date' },
  month: { zh: '年月', en: 'month' },
  instant: { zh: '时间', en: 'instant' },
  money: { zh: '金额（元）', en: 'money (yuan)' },
  decimal: { zh: '小数', en: 'decimal' },
  integer: { zh: '整数', en: 'integer' },
  boolean: { zh: '是否', en: 'yes or no' },
  identity: { zh: '身份号码', en: 'identity number' },
};
const yesNo = (isYes: boolean): string => (isYes ? '是 / yes' : '否 / no');
const both = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} / ${en}`);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** File name in `docs/datasets/` to content. */
export function datasetPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([['index.md', indexPage()]]);
  for (const dataset of catalogue as readonly DatasetDefinition[]) {
    pages.set(`${dataset.key}.md`, datasetPage(dataset));
    pages.set(`${dataset.key}.schema.json`, `${JSON.stringify(tableSchemaOf(dataset), null, 2)}\n`);
  }
  return pages;
}

function indexPage(): string {
  const rows = (catalogue as readonly DatasetDefinition[]).map((dataset) =>
    tableRow([
      dataset.code,
      `[\`${dataset.key}\`](${dataset.key}.md)`,
      both(dataset.title),
      both(dataset.steward),
      both(dataset.cadence),
      both(directions[dataset.direction]),
      `[schema](${dataset.key}.schema.json)`,
    ]),
  );
  return lines([
    '# 数据目录 / Data catalogue',
    '',
    `共 ${catalogue.length} 类数据。本页由数据目录自动生成，请勿手工修改。`,
    '',
    `${catalogue.length} datasets. Generated from the catalogue in \`shared/datasets\`; not edited by hand.`,
    '',
    ...tableHead([
      '代码 / Code',
      '键 / Key',
      '名称 / Title',
      '提供单位 / Steward',
      '频率 / Cadence',
      '方向 / Direction',
      'Schema',
    ]),
    ...rows,
  ]);
}

function datasetPage(dataset: DatasetDefinition): string {
  const columns = fileColumnsOf(dataset);
  const own = Object.keys(dataset.columns);
  const envelope = Object.keys(columns).filter((name) => !own.includes(name));
  const facts: [string, string][] = [
    ['提供单位 / Steward', both(dataset.steward)],
    ['共享方式 / Channel', both(dataset.channel)],
    ['更新频率 / Cadence', both(dataset.cadence)],
    ['超过多少天视为陈旧 / Stale after', `${dataset.freshDaysMax} 天 / days`],
    ['方向 / Direction', both(directions[dataset.direction])],
    ['核心数据 / Core', yesNo(dataset.isCore)],
    [
      '投递方式 / Modes',
      dataset.modes.map((mode) => (mode === 'snapshot' ? '全量 / snapshot' : '增量 / delta')).join('、'),
    ],
    ['清单文件 / Manifest', dataset.manifest === 'required' ? '必需 / required' : '可选 / optional'],
    ['保存月数 / Kept for', `${dataset.retentionMonths} 个月 / months`],
    ['需家庭授权 / Authorisation needed', yesNo(dataset.isAuthorisationNeeded)],
    ...(dataset.isAnonymousAllowed ? [['允许匿名记录 / Anonymous rows', yesNo(true)] as [string, string]] : []),
    ['依据 / Legal basis', `${dataset.legalBasis.zh}<br>${dataset.legalBasis.en}`],
  ];
  const lists = own.flatMap((name) => {
    const column = dataset.columns[name];
    return column?.kind === 'code' ? [column.list] : [];
  });
  return lines([
    `# ${dataset.code} ${dataset.title.zh} / ${dataset.title.en}`,
    '',
    `\`${dataset.key}\` · [Table Schema](${dataset.key}.schema.json) · [目录 / Catalogue](index.md)`,
    '',
    ...tableHead(['项目 / Item', '内容 / Content']),
    ...facts.map(tableRow),
    '',
    '## 数据项 / Columns',
    '',
    ...columnTable(dataset, own, columns),
    '',
    ...ambiguityNote(dataset),
    '## 公共列 / Envelope',
    '',
    ...columnTable(dataset, envelope, columns),
    ...[...new Set(lists)].flatMap((list) => codeListSection(list)),
  ]);
}

function ambiguityNote(dataset: DatasetDefinition): string[] {
  const headers = ambiguousHeadersOf(dataset).map((header) => `“${header}”`);
  if (headers.length === 0) return [];
  return [
    `表头${headers.join('、')}对应多个列，文件中请改用列名。`,
    '',
    `The header ${headers.join(', ')} could mean two columns: use the column names instead.`,
    '',
  ];
}

function columnTable(
  dataset: DatasetDefinition,
  names: readonly string[],
  columns: Readonly<Record<string, Column>>,
): string[] {
  const ambiguous = ambiguousHeadersOf(dataset);
  return [
    ...tableHead([
      '列名 / Name',
      '中文',
      'English',
      '类型 / Kind',
      '必需 / Required',
      '分级 / Sensitivity',
      '别名 / Aliases',
    ]),
    ...names.map((name) => {
      const column = columns[name] as Column;
      return tableRow([
        `\`${name}\``,
        column.label.zh,
        column.label.en,
        kindText(name, column),
        isRequiredIn(dataset, name, column) ? '✓' : '',
        both(sensitivities[column.sensitivity ?? 'internal']),
        (column.aliases ?? []).filter((alias) => !ambiguous.includes(alias)).join('、'),
      ]);
    }),
  ];
}

function kindText(name: string, column: Column): string {
  const kind = both(kinds[column.kind]);
  const notes: string[] = [];
  if (column.kind === 'text') notes.push(`≤ ${column.lengthMax}`);
  if (column.kind === 'code') notes.push(column.list.name);
  if ((protectedColumns as readonly string[]).includes(name)) notes.push('规则不得使用 / no rule may read it');
  if (column.isNegativeAllowed) notes.push('可为负 / may be negative');
  if (column.isFutureAllowed) notes.push('可为将来 / may lie ahead');
  if (column.valueMin !== undefined && column.valueMax !== undefined) {
    const scale = column.kind === 'integer' ? 1 : 100;
    notes.push(`${column.valueMin / scale}–${column.valueMax / scale}`);
  }
  return notes.length > 0 ? `${kind}; ${notes.join('; ')}` : kind;
}

function codeListSection(list: CodeList): string[] {
  const head = [
    '',
    `## ${list.name}`,
    '',
    `来源 / Source: ${list.source === 'doudi' ? '本项目代码 / project codes' : list.source}`,
    '',
  ];
  if (list.pattern) return [...head, `格式 / Pattern: \`${list.pattern.source}\``];
  const codes = Object.entries(list.values).sort(([first], [second]) => (first < second ? -1 : 1));
  return [
    ...head,
    ...tableHead(['代码 / Code', '中文', 'English']),
    ...codes.map(([code, label]) => tableRow([code, label.zh, label.en])),
  ];
}

function tableHead(titles: readonly string[]): string[] {
  return [tableRow(titles), `|${titles.map(() => '---').join('|')}|`];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

/** Writes the pages and removes those of datasets that no longer exist. */
export function writeDatasetPages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const pages = datasetPages();
  for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
  for (const [name, content] of pages) writeFileSync(join(folder, name), content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeDatasetPages(fileURLToPath(new URL('../../docs/datasets/', import.meta.url)));
}
