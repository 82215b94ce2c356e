/**
 * Objects and their versions. A body is first stored as a blob and becomes an object only by its commit, which judges the conditions,
 * journals, and tells the queues before the caller is answered. Without versioning there is one version named `null`.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import { requireWriteConditions, type WriteConditions } from './conditions.ts';
import type { Bucket, ObjectAttributes, ObjectVersion, Segment, StoredChecksum } from './model.ts';
import type { S3State } from './state.ts';

/** Stored bytes that are not yet an object. */
export interface Content {
  segments: Segment[];
  bytes: number;
  /** Hexadecimal, without quotes. */
  etag: string;
  checksum?: StoredChecksum;
  partBytes?: number[];
}

export type Announce = (bucket: Bucket, eventName: string, key: string, version: ObjectVersion, by: string) => void;

export interface ObjectsOptions {
  state: S3State;
  now: () => number;
  newId: () => string;
  announce: Announce;
}

export const keyBytesMax = 1024;

export function requireBucket(state: S3State, name: string): Bucket {
  const bucket = state.buckets.get(name);
  if (bucket) return bucket;
  throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
}

/** The version that a read without a version id sees; `undefined` under a delete marker. */
export function currentOf(bucket: Bucket, key: string): ObjectVersion | undefined {
  const version = bucket.keys.get(key)?.[0];
  return version?.isDeleteMarker === false ? version : undefined;
}

/** Throws NoSuchKey, NoSuchVersion or, for a delete marker asked by its id, MethodNotAllowed. */
export function requireVersion(bucket: Bucket, key: string, versionId?: string): ObjectVersion {
  const versions = bucket.keys.get(key) ?? [];
  const version = versionId === undefined ? versions[0] : versions.find((one) => one.versionId === versionId);
  if (!version && versionId !== undefined)
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key });
  if (!version) throw noSuchKey(key, {});
  if (!version.isDeleteMarker) return version;
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  if (versionId === undefined) throw noSuchKey(key, headers);
  const message = 'The specified method is not allowed against this resource.';
  throw new AwsError('MethodNotAllowed', message, 405, { headers });
}

const noSuchKey = (key: string, headers: Record<string, string>) =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key, headers });

export const newVersionId = (bucket: Bucket, newId: () => string): string =>
  bucket.versioning === 'Enabled' ? newId().replaceAll('-', '') : 'null';

export function commitObject(
  options: ObjectsOptions,
  bucket: Bucket,
  key: string,
  content: Content,
  attributes: ObjectAttributes,
  conditions: WriteConditions,
  eventName: string,
  by: string,
): ObjectVersion {
  requireWriteConditions(currentOf(bucket, key), conditions);
  const version = buildVersion(options, bucket, content, attributes);
  options.state.commit({ op: 'version', bucket: bucket.name, key, version });
  options.announce(bucket, eventName, key, version, by);
  return version;
}

export function buildVersion(
  { state, now, newId }: ObjectsOptions,
  bucket: Bucket,
  content: Content,
  attributes: ObjectAttributes,
): ObjectVersion {
  const { headers, metadata, tags } = attributes;
  return {
    ...content,
    headers,
    metadata,
    tags,
    versionId: newVersionId(bucket, newId),
    isDeleteMarker: false,
    modifiedAt: now(),
    sequencer: state.nextSequencer(now()),
  };
}

export interface Deletion {
  versionId?: string;
  isDeleteMarker: boolean;
}

/** Deleting what is not there succeeds, as in S3. */
export function deleteObject(
  options: ObjectsOptions,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  by: string,
): Deletion {
  const { state, now } = options;
  const versions = bucket.keys.get(key) ?? [];
  if (versionId !== undefined || bucket.versioning === '') {
    const version = versions.find((one) => one.versionId === (versionId ?? 'null'));
    if (version) {
      state.commit({ op: 'drop', bucket: bucket.name, key, versionId: version.versionId });
      const removal: ObjectVersion = { ...version, sequencer: state.nextSequencer(now()) };
      options.announce(bucket, 'ObjectRemoved:Delete', key, removal, by);
    }
    return { isDeleteMarker: version?.isDeleteMarker ?? false, ...(versionId === undefined ? {} : { versionId }) };
  }
  const content: Content = { segments: [], bytes: 0, etag: '' };
  const marker: ObjectVersion = {
    ...buildVersion(options, bucket, content, { headers: {}, metadata: {}, tags: {} }),
    isDeleteMarker: true,
  };
  state.commit({ op: 'version', bucket: bucket.name, key, version: marker });
  options.announce(bucket, 'ObjectRemoved:DeleteMarkerCreated', key, marker, by);
  return { isDeleteMarker: true, versionId: marker.versionId };
}
