/** Calls of a multipart upload, but for copies and listings. */
import { AwsError } from '../../endpoint/aws-error.ts';
import { checksumNames } from '../../endpoint/checksum.ts';
import { childrenOf, renderDocument, textOf } from '../../endpoint/xml.ts';
import type { StoredChecksum, Upload } from '../model.ts';
import { completeUpload, partNumberMax, requireUpload, startUpload, storePart } from '../multipart.ts';
import { checksumHeaders, encryptionHeaders, parseAttributes, requireKey, versionHeader } from './attributes.ts';
import { parseWriteConditions } from './object-calls.ts';
import {
  bucketOf,
  emptyReply,
  quoteEtag,
  readXml,
  type S3Call,
  type S3Request,
  s3Namespace,
  xmlReply,
} from './request.ts';

export function parsePartNumber({ query }: S3Request): number {
  const partNumber = Number(query.get('partNumber'));
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= partNumberMax) return partNumber;
  throw new AwsError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', 400);
}

const uploadOf = (...[s3, request]: Parameters<S3Call>): Upload =>
  requireUpload(bucketOf(s3, request), request.key, request.query.get('uploadId') ?? '');

const createUpload: S3Call = (s3, request) => {
  const bucket = bucketOf(s3, request);
  requireKey(request.key);
  const attributes = parseAttributes(bucket, request);
  const name = checksumNames.find((one) => one === request.headers['x-amz-checksum-algorithm']?.toLowerCase());
  const declaredType = request.headers['x-amz-checksum-type']?.toUpperCase();
  const type = declaredType ?? (name === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const checksum = name
    ? { checksumName: name, checksumType: type === 'FULL_OBJECT' ? ('FULL_OBJECT' as const) : ('COMPOSITE' as const) }
    : {};
  const { uploadId } = startUpload(s3.objects, bucket, request.key, attributes, checksum);
  const result = { Bucket: bucket.name, Key: request.key, UploadId: uploadId };
  const reply = xmlReply(renderDocument('InitiateMultipartUploadResult', result, s3Namespace));
  const told: Record<string, string> = name
    ? { 'x-amz-checksum-algorithm': name.toUpperCase(), 'x-amz-checksum-type': checksum.checksumType ?? '' }
    : {};
  return { ...reply, headers: { ...reply.headers, ...encryptionHeaders(attributes), ...told } };
};

const uploadPart: S3Call = async (s3, request) => {
  const partNumber = parsePartNumber(request);
  uploadOf(s3, request);
  const content = await request.storeBody();
  try {
    // Looked up again: the upload may have ended while the body streamed.
    const part = storePart(s3.objects, bucketOf(s3, request), uploadOf(s3, request), partNumber, content);
    const { 'x-amz-checksum-type': _, ...checksum } = checksumHeaders(content);
    return emptyReply({ etag: quoteEtag(part.etag), ...checksum });
  } catch (error) {
    s3.discard(content.segments);
    throw error;
  }
};

const completeCall: S3Call = async (s3, request) => {
  const root = await readXml(request, 'CompleteMultipartUpload');
  const bucket = bucketOf(s3, request);
  const named = childrenOf(root, 'Part').map((part) => ({
    partNumber: Number(textOf(part, 'PartNumber')),
    etag: textOf(part, 'ETag') ?? '',
  }));
  const upload = uploadOf(s3, request);
  const conditions = parseWriteConditions(request);
  const declared = await findFullChecksum(s3, request, upload, named);
  const version = completeUpload(s3.objects, bucket, upload, named, conditions, declared, request.principal);
  const result = {
    Location: `${request.baseUrl}/${bucket.name}/${encodeURI(request.key)}`,
    Bucket: bucket.name,
    Key: request.key,
    ETag: quoteEtag(version.etag),
    ...(version.checksum ? { [`Checksum${version.checksum.name.toUpperCase()}`]: version.checksum.value } : {}),
    ChecksumType: version.checksum?.type,
  };
  const reply = xmlReply(renderDocument('CompleteMultipartUploadResult', result, s3Namespace));
  return { ...reply, headers: { ...reply.headers, ...versionHeader(bucket, version), ...encryptionHeaders(version) } };
};

/** A declared checksum of the whole object is compared with the stored bytes; one that nobody declared is not computed. */
async function findFullChecksum(
  s3: Parameters<S3Call>[0],
  { headers }: S3Request,
  upload: Upload,
  named: readonly { partNumber: number }[],
): Promise<StoredChecksum | undefined> {
  const name = checksumNames.find((one) => headers[`x-amz-checksum-${one}`] !== undefined);
  if (!name || upload.checksumType !== 'FULL_OBJECT') return undefined;
  const segments = named.flatMap(({ partNumber }) => upload.parts.get(partNumber)?.segments ?? []);
  const value = await s3.computeChecksum(segments, name);
  if (value !== headers[`x-amz-checksum-${name}`])
    throw new AwsError(
      'BadDigest',
      `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      400,
    );
  return { name, value, type: 'FULL_OBJECT' };
}

const abortCall: S3Call = (s3, request) => {
  const { uploadId } = uploadOf(s3, request);
  s3.state.commit({ op: 'abort', bucket: request.bucket, uploadId });
  return emptyReply({}, 204);
};

export const multipartCalls: Readonly<Record<string, S3Call>> = {
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeCall,
  AbortMultipartUpload: abortCall,
};
