import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/build-app.ts';
import { bundlesDirectory, deployed, synthesised } from './fixtures/deployment.ts';

const scratch = mkdtempSync(join(tmpdir(), 'doudi-infra-'));
let templates: Record<'aws' | 'aws-cn', string>;

const readTemplates = (directory: string) =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .join('\n');

beforeAll(async () => {
  const world = await synthesised('aws');
  const china = await synthesised('aws-cn');
  templates = { aws: readTemplates(world.directory), 'aws-cn': readTemplates(china.directory) };
}, 90_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('partitions', () => {
  it.each(['aws', 'aws-cn'] as const)('name no partition, region or account in the templates for %s', (partition) => {
    expect(templates[partition]).not.toMatch(/arn:aws(-cn)?:/);
    expect(templates[partition]).not.toMatch(/\b(us|eu|cn|ap)-[a-z]+-\d\b/);
    expect(templates[partition]).not.toContain('amazonaws.com.cn');
  });

  it('use in AWS China nothing that does not exist there', () => {
    for (const absent of ['AWS::Cognito::', 'AWS::Lambda::Url', '"TracingConfig"', '"RecursiveLoop"', 'xray:']) {
      expect(templates['aws-cn']).not.toContain(absent);
    }
    expect(templates['aws-cn']).not.toContain('ProvisionedPollerConfig');
  });

  it('need no custom resource and no function but the system’s own', async () => {
    const deployment = await deployed('aws-cn');
    const types = new Set(deployment.resources.map(({ type }) => type));
    expect([...types].filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual([]);
    expect(deployment.ofType('AWS::Lambda::Function')).toHaveLength(9);
  });

  it('resolve to ARNs of their own partition', async () => {
    const deployment = await deployed('aws-cn');
    const text = JSON.stringify(deployment.resources.map(({ properties }) => properties));
    expect(text).toContain('arn:aws-cn:s3:::doudi-drops-');
    expect(text).not.toContain('arn:aws:');
  });

  it('answer an unchanged tree from the last synthesis', async () => {
    await synthesised('aws');
    expect((await synthesised('aws')).isCached).toBe(true);
  });
});

describe('cdk-nag', () => {
  it('has no open finding', () => {
    const app = buildApp({ bundlesDirectory, outDirectory: join(scratch, 'clean'), isSchemaChecked: false });
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations).toEqual([]);
  }, 30_000);

  it('would stop a synthesis that adds an open bucket', () => {
    const app = buildApp({ bundlesDirectory, outDirectory: join(scratch, 'open'), isSchemaChecked: false });
    new Bucket(app.node.findChild('doudi-storage') as Stack, 'open');
    expect(() => app.synth()).toThrow(/require requests to use SSL/);
  }, 30_000);

  it('refuses context it does not understand, by name', () => {
    const context = { compareDropConcurrency: '1' };
    expect(() => buildApp({ bundlesDirectory, outDirectory: scratch, context })).toThrow(/compareDropConcurrency/);
  });
});
