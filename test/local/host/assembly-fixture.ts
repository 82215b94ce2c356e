/** Writes small assemblies, with function bundles as assets, into a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../../infra/local/host/assembly.ts';
import type { Place } from '../../../infra/local/host/physical-names.ts';

export const place: Place = {
  partition: 'aws',
  region: 'us-east-1',
  accountId: '000000000000',
  urlSuffix: 'amazonaws.com',
  endpointUrl: 'http://127.0.0.1:4566',
};

export interface Folder {
  readonly path: string;
  remove(): void;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'local-host-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** `bundles`: asset name → source of its `index.mjs`; a function's `Code.S3Key` is `<asset name>.zip`. */
export function writeAssembly(
  folder: string,
  stacks: Readonly<Record<string, Template>>,
  bundles: Readonly<Record<string, string>> = {},
): string {
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(bundles)) {
    mkdirSync(join(folder, `asset.${name}`), { recursive: true });
    writeFileSync(join(folder, `asset.${name}`, 'index.mjs'), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { here: { objectKey: `${name}.zip` } },
    };
  }
  writeFileSync(join(folder, 'assets.json'), JSON.stringify({ files }));
  const artifacts: Record<string, unknown> = {
    assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
  };
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    const paths = Object.keys(template.Resources ?? {}).map((id) => [
      `/${name}/${id}`,
      [{ type: 'aws:cdk:logicalId', data: id }],
    ]);
    writeFileSync(join(folder, `${name}.metadata.json`), JSON.stringify(Object.fromEntries(paths)));
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: `${name}.template.json` },
      additionalMetadataFile: `${name}.metadata.json`,
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  return folder;
}

export const getArn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

type Resources = NonNullable<Template['Resources']>;

/** A function `<id>`, its role `<id>Role` and the statements it holds. */
export function functionResources(
  id: string,
  statements: readonly unknown[] = [],
  properties: Readonly<Record<string, unknown>> = {},
): Resources {
  return {
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: id,
        Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
        Handler: 'index.handler',
        Role: getArn(`${id}Role`),
        Timeout: 5,
        MemorySize: 256,
        ...properties,
      },
    },
    [`${id}Role`]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    [`${id}Policy`]: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'own-calls', Roles: [{ Ref: `${id}Role` }], PolicyDocument: { Statement: statements } },
    },
  };
}

export const allow = (Action: string | readonly string[], Resource: unknown, Condition?: unknown) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
