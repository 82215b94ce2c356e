/** Calls on single objects: put, get, head, delete, delete many, tags. */
import { AwsError } from '../../endpoint/aws-error.ts';
import { childOf, childrenOf, renderDocument, textOf } from '../../endpoint/xml.ts';
import { decideRead, parseRange, type ReadConditions, type WriteConditions } from '../conditions.ts';
import type { ObjectVersion } from '../model.ts';
import { commitObject, currentOf, deleteObject, requireVersion } from '../objects.ts';
import type { S3 } from '../s3.ts';
import {
  checksumHeaders,
  describeVersion,
  encryptionHeaders,
  parseAttributes,
  requireKey,
  requireTags,
  versionHeader,
} from './attributes.ts';
import {
  bucketOf,
  emptyReply,
  pickHeaders,
  quoteEtag,
  readXml,
  type S3Call,
  type S3Reply,
  type S3Request,
  s3Namespace,
  xmlReply,
} from './request.ts';

const deletionsMax = 1000;

export function parseWriteConditions({ headers }: S3Request): WriteConditions {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new AwsError('NotImplemented', 'If-None-Match of a write takes * only.', 501);
  return pickHeaders(headers, { 'if-match': 'ifMatch', 'if-none-match': 'ifNoneMatch' });
}

const putObject: S3Call = async (s3, request) => {
  const bucket = bucketOf(s3, request);
  requireKey(request.key);
  const attributes = parseAttributes(bucket, request);
  const conditions = parseWriteConditions(request);
  const content = await request.storeBody();
  let version: ObjectVersion;
  try {
    const { objects } = s3;
    const target = bucketOf(s3, request);
    version = commitObject(
      objects,
      target,
      request.key,
      content,
      attributes,
      conditions,
      'ObjectCreated:Put',
      request.principal,
    );
  } catch (error) {
    s3.discard(content.segments);
    throw error;
  }
  return emptyReply({
    etag: quoteEtag(version.etag),
    ...versionHeader(bucket, version),
    ...checksumHeaders(version),
    ...encryptionHeaders(version),
  });
};

const readConditionHeaders = {
  'if-match': 'ifMatch',
  'if-none-match': 'ifNoneMatch',
  'if-modified-since': 'ifModifiedSince',
  'if-unmodified-since': 'ifUnmodifiedSince',
};

const responseOverrides: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

interface Reading {
  version: ObjectVersion;
  start: number;
  end: number;
  reply: S3Reply;
}

function decideReading(s3: S3, request: S3Request): Reading {
  const bucket = bucketOf(s3, request);
  const version = requireVersion(bucket, request.key, request.query.get('versionId') ?? undefined);
  const conditions: ReadConditions = pickHeaders(request.headers, readConditionHeaders);
  const headers = describeVersion(bucket, version);
  if (decideRead(version, conditions) === 'not-modified') {
    const kept = pickHeaders(headers, { etag: 'etag', 'last-modified': 'last-modified' });
    return { version, start: 0, end: 0, reply: { status: 304, headers: kept } };
  }
  const range = findPart(request, version) ?? parseRange(request.headers.range, version.bytes);
  const { start, end } = range ?? { start: 0, end: version.bytes };
  for (const [name, header] of Object.entries(responseOverrides)) {
    const value = request.query.get(name);
    if (value !== null) headers[header] = value;
  }
  headers['content-length'] = String(end - start);
  if (range) headers['content-range'] = `bytes ${start}-${end - 1}/${version.bytes}`;
  else if (request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED')
    Object.assign(headers, checksumHeaders(version));
  if (request.query.has('partNumber') && version.partBytes)
    headers['x-amz-mp-parts-count'] = String(version.partBytes.length);
  return { version, start, end, reply: { status: range ? 206 : 200, headers } };
}

function findPart({ query }: S3Request, version: ObjectVersion): { start: number; end: number } | undefined {
  const text = query.get('partNumber');
  if (text === null) return undefined;
  const parts = version.partBytes ?? [version.bytes];
  const index = Number(text) - 1;
  const bytes = parts[index];
  if (bytes === undefined) throw new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416);
  const start = parts.slice(0, index).reduce((sum, each) => sum + each, 0);
  return bytes > 0 ? { start, end: start + bytes } : undefined;
}

const getObject: S3Call = async (s3, request) => {
  const { version, start, end, reply } = decideReading(s3, request);
  if (reply.status === 304) return reply;
  return { ...reply, body: await s3.blobs.read(version.segments, start, end) };
};

const headObject: S3Call = (s3, request) => decideReading(s3, request).reply;

const deleteOne: S3Call = (s3, request) => {
  const bucket = bucketOf(s3, request);
  const versionId = request.query.get('versionId') ?? undefined;
  const ifMatch = request.headers['if-match'];
  const current = currentOf(bucket, request.key);
  if (ifMatch !== undefined && current && ifMatch !== '*' && ifMatch.replaceAll('"', '') !== current.etag)
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  const deletion = deleteObject(s3.objects, bucket, request.key, versionId, request.principal);
  return emptyReply(
    {
      ...(deletion.versionId === undefined ? {} : { 'x-amz-version-id': deletion.versionId }),
      ...(deletion.isDeleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
    204,
  );
};

const deleteMany: S3Call = async (s3, request) => {
  const root = await readXml(request, 'Delete');
  const bucket = bucketOf(s3, request);
  const named = childrenOf(root, 'Object');
  if (named.length === 0 || named.length > deletionsMax)
    throw new AwsError('MalformedXML', 'Between 1 and 1000 objects can be deleted in one request', 400);
  const deleted = named.map((one) => {
    const key = textOf(one, 'Key') ?? '';
    const versionId = textOf(one, 'VersionId');
    const deletion = deleteObject(s3.objects, bucket, key, versionId, request.principal);
    return {
      Key: key,
      VersionId: versionId,
      DeleteMarker: deletion.isDeleteMarker ? true : undefined,
      DeleteMarkerVersionId: deletion.isDeleteMarker ? deletion.versionId : undefined,
    };
  });
  const told = textOf(root, 'Quiet') === 'true' ? [] : deleted;
  return xmlReply(renderDocument('DeleteResult', { Deleted: told }, s3Namespace));
};

const locate = (s3: S3, request: S3Request) => {
  const bucket = bucketOf(s3, request);
  return { bucket, version: requireVersion(bucket, request.key, request.query.get('versionId') ?? undefined) };
};

function storeTags(s3: S3, request: S3Request, tags: Record<string, string>, status: number): S3Reply {
  const { bucket, version } = locate(s3, request);
  s3.state.commit({ op: 'tags', bucket: bucket.name, key: request.key, versionId: version.versionId, tags });
  return emptyReply(versionHeader(bucket, version), status);
}

const putTags: S3Call = async (s3, request) => {
  const root = await readXml(request, 'Tagging');
  const pairs = childrenOf(childOf(root, 'TagSet'), 'Tag');
  const tags = requireTags(pairs.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const));
  return storeTags(s3, request, tags, 200);
};

const getTags: S3Call = (s3, request) => {
  const { version } = locate(s3, request);
  const tags = Object.entries(version.tags).map(([name, value]) => ({ Key: name, Value: value }));
  return xmlReply(renderDocument('Tagging', { TagSet: { Tag: tags } }, s3Namespace));
};

export const objectCalls: Readonly<Record<string, S3Call>> = {
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  DeleteObject: deleteOne,
  DeleteObjects: deleteMany,
  PutObjectTagging: putTags,
  GetObjectTagging: getTags,
  DeleteObjectTagging: (s3, request) => storeTags(s3, request, {}, 204),
};
