/**
 * Access control of the local host, from the template alone: a function may do exactly what its role and the resources' policies
 * grant, so a forgotten grant fails on the laptop. It records which grants were used and which calls were refused, for the
 * least-privilege test. Principals that are not functions (the host itself, the developer) are unrestricted.
 */
import { type Call, findRequests, keyArn, type Surroundings, viaService } from './iam-actions.ts';
import { asList, findUnsupportedOperators, type RequestContext } from './iam-conditions.ts';
import { decideAccess, matchesAction, parsePolicy, type Request, type Statement } from './iam-statements.ts';
import type { Deployment, Resource } from './template.ts';

export interface Refusal {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

export interface UnusedGrant {
  readonly policy: string | undefined;
  readonly action: string;
  readonly resource: string;
}

export interface AccessControl {
  /** What of this call the function may not do; `undefined` when all is granted. */
  check(functionName: string, call: Call): Refusal | undefined;
  /** The same for a single action, as the event sources need it for themselves. */
  checkAction(functionName: string, request: Request): Refusal | undefined;
  /** Grants used so far: function → `action resource-pattern`. */
  usage(): Map<string, Set<string>>;
  /** Refused so far: function → `action resource`. */
  missing(): Map<string, Set<string>>;
  /** Granted but not used so far, by function, as written in the template; permissions for logs and metrics are left out. */
  unused(): Map<string, readonly UnusedGrant[]>;
  /** Condition keys of a call that a service makes on a key in its caller's name. */
  through(service: string): RequestContext;
  resourcePolicy(arn: string): readonly Statement[];
  /** Statements of a role, by the role's ARN. */
  rolePolicy(roleArn: string): readonly Statement[];
  /** Customer key that encrypts a bucket or queue. */
  keyOf(resourceArn: string): string | undefined;
  /** What could not be understood. */
  readonly notes: readonly string[];
}

/** Needed for logs only, and there are no log groups here. */
const logsOnly = /^(logs|xray|cloudwatch):/;

export function createAccessControl(deployment: Deployment): AccessControl {
  const { place } = deployment;
  const roles = collectRoles(deployment);
  const resourcePolicies = collectResourcePolicies(deployment);
  const keys = collectKeys(deployment);
  const partitionKeys = new Map(
    deployment.ofType('AWS::DynamoDB::Table').map((table) => [table.ref, partitionKey(table)]),
  );
  const roleOf = new Map(
    deployment.ofType('AWS::Lambda::Function').map((entry) => [entry.ref, String(entry.properties.Role)]),
  );
  const surroundings: Surroundings = {
    partition: place.partition,
    region: place.region,
    accountId: place.accountId,
    keyOf: (resource) => keys.get(resource),
    partitionKeyOf: (table) => partitionKeys.get(table),
  };
  const used = new Map<string, Set<string>>();
  const refused = new Map<string, Set<string>>();
  const resourcePolicy = (arn: string): readonly Statement[] =>
    resourcePolicies.get(arn) ??
    (arn.includes(':s3:::') ? resourcePolicies.get(arn.split('/')[0] ?? '') : undefined) ??
    [];

  const checkAction = (functionName: string, request: Request): Refusal | undefined => {
    const roleArn = roleOf.get(functionName) ?? '';
    const context: RequestContext = { 'aws:SecureTransport': 'true', 'aws:PrincipalArn': roleArn, ...request.context };
    const grant = decideAccess(
      { arn: roleArn, accountId: place.accountId },
      { ...request, context },
      {
        identity: roles.get(roleArn) ?? [],
        resource: resourcePolicy(request.resource),
      },
    );
    const [into, line] =
      grant === undefined
        ? [refused, `${request.action} ${request.resource}`]
        : [used, `${request.action} ${grant.resource}`];
    const lines = into.get(functionName) ?? new Set();
    into.set(functionName, lines.add(line));
    return grant === undefined ? { functionName, action: request.action, resource: request.resource } : undefined;
  };

  return {
    checkAction,
    check(functionName, call) {
      for (const request of findRequests(call, surroundings)) {
        const refusal = checkAction(functionName, request);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
    usage: () => used,
    missing: () => refused,
    unused: () => {
      const names = [...roleOf.keys()];
      return new Map(
        names.map((name) => [name, findUnused(roles.get(roleOf.get(name) ?? '') ?? [], used.get(name) ?? new Set())]),
      );
    },
    resourcePolicy,
    rolePolicy: (roleArn) => roles.get(roleArn) ?? [],
    keyOf: surroundings.keyOf,
    through: (service) => viaService(service, surroundings),
    notes: findNotes(roles, resourcePolicies),
  };
}

function findUnused(statements: readonly Statement[], used: ReadonlySet<string>): readonly UnusedGrant[] {
  const uses = [...used].map((line) => line.split(' ') as [action: string, pattern: string]);
  const isUsed = (action: string, resource: string): boolean =>
    uses.some(([usedAction, pattern]) => pattern === resource && matchesAction([action], usedAction));
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ policy, actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ policy, action, resource }))),
    )
    .filter(({ action, resource }) => !logsOnly.test(action) && !isUsed(action, resource));
}

