/**
 * Writes the assembly of one partition and says what is in it. An unchanged tree is answered from the last run: the assembly
 * carries a digest of the infrastructure code, the data it is generated from, the bundles and the context. The framework is
 * loaded only when something has to be written.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions, type FunctionBundle } from './bundle.ts';
import { digestOf, digestOfFile, digestOfFolder } from './digest.ts';
import { repository } from './repository.ts';

export type Partition = 'aws' | 'aws-cn';

export interface SynthesisOptions {
  readonly partition: Partition;
  /** Where the assembly goes; the default is cdk.out/<partition>. */
  readonly outDirectory?: string;
  readonly bundlesDirectory?: string;
  /** A handler for function folders that have none; only tests of the stacks pass it. */
  readonly standInHandler?: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Whether templates are also checked against CloudFormation's resource schemas; the default is yes, and takes seconds. */
  readonly isSchemaChecked?: boolean;
}

export interface Synthesis {
  readonly directory: string;
  /** Resources by stack name. */
  readonly resources: Readonly<Record<string, number>>;
  readonly bundles: readonly FunctionBundle[];
  readonly isCached: boolean;
}

const recordFile = '.synthesis.json';

interface SynthesisRecord {
  readonly digest: string;
  readonly isSchemaChecked: boolean;
  readonly resources: Readonly<Record<string, number>>;
}

export async function synthesise(options: SynthesisOptions): Promise<Synthesis> {
  const directory = options.outDirectory ?? join(repository, 'cdk.out', options.partition);
  const bundlesDirectory = options.bundlesDirectory ?? join(repository, 'dist/functions');
  const isSchemaChecked = options.isSchemaChecked ?? true;
  const bundles = await bundleFunctions({ ...options, outDirectory: bundlesDirectory });
  const context = { ...options.context, partition: options.partition };
  const digest = digestOf([infrastructureDigest(), JSON.stringify(context), ...bundles.map((bundle) => bundle.digest)]);
  const known = readRecord(directory);
  if (known?.digest === digest && (known.isSchemaChecked || !isSchemaChecked)) {
    return { directory, resources: known.resources, bundles, isCached: true };
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { buildApp } = await import('./build-app.ts');
  buildApp({ bundlesDirectory, outDirectory: directory, context, isSchemaChecked }).synth();
  const resources = countResources(directory);
  writeFileSync(
    join(directory, recordFile),
    JSON.stringify({ digest, isSchemaChecked, resources } satisfies SynthesisRecord),
  );
  return { directory, resources, bundles, isCached: false };
}

function infrastructureDigest(): string {
  return digestOf([
    digestOfFolder(join(repository, 'infra'), ['local']),
    digestOfFolder(join(repository, 'shared/datasets')),
    digestOfFolder(join(repository, 'functions')),
    digestOfFile(join(repository, 'shared/compare/stored-row.ts')),
    digestOfFile(join(repository, 'shared/rules/define.ts')),
    digestOfFile(join(repository, 'package-lock.json')),
  ]);
}

function readRecord(directory: string): SynthesisRecord | undefined {
  const file = join(directory, recordFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SynthesisRecord) : undefined;
}

function countResources(directory: string): Record<string, number> {
  const templates = readdirSync(directory).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(
    templates.map((file) => {
      const template = JSON.parse(readFileSync(join(directory, file), 'utf8')) as { Resources: object };
      return [file.replace('.template.json', ''), Object.keys(template.Resources).length];
    }),
  );
}

/** The lines `npm run synth` prints. */
export function describeSynthesis(partition: Partition, { directory, resources, isCached }: Synthesis): string {
  const counts = Object.entries(resources).map(([stack, count]) => `${stack} ${count}`);
  return `${partition.padEnd(7)}${counts.join(', ')} resources → ${directory}${isCached ? ' (unchanged)' : ''}`;
}
