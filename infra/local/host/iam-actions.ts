/**
 * Which IAM actions on which resources one API call needs, from AWS's service authorization reference: a transaction needs the
 * action of each of its items, a query of an index the index's ARN, a call on something encrypted also the key's actions.
 * A call the table does not know needs an action nobody has, so it is refused for functions.
 */
import { keyIdOf } from '../kms/envelope.ts';
import type { RequestContext } from './iam-conditions.ts';
import type { Request } from './iam-statements.ts';

export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the mapping must know about the deployment. */
export interface Surroundings {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** ARN of the customer key that encrypts a bucket, queue or table (by ARN), if any. */
  readonly keyOf: (resourceArn: string) => string | undefined;
  /** Name of a table's partition key. */
  readonly partitionKeyOf: (tableName: string) => string | undefined;
}

type Input = Readonly<Record<string, unknown>>;

export function findRequests(call: Call, surroundings: Surroundings): readonly Request[] {
  switch (call.service) {
    case 's3':
      return s3Requests(call, surroundings);
    case 'sqs':
      return sqsRequests(call, surroundings);
    case 'dynamodb':
      return withTableKeys(dynamoRequests(call, surroundings), surroundings);
    case 'dynamodbstreams':
      return [{ action: `dynamodb:${call.operation}`, resource: streamArn(call.input, surroundings) }];
    case 'kms':
      return kmsRequests(call, surroundings);
    default:
      return [{ action: `${call.service}:${call.operation}`, resource: '*' }];
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const arn = (place: Surroundings, service: string, rest: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${rest}`;

function kmsRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  const sealedWith =
    typeof input.CiphertextBlob === 'string' ? keyIdOf(Buffer.from(input.CiphertextBlob, 'base64')) : undefined;
  const context = Object.entries((input.EncryptionContext ?? {}) as Readonly<Record<string, string>>).map(
    ([name, value]) => [`kms:EncryptionContext:${name}`, value] as const,
  );
  return [
    {
      action: `kms:${operation}`,
      resource: keyArn(input.KeyId ?? sealedWith, place),
      context: Object.fromEntries(context),
    },
  ];
}

export function keyArn(keyId: unknown, place: Surroundings): string {
  const id = text(keyId);
  if (id.startsWith('arn:')) return id;
  return id === '' ? arn(place, 'kms', 'key/*') : arn(place, 'kms', id.startsWith('alias/') ? id : `key/${id}`);
}

/** Object and bucket operations of S3 by the action they need; `key` = on the object, `bucket` = on the bucket. */
const s3Actions: Readonly<
  Record<string, readonly [action: string, on: 'key' | 'bucket' | 'account', encryption?: string]>
> = {
  GetObject: ['s3:GetObject', 'key', 'kms:Decrypt'],
  HeadObject: ['s3:GetObject', 'key'],
  GetObjectAttributes: ['s3:GetObject', 'key'],
  GetObjectTagging: ['s3:GetObjectTagging', 'key'],
  PutObject: ['s3:PutObject', 'key', 'kms:GenerateDataKey'],
  PutObjectTagging: ['s3:PutObjectTagging', 'key'],
  CreateMultipartUpload: ['s3:PutObject', 'key', 'kms:GenerateDataKey'],
  UploadPart: ['s3:PutObject', 'key', 'kms:Decrypt'],
  CompleteMultipartUpload: ['s3:PutObject', 'key', 'kms:Decrypt'],
  AbortMultipartUpload: ['s3:AbortMultipartUpload', 'key'],
  ListParts: ['s3:ListMultipartUploadParts', 'key'],
  ListMultipartUploads: ['s3:ListBucketMultipartUploads', 'bucket'],
  DeleteObject: ['s3:DeleteObject', 'key'],
  HeadBucket: ['s3:ListBucket', 'bucket'],
  ListObjects: ['s3:ListBucket', 'bucket'],
  ListObjectsV2: ['s3:ListBucket', 'bucket'],
  ListObjectVersions: ['s3:ListBucketVersions', 'bucket'],
  ListBuckets: ['s3:ListAllMyBuckets', 'account'],
};

function s3Requests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  const bucketArn = `arn:${place.partition}:s3:::${text(input.Bucket)}`;
  const keyed = (key: string): string => `${bucketArn}/${key}`;
  if (operation === 'DeleteObjects') return deleteObjectsRequests(input, keyed);
  if (operation === 'CopyObject' || operation === 'UploadPartCopy') return copyRequests(input, keyed, place);
  const known = s3Actions[operation];
  if (known === undefined) return [{ action: `s3:${operation}`, resource: bucketArn }];
  const [action, on, encryption] = known;
  const isVersioned = on === 'key' && input.VersionId !== undefined;
  const versioned: Readonly<Record<string, string>> = {
    's3:GetObject': 's3:GetObjectVersion',
    's3:DeleteObject': 's3:DeleteObjectVersion',
  };
  const resource = on === 'account' ? '*' : on === 'bucket' ? bucketArn : keyed(text(input.Key));
  const context: RequestContext = {
    's3:prefix': on === 'bucket' ? text(input.Prefix) : undefined,
    's3:x-amz-server-side-encryption':
      input.ServerSideEncryption === undefined ? undefined : text(input.ServerSideEncryption),
  };
  const requests: Request[] = [{ action: isVersioned ? (versioned[action] ?? action) : action, resource, context }];
  if (operation === 'PutObject' && input.Tagging !== undefined)
    requests.push({ action: 's3:PutObjectTagging', resource });
  return encryption === undefined ? requests : [...requests, ...encryptionRequests(bucketArn, encryption, 's3', place)];
}

function deleteObjectsRequests(input: Input, keyed: (key: string) => string): readonly Request[] {
  const objects =
    (input.Delete as { Objects?: readonly { Key?: string; VersionId?: string }[] } | undefined)?.Objects ?? [];
  return objects.map((entry) => ({
    action: entry.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
    resource: keyed(text(entry.Key)),
  }));
}

function copyRequests(input: Input, keyed: (key: string) => string, place: Surroundings): readonly Request[] {
  const source = decodeURIComponent(
    text(input.CopySource)
      .replace(/^\//, '')
      .replace(/\?versionId=.*$/, ''),
  );
  const sourceBucket = `arn:${place.partition}:s3:::${source.split('/')[0]}`;
  return [
    { action: 's3:GetObject', resource: `arn:${place.partition}:s3:::${source}` },
    { action: 's3:PutObject', resource: keyed(text(input.Key)) },
    ...encryptionRequests(sourceBucket, 'kms:Decrypt', 's3', place),
    ...encryptionRequests(`arn:${place.partition}:s3:::${text(input.Bucket)}`, 'kms:GenerateDataKey', 's3', place),
  ];
}

/** In China the service's name may come with either suffix. */
export function viaService(
  service: string,
  { region, partition }: Pick<Surroundings, 'region' | 'partition'>,
): RequestContext {
  const name = `${service}.${region}.amazonaws.com`;
  return { 'kms:ViaService': partition === 'aws-cn' ? [name, `${name}.cn`] : name };
}

function encryptionRequests(
  resourceArn: string,
  action: string,
  service: string,
  place: Surroundings,
): readonly Request[] {
  const key = place.keyOf(resourceArn);
  return key === undefined ? [] : [{ action, resource: key, context: viaService(service, place) }];
}

const sqsActions: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

function sqsRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  const name = text(input.QueueUrl).split('/').at(-1) || text(input.QueueName) || '*';
  const resource = arn(place, 'sqs', name);
  const action = sqsActions[operation] ?? operation;
  const encryption: readonly string[] =
    action === 'SendMessage'
      ? ['kms:GenerateDataKey', 'kms:Decrypt']
      : action === 'ReceiveMessage'
        ? ['kms:Decrypt']
        : [];
  return [
    { action: `sqs:${action}`, resource },
    ...encryption.flatMap((needed) => encryptionRequests(resource, needed, 'sqs', place)),
  ];
}

const tableArn = (name: unknown, place: Surroundings): string =>
  text(name).startsWith('arn:') ? text(name) : arn(place, 'dynamodb', `table/${text(name)}`);

function dynamoRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  switch (operation) {
    case 'TransactWriteItems':
      return ((input.TransactItems ?? []) as readonly Readonly<Record<string, Input>>[]).flatMap((item) =>
        Object.entries(item).map(([kind, part]) =>
          itemRequest(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, part, place),
        ),
      );
    case 'TransactGetItems':
      return ((input.TransactItems ?? []) as readonly { Get?: Input }[]).map((item) =>
        itemRequest('GetItem', item.Get ?? {}, place),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys((input.RequestItems ?? {}) as object).map((table) => ({
        action: `dynamodb:${operation}`,
        resource: tableArn(table, place),
      }));
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }];
    default:
      return [itemRequest(operation, input, place)];
  }
}

/** Whoever touches an item of a table under a customer key needs the key too. */
function withTableKeys(requests: readonly Request[], place: Surroundings): readonly Request[] {
  const tables = new Set(requests.map(({ resource }) => resource.replace(/\/index\/.*$/, '')));
  return [...requests, ...[...tables].flatMap((table) => encryptionRequests(table, 'kms:Decrypt', 'dynamodb', place))];
}

function itemRequest(operation: string, input: Input, place: Surroundings): Request {
  const table = tableArn(input.TableName, place);
  const resource = input.IndexName === undefined ? table : `${table}/index/${text(input.IndexName)}`;
  const partitionKey = place.partitionKeyOf(text(input.TableName));
  const key = (input.Key ?? input.Item) as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  const leading = partitionKey === undefined ? undefined : Object.values(key?.[partitionKey] ?? {})[0];
  return {
    action: `dynamodb:${operation}`,
    resource,
    context: { 'dynamodb:LeadingKeys': leading === undefined ? undefined : [leading] },
  };
}

function streamArn(input: Input, place: Surroundings): string {
  if (typeof input.StreamArn === 'string') return input.StreamArn;
  return typeof input.TableName === 'string'
    ? `${tableArn(input.TableName, place)}/stream/*`
    : arn(place, 'dynamodb', 'table/*');
}
