/**
 * The change records of one table, oldest first, in one shard. Kept for 24 hours and at most `recordsMax`; a reader that falls
 * further behind is told so (TrimmedDataAccessException) and never skips silently.
 */
import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import type { Row } from './table.ts';
import type { KeySchema } from './table-definition.ts';

export interface StreamRecord {
  readonly sequence: number;
  readonly at: number;
  readonly before?: Row;
  readonly after?: Row;
  readonly expired?: true;
}

export interface StreamIdentity {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly view: StreamViewType;
  readonly key: KeySchema;
  readonly createdAt: number;
}

export interface StreamSnapshot {
  readonly records: readonly StreamRecord[];
  /** Records up to this sequence number are gone. */
  readonly trimmedTo: number;
}

const recordsKeptAcrossRestart = 10_000;
const recordsMax = 200_000;
const ageMillisMax = 24 * 3_600_000;

export class StreamLog {
  readonly identity: StreamIdentity;
  closedAt: number | undefined;
  #records: StreamRecord[] = [];
  #bytes = 0;
  /** Records before this place are trimmed but not yet released. */
  #first = 0;
  /** The first sequence number that nothing has been read beyond. */
  #unreadFrom = 0;
  /** Sequence numbers up to this one are gone. */
  #trimmedTo = -1;

  constructor(identity: StreamIdentity) {
    this.identity = identity;
  }

  append(record: StreamRecord): void {
    this.#records.push(record);
    this.#bytes += sizeOfRecord(record);
    this.trim(record.at);
  }

  trim(now: number): void {
    const { length } = this.#records;
    while (this.#first < length) {
      const oldest = this.#records[this.#first];
      if (!oldest || (length - this.#first <= recordsMax && oldest.at > now - ageMillisMax)) break;
      this.#trimmedTo = oldest.sequence;
      this.#bytes -= sizeOfRecord(oldest);
      this.#first++;
    }
    if (this.#first > 1024 && this.#first * 2 > length) {
      this.#records = this.#records.slice(this.#first);
      this.#first = 0;
    }
  }

  /** True when a record at or after this sequence number may have been trimmed. */
  hasTrimmed(sequence: number): boolean {
    return sequence <= this.#trimmedTo;
  }

  get firstSequence(): number | undefined {
    return this.#records[this.#first]?.sequence;
  }

  get lastSequence(): number | undefined {
    return this.#first < this.#records.length ? this.#records.at(-1)?.sequence : undefined;
  }

  /** Up to `limit` records from this sequence number on. */
  read(from: number, limit: number): readonly StreamRecord[] {
    const start = this.#place(from);
    return this.#records.slice(start, start + limit);
  }

  markRead(before: number): void {
    this.#unreadFrom = Math.max(this.#unreadFrom, before);
  }

  /** What a restart must not lose: everything unread and the most recent records. */
  snapshot(): StreamSnapshot {
    const start = this.#keptFrom();
    return { records: this.#records.slice(start), trimmedTo: this.#records[start - 1]?.sequence ?? this.#trimmedTo };
  }

  /** About the size of a snapshot. */
  get snapshotBytes(): number {
    const held = this.#records.length - this.#first;
    return held === 0 ? 0 : this.#bytes * ((this.#records.length - this.#keptFrom()) / held);
  }

  #keptFrom(): number {
    const recent = Math.max(this.#first, this.#records.length - recordsKeptAcrossRestart);
    return Math.min(recent, this.#place(this.#unreadFrom));
  }

  /** Takes what `snapshot` gave, whole or in pieces. */
  restore({ records, trimmedTo }: StreamSnapshot): void {
    this.#trimmedTo = trimmedTo;
    for (const record of records) this.append(record);
  }

  /** The place of the first record whose sequence number is not below `sequence`. */
  #place(sequence: number): number {
    let low = this.#first;
    let high = this.#records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#records[middle]?.sequence ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function sizeOfRecord({ before, after }: StreamRecord): number {
  return (before?.bytes ?? 0) + (after?.bytes ?? 0);
}
