/**
 * All tables, streams and idempotency tokens, and the one way to change them: `commit` writes a journal line, then applies it, so a
 * transaction is there as a whole or not at all, also after `kill -9`. Replaying the journal ends in the same tables and streams.
 */
import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import type { Journal } from '../journal.ts';
import { equalItems, type Item } from './attribute-value.ts';
import { notFound } from './errors.ts';
import { StreamLog, type StreamRecord } from './stream-log.ts';
import { type Change, itemOf, type Row, rowOf, Table } from './table.ts';
import type { TableDefinition } from './table-definition.ts';

export interface DynamoDbOptions {
  readonly journal: Journal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly region?: string;
  readonly accountId?: string;
}

/** A transaction that is not to be applied twice. */
interface Token {
  readonly id: string;
  readonly digest: string;
  readonly at: number;
}

type WriteEntry = readonly [table: string, put: Item] | readonly [table: string, key: Item, deleted: 1];
type Entry =
  | { readonly table: TableDefinition }
  | { readonly dropped: string; readonly at: number }
  | { readonly writes: readonly WriteEntry[]; readonly at: number; readonly expired?: true; readonly token?: Token }
  | { readonly rows: string; readonly items: readonly Item[] }
  | { readonly stream: string; readonly records: readonly StreamRecord[]; readonly trimmedTo: number }
  | { readonly sequence: number; readonly tokens: readonly Token[] };

const tokenMillis = 10 * 60_000;
const compactionBytesMin = 64 << 20;
const compactionGrowth = 3;
const itemsPerEntry = 200;

export class Database {
  readonly tables = new Map<string, Table>();
  readonly streams = new Map<string, StreamLog>();
  readonly options: DynamoDbOptions;
  #tokens = new Map<string, Token>();
  #sequence = 1;
  #bytesAfterCompaction = 0;

  constructor(options: DynamoDbOptions) {
    this.options = options;
    options.journal.replay((entry) => this.#replay(entry as Entry));
  }

  get now(): number {
    return this.options.now();
  }

  /** The sequence number the next change will get. */
  get nextSequence(): number {
    return this.#sequence;
  }

  arnOf(tableName: string): string {
    const { region = 'us-east-1', accountId = '000000000000' } = this.options;
    const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
    return `arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName}`;
  }

  streamArnOf({ name, stream }: TableDefinition): string | undefined {
    return stream && `${this.arnOf(name)}/stream/${stream.label}`;
  }

  /** A setting for a stream that starts now, with a label no stream of this table had. */
  newStream(tableName: string, view: StreamViewType): NonNullable<TableDefinition['stream']> {
    for (let at = this.now; ; at++) {
      const label = new Date(at).toISOString().slice(0, -1);
      if (!this.streams.has(`${this.arnOf(tableName)}/stream/${label}`)) return { view, label };
    }
  }

  /** By name or ARN. */
  table(nameOrArn: string | undefined): Table {
    const name = nameOrArn?.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf(':table/') + 7) : nameOrArn;
    const table = this.tables.get(name ?? '');
    if (!table) throw notFound('Requested resource not found');
    return table;
  }

  /** Creates the table or changes its definition. */
  define(definition: TableDefinition): void {
    this.options.journal.append({ table: definition } satisfies Entry);
    this.#define(definition);
  }

  drop(name: string): void {
    const entry = { dropped: name, at: this.now } satisfies Entry;
    this.options.journal.append(entry);
    this.#drop(name, entry.at);
  }

  commit(changes: readonly Change[], mark: { token?: Token; expired?: true } = {}): void {
    const real = changes.filter(({ before, after }) => !isSame(before, after));
    if (real.length === 0 && !mark.token) return;
    const at = this.now;
    const writes = real.map(({ table, before, after, item }): WriteEntry => {
      const { name } = table.definition;
      return after ? [name, item ?? itemOf(after)] : [name, before ? table.keyIn(itemOf(before)) : {}, 1];
    });
    this.options.journal.append({ writes, at, ...mark } satisfies Entry);
    for (const change of real) this.#apply(change, at, mark.expired);
    if (mark.token) this.#remember(mark.token);
    this.#compactIfGrown();
  }

  /** The digest of the transaction this token was used for in the last ten minutes. */
  tokenDigest(id: string): string | undefined {
    const token = this.#tokens.get(id);
    return token && token.at > this.now - tokenMillis ? token.digest : undefined;
  }

