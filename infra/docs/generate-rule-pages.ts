/**
 * Writes `docs/rules/`: for each rule a page that an officer or a lawyer can check, in both languages, and an index. Everything on a
 * page comes from the register; a test compares the committed pages with what this makes. Run: `npm run docs`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetOf } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition, Text } from '../../shared/datasets/define.ts';
import type { Standing } from '../../shared/domain/household.ts';
import type { Level, Rule, Strength } from '../../shared/rules/define.ts';
import { registeredRules } from '../../shared/rules/registry.ts';

const directions: Record<Rule['direction'], Text> = {
  leak: { zh: '防漏', en: 'leak: who may need help' },
  error: { zh: '防错', en: 'error: what may no longer be right' },
  both: { zh: '防漏、防错', en: 'leak and error' },
};
const levels: Record<Level, Text> = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
};
const strengths: Record<Strength, Text> = {
  warning: { zh: '预警（需核实）', en: 'warning: opens a case' },
  signal: { zh: '信号（单独不预警，合并计算）', en: 'signal: counts only in the combined rule' },
  notice: { zh: '提示（只更新画像）', en: 'notice: needs no visit' },
};
const standings: Record<Standing, Text> = {
  covered: { zh: '在保', en: 'covered' },
  recognised: { zh: '已认定（不发放）', en: 'recognised' },
  watched: { zh: '关注', en: 'watched' },
  applying: { zh: '申请中', en: 'applying' },
  outsider: { zh: '不在名册', en: 'not on the roster' },
};
const both = ({ zh, en }: Text): string => `${zh} / ${en}`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const tableRow = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const tableHead = (titles: readonly string[]): string[] => [tableRow(titles), `|${titles.map(() => '---').join('|')}|`];
const pageOf = (rule: Rule): string => `${rule.code}.md`;

/** File name in `docs/rules/` to content. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([['index.md', indexPage()]]);
  for (const rule of registeredRules) pages.set(pageOf(rule), rulePage(rule));
  return pages;
}

function indexPage(): string {
  return lines([
    '# 规则目录 / Rules',
    '',
    `共 ${registeredRules.length} 条规则。规则只提示、不决定。本页由规则登记表自动生成，请勿手工修改。`,
    '',
    `${registeredRules.length} rules. A rule raises, an officer decides. Generated from \`shared/rules\`; not edited by hand.`,
    '',
    ...tableHead(['代码 / Code', '名称 / Title', '方向 / Direction', '级别 / Level', '强度 / Strength']),
    ...registeredRules.map((rule) =>
      tableRow([
        `[${rule.code}](${pageOf(rule)})`,
        both(rule.title),
        both(directions[rule.direction]),
        both(levels[rule.level]),
        both(strengths[rule.strength]),
      ]),
    ),
  ]);
}

function rulePage(rule: Rule): string {
  return lines([
    `# ${rule.code} ${both(rule.title)}`,
    '',
    `\`shared/rules/${rule.id}.ts\` · [目录 / Index](index.md)`,
    '',
    ...tableHead(['项目 / Item', '内容 / Content']),
    ...factsOf(rule).map(tableRow),
    '',
    '## 提示语 / Sentence',
    '',
    rule.because.zh,
    '',
    rule.because.en,
    '',
    '## 依据 / Law',
    '',
    ...rule.basis.map(({ title, article }) => `- ${both(title)}, ${article}`),
    '',
    '## 参数 / Parameters',
    '',
    ...parameterTable(rule),
    '',
    '`[OK]`：法规未定数值，为演示默认值，由省级政策包设定。 `[OK]`: no law sets the number; a default that a policy pack replaces.',
    '',
    '## 合理解释 / Innocent explanations',
    '',
    '入户核实时依次询问。 Asked on the visit, in this order.',
    '',
    ...rule.innocentIf.map((reason, index) => `${index + 1}. ${both(reason)}`),
    ...examplesOf(rule),
  ]);
}

function factsOf(rule: Rule): [string, string][] {
  const datasets = [...new Map(rule.triggers.map(({ dataset }) => [dataset.key, dataset])).values()];
  return [
    ['方向 / Direction', both(directions[rule.direction])],
    ['级别 / Level', both(levels[rule.level])],
    ['强度 / Strength', both(strengths[rule.strength])],
    ['适用对象 / Households', rule.appliesTo.map((standing) => both(standings[standing])).join('；')],
    ['触发数据 / Triggered by', datasets.map(datasetLink).join('<br>') || '—'],
    ['权重 / Weight', String(rule.weight)],
    ['版本 / Version', String(rule.version)],
  ];
}

/** The roster has no page of its own: it is not among the departments' datasets. */
function datasetLink({ key, title }: DatasetDefinition): string {
  return datasetOf(key) === undefined ? both(title) : `[${both(title)}](../datasets/${key}.md)`;
}

function parameterTable(rule: Rule): string[] {
  return [
    ...tableHead(['自 / From', '地区 / Region', '值 / Value', '来源 / Source']),
    ...rule.parameters.map(({ from, region, value, source }) =>
      tableRow([from, region ?? '全部 / all', `\`${valueText(value)}\``, source]),
    ),
  ];
}

function valueText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

function examplesOf(rule: Rule): string[] {
  if (rule.examples.length === 0) return [];
  return [
    '',
    '## 例 / Examples',
    '',
    '每个例子都是一项自动测试。 Each example runs as a test.',
    '',
    ...tableHead(['例 / Claim', '日期 / As of', '结果 / Raised']),
    ...rule.examples.map(({ claim, asOf, raises }) => tableRow([claim, asOf, raisedText(rule, raises)])),
  ];
}

function raisedText(rule: Rule, raises: Rule['examples'][number]['raises']): string {
  if (raises.length === 0) return '不提示 / nothing';
  return raises
    .map(({ level, strength }) => `${both(levels[level ?? rule.level])}, ${strength ?? rule.strength}`)
    .join('<br>');
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

/** Writes the pages and removes those of rules that no longer exist. */
function writeRulePages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const pages = rulePages();
  for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
  for (const [name, content] of pages) writeFileSync(join(folder, name), content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeRulePages(fileURLToPath(new URL('../../docs/rules/', import.meta.url)));
}