/** Role ARN → its statements: inline, attached policies, and AWS-managed ones as far as they matter here. */
function collectRoles(deployment: Deployment): Map<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  const byArn = new Map<string, readonly Statement[]>();
  for (const role of deployment.ofType('AWS::IAM::Role')) {
    const inline = asList(role.properties.Policies as { PolicyName?: string; PolicyDocument: unknown }[] | undefined);
    const statements = inline.flatMap((policy) => parsePolicy(policy.PolicyDocument, policy.PolicyName));
    for (const managed of asList(role.properties.ManagedPolicyArns as string[] | undefined))
      statements.push(...managedPolicy(managed));
    byName.set(role.ref, statements);
    byArn.set(role.attributes.Arn ?? role.ref, statements);
  }
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']) {
    for (const policy of deployment.ofType(type)) {
      const names = [
        ...asList(policy.properties.Roles as string[] | undefined),
        ...asList(policy.properties.RoleName as string | undefined),
      ];
      const { PolicyDocument, PolicyName } = policy.properties;
      const statements = parsePolicy(PolicyDocument, typeof PolicyName === 'string' ? PolicyName : policy.ref);
      for (const name of names) byName.get(name)?.push(...statements);
    }
  }
  return byArn;
}

/** Only the event-source part of AWS's managed policies concerns the local host. */
function managedPolicy(arn: string): readonly Statement[] {
  const actions: Readonly<Record<string, readonly string[]>> = {
    AWSLambdaSQSQueueExecutionRole: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    AWSLambdaDynamoDBExecutionRole: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
  };
  const granted = actions[arn.split('/').at(-1) ?? ''];
  return granted === undefined ? [] : parsePolicy({ Statement: [{ Effect: 'Allow', Action: granted, Resource: '*' }] });
}

function collectResourcePolicies(deployment: Deployment): Map<string, Statement[]> {
  const policies = new Map<string, Statement[]>();
  const add = (arn: string, document: unknown): void => {
    policies.set(arn, [...(policies.get(arn) ?? []), ...parsePolicy(document)]);
  };
  const arnOf = new Map(
    deployment.resources.map((resource) => [resource.ref, resource.attributes.Arn ?? resource.ref]),
  );
  for (const key of deployment.ofType('AWS::KMS::Key'))
    add(key.attributes.Arn ?? '', key.properties.KeyPolicy ?? rootPolicy(deployment));
  for (const policy of deployment.ofType('AWS::S3::BucketPolicy')) {
    add(arnOf.get(String(policy.properties.Bucket)) ?? '', policy.properties.PolicyDocument);
  }
  for (const policy of deployment.ofType('AWS::SQS::QueuePolicy')) {
    for (const queue of asList(policy.properties.Queues as string[]))
      add(arnOf.get(queue) ?? '', policy.properties.PolicyDocument);
  }
  return policies;
}

function rootPolicy({ place }: Deployment): unknown {
  const root = `arn:${place.partition}:iam::${place.accountId}:root`;
  return { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: root } }] };
}

interface BucketEncryption {
  readonly ServerSideEncryptionConfiguration?: readonly {
    readonly ServerSideEncryptionByDefault?: { readonly KMSMasterKeyID?: string };
  }[];
}

function collectKeys(deployment: Deployment): Map<string, string> {
  const keys = new Map<string, string>();
  const aliases = new Map(
    deployment.ofType('AWS::KMS::Alias').map((alias) => [alias.ref, String(alias.properties.TargetKeyId)]),
  );
  const place = { ...deployment.place, keyOf: () => undefined, partitionKeyOf: () => undefined };
  const set = (resource: Resource, keyId: string | undefined): void => {
    const isManagedByAws = keyId?.includes('alias/aws/') ?? true;
    if (keyId !== undefined && !isManagedByAws)
      keys.set(resource.attributes.Arn ?? '', keyArn(aliases.get(keyId) ?? keyId, place));
  };
  for (const bucket of deployment.ofType('AWS::S3::Bucket')) {
    const encryption = bucket.properties.BucketEncryption as BucketEncryption | undefined;
    set(bucket, encryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault?.KMSMasterKeyID);
  }
  for (const queue of deployment.ofType('AWS::SQS::Queue'))
    set(queue, queue.properties.KmsMasterKeyId as string | undefined);
  return keys;
}

function partitionKey(table: Resource): string {
  const schema = (table.properties.KeySchema ?? []) as readonly { AttributeName: string; KeyType: string }[];
  return schema.find((entry) => entry.KeyType === 'HASH')?.AttributeName ?? '';
}

function findNotes(...groups: readonly ReadonlyMap<string, readonly Statement[]>[]): readonly string[] {
  const notes = new Set<string>();
  for (const [owner, statements] of groups.flatMap((group) => [...group])) {
    for (const operator of statements.flatMap((statement) => findUnsupportedOperators(statement.conditions))) {
      notes.add(`condition operator ${operator} (${owner}) is not understood: its statement matches nothing`);
    }
  }
  return [...notes];
}
