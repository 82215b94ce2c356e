/**
 * A synthesised CDK assembly as the host reads it: every stack's template, the folders of its file assets and the construct path
 * of each logical id. Stacks come in dependency order. Nothing is resolved here; see `template.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: unknown;
  readonly NoEcho?: boolean | string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly unknown[];
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
}

export interface Template {
  readonly Parameters?: Readonly<Record<string, ParameterDeclaration>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<
      string,
      { readonly Value: unknown; readonly Condition?: string; readonly Export?: { readonly Name: unknown } }
    >
  >;
}

export interface StackTemplate {
  readonly name: string;
  readonly template: Template;
  /** Object key in the bootstrap bucket → file or folder on this disk. */
  readonly assets: ReadonlyMap<string, string>;
  /** Logical id → construct path. */
  readonly paths: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly file?: string; readonly stackName?: string };
  readonly metadata?: MetadataByPath;
  readonly additionalMetadataFile?: string;
}
type MetadataByPath = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;
interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

export function readAssembly(folder: string): readonly StackTemplate[] {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) throw new Error(`${folder} holds no synthesised assembly (manifest.json is missing)`);
  const { artifacts = {} } = readJson<{ artifacts?: Record<string, Artifact> }>(manifestFile);
  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (artifact.type === 'cdk:asset-manifest') collectAssets(folder, artifact.properties?.file ?? '', assets);
  }
  const ordered: StackTemplate[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (seen.has(id) || artifact === undefined) return;
    seen.add(id);
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    if (artifact.type === 'aws:cloudformation:stack') ordered.push(readStack(folder, id, artifact, assets));
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
}

function readStack(folder: string, id: string, artifact: Artifact, assets: ReadonlyMap<string, string>): StackTemplate {
  const extra = artifact.additionalMetadataFile;
  const metadata: MetadataByPath = {
    ...artifact.metadata,
    ...(extra === undefined ? {} : readJson<MetadataByPath>(join(folder, extra))),
  };
  const paths = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata)) {
    for (const entry of entries) {
      if (entry.type === 'aws:cdk:logicalId' && typeof entry.data === 'string') paths.set(entry.data, path.slice(1));
    }
  }
  return {
    name: artifact.properties?.stackName ?? id,
    template: readJson<Template>(join(folder, artifact.properties?.templateFile ?? `${id}.template.json`)),
    assets,
    paths,
  };
}

function collectAssets(folder: string, file: string, into: Map<string, string>): void {
  for (const { source, destinations } of Object.values(readJson<AssetManifest>(join(folder, file)).files ?? {})) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) into.set(objectKey, resolve(folder, source.path));
  }
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
