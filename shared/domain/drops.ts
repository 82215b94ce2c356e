/**
 * The life of a drop as one table. A drop ends in exactly one of released, rejected, duplicate or superseded; held drops wait for
 * a person, waiting drops for a roster. Nothing a drop says reaches a township before `releasing`.
 */
import type { CalendarDate } from './dates.ts';

export const dropStates = [
  'waiting-roster',
  'comparing',
  'compared',
  'held',
  'releasing',
  'released',
  'rejected',
  'duplicate',
] as const;
export type DropState = (typeof dropStates)[number];

/** Which states may follow a state. */
export const dropEdges: Readonly<Record<DropState, readonly DropState[]>> = {
  'waiting-roster': ['comparing', 'rejected'],
  comparing: ['compared', 'rejected'],
  compared: ['held', 'releasing', 'rejected'],
  held: ['releasing', 'rejected'],
  releasing: ['released'],
  released: [],
  rejected: [],
  duplicate: [],
};

export function isDropEnded(state: DropState): boolean {
  return dropEdges[state].length === 0;
}

/** Why a drop was held or rejected, as the receipt says it. */
export interface DropFault {
  readonly code: DropFaultCode;
  /** Numbers and column names only: `{ column: 'self_paid', expected: '12.00', found: '11.00' }`. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Texts in both languages stand in `shared/domain/drop-faults.ts`. */
export type DropFaultCode =
  | 'key-invalid'
  | 'dataset-unknown'
  | 'manifest-missing'
  | 'manifest-invalid'
  | 'manifest-mismatch'
  | 'file-missing'
  | 'file-too-large'
  | 'file-format'
  | 'compression-bomb'
  | 'compression-damaged'
  | 'encoding-invalid'
  | 'encoding-mismatch'
  | 'digest-mismatch'
  | 'bytes-mismatch'
  | 'rows-mismatch'
  | 'rows-too-many'
  | 'rows-none'
  | 'line-too-long'
  | 'quote-unterminated'
  | 'header-missing'
  | 'header-duplicate'
  | 'header-unknown'
  | 'control-sum-mismatch'
  | 'rejects-too-many'
  | 'region-foreign'
  | 'rows-drift'
  | 'nulls-drift'
  | 'codes-drift'
  | 'match-drift'
  | 'unit-drift'
  | 'warning-storm'
  | 'roster-missing'
  | 'roster-shrunk'
  | 'roster-person-twice';

export type FileFormat = 'csv' | 'csv.gz' | 'xlsx';
export type DropEncoding = 'utf-8' | 'gb18030';

export interface DropFile {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: FileFormat;
  readonly encoding: DropEncoding;
  /** Data rows, the header not counted. */
  readonly rows: number;
}

/** One byte range (of the file's bytes as they lie) handed to a comparator. */
export interface DropPart {
  readonly part: number;
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

export interface Drop {
  readonly id: string;
  /** `drops/{department}/{dataset}/{period}/{folder}`. */
  readonly path: string;
  readonly department: string;
  readonly dataset: string;
  readonly period: string;
  readonly state: DropState;
  /** Number of transitions. */
  readonly version: number;
  readonly mode: 'snapshot' | 'delta';
  readonly supplier: string;
  readonly producedAt: string;
  readonly producedOn: CalendarDate;
  /** Came without a manifest: nothing vouches for its totals. */
  readonly isBare: boolean;
  readonly supersedes: string | undefined;
  readonly headers: readonly string[];
  readonly files: readonly DropFile[];
  readonly parts: readonly DropPart[];
  readonly rows: number;
  /** Rows the manifest declares; undefined without one. */
  readonly manifestRows: number | undefined;
  readonly controlSums: Readonly<Record<string, string>>;
  /** Roster snapshot all parts are compared with; undefined while there is none. */
  readonly snapshot: string | undefined;
  readonly faults: readonly DropFault[];
  readonly receivedAt: string;
  /** Released by a person although held. */
  readonly releasedBy: string | undefined;
  /** Catalogue version its acceptance made. */
  readonly revision?: number;
  /** The drop it was released together with, itself when it led. */
  readonly releasedWith?: string;
}

/** Order in which drops of one dataset and supplier speak: the later production wins, whatever arrived last. */
export function dropOrderOf(drop: Pick<Drop, 'producedAt' | 'id'>): string {
  return `${drop.producedAt}#${drop.id}`;
}
