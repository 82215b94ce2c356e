/**
 * What a function may do, as data that reads at a glance: actions named one by one on resources named one by one. Five policies
 * come of it, kept apart by name: what the code itself calls (`own-calls`), what it takes to learn that an object is not there
 * (`absent-objects`), what Lambda calls for it (`event-source`), what encryption at rest implies (`encryption-at-rest`) and `logs`.
 * The type refuses wildcard actions.
 */
import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { PrivateBucket } from './private-bucket.ts';

type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';
type KeyAction = 'Decrypt' | 'GenerateDataKey' | 'Encrypt' | 'GenerateMac';

/** Which encrypted service a grant reaches, and whether it writes there. */
export interface Reach {
  readonly through: 's3' | 'sqs' | 'dynamodb' | 'kms';
  readonly isWrite: boolean;
}

export interface Grant extends Reach {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Those of the resources that end in a wildcard, legibly. */
  readonly wildcards: readonly string[];
}

const readsOnly = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'];

export function onTable(table: ITable, actions: readonly TableAction[]): Grant {
  return {
    through: 'dynamodb',
    isWrite: actions.some((action) => !readsOnly.includes(action)),
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    wildcards: [],
  };
}

/** Queries of a secondary index. */
export function onIndex(table: ITable, index: string): Grant {
  return {
    through: 'dynamodb',
    isWrite: false,
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/${index}`],
    wildcards: [],
  };
}

/** Calls on the objects under a prefix that ends in `/`; the empty prefix is the whole bucket. */
export function onObjects(
  bucket: PrivateBucket,
  prefix: '' | `${string}/`,
  actions: readonly ('GetObject' | 'PutObject')[],
): Grant {
  return {
    through: 's3',
    isWrite: actions.includes('PutObject'),
    actions: actions.map((action) => `s3:${action}`),
    resources: [`${bucket.namedArn}/${prefix}*`],
    wildcards: [`${bucket.legibleArn}/${prefix}*`],
  };
}

export function onBucket(bucket: IBucket, actions: readonly ('ListBucket' | 'ListBucketVersions')[]): Grant {
  return {
    through: 's3',
    isWrite: false,
    actions: actions.map((action) => `s3:${action}`),
    resources: [bucket.bucketArn],
    wildcards: [],
  };
}

export function sendTo(...queues: readonly IQueue[]): Grant {
  return {
    through: 'sqs',
    isWrite: true,
    actions: ['sqs:SendMessage'],
    resources: queues.map(({ queueArn }) => queueArn),
    wildcards: [],
  };
}

/** `purpose` binds the grant to keys and texts sealed for it: the encryption context has to name the same. */
export function onKey(key: IKey, actions: readonly KeyAction[], purpose?: string): Grant {
  return {
    through: 'kms',
    isWrite: false,
    actions: actions.map((action) => `kms:${action}`),
    resources: [key.keyArn],
    wildcards: [],
    ...(purpose === undefined ? {} : { conditions: { StringEquals: { 'kms:EncryptionContext:purpose': purpose } } }),
  };
}

export function statementOf({ actions, resources, conditions = {} }: Grant): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources], conditions: { ...conditions } });
}

/** S3 says "no such key" only to those who may list the bucket; to others a missing object is a refusal. */
export function absenceStatement(buckets: readonly IBucket[]): PolicyStatement {
  return new PolicyStatement({ actions: ['s3:ListBucket'], resources: buckets.map(({ bucketArn }) => bucketArn) });
}

const impliedActions = {
  s3: { read: ['kms:Decrypt'], write: ['kms:GenerateDataKey'] },
  sqs: { read: ['kms:Decrypt'], write: ['kms:GenerateDataKey'] },
  // DynamoDB documents these for principals that work on a table under a customer managed key.
  dynamodb: {
    read: ['kms:Decrypt', 'kms:DescribeKey'],
    write: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  },
} as const;

/** What S3, SQS and DynamoDB do with the data key in the caller's name; usable through those services only. */
export function encryptionStatements(key: IKey, reaches: readonly Reach[]): PolicyStatement[] {
  const services = (['s3', 'sqs', 'dynamodb'] as const).flatMap((service) => {
    const matching = reaches.filter(({ through }) => through === service);
    return matching.length === 0 ? [] : [{ service, isWrite: matching.some(({ isWrite }) => isWrite) }];
  });
  return services.map(
    ({ service, isWrite }) =>
      new PolicyStatement({
        actions: [...impliedActions[service].read, ...(isWrite ? impliedActions[service].write : [])],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` } },
      }),
  );
}
