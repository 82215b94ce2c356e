/**
 * The S3 engine: buckets, versioned objects and multipart uploads on a journal and a blob store. It knows no HTTP; the REST protocol
 * in `http/` and in-process callers use the same functions. Events go to the queues given by `enqueue`, before a write is acknowledged.
 */
import { createHash } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import { type ChecksumName, createChecksum } from '../endpoint/checksum.ts';
import type { Journal } from '../journal.ts';
import { type Blobs, createBlobs } from './blobs.ts';
import { type Bucket, noAttributes, type ObjectAttributes, type ObjectVersion, type Segment } from './model.ts';
import {
  buildEvent,
  matchesEvent,
  parseNotifications,
  type QueueNotification,
  renderNotifications,
} from './notification.ts';
import { commitObject, currentOf, type ObjectsOptions, requireBucket, requireVersion } from './objects.ts';
import { openState, type S3State } from './state.ts';

export interface S3Options {
  journal: Journal;
  /** Absent: objects live in memory and temporary files. */
  blobDirectory?: string;
  now: () => number;
  newId: () => string;
  region: string;
  accountId: string;
  /** Hands an event message to a queue; a queue that does not exist swallows it, as in S3. */
  enqueue: (queueArn: string, body: string) => void;
  hasQueue: (queueArn: string) => boolean;
}

export interface S3 {
  readonly region: string;
  readonly accountId: string;
  readonly now: () => number;
  readonly state: S3State;
  readonly blobs: Blobs;
  readonly objects: ObjectsOptions;
  createBucket(name: string): Bucket;
  deleteBucket(name: string): void;
  /** Stores a configuration document under its sub-resource name; `null` removes it. */
  configure(bucket: string, name: string, document: string | null): void;
  setVersioning(bucket: string, status: 'Enabled' | 'Suspended'): void;
  setNotifications(bucket: string, notifications: readonly QueueNotification[]): void;
  hasQueue(queueArn: string): boolean;
  /** Sends the message by which S3 tries a new destination. */
  announceTest(bucket: string, queueArn: string): void;
  /** For callers in the same process. */
  put(
    bucket: string,
    key: string,
    body: Buffer | string,
    attributes?: Partial<ObjectAttributes>,
  ): Promise<ObjectVersion>;
  get(bucket: string, key: string, versionId?: string): Promise<Buffer>;
  find(bucket: string, key: string): ObjectVersion | undefined;
  /** MD5 of stored bytes, in hexadecimal. */
  digest(segments: readonly Segment[]): Promise<string>;
  /** In base64. */
  computeChecksum(segments: readonly Segment[], name: ChecksumName): Promise<string>;
  /** Gives back bytes that were stored but never became an object. */
  discard(segments: readonly Segment[]): void;
  stop(): Promise<void>;
}

const bucketNamePattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function createS3(options: S3Options): S3 {
  const { now, newId, region, accountId, enqueue, hasQueue } = options;
  const blobs = createBlobs({ newId, ...(options.blobDirectory ? { directory: options.blobDirectory } : {}) });
  const state = openState(options.journal, blobs);
  const objects: ObjectsOptions = { state, now, newId, announce: createAnnouncer(options) };
  const s3: S3 = {
    region,
    accountId,
    now,
    state,
    blobs,
    objects,
    hasQueue,
    createBucket(name) {
      if (!bucketNamePattern.test(name))
        throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
      if (state.buckets.has(name))
        throw new AwsError('BucketAlreadyOwnedByYou', 'You already own the bucket of this name.', 409, {
          BucketName: name,
        });
      state.commit({ op: 'bucket', bucket: name, at: now() });
      return requireBucket(state, name);
    },
    deleteBucket(name) {
      if (requireBucket(state, name).keys.size > 0)
        throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: name });
      state.commit({ op: 'unbucket', bucket: name });
    },
    configure(bucket, name, document) {
      requireBucket(state, bucket);
      state.commit({ op: 'configure', bucket, name, document });
    },
    setVersioning(bucket, status) {
      requireBucket(state, bucket);
      state.commit({ op: 'versioning', bucket, status });
    },
    setNotifications: (bucket, notifications) =>
      s3.configure(bucket, 'notification', renderNotifications(notifications)),
    announceTest(bucket, queueArn) {
      const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: new Date(now()).toISOString(), Bucket: bucket };
      enqueue(queueArn, JSON.stringify({ ...test, RequestId: newId(), HostId: newId() }));
    },
    async put(bucketName, key, body, attributes = {}) {
      const bucket = requireBucket(state, bucketName);
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      const sink = blobs.sink();
      await sink.write(bytes);
      const segment = await sink.finish();
      const etag = createHash('md5').update(bytes).digest('hex');
      const content = { segments: [segment], bytes: bytes.length, etag };
      const all = { ...noAttributes(), ...attributes };
      return commitObject(objects, bucket, key, content, all, {}, 'ObjectCreated:Put', accountId);
    },
    async get(bucketName, key, versionId) {
      const version = requireVersion(requireBucket(state, bucketName), key, versionId);
      const chunks: Buffer[] = [];
      for await (const chunk of readAll(blobs, version.segments)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    async digest(segments) {
      const hash = createHash('md5');
      for await (const chunk of readAll(blobs, segments)) hash.update(chunk);
      return hash.digest('hex');
    },
    async computeChecksum(segments, name) {
      const checksum = createChecksum(name);
      for await (const chunk of readAll(blobs, segments)) checksum.update(chunk);
      return checksum.digest().toString('base64');
    },
    find: (bucketName, key) => currentOf(requireBucket(state, bucketName), key),
    discard(segments) {
      blobs.retain(segments);
      blobs.release(segments);
    },
    async stop() {
      options.journal.close();
      await blobs.stop();
    },
  };
  return s3;
}

async function* readAll(blobs: Blobs, segments: readonly Segment[]): AsyncGenerator<Buffer> {
  const total = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const body = await blobs.read(segments, 0, total);
  if (Buffer.isBuffer(body)) yield body;
  else yield* body as AsyncIterable<Buffer>;
}

function createAnnouncer({ now, newId, region, accountId, enqueue }: S3Options): ObjectsOptions['announce'] {
  const parsed = new Map<string, QueueNotification[]>();
  const notificationsOf = (bucket: Bucket): QueueNotification[] => {
    const document = bucket.configurations.get('notification');
    if (document === undefined) return [];
    let known = parsed.get(document);
    if (!known) {
      known = parseNotifications(document);
      parsed.set(document, known);
    }
    return known;
  };
  return (bucket, eventName, key, version, principal) => {
    for (const notification of notificationsOf(bucket)) {
      if (!matchesEvent(notification, eventName, key)) continue;
      const isVersioned = bucket.versioning !== '';
      const facts = { region, accountId, at: now(), eventName, configurationId: notification.id, isVersioned };
      enqueue(
        notification.queueArn,
        buildEvent({ ...facts, bucket: bucket.name, key, version, principal, requestId: newId() }),
      );
    }
  };
}
