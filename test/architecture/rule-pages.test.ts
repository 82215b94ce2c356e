import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rulePages } from '../../infra/docs/generate-rule-pages.ts';
import { registeredRules } from '../../shared/rules/registry.ts';
import { root } from './source-files.ts';

const folder = `${root}docs/rules/`;

describe('the pages of the rules', () => {
  it('are committed exactly as the register generates them', () => {
    const pages = rulePages();
    expect(pages.size).toBe(1 + registeredRules.length);
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, content] of pages) expect(readFileSync(`${folder}${name}`, 'utf8'), name).toBe(content);
  });

  it('say for every rule what would explain it innocently, and by which law it asks', () => {
    for (const rule of registeredRules) {
      expect(rule.innocentIf.length, rule.code).toBeGreaterThan(0);
      expect(rule.basis.length, rule.code).toBeGreaterThan(0);
    }
  });
});
