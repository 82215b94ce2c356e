/**
 * Multipart uploads. A part is stored like an object; completing only writes the list of the parts' segments, so it costs the same for
 * any size. Refuses parts out of order, unknown or changed parts, and parts under 5 MiB other than the last.
 */
import { createHash } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import { type ChecksumName, checksumNames, createChecksum } from '../endpoint/checksum.ts';
import { requireWriteConditions, type WriteConditions } from './conditions.ts';
import type { Bucket, ObjectAttributes, ObjectVersion, Part, StoredChecksum, Upload } from './model.ts';
import { buildVersion, type Content, currentOf, type ObjectsOptions } from './objects.ts';

const partBytesMin = 5 << 20;
export const partNumberMax = 10_000;

export function requireUpload(bucket: Bucket, key: string, uploadId: string): Upload {
  const upload = bucket.uploads.get(uploadId);
  if (upload && upload.key === key) return upload;
  throw new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: uploadId },
  );
}

export function startUpload(
  { state, now, newId }: ObjectsOptions,
  bucket: Bucket,
  key: string,
  attributes: ObjectAttributes,
  checksum: Pick<Upload, 'checksumName' | 'checksumType'>,
): Upload {
  const uploadId = newId().replaceAll('-', '');
  const upload = { uploadId, key, startedAt: now(), ...attributes, ...checksum };
  state.commit({ op: 'upload', bucket: bucket.name, upload });
  return { ...upload, parts: new Map() };
}

export function storePart(
  { state, now }: ObjectsOptions,
  bucket: Bucket,
  upload: Upload,
  partNumber: number,
  content: Content,
): Part {
  const part: Part = { ...content, partNumber, modifiedAt: now() };
  state.commit({ op: 'part', bucket: bucket.name, uploadId: upload.uploadId, part });
  return part;
}

export interface NamedPart {
  partNumber: number;
  etag: string;
}

export function completeUpload(
  options: ObjectsOptions,
  bucket: Bucket,
  upload: Upload,
  named: readonly NamedPart[],
  conditions: WriteConditions,
  declared: StoredChecksum | undefined,
  by: string,
): ObjectVersion {
  const parts = findParts(upload, named);
  requireWriteConditions(currentOf(bucket, upload.key), conditions);
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  const checksum = composeChecksum(upload, parts) ?? declared;
  const content: Content = {
    segments: parts.flatMap((part) => part.segments),
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    etag: `${createHash('md5').update(digests).digest('hex')}-${parts.length}`,
    partBytes: parts.map((part) => part.bytes),
    ...(checksum ? { checksum } : {}),
  };
  const version = buildVersion(options, bucket, content, upload);
  options.state.commit({ op: 'complete', bucket: bucket.name, uploadId: upload.uploadId, version });
  options.announce(bucket, 'ObjectCreated:CompleteMultipartUpload', upload.key, version, by);
  return version;
}

function findParts(upload: Upload, named: readonly NamedPart[]): Part[] {
  if (named.length === 0) throw new AwsError('MalformedXML', 'You must specify at least one part', 400);
  if (named.some(({ partNumber }, index) => partNumber <= (named[index - 1]?.partNumber ?? 0)))
    throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.', 400);
  return named.map(({ partNumber, etag }, index) => {
    const part = upload.parts.get(partNumber);
    if (!part || part.etag !== etag.replaceAll('"', ''))
      throw new AwsError(
        'InvalidPart',
        'One or more of the specified parts could not be found. The part may not have been uploaded, or its entity tag may not match.',
        400,
        { UploadId: upload.uploadId, PartNumber: partNumber },
      );
    if (part.bytes < partBytesMin && index < named.length - 1)
      throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400);
    return part;
  });
}

/** The checksum of the parts' checksums; `undefined` unless every part has one of the upload's algorithm. */
function composeChecksum(upload: Upload, parts: readonly Part[]): StoredChecksum | undefined {
  const name = checksumNames.find((one) => one === upload.checksumName);
  if (!name || upload.checksumType === 'FULL_OBJECT') return undefined;
  const composed = createChecksum(name satisfies ChecksumName);
  for (const { checksum } of parts) {
    if (checksum?.name !== name) return undefined;
    composed.update(Buffer.from(checksum.value, 'base64'));
  }
  return { name, value: `${composed.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}
