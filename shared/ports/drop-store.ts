/** Drops, the catalogue of accepted segments and what the guard remembers, with the transactions they need. */
import type { CalendarDate } from '../domain/dates.ts';
import type { Drop, DropState } from '../domain/drops.ts';

/** An accepted drop's rows on the shelf. */
export interface SegmentEntry {
  readonly drop: string;
  readonly dataset: string;
  readonly supplier: string;
  readonly mode: 'snapshot' | 'delta';
  readonly period: string;
  /** {@link dropOrderOf} of the drop. */
  readonly order: string;
  readonly key: string;
  readonly rows: number;
  /** Drop this delta replaces. */
  readonly supersedes: string | undefined;
}

/** The head of everything accepted so far. */
export interface CatalogueHead {
  /** Grows by one with each release: the revision of the warnings it sends. */
  readonly version: number;
  /** Latest production date among accepted drops and rosters. */
  readonly asOf: CalendarDate;
  /** Bucket number → object key of the live findings. */
  readonly findings: Readonly<Record<string, string>>;
}

export interface RosterHead {
  readonly snapshot: string;
  readonly people: number;
  readonly households: number;
  readonly asOf: CalendarDate;
  /** The snapshot before it, against which changes are re-examined. */
  readonly previousSnapshot: string | undefined;
  readonly version: number;
}

/** What the guard compares a drop with. */
export interface AcceptedStatistics {
  readonly drop: string;
  readonly rows: number;
  readonly matchRate: number;
  readonly warnings: number;
  readonly nullShares: Readonly<Record<string, number>>;
  readonly unknownCodeShare: number;
  readonly medians: Readonly<Record<string, number>>;
}

export type DropChange = Pick<Drop, 'snapshot' | 'faults' | 'releasedBy' | 'revision' | 'releasedWith'>;

export interface AcceptedDrop {
  readonly drop: Drop;
  readonly segment: SegmentEntry;
  readonly statistics: AcceptedStatistics;
}

export interface DropStore {
  read(id: string): Promise<Drop | undefined>;
  /** Stores a new drop with its content mark; `duplicateOf` when the same content of the dataset was received before. */
  create(drop: Drop, contentDigest: string): Promise<{ isNew: boolean; duplicateOf?: string }>;
  /** False when the drop is not in that version any more. */
  move(drop: Drop, to: DropState, change?: Partial<DropChange>): Promise<boolean>;
  /** Changes a drop without moving it; false when it is not in that version any more. */
  amend(drop: Drop, change: Partial<DropChange>): Promise<boolean>;
  /** Marks a part as done; returns how many distinct parts are done. */
  markPart(drop: string, part: number): Promise<number>;
  partsDone(drop: string): Promise<number>;
  listByState(state: DropState, cursor?: string): Promise<{ drops: readonly Drop[]; next: string | undefined }>;

  readHead(): Promise<CatalogueHead>;
  segments(): Promise<readonly SegmentEntry[]>;
  /** One transaction: drops to `releasing`, their segments, the head's next version. False when anything has moved meanwhile. */
  accept(acceptance: {
    /** At most 30. */
    readonly drops: readonly AcceptedDrop[];
    readonly from: CatalogueHead;
    readonly to: CatalogueHead;
    readonly change?: Partial<DropChange>;
    /** Snapshot whose re-examination this is. */
    readonly roster?: string;
  }): Promise<boolean>;
  statistics(dataset: string): Promise<readonly AcceptedStatistics[]>;

  readRoster(): Promise<RosterHead | undefined>;
  /** The re-examination a snapshot has had: its revision, and whether its events are known to be sent. */
  rosterExamination(snapshot: string): Promise<{ readonly revision: number; readonly isSent: boolean } | undefined>;
  noteRosterExamined(snapshot: string, revision: number): Promise<void>;
  /** False when another roster was published meanwhile. */
  publishRoster(from: RosterHead | undefined, to: RosterHead): Promise<boolean>;
}
