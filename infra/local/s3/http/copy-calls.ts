/** Copies: the new object or part refers to the bytes of its source, none are moved. */
import { AwsError } from '../../endpoint/aws-error.ts';
import { renderDocument } from '../../endpoint/xml.ts';
import { decideRead, parseRange, preconditionFailed, type ReadConditions } from '../conditions.ts';
import type { Bucket, ObjectAttributes, ObjectVersion, Segment } from '../model.ts';
import { requireUpload, storePart } from '../multipart.ts';
import { type Content, commitObject, requireBucket, requireVersion } from '../objects.ts';
import type { S3 } from '../s3.ts';
import { encryptionHeaders, parseAttributes, requireKey, versionHeader } from './attributes.ts';
import { parsePartNumber } from './multipart-calls.ts';
import { parseWriteConditions } from './object-calls.ts';
import {
  bucketOf,
  formatInstant,
  pickHeaders,
  quoteEtag,
  type S3Call,
  type S3Request,
  s3Namespace,
  xmlReply,
} from './request.ts';

const sourceConditionHeaders = {
  'x-amz-copy-source-if-match': 'ifMatch',
  'x-amz-copy-source-if-none-match': 'ifNoneMatch',
  'x-amz-copy-source-if-modified-since': 'ifModifiedSince',
  'x-amz-copy-source-if-unmodified-since': 'ifUnmodifiedSince',
};

function findSource(s3: S3, { headers }: S3Request): { bucket: Bucket; key: string; version: ObjectVersion } {
  const [path = '', parameters = ''] = (headers['x-amz-copy-source'] ?? '').split(/\?(?=versionId=)/);
  const decoded = decodeSource(path).replace(/^\//, '');
  const at = decoded.indexOf('/');
  if (at <= 0) throw new AwsError('InvalidArgument', 'Copy Source must mention the source bucket and key', 400);
  const key = decoded.slice(at + 1);
  const bucket = requireBucket(s3.state, decoded.slice(0, at));
  const version = requireVersion(bucket, key, new URLSearchParams(parameters).get('versionId') ?? undefined);
  const conditions: ReadConditions = pickHeaders(headers, sourceConditionHeaders);
  if (decideRead(version, conditions) === 'not-modified') throw preconditionFailed('x-amz-copy-source-If-None-Match');
  return { bucket, key, version };
}

function decodeSource(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw Object.assign(new AwsError('InvalidArgument', 'The copy source is not URL-encoded', 400), { cause });
  }
}

const copyObject: S3Call = (s3, request) => {
  const source = findSource(s3, request);
  const bucket = bucketOf(s3, request);
  requireKey(request.key);
  const replaces = request.headers['x-amz-metadata-directive']?.toUpperCase() === 'REPLACE';
  const isOntoItself =
    bucket === source.bucket && request.key === source.key && source.version === bucket.keys.get(request.key)?.[0];
  if (
    isOntoItself &&
    !replaces &&
    request.headers['x-amz-storage-class'] === undefined &&
    request.headers['x-amz-server-side-encryption'] === undefined
  )
    throw new AwsError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
      400,
    );
  const given = parseAttributes(bucket, request);
  const replacesTags = request.headers['x-amz-tagging-directive']?.toUpperCase() === 'REPLACE';
  const attributes: ObjectAttributes = {
    headers: replaces ? given.headers : { ...source.version.headers, ...encryptionHeaders(given) },
    metadata: replaces ? given.metadata : source.version.metadata,
    tags: replacesTags ? given.tags : source.version.tags,
  };
  const { segments, bytes, etag, checksum, partBytes } = source.version;
  const content: Content = {
    segments,
    bytes,
    etag,
    ...(checksum ? { checksum } : {}),
    ...(partBytes ? { partBytes } : {}),
  };
  const version = commitObject(
    s3.objects,
    bucket,
    request.key,
    content,
    attributes,
    parseWriteConditions(request),
    'ObjectCreated:Copy',
    request.principal,
  );
  const result = { LastModified: formatInstant(version.modifiedAt), ETag: quoteEtag(version.etag) };
  const reply = xmlReply(renderDocument('CopyObjectResult', result, s3Namespace));
  const sourceVersion: Record<string, string> =
    source.bucket.versioning === '' ? {} : { 'x-amz-copy-source-version-id': source.version.versionId };
  return {
    ...reply,
    headers: { ...reply.headers, ...versionHeader(bucket, version), ...sourceVersion, ...encryptionHeaders(version) },
  };
};

/** Segments of a byte range, so that parts of a large object can be copied without reading it. */
function cutSegments(segments: readonly Segment[], start: number, end: number): Segment[] {
  const cut: Segment[] = [];
  let at = 0;
  for (const { blob, offset, bytes } of segments) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, bytes);
    if (to > from) cut.push({ blob, offset: offset + from, bytes: to - from });
    at += bytes;
  }
  return cut;
}

const copyPart: S3Call = async (s3, request) => {
  const { version } = findSource(s3, request);
  const bucket = bucketOf(s3, request);
  const partNumber = parsePartNumber(request);
  const range = parseRange(request.headers['x-amz-copy-source-range'], version.bytes) ?? {
    start: 0,
    end: version.bytes,
  };
  const segments = cutSegments(version.segments, range.start, range.end);
  const isWhole = range.end - range.start === version.bytes && version.partBytes === undefined;
  s3.blobs.retain(segments);
  try {
    const etag = isWhole ? version.etag : await s3.digest(segments);
    const upload = requireUpload(bucket, request.key, request.query.get('uploadId') ?? '');
    const part = storePart(s3.objects, bucket, upload, partNumber, { segments, bytes: range.end - range.start, etag });
    const result = { LastModified: formatInstant(part.modifiedAt), ETag: quoteEtag(part.etag) };
    return xmlReply(renderDocument('CopyPartResult', result, s3Namespace));
  } finally {
    s3.blobs.release(segments);
  }
};

export const copyCalls: Readonly<Record<string, S3Call>> = { CopyObject: copyObject, UploadPartCopy: copyPart };
