import { existsSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { functionShapes } from '../../infra/function-table.ts';
import { checkImports } from '../../infra/tools/check-imports.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import { registeredRules } from '../../shared/rules/registry.ts';
import { filesIn, root, textOf } from './source-files.ts';

const functionNames = [...new Set(filesIn('functions').map((path) => path.split('/')[1] as string))];

describe('the catalogue and the register', () => {
  it('know every dataset file: 46 of them, each listed once', () => {
    const defining = filesIn('shared/datasets')
      .filter((path) => path !== 'shared/datasets/roster-file.ts')
      .filter((path) => /= defineDataset\(/.test(textOf(path)));
    expect(catalogue).toHaveLength(46);
    expect(new Set(catalogue.map(({ key }) => key)).size).toBe(46);
    expect(defining).toHaveLength(46);
  });

  it('know every rule file', () => {
    const defining = filesIn('shared/rules').filter((path) => /= defineRule</.test(textOf(path)));
    expect(defining).toHaveLength(registeredRules.length);
    for (const { id } of registeredRules) expect(existsSync(`${root}shared/rules/${id}.ts`), id).toBe(true);
  });
});

describe('a function folder', () => {
  it('exists for every function of the table, and no other', () => {
    expect(functionNames.sort()).toEqual(Object.keys(functionShapes).sort());
  });

  test.each(functionNames)('%s has a handler and a configuration', (name) => {
    expect(existsSync(`${root}functions/${name}/config.ts`)).toBe(true);
    expect(existsSync(`${root}functions/${name}/handler.ts`)).toBe(true);
  });

  test.each(functionNames)(
    '%s composes in at most 30 lines beside its imports, without a branch of its own',
    (name) => {
      const lines = textOf(`functions/${name}/handler.ts`).trim().split('\n');
      expect(lines.filter((line) => !line.startsWith('import ')).length).toBeLessThanOrEqual(30);
      expect(lines.filter((line) => /^\s*(if|switch|while|try)\b/.test(line))).toEqual([]);
    },
  );
});

test('imports keep to the rules, and the check saw the tree', () => {
  const { modules, violations } = checkImports();
  expect(modules).toBeGreaterThan(300);
  expect(violations).toEqual([]);
});
