import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions, type FunctionBundle, functionNames } from '../../infra/bundle.ts';
import { sdkImportsOf } from '../../infra/sdk-imports.ts';
import { standInHandler } from './fixtures/deployment.ts';

const outDirectory = mkdtempSync(join(tmpdir(), 'doudi-bundles-'));
let bundles: readonly FunctionBundle[];
beforeAll(async () => {
  bundles = await bundleFunctions({ outDirectory, standInHandler });
}, 60_000);
afterAll(() => rmSync(outDirectory, { recursive: true, force: true }));

describe('bundles', () => {
  it('exist for every function folder', () => {
    expect(bundles.map(({ name }) => name)).toEqual(functionNames());
  });

  it('stay under 300 kB minified, the SDK in files of its own', () => {
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
    process.env.AWS_REGION ??= 'eu-central-1';
    const withoutConfig = join(outDirectory, 'stand-in');
    const { buildFunction } = await import('../../infra/bundle.ts');
    await buildFunction('stand-in', standInHandler, withoutConfig);
    const module = (await import(pathToFileURL(join(withoutConfig, 'index.mjs')).href)) as { handler: unknown };
    expect(module.handler).toBeTypeOf('function');
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
