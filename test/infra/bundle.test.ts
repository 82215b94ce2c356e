import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunction, dataModules } from '../../infra/build-function.ts';
import { bundleFunctions, type FunctionBundle, functionNames } from '../../infra/bundle.ts';
import { sdkImportsOf } from '../../infra/sdk-imports.ts';
import { emptyExamples } from '../../infra/without-examples.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import { rules } from '../../shared/rules/registry.ts';
import { bundlesDirectory, standInHandler, synthesised } from './fixtures/deployment.ts';

const outDirectory = mkdtempSync(join(tmpdir(), 'doudi-bundles-'));
let bundles: readonly FunctionBundle[];
beforeAll(async () => {
  await synthesised('aws');
  cpSync(bundlesDirectory, outDirectory, { recursive: true });
  bundles = await bundleFunctions({ outDirectory, standInHandler });
}, 60_000);
afterAll(() => rmSync(outDirectory, { recursive: true, force: true }));

describe('bundles', () => {
  it('exist for every function folder', () => {
    expect(bundles.map(({ name }) => name)).toEqual(functionNames());
  });

  it('stay under 300 kB minified, beside their data and SDK', () => {
    for (const { name, bytes, sdkBytes } of bundles) {
      expect(bytes, name).toBeLessThanOrEqual(300_000);
      expect(sdkBytes, `${name}: SDK`).toBeLessThanOrEqual(600_000);
    }
  });

  it('hold no framework and no spreadsheet library', () => {
    for (const { name, packages } of bundles) {
      const banned = packages.filter((entry) =>
        /^(aws-cdk-lib|constructs|cdk-nag|xlsx|esbuild|vitest|fast-check)$/.test(entry),
      );
      expect(banned, name).toEqual([]);
    }
  });

  it('are not rebuilt while nothing changed', async () => {
    const again = await bundleFunctions({ outDirectory, standInHandler });
    expect(again.every(({ isCached }) => isCached)).toBe(true);
    expect(again.map(({ digest }) => digest)).toEqual(bundles.map(({ digest }) => digest));
  });

  it('are rebuilt when the recorded digest of an input no longer matches', async () => {
    const file = join(outDirectory, '.cache/project.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"inputs":\{("[^"]+"):"[0-9a-f]{64}"/, '"inputs":{$1:"stale"'),
    );
    const again = await bundleFunctions({ outDirectory, standInHandler });
    expect(again.filter(({ isCached }) => !isCached).map(({ name }) => name)).toEqual(['project']);
  });

  it('load without node_modules beside them', async () => {
    const alone = join(outDirectory, 'stand-in');
    await buildFunction(standInHandler, alone);
    const module = (await import(pathToFileURL(join(alone, 'index.mjs')).href)) as { handler: unknown };
    expect(module.handler).toBeTypeOf('function');
  });

  it('carry the tables of data in files of their own, and only to functions that use them', () => {
    const dataOf = (name: string) => bundles.find((bundle) => bundle.name === name)?.dataBytes;
    expect(dataOf('receive-drop')).toBeGreaterThan(50_000);
    expect(dataOf('sweep-drops')).toBeLessThan(1000);
    for (const { name, dataBytes } of bundles) expect(dataBytes, name).toBeLessThanOrEqual(300_000);
    expect(dataModules()).toHaveLength(catalogue.length + 5);
  });
});

describe('examples of rules', () => {
  it('do not travel: the property stays, empty, and nothing else changes', () => {
    const source =
      "export const r = defineRule<P>({\n  id: 'a',\n  examples: [{ claim: 'x, y', asOf: '1' }],\n  find: () => [],\n});";
    expect(emptyExamples(source)).toBe(
      "export const r = defineRule<P>({\n  id: 'a',\n  examples: [],\n  find: () => [],\n});",
    );
    expect(emptyExamples('const examples = [1];')).toBe('const examples = [1];');
  });

  it('are in no bundle', () => {
    const text = readFileSync(join(outDirectory, 'compare-drop/index.mjs'), 'utf8');
    const [rule] = rules;
    expect(text).toContain(rule?.id);
    for (const { claim } of rule?.examples ?? []) expect(text).not.toContain(claim);
  });
});

describe('SDK imports', () => {
  it('are read back from a minified bundle, name by name', () => {
    const bundle =
      'import{S3Client as a,GetObjectCommand as b}from"./sdk/aws-sdk.client-s3.mjs";import{x}from"node:fs";';
    expect(sdkImportsOf(bundle)).toEqual([
      { file: 'aws-sdk.client-s3', specifier: '@aws-sdk/client-s3', names: ['GetObjectCommand', 'S3Client'] },
    ]);
  });

  it('are refused when they would take in a whole client', () => {
    expect(() => sdkImportsOf('import*as s3 from"./sdk/aws-sdk.client-s3.mjs";')).toThrow(/one by one/);
    expect(() => sdkImportsOf('await import("./sdk/aws-sdk.client-s3.mjs")')).toThrow(/statically/);
  });
});
