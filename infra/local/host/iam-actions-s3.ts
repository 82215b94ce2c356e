/** Which actions an S3 operation needs: on the object, the bucket or the account, and on the key that encrypts the bucket. */
import { type Call, encryptionRequests, type Surroundings, text } from './iam-call.ts';
import type { RequestContext } from './iam-conditions.ts';
import type { Request } from './iam-statements.ts';

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

export function s3Requests({ operation, input }: Call, place: Surroundings): readonly Request[] {
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

function deleteObjectsRequests(input: Call['input'], keyed: (key: string) => string): readonly Request[] {
  const objects =
    (input.Delete as { Objects?: readonly { Key?: string; VersionId?: string }[] } | undefined)?.Objects ?? [];
  return objects.map((entry) => ({
    action: entry.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
    resource: keyed(text(entry.Key)),
  }));
}

function copyRequests(input: Call['input'], keyed: (key: string) => string, place: Surroundings): readonly Request[] {
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
