/** Listing calls: objects (both versions of the call), object versions, uploads and parts, a thousand items a page at most. */
import { AwsError } from '../../endpoint/aws-error.ts';
import { encodeStrictly } from '../../endpoint/signature.ts';
import { renderDocument, type XmlObject } from '../../endpoint/xml.ts';
import { type ListedItem, listObjects, listVersions, nameOf } from '../listing.ts';
import { requireUpload } from '../multipart.ts';
import { compareUtf8 } from '../sorted-map.ts';
import { bucketOf, formatInstant, quoteEtag, type S3Call, type S3Request, s3Namespace, xmlReply } from './request.ts';

const itemsMax = 1000;

function parseCount(request: S3Request, name: string): number {
  const text = request.query.get(name);
  if (text === null || text === '') return itemsMax;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0)
    throw new AwsError('InvalidArgument', `Argument ${name} must be an integer between 0 and 2147483647`, 400);
  return Math.min(count, itemsMax);
}

/** Names as they stand, or percent-encoded where the caller asked for it. */
const nameEncoder = (request: S3Request): ((name: string) => string) =>
  request.query.get('encoding-type') === 'url' ? (name) => encodeStrictly(name).replaceAll('%2F', '/') : (name) => name;

function common(request: S3Request) {
  const encode = nameEncoder(request);
  const prefix = request.query.get('prefix') ?? '';
  const delimiter = request.query.get('delimiter') ?? '';
  return {
    encode,
    prefix,
    delimiter,
    head: {
      Name: request.bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: request.query.get('encoding-type') ?? undefined,
    },
  };
}

function renderItems(items: readonly ListedItem[], encode: (name: string) => string, owner?: XmlObject): XmlObject {
  const contents = items.flatMap((item) => {
    if (!('key' in item)) return [];
    const { etag, bytes, modifiedAt, checksum } = item.version;
    return {
      Key: encode(item.key),
      LastModified: formatInstant(modifiedAt),
      ETag: quoteEtag(etag),
      ChecksumAlgorithm: checksum?.name.toUpperCase(),
      ChecksumType: checksum?.type,
      Size: bytes,
      Owner: owner,
      StorageClass: 'STANDARD',
    };
  });
  const prefixes = items.flatMap((item) => ('key' in item ? [] : { Prefix: encode(item.commonPrefix) }));
  return { Contents: contents, CommonPrefixes: prefixes };
}

const encodeToken = (name: string): string => Buffer.from(name).toString('base64url');

const listV2: S3Call = (s3, request) => {
  const { encode, prefix, delimiter, head } = common(request);
  const token = request.query.get('continuation-token');
  if (token === '') throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400);
  const startAfter = request.query.get('start-after') ?? '';
  const after = token === null ? startAfter : Buffer.from(token, 'base64url').toString('utf8');
  const keysMax = parseCount(request, 'max-keys');
  const page = listObjects(bucketOf(s3, request), { prefix, delimiter, after, itemsMax: keysMax });
  const owner = request.query.get('fetch-owner') === 'true' ? { ID: s3.accountId } : undefined;
  const isTruncated = page.next !== undefined && keysMax > 0;
  const result = {
    ...head,
    MaxKeys: keysMax,
    KeyCount: page.items.length,
    IsTruncated: isTruncated,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: isTruncated ? encodeToken(page.next ?? '') : undefined,
    StartAfter: startAfter === '' ? undefined : encode(startAfter),
    ...renderItems(page.items, encode, owner),
  };
  return xmlReply(renderDocument('ListBucketResult', result, s3Namespace));
};

const listV1: S3Call = (s3, request) => {
  const { encode, prefix, delimiter, head } = common(request);
  const marker = request.query.get('marker') ?? '';
  const keysMax = parseCount(request, 'max-keys');
  const page = listObjects(bucketOf(s3, request), { prefix, delimiter, after: marker, itemsMax: keysMax });
  const isTruncated = page.next !== undefined && keysMax > 0;
  const last = page.items.at(-1);
  const result = {
    ...head,
    Marker: encode(marker),
    MaxKeys: keysMax,
    IsTruncated: isTruncated,
    NextMarker: isTruncated && delimiter !== '' && last ? encode(nameOf(last)) : undefined,
    ...renderItems(page.items, encode, { ID: s3.accountId }),
  };
  return xmlReply(renderDocument('ListBucketResult', result, s3Namespace));
};

