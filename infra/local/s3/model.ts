/** What the embedded S3 keeps: buckets of keys, a key of versions, a version of segments; uploads of parts until they are completed. */
import type { SortedMap } from './sorted-map.ts';

/** A run of bytes within a stored blob. Copies share blobs; a completed upload is the list of its parts' segments. */
export interface Segment {
  blob: string;
  offset: number;
  bytes: number;
}

export interface StoredChecksum {
  /** Lower case, as in `x-amz-checksum-crc32`. */
  name: string;
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** What a caller says about an object besides its bytes. */
export interface ObjectAttributes {
  /** Content-Type, Content-Encoding … in lower case. */
  headers: Record<string, string>;
  /** Without the `x-amz-meta-` prefix. */
  metadata: Record<string, string>;
  tags: Record<string, string>;
}

export interface ObjectVersion extends ObjectAttributes {
  versionId: string;
  isDeleteMarker: boolean;
  etag: string;
  bytes: number;
  modifiedAt: number;
  segments: Segment[];
  sequencer: string;
  checksum?: StoredChecksum;
  partBytes?: number[];
}

export interface Part {
  partNumber: number;
  etag: string;
  bytes: number;
  modifiedAt: number;
  segments: Segment[];
  checksum?: StoredChecksum;
}

export interface Upload extends ObjectAttributes {
  uploadId: string;
  key: string;
  startedAt: number;
  checksumName?: string;
  checksumType?: 'FULL_OBJECT' | 'COMPOSITE';
  parts: Map<number, Part>;
}

export interface Bucket {
  name: string;
  createdAt: number;
  versioning: '' | 'Enabled' | 'Suspended';
  /** Sub-resource name → document as it was put. */
  configurations: Map<string, string>;
  /** Key → versions, newest first; never an empty list. */
  keys: SortedMap<ObjectVersion[]>;
  uploads: Map<string, Upload>;
}

export const noAttributes = (): ObjectAttributes => ({ headers: {}, metadata: {}, tags: {} });