  #remember(token: Token): void {
    this.#tokens.delete(token.id);
    this.#tokens.set(token.id, token);
    for (const [id, { at }] of this.#tokens) {
      if (at > token.at - tokenMillis) break;
      this.#tokens.delete(id);
    }
  }

  #define(definition: TableDefinition): void {
    const known = this.tables.get(definition.name);
    const oldArn = known && this.streamArnOf(known.definition);
    if (known) known.redefine(definition);
    else this.tables.set(definition.name, new Table(definition));
    const arn = this.streamArnOf(definition);
    if (oldArn && oldArn !== arn) this.#closeStream(oldArn, this.now);
    if (!arn || !definition.stream || this.streams.has(arn)) return;
    const { view, label } = definition.stream;
    const createdAt = Date.parse(`${label}Z`);
    this.streams.set(
      arn,
      new StreamLog({ arn, label, view, tableName: definition.name, key: definition.key, createdAt }),
    );
  }

  #drop(name: string, at: number): void {
    const table = this.tables.get(name);
    const arn = table && this.streamArnOf(table.definition);
    this.tables.delete(name);
    if (arn) this.#closeStream(arn, at);
  }

  #closeStream(arn: string, at: number): void {
    const stream = this.streams.get(arn);
    if (stream) stream.closedAt = at;
  }

  #apply(change: Change, at: number, expired?: true): void {
    const { table, before, after } = change;
    table.apply(change);
    const arn = this.streamArnOf(table.definition);
    if (!arn) return;
    this.streams.get(arn)?.append({ sequence: this.#sequence++, at, before, after, expired });
  }

  #replay(entry: Entry): void {
    if ('table' in entry) this.#define(entry.table);
    else if ('dropped' in entry) this.#drop(entry.dropped, entry.at);
    else if ('writes' in entry) {
      for (const write of entry.writes) this.#apply(this.#changeOf(write), entry.at, entry.expired);
      if (entry.token) this.#remember(entry.token);
    } else if ('rows' in entry) {
      for (const item of entry.items) this.table(entry.rows).apply(this.#changeOf([entry.rows, item]));
    } else if ('stream' in entry) {
      this.streams.get(entry.stream)?.restore(entry);
    } else {
      this.#sequence = entry.sequence;
      for (const token of entry.tokens) this.#remember(token);
    }
  }

  #changeOf([name, item, deleted]: WriteEntry): Change {
    const table = this.table(name);
    const treeKey = table.treeKeyOf(item);
    const before = table.rows.get(treeKey);
    return deleted
      ? { table, treeKey, before, after: undefined }
      : { table, treeKey, before, after: rowOf(item), item };
  }

  #compactIfGrown(): void {
    const { journal } = this.options;
    if (journal.bytes < compactionBytesMin) return;
    let liveBytes = 0;
    for (const table of this.tables.values()) liveBytes += table.bytes;
    for (const stream of this.streams.values()) liveBytes += stream.snapshotBytes;
    if (journal.bytes < compactionGrowth * Math.max(liveBytes, this.#bytesAfterCompaction)) return;
    journal.compact(this.#snapshot());
    this.#bytesAfterCompaction = journal.bytes;
  }

  *#snapshot(): Generator<Entry> {
    for (const { definition, rows } of this.tables.values()) {
      yield { table: definition };
      let items: Item[] = [];
      for (const row of rows.values()) {
        if (items.push(itemOf(row)) < itemsPerEntry) continue;
        yield { rows: definition.name, items };
        items = [];
      }
      if (items.length > 0) yield { rows: definition.name, items };
    }
    for (const stream of this.streams.values()) {
      if (stream.closedAt !== undefined) continue;
      const { records, trimmedTo } = stream.snapshot();
      for (let at = 0; at === 0 || at < records.length; at += itemsPerEntry) {
        yield { stream: stream.identity.arn, records: records.slice(at, at + itemsPerEntry), trimmedTo };
      }
    }
    yield { sequence: this.#sequence, tokens: [...this.#tokens.values()] };
  }
}

function isSame(before: Row | undefined, after: Row | undefined): boolean {
  if (!before || !after) return before === after;
  if (before.bytes !== after.bytes) return false;
  return before.text === after.text || equalItems(itemOf(before), itemOf(after));
}
