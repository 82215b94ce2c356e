/**
 * The state of the embedded S3 as a fold over journal entries: every change is one entry, appended before it is applied and before
 * the caller is answered, so a restart replays to exactly what was acknowledged. Blobs are counted here, as versions and parts come and go.
 */
import type { Journal } from '../journal.ts';
import type { Blobs } from './blobs.ts';
import type { Bucket, ObjectVersion, Part, Upload } from './model.ts';
import { createSortedMap } from './sorted-map.ts';

export type Entry =
  | { op: 'bucket'; bucket: string; at: number }
  | { op: 'unbucket'; bucket: string }
  | { op: 'configure'; bucket: string; name: string; document: string | null }
  | { op: 'versioning'; bucket: string; status: 'Enabled' | 'Suspended' }
  | { op: 'version'; bucket: string; key: string; version: ObjectVersion }
  | { op: 'drop'; bucket: string; key: string; versionId: string }
  | { op: 'tags'; bucket: string; key: string; versionId: string; tags: Record<string, string> }
  | { op: 'upload'; bucket: string; upload: Omit<Upload, 'parts'> }
  | { op: 'part'; bucket: string; uploadId: string; part: Part }
  | { op: 'complete'; bucket: string; uploadId: string; version: ObjectVersion }
  | { op: 'abort'; bucket: string; uploadId: string };

export interface S3State {
  buckets: ReadonlyMap<string, Bucket>;
  /** Journals the entry, then applies it. */
  commit(entry: Entry): void;
  /** Grows with every call, over restarts too. */
  nextSequencer(now: number): string;
}

const compactBytesMin = 64 << 20;

export function openState(journal: Journal, blobs: Blobs): S3State {
  const buckets = new Map<string, Bucket>();
  let lastSequence = 0n;
  let compactAtBytes = compactBytesMin;
  journal.replay((entry) => {
    const known = entry as Entry;
    apply(buckets, blobs, known);
    if (known.op === 'version' || known.op === 'complete') {
      const sequence = BigInt(`0x${known.version.sequencer}`);
      if (sequence > lastSequence) lastSequence = sequence;
    }
  });
  blobs.sweep();
  const compactWhenDue = (): void => {
    if (journal.bytes < compactAtBytes) return;
    journal.compact(entriesOf(buckets));
    compactAtBytes = Math.max(compactBytesMin, journal.bytes * 2);
  };
  compactWhenDue();
  return {
    buckets,
    commit(entry) {
      journal.append(entry);
      apply(buckets, blobs, entry);
      compactWhenDue();
    },
    nextSequencer(now) {
      const byClock = BigInt(Math.trunc(now)) << 12n;
      lastSequence = byClock > lastSequence ? byClock : lastSequence + 1n;
      return lastSequence.toString(16).toUpperCase().padStart(16, '0');
    },
  };
}

function apply(buckets: Map<string, Bucket>, blobs: Blobs, entry: Entry): void {
  if (entry.op === 'bucket') {
    buckets.set(entry.bucket, newBucket(entry.bucket, entry.at));
    return;
  }
  if (entry.op === 'unbucket') {
    for (const upload of buckets.get(entry.bucket)?.uploads.values() ?? []) releaseParts(upload, blobs);
    buckets.delete(entry.bucket);
    return;
  }
  const bucket = buckets.get(entry.bucket);
  if (!bucket) throw new Error(`journal names unknown bucket ${entry.bucket}`);
  applyToBucket(bucket, blobs, entry);
}

function applyToBucket(bucket: Bucket, blobs: Blobs, entry: Exclude<Entry, { op: 'bucket' | 'unbucket' }>): void {
  switch (entry.op) {
    case 'configure':
      if (entry.document === null) bucket.configurations.delete(entry.name);
      else bucket.configurations.set(entry.name, entry.document);
      return;
    case 'versioning':
      bucket.versioning = entry.status;
      return;
    case 'version':
      putVersion(bucket, blobs, entry.key, entry.version);
      return;
    case 'drop':
      dropVersion(bucket, blobs, entry.key, entry.versionId);
      return;
    case 'tags': {
      const version = bucket.keys.get(entry.key)?.find((one) => one.versionId === entry.versionId);
      if (version) version.tags = entry.tags;
      return;
    }
    default:
      applyToUpload(bucket, blobs, entry);
  }
}

type UploadEntry = Extract<Entry, { op: 'upload' | 'part' | 'complete' | 'abort' }>;

function applyToUpload(bucket: Bucket, blobs: Blobs, entry: UploadEntry): void {
  if (entry.op === 'upload') {
    bucket.uploads.set(entry.upload.uploadId, { ...entry.upload, parts: new Map() });
    return;
  }
  const upload = bucket.uploads.get(entry.uploadId);
  if (!upload) return;
  if (entry.op === 'part') {
    blobs.retain(entry.part.segments);
    const replaced = upload.parts.get(entry.part.partNumber);
    upload.parts.set(entry.part.partNumber, entry.part);
    if (replaced) blobs.release(replaced.segments);
    return;
  }
  if (entry.op === 'complete') putVersion(bucket, blobs, upload.key, entry.version);
  bucket.uploads.delete(entry.uploadId);
  releaseParts(upload, blobs);
}

function releaseParts(upload: Upload, blobs: Blobs): void {
  for (const part of upload.parts.values()) blobs.release(part.segments);
}

function putVersion(bucket: Bucket, blobs: Blobs, key: string, version: ObjectVersion): void {
  blobs.retain(version.segments);
  const versions = bucket.keys.get(key) ?? [];
  const replaced = versions.find((one) => one.versionId === version.versionId);
  bucket.keys.set(key, [version, ...versions.filter((one) => one !== replaced)]);
  if (replaced) blobs.release(replaced.segments);
}

function dropVersion(bucket: Bucket, blobs: Blobs, key: string, versionId: string): void {
  const versions = bucket.keys.get(key) ?? [];
  const dropped = versions.find((one) => one.versionId === versionId);
  if (!dropped) return;
  const kept = versions.filter((one) => one !== dropped);
  if (kept.length > 0) bucket.keys.set(key, kept);
  else bucket.keys.delete(key);
  blobs.release(dropped.segments);
}

const newBucket = (name: string, createdAt: number): Bucket => ({
  name,
  createdAt,
  versioning: '',
  configurations: new Map(),
  keys: createSortedMap(),
  uploads: new Map(),
});

/** The shortest journal that folds to this state. */
function* entriesOf(buckets: ReadonlyMap<string, Bucket>): Generator<Entry> {
  for (const bucket of buckets.values()) {
    const { name } = bucket;
    yield { op: 'bucket', bucket: name, at: bucket.createdAt };
    if (bucket.versioning !== '') yield { op: 'versioning', bucket: name, status: bucket.versioning };
    for (const [config, document] of bucket.configurations)
      yield { op: 'configure', bucket: name, name: config, document };
    for (const [key, versions] of bucket.keys.entries())
      for (const version of versions.toReversed()) yield { op: 'version', bucket: name, key, version };
    for (const { parts, ...upload } of bucket.uploads.values()) {
      yield { op: 'upload', bucket: name, upload };
      for (const part of parts.values()) yield { op: 'part', bucket: name, uploadId: upload.uploadId, part };
    }
  }
}
