/** Claims every rule has to keep, whatever it asks: its examples come true, its sentence is filled, its law and sources are named. */
import { expect, test } from 'vitest';
import type { Draft, Rule, RuleExample } from '../../shared/rules/define.ts';
import { answersOf } from '../../shared/rules/testing.ts';

const bannedWords = [
  '骗保',
  '欺诈',
  '疑似违规',
  '违规',
  '造假',
  '隐瞒',
  '冒领',
  'fraud',
  'cheat',
  'suspicious',
  'suspect',
  'illegal',
];
const personalPattern = /\d{17}[\dX]|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5}/;

export interface RunOptions {
  readonly examplesMin?: number;
}

export function runExamples(list: readonly Rule[], { examplesMin = 3 }: RunOptions = {}): void {
  test('the list holds at least one rule, and ids and codes are unique', () => {
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list.map((rule) => rule.id)).size).toBe(list.length);
    expect(new Set(list.map((rule) => rule.code)).size).toBe(list.length);
  });
  for (const rule of list) {
    test(`${rule.code} ${rule.id} is described completely and neutrally`, () => describeClaims(rule, examplesMin));
    for (const example of rule.examples) {
      test(`${rule.code}: ${example.claim}`, () => checkExample(rule, example));
    }
  }
}

function describeClaims(rule: Rule, examplesMin: number): void {
  expect(rule.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(rule.code).toMatch(/^[LE]-[A-Z]+-\d{2}$/);
  expect(rule.basis.length).toBeGreaterThan(0);
  expect(rule.triggers.length).toBeGreaterThan(0);
  expect(rule.innocentIf.length).toBeGreaterThan(0);
  expect(rule.examples.length).toBeGreaterThanOrEqual(examplesMin);
  expect(rule.examples.some((example) => example.raises.length > 0)).toBe(true);
  expect(rule.examples.some((example) => example.raises.length === 0)).toBe(true);
  expect(new Set(rule.examples.map((example) => example.claim)).size).toBe(rule.examples.length);
  expect(rule.parameters.some((entry) => entry.region === undefined)).toBe(true);
  for (const entry of rule.parameters) expect(entry.source).not.toBe('');
  const texts = [rule.title, rule.because, ...rule.innocentIf];
  for (const text of texts) {
    expect(text.zh).not.toBe('');
    expect(text.en).not.toBe('');
    for (const word of bannedWords) expect(`${text.zh} ${text.en}`.toLowerCase()).not.toContain(word);
  }
  expect(placeholdersOf(rule.because.zh)).toEqual(placeholdersOf(rule.because.en));
}

function checkExample(rule: Rule, example: RuleExample): void {
  const drafts = answersOf(rule, example);
  expect(drafts.map(summaryOf(rule))).toHaveLength(example.raises.length);
  example.raises.forEach((expected, index) => {
    const draft = drafts[index] as Draft;
    expect(summaryOf(rule)(draft)).toMatchObject(expected);
  });
  for (const draft of drafts) checkDraft(rule, draft);
  expect(new Set(drafts.map((draft) => `${draft.person} ${draft.key}`)).size).toBe(drafts.length);
}

function checkDraft(rule: Rule, draft: Draft): void {
  for (const name of placeholdersOf(rule.because.zh)) expect(draft.measures).toHaveProperty(name);
  const isAboutRoster = rule.triggers.some((each) => each.dataset.key === 'roster');
  if (!isAboutRoster) expect(draft.evidence.length).toBeGreaterThan(0);
  if (rule.direction === 'both') expect(draft.direction).toBeDefined();
  expect(draft.factOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(JSON.stringify([draft.key, draft.measures])).not.toMatch(personalPattern);
  for (const [name, value] of Object.entries(draft.measures)) {
    if (name.endsWith('Fen')) expect(Number.isSafeInteger(value)).toBe(true);
    if (name.endsWith('On')) expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (name.endsWith('Month')) expect(value).toMatch(/^\d{4}-\d{2}$/);
  }
}

function summaryOf(rule: Rule) {
  return (draft: Draft) => ({
    level: draft.level ?? rule.level,
    strength: draft.strength ?? rule.strength,
    direction: draft.direction ?? rule.direction,
    key: draft.key,
    measures: draft.measures,
  });
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{([A-Za-z]\w*)\}/g)].map((match) => match[1] as string).sort();
}
