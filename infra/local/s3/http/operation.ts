/** Which S3 operation a request is: decided by method, address, sub-resource and copy header alone, before its body is read. */
import { AwsError } from '../../endpoint/aws-error.ts';
import type { S3Request } from './request.ts';

export interface BucketConfiguration {
  /** As in `Put…`, `Get…`, `Delete…`. */
  noun: string;
  /** What GET answers when nothing was put: a document, or an error code. */
  fallback: { document: string } | { code: string };
  deleteNoun?: string;
}

const emptyDocument = (root: string) => ({ document: `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>` });
const encryptionDefault =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>' +
  '</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>';

/** Sub-resource → configuration that is kept as it was put and given back. */
export const bucketConfigurations: Readonly<Record<string, BucketConfiguration>> = {
  encryption: { noun: 'BucketEncryption', fallback: { document: encryptionDefault } },
  policy: { noun: 'BucketPolicy', fallback: { code: 'NoSuchBucketPolicy' } },
  tagging: { noun: 'BucketTagging', fallback: { code: 'NoSuchTagSet' } },
  publicAccessBlock: { noun: 'PublicAccessBlock', fallback: { code: 'NoSuchPublicAccessBlockConfiguration' } },
  lifecycle: {
    noun: 'BucketLifecycleConfiguration',
    fallback: { code: 'NoSuchLifecycleConfiguration' },
    deleteNoun: 'BucketLifecycle',
  },
  notification: { noun: 'BucketNotificationConfiguration', fallback: emptyDocument('NotificationConfiguration') },
  cors: { noun: 'BucketCors', fallback: { code: 'NoSuchCORSConfiguration' } },
  ownershipControls: { noun: 'BucketOwnershipControls', fallback: { code: 'OwnershipControlsNotFoundError' } },
  logging: { noun: 'BucketLogging', fallback: emptyDocument('BucketLoggingStatus') },
  accelerate: { noun: 'BucketAccelerateConfiguration', fallback: emptyDocument('AccelerateConfiguration') },
  'object-lock': { noun: 'ObjectLockConfiguration', fallback: { code: 'ObjectLockConfigurationNotFoundError' } },
};

type Choice = readonly [string | undefined, string];

const byMethod: Record<'bucket' | 'object', Record<string, readonly Choice[]>> = {
  bucket: {
    GET: [
      ['location', 'GetBucketLocation'],
      ['versioning', 'GetBucketVersioning'],
      ['versions', 'ListObjectVersions'],
      ['uploads', 'ListMultipartUploads'],
      ['list-type', 'ListObjectsV2'],
      [undefined, 'ListObjects'],
    ],
    PUT: [
      ['versioning', 'PutBucketVersioning'],
      [undefined, 'CreateBucket'],
    ],
    HEAD: [[undefined, 'HeadBucket']],
    DELETE: [[undefined, 'DeleteBucket']],
    POST: [['delete', 'DeleteObjects']],
  },
  object: {
    GET: [
      ['uploadId', 'ListParts'],
      ['tagging', 'GetObjectTagging'],
      [undefined, 'GetObject'],
    ],
    PUT: [
      ['uploadId', 'UploadPart'],
      ['tagging', 'PutObjectTagging'],
      [undefined, 'PutObject'],
    ],
    HEAD: [[undefined, 'HeadObject']],
    DELETE: [
      ['uploadId', 'AbortMultipartUpload'],
      ['tagging', 'DeleteObjectTagging'],
      [undefined, 'DeleteObject'],
    ],
    POST: [
      ['uploads', 'CreateMultipartUpload'],
      ['uploadId', 'CompleteMultipartUpload'],
    ],
  },
};

/** Sub-resources that would be mistaken for the plain operation if they were ignored. */
const unsupported = [
  'acl',
  'analytics',
  'attributes',
  'inventory',
  'legal-hold',
  'metrics',
  'policyStatus',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'torrent',
  'website',
];

export function findOperation(request: Pick<S3Request, 'method' | 'bucket' | 'key' | 'query' | 'headers'>): string {
  const { method, bucket, key, query, headers } = request;
  if (bucket === '') {
    if (method === 'GET') return 'ListBuckets';
    throw notAllowed();
  }
  const refused = unsupported.find((name) => query.has(name));
  if (refused !== undefined)
    throw new AwsError('NotImplemented', `The embedded endpoint does not implement ?${refused}.`, 501);
  if (key === '') {
    const configuration = Object.keys(bucketConfigurations).find((name) => query.has(name));
    if (configuration !== undefined) return configurationOperation(method, configuration);
  }
  const choices = byMethod[key === '' ? 'bucket' : 'object'][method] ?? [];
  const operation = choices.find(([name]) => name === undefined || query.has(name))?.[1];
  if (operation === undefined) throw notAllowed();
  if (headers['x-amz-copy-source'] === undefined) return operation;
  if (operation === 'PutObject') return 'CopyObject';
  return operation === 'UploadPart' ? 'UploadPartCopy' : operation;
}

function configurationOperation(method: string, name: string): string {
  const configuration = bucketConfigurations[name] as BucketConfiguration;
  if (method === 'PUT') return `Put${configuration.noun}`;
  if (method === 'GET') return `Get${configuration.noun}`;
  if (method === 'DELETE') return `Delete${configuration.deleteNoun ?? configuration.noun}`;
  throw notAllowed();
}

const notAllowed = () =>
  new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
