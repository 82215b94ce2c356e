/** The register is complete: every leak and error row of the catalogue is a rule, with the direction and level it has there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../shared/rules/define.ts';
import { registeredRules, ruleOf, rules } from '../../shared/rules/registry.ts';
import { answersOf } from '../../shared/rules/testing.ts';

interface CatalogueRow {
  readonly code: string;
  readonly classes: readonly string[];
  readonly direction: string;
  readonly level: string;
}

const catalogueRows: readonly CatalogueRow[] = readFileSync(
  new URL('../../docs/domain/alert-rules.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [code = '', classes = '', direction = '', level = ''] = line.split(',');
    return { code, classes: classes.split(/[+/]/), direction, level };
  });
const wanted = catalogueRows.filter((each) => ['leak', 'error', 'both'].includes(each.direction));

/** Rules that by default do not ask for a visit, and why. */
const weaker: Readonly<Record<string, [strength: Rule['strength'], reason: string]>> = {
  'E-EXT-01': ['signal', 'auxiliary evidence only, 57-17'],
  'E-EDU-01': ['signal', 'auxiliary evidence only, 57-17'],
  'E-GRAD-01': ['notice', 'known in advance, decided at the next review'],
  'E-NEW-01': ['notice', 'a desk fact that changes the portrait'],
  'E-AGE-01': ['notice', 'known from birth'],
  'E-CARD-01': ['signal', 'expiry is not recovery'],
  'E-REV-01': ['notice', 'the office’s own duty'],
};
/** The case file of the catalogue is the roster's record of the procedure. */
const classOf = (name: string) => (name === 'case file' ? 'R00' : name);
/** Where C03 only tells whether the family is covered, the rule knows it as the household's standing on the roster. */
const knownByStanding = ['L-DIS-02', 'L-REJ-01'];

describe('the register', () => {
  test('the catalogue has 27 leak rules and 32 error rules', () => {
    expect(wanted.filter((each) => each.direction === 'leak')).toHaveLength(27);
    expect(wanted.filter((each) => each.direction !== 'leak')).toHaveLength(32);
  });

  test.each(wanted)('$code has the direction and level of the catalogue', ({ code, direction, level }) => {
    const rule = ruleOf(code);
    expect(rule, code).toBeDefined();
    expect(rule?.direction).toBe(direction);
    expect(rule?.level).toBe(level);
    expect(rule?.strength).toBe(weaker[code]?.[0] ?? 'warning');
  });

  test.each(wanted)('$code reads the data classes of the catalogue', ({ code, classes }) => {
    const rule = ruleOf(code) as Rule;
    const used = new Set([...rule.triggers.map((each) => each.dataset.code), ...evidenceClassesOf(rule)]);
    const read = classes.map(classOf).filter((name) => name !== 'C03' || !knownByStanding.includes(code));
    for (const name of read) expect([...used], code).toContain(name);
  });

  test('holds no rule the catalogue does not know, but for the two combined ones', () => {
    const known = new Set([...wanted.map((each) => each.code), 'L-SUM-01', 'E-SUM-01']);
    expect(registeredRules.map((rule) => rule.code).filter((code) => !known.has(code))).toEqual([]);
    expect(registeredRules).toHaveLength(rules.length + 2);
  });

  test('codes and ids are unique over both directions', () => {
    expect(new Set(registeredRules.map((rule) => rule.code)).size).toBe(registeredRules.length);
    expect(new Set(registeredRules.map((rule) => rule.id)).size).toBe(registeredRules.length);
  });

  test('every rule that is not a warning by default is documented here, and nothing else', () => {
    const found = rules.filter((rule) => rule.strength !== 'warning').map((rule) => rule.code);
    expect(found.sort()).toEqual(Object.keys(weaker).sort());
  });

  test('no finding of any example could stop a benefit: drafts carry a level, a strength and nothing to perform', () => {
    const allowed = new Set(['key', 'person', 'direction', 'level', 'strength', 'evidence', 'measures', 'factOn']);
    for (const rule of rules) {
      for (const draft of rule.examples.flatMap((example) => answersOf(rule, example))) {
        expect(Object.keys(draft).filter((name) => !allowed.has(name))).toEqual([]);
      }
    }
  });

  test('an unknown code has no rule', () => {
    expect(ruleOf('E-NONE-99')).toBeUndefined();
  });
});

/** Classes of the rows its examples show. */
function evidenceClassesOf(rule: Rule): string[] {
  return rule.examples.flatMap((example) =>
    example.household.members.flatMap((member) => (member.rows ?? []).map((each) => each.dataset.code)),
  );
}