const listObjectVersions: S3Call = (s3, request) => {
  const { encode, prefix, delimiter, head } = common(request);
  const after = {
    key: request.query.get('key-marker') ?? '',
    versionId: request.query.get('version-id-marker') ?? '',
  };
  const keysMax = parseCount(request, 'max-keys');
  const page = listVersions(bucketOf(s3, request), { prefix, delimiter, after, itemsMax: keysMax });
  const render = (isMarker: boolean) =>
    page.items.flatMap((item) => {
      if (!('key' in item) || item.version.isDeleteMarker !== isMarker) return [];
      const { versionId, modifiedAt, etag, bytes } = item.version;
      const stem = { Key: encode(item.key), VersionId: versionId, IsLatest: item.isLatest };
      const tail = { LastModified: formatInstant(modifiedAt), Owner: { ID: s3.accountId } };
      return isMarker
        ? { ...stem, ...tail }
        : { ...stem, ...tail, ETag: quoteEtag(etag), Size: bytes, StorageClass: 'STANDARD' };
    });
  const result = {
    ...head,
    KeyMarker: encode(after.key),
    VersionIdMarker: after.versionId,
    MaxKeys: keysMax,
    IsTruncated: page.next !== undefined,
    NextKeyMarker: page.next ? encode(page.next.key) : undefined,
    NextVersionIdMarker: page.next?.versionId === '' ? undefined : page.next?.versionId,
    Version: render(false),
    DeleteMarker: render(true),
    CommonPrefixes: page.items.flatMap((item) => ('key' in item ? [] : { Prefix: encode(item.commonPrefix) })),
  };
  return xmlReply(renderDocument('ListVersionsResult', result, s3Namespace));
};

const listUploads: S3Call = (s3, request) => {
  const { encode, prefix, head } = common(request);
  const [keyMarker, idMarker] = [request.query.get('key-marker') ?? '', request.query.get('upload-id-marker') ?? ''];
  const uploadsMax = parseCount(request, 'max-uploads');
  const due = [...bucketOf(s3, request).uploads.values()]
    .filter(({ key, uploadId }) => {
      const order = compareUtf8(key, keyMarker);
      return key.startsWith(prefix) && (order > 0 || (order === 0 && idMarker !== '' && uploadId > idMarker));
    })
    .sort((a, b) => compareUtf8(a.key, b.key) || (a.uploadId < b.uploadId ? -1 : 1));
  const page = due.slice(0, uploadsMax);
  const last = due.length > uploadsMax ? page.at(-1) : undefined;
  const { Name, ...rest } = head;
  const result = {
    Bucket: Name,
    ...rest,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: last ? encode(last.key) : undefined,
    NextUploadIdMarker: last?.uploadId,
    MaxUploads: uploadsMax,
    IsTruncated: last !== undefined,
    Upload: page.map((upload) => ({
      Key: encode(upload.key),
      UploadId: upload.uploadId,
      Initiator: { ID: s3.accountId },
      Owner: { ID: s3.accountId },
      StorageClass: 'STANDARD',
      Initiated: formatInstant(upload.startedAt),
    })),
  };
  return xmlReply(renderDocument('ListMultipartUploadsResult', result, s3Namespace));
};

const listParts: S3Call = (s3, request) => {
  const upload = requireUpload(bucketOf(s3, request), request.key, request.query.get('uploadId') ?? '');
  const marker = Number(request.query.get('part-number-marker') ?? 0);
  const partsMax = parseCount(request, 'max-parts');
  const due = [...upload.parts.values()]
    .filter((part) => part.partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = due.slice(0, partsMax);
  const isTruncated = due.length > page.length;
  const result = {
    Bucket: request.bucket,
    Key: nameEncoder(request)(request.key),
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: isTruncated ? page.at(-1)?.partNumber : undefined,
    MaxParts: partsMax,
    IsTruncated: isTruncated,
    StorageClass: 'STANDARD',
    Part: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: formatInstant(part.modifiedAt),
      ETag: quoteEtag(part.etag),
      Size: part.bytes,
    })),
  };
  return xmlReply(renderDocument('ListPartsResult', result, s3Namespace));
};

export const listingCalls: Readonly<Record<string, S3Call>> = {
  ListObjectsV2: listV2,
  ListObjects: listV1,
  ListObjectVersions: listObjectVersions,
  ListMultipartUploads: listUploads,
  ListParts: listParts,
};
