/** What a request says about an object besides its bytes, and how a version is described in answer headers. */
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Bucket, ObjectAttributes, ObjectVersion } from '../model.ts';
import { keyBytesMax } from '../objects.ts';
import { pickHeaders, quoteEtag, type S3Request } from './request.ts';

/** Request header → stored and answered header. */
const contentHeaders: Readonly<Record<string, string>> = {
  'content-type': 'content-type',
  'content-disposition': 'content-disposition',
  'content-encoding': 'content-encoding',
  'content-language': 'content-language',
  'cache-control': 'cache-control',
  expires: 'expires',
  'x-amz-storage-class': 'x-amz-storage-class',
  'x-amz-website-redirect-location': 'x-amz-website-redirect-location',
  'x-amz-server-side-encryption': 'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id': 'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled': 'x-amz-server-side-encryption-bucket-key-enabled',
};

const metadataPrefix = 'x-amz-meta-';
const metadataBytesMax = 2048;
const tagsMax = 10;

export function parseAttributes(bucket: Bucket, { headers }: S3Request): ObjectAttributes {
  const stored = pickHeaders(headers, contentHeaders);
  const encoding = stored['content-encoding']
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== 'aws-chunked' && one !== '');
  if (encoding && encoding.length > 0) stored['content-encoding'] = encoding.join(', ');
  else delete stored['content-encoding'];
  stored['content-type'] ??= 'binary/octet-stream';
  return {
    headers: { ...defaultEncryption(bucket), ...stored },
    metadata: parseMetadata(headers),
    tags: parseTagHeader(headers['x-amz-tagging']),
  };
}

function parseMetadata(headers: S3Request['headers']): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(metadataPrefix) || value === undefined) continue;
    metadata[name.slice(metadataPrefix.length)] = value;
    bytes += name.length - metadataPrefix.length + value.length;
  }
  if (bytes <= metadataBytesMax) return metadata;
  throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400);
}

function defaultEncryption(bucket: Bucket): Record<string, string> {
  const document = bucket.configurations.get('encryption') ?? '';
  const algorithm = /<SSEAlgorithm>([^<]+)</.exec(document)?.[1] ?? 'AES256';
  const key = /<KMSMasterKeyID>([^<]+)</.exec(document)?.[1];
  return {
    'x-amz-server-side-encryption': algorithm,
    ...(key === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': key }),
  };
}

function parseTagHeader(header: string | undefined): Record<string, string> {
  return header === undefined ? {} : requireTags([...new URLSearchParams(header)]);
}

export function requireTags(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const names = new Set(pairs.map(([name]) => name));
  if (names.size !== pairs.length)
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key', 400);
  if (pairs.length > tagsMax) throw new AwsError('BadRequest', 'Object tags cannot be greater than 10', 400);
  if (pairs.some(([name, value]) => name === '' || name.length > 128 || value.length > 256))
    throw new AwsError('InvalidTag', 'The TagKey or TagValue you have provided is invalid', 400);
  return Object.fromEntries(pairs);
}

export function requireKey(key: string): void {
  if (Buffer.byteLength(key) > keyBytesMax) throw new AwsError('KeyTooLongError', 'Your key is too long', 400);
}

export function describeVersion(bucket: Bucket, version: ObjectVersion): Record<string, string> {
  const headers: Record<string, string> = {
    ...version.headers,
    etag: quoteEtag(version.etag),
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(bucket, version),
  };
  for (const [name, value] of Object.entries(version.metadata)) headers[metadataPrefix + name] = value;
  const tags = Object.keys(version.tags).length;
  if (tags > 0) headers['x-amz-tagging-count'] = String(tags);
  return headers;
}

export const versionHeader = (bucket: Bucket, version: ObjectVersion): Record<string, string> =>
  bucket.versioning === '' ? {} : { 'x-amz-version-id': version.versionId };

export const checksumHeaders = ({ checksum }: Pick<ObjectVersion, 'checksum'>): Record<string, string> =>
  checksum ? { [`x-amz-checksum-${checksum.name}`]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};

export const encryptionHeaders = ({ headers }: ObjectAttributes): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')));
