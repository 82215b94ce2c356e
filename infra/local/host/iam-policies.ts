/** Gathers from a deployment what access control reads: the statements of roles and of resources, and which key encrypts what. */
import { keyArn } from './iam-call.ts';
import { asList } from './iam-conditions.ts';
import { parsePolicy, type Statement } from './iam-statements.ts';
import type { Deployment, Resource } from './template.ts';

/** Role ARN → its statements: inline, attached policies, and AWS-managed ones as far as they matter here. */
export function collectRoles(deployment: Deployment): Map<string, readonly Statement[]> {
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

export function collectResourcePolicies(deployment: Deployment): Map<string, Statement[]> {
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

/** Alias → key id or ARN. */
export function collectAliases(deployment: Deployment): ReadonlyMap<string, string> {
  return new Map(
    deployment.ofType('AWS::KMS::Alias').map(({ ref, properties }) => [ref, String(properties.TargetKeyId)]),
  );
}

export function collectKeys(deployment: Deployment, aliases: ReadonlyMap<string, string>): Map<string, string> {
  const keys = new Map<string, string>();
  const place = {
    ...deployment.place,
    keyOf: () => undefined,
    partitionKeyOf: () => undefined,
    keyOfAlias: (alias: string) => aliases.get(alias),
  };
  const set = (resource: Resource, keyId: string | undefined): void => {
    const isManagedByAws = keyId?.includes('alias/aws/') ?? true;
    if (keyId !== undefined && !isManagedByAws) keys.set(resource.attributes.Arn ?? '', keyArn(keyId, place));
  };
  for (const bucket of deployment.ofType('AWS::S3::Bucket')) {
    const encryption = bucket.properties.BucketEncryption as BucketEncryption | undefined;
    set(bucket, encryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault?.KMSMasterKeyID);
  }
  for (const queue of deployment.ofType('AWS::SQS::Queue'))
    set(queue, queue.properties.KmsMasterKeyId as string | undefined);
  return keys;
}
