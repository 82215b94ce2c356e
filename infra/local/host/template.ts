/**
 * Resolves a synthesised assembly into a deployment: parameters, conditions, mappings, pseudo parameters, intrinsic functions and
 * cross-stack imports become plain values, every resource gets its physical name. Refuses, naming the place, what it cannot
 * resolve: a parameter without value, an unknown reference, attribute, import or function.
 */
import type { StackTemplate, TemplateResource } from './assembly.ts';
import { createResolver, noValue } from './intrinsics.ts';
import { type Identity, identityOf, type Place } from './physical-names.ts';

/** What the host provides or reads. The properties of other types are not looked at, so they need no parameter values either. */
export const handledTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
]);

export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  /** Construct path, where the assembly knows it. */
  readonly path: string | undefined;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Deployment {
  readonly place: Place;
  readonly resources: readonly Resource[];
  readonly assets: ReadonlyMap<string, string>;
  ofType(type: string): readonly Resource[];
}

export function resolveDeployment(
  stacks: readonly StackTemplate[],
  place: Place,
  parameters: Readonly<Record<string, string>> = {},
): Deployment {
  const exports = new Map<string, () => unknown>();
  const scopes = stacks.map((stack) => createScope(stack, place, parameters, exports));
  const resources = scopes.flatMap((scope) => scope.resources());
  const assets = new Map(stacks.flatMap((stack) => [...stack.assets]));
  return { place, resources, assets, ofType: (type) => resources.filter((entry) => entry.type === type) };
}

interface Scope {
  resources(): Resource[];
}

function createScope(
  stack: StackTemplate,
  place: Place,
  parameters: Readonly<Record<string, string>>,
  exports: Map<string, () => unknown>,
): Scope {
  const { template } = stack;
  const identities = new Map<string, Identity>();
  const resolver = createResolver({ stack, place, parameters, exports, identify });

  function identify(logicalId: string): Identity | undefined {
    const known = identities.get(logicalId);
    if (known !== undefined) return known;
    const resource = template.Resources?.[logicalId];
    if (resource === undefined || !resolver.holds(resource.Condition)) return undefined;
    const given = (property: string): string | undefined => {
      const value = resource.Properties?.[property];
      if (value === undefined) return undefined;
      const resolved = resolver.value(value, `${logicalId}.${property}`);
      return resolved === noValue ? undefined : String(resolved);
    };
    const identity = identityOf(resource.Type, { stack: stack.name, logicalId, place, given });
    identities.set(logicalId, identity);
    return identity;
  }

  for (const [key, output] of Object.entries(template.Outputs ?? {})) {
    if (output.Export === undefined || !resolver.holds(output.Condition)) continue;
    const name = String(resolver.value(output.Export.Name, `Outputs.${key}`));
    exports.set(name, () => resolver.value(output.Value, `Outputs.${key}`));
  }

  return {
    resources: () =>
      Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => {
        const identity = identify(logicalId);
        if (identity === undefined) return [];
        const isRun = handledTypes.has(resource.Type);
        const properties = isRun
          ? (resolver.value(resource.Properties ?? {}, logicalId) as Record<string, unknown>)
          : {};
        const path = pathOf(stack, logicalId, resource);
        return [{ stack: stack.name, logicalId, path, type: resource.Type, properties, ...identity }];
      }),
  };
}

function pathOf(stack: StackTemplate, logicalId: string, resource: TemplateResource): string | undefined {
  const fromMetadata = resource.Metadata?.['aws:cdk:path'];
  return stack.paths.get(logicalId) ?? (typeof fromMetadata === 'string' ? fromMetadata : undefined);
}
