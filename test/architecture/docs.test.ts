import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flaws } from '../../infra/local/county/flaws.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import { alertStates } from '../../shared/domain/cases/alert-states.ts';
import { dropEdges } from '../../shared/domain/drops.ts';
import { registeredRules } from '../../shared/rules/registry.ts';
import { filesIn, root, textOf } from './source-files.ts';

const pages = ['README.md', ...filesIn('docs').filter((path) => path.endsWith('.md'))];

describe('the documents', () => {
  it('link only to what exists', () => {
    const broken = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] as string)
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(pages.length).toBeGreaterThan(110);
    expect(broken).toEqual([]);
  });

  it('name every state of a drop with the states that may follow, and every state of a case', () => {
    const text = textOf('docs/architecture.md');
    for (const [state, next] of Object.entries(dropEdges)) {
      if (next.length === 0) expect(text).toContain(`\`${state}\``);
      else expect(text).toContain(`| \`${state}\` | ${next.map((each) => `\`${each}\``).join(', ')} |`);
    }
    for (const state of Object.keys(alertStates)) expect(text).toContain(`\`${state}\``);
  });

  it('count datasets and rules as they are', () => {
    expect(textOf('README.md')).toContain(`catalogue of ${catalogue.length} datasets`);
    expect(textOf('README.md')).toContain(`${registeredRules.length} rules`);
    expect(textOf('docs/README.zh-CN.md')).toContain(`${catalogue.length} 类数据目录`);
    expect(textOf('docs/README.zh-CN.md')).toContain(`${registeredRules.length} 条规则`);
  });

  it('list every flaw of the synthetic county in both languages', () => {
    for (const page of ['README.md', 'docs/README.zh-CN.md']) {
      for (const flaw of Object.keys(flaws)) expect(textOf(page), `${page}: ${flaw}`).toContain(`\`${flaw}\``);
    }
  });
});
