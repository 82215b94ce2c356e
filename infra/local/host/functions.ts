/** The functions of a deployment as the worker pool runs them: bundle, entry, limits and environment, all from the template. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment, Resource } from './template.ts';

export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the module. */
  readonly file: string;
  readonly exportName: string;
  readonly folder: string;
  /** As the template has it, e.g. `index.handler`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Reserved concurrency, where the template sets one. */
  readonly concurrencyMax: number | undefined;
}

interface FunctionProperties {
  readonly Code?: { readonly S3Key?: string };
  readonly Handler?: string;
  readonly Timeout?: number | string;
  readonly MemorySize?: number | string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly ReservedConcurrentExecutions?: number | string;
  readonly Layers?: readonly string[];
}

export function findFunctions(deployment: Deployment): readonly FunctionDefinition[] {
  return deployment.ofType('AWS::Lambda::Function').map((resource) => defineFunction(resource, deployment));
}

function defineFunction(resource: Resource, deployment: Deployment): FunctionDefinition {
  const properties = resource.properties as FunctionProperties;
  const reserved = properties.ReservedConcurrentExecutions;
  if ((properties.Layers ?? []).length > 0)
    throw new Error(`${resource.ref}: layers are not supported on the local host`);
  return {
    name: resource.ref,
    arn: resource.attributes.Arn ?? resource.ref,
    ...findEntry(resource.ref, properties, deployment.assets),
    timeoutMs: Number(properties.Timeout ?? 3) * 1000,
    memoryMb: Number(properties.MemorySize ?? 128),
    environment: properties.Environment?.Variables ?? {},
    concurrencyMax: reserved === undefined ? undefined : Number(reserved),
  };
}

function findEntry(name: string, properties: FunctionProperties, assets: ReadonlyMap<string, string>) {
  const folder = assets.get(properties.Code?.S3Key ?? '');
  if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Error(`${name}: its code is not a folder asset of the assembly`);
  }
  const handler = properties.Handler ?? 'index.handler';
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  const file = ['mjs', 'js', 'cjs']
    .map((ending) => join(folder, `${handler.slice(0, dot)}.${ending}`))
    .find(existsSync);
  if (file === undefined) throw new Error(`${name}: ${folder} holds no module for handler ${handler}`);
  return { file, exportName: handler.slice(dot + 1), folder, handler };
}
