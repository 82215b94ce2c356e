/**
 * Writes one department's file as bytes: header in the department's own words and order, rows in UTF-8 or GB18030, control sums over
 * what was written, and the manifest beside it. Text lives in chunks of 64 kB, never in one string.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Manifest } from '../../../shared/contracts/manifest.ts';
import type { Column, Columns, DatasetDefinition, DropMode } from '../../../shared/datasets/define.ts';
import { envelopeColumns } from '../../../shared/datasets/envelope.ts';
import { formatYuan, parseYuan } from '../../../shared/domain/money.ts';
import type { RowFlawName } from './flaws.ts';
import { encodeGb18030 } from './gb18030.ts';
import type { Random } from './random.ts';

export interface DropStyle {
  readonly encoding: 'utf-8' | 'gb18030';
  readonly headers: 'chinese' | 'english';
  /** Codes as their Chinese labels. */
  readonly labels: boolean;
  readonly gzip: boolean;
  readonly bom: boolean;
  readonly dates: 'dashed' | 'compact' | 'slashed';
  readonly shuffled: boolean;
}

export interface DropTarget {
  readonly department: string;
  readonly supplier: string;
  readonly dataset: DatasetDefinition;
  readonly period: string;
  readonly mode: DropMode;
  readonly producedAt: string;
  readonly style: DropStyle;
}

export interface DropFile {
  readonly department: string;
  readonly dataset: string;
  readonly period: string;
  readonly dropId: string;
  readonly mode: DropMode;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly manifest: Manifest;
  /** Data row (from 1) → the flaw it was given; known to the county, not to the receiver. */
  readonly damagedRows: ReadonlyMap<number, RowFlawName>;
}

/** A field's value: fen, hundredths or an integer where the column is a number. */
export type Field = string | number | boolean | undefined;
export type Row = Record<string, Field>;

const envelopeInFile = [
  'record_id',
  'id_no',
  'name',
  'id_type',
  'event_date',
  'source_update_time',
  'op_flag',
  'region_code',
];
const chunkCharacters = 65_536;

export class DropWriter {
  readonly columns: readonly { readonly name: string; readonly column: Column }[];
  /** Column name → its place in the row. */
  readonly places: ReadonlyMap<string, number>;
  readonly target: DropTarget;
  private readonly damaged = new Map<number, RowFlawName>();
  private readonly sums = new Map<string, bigint>();
  private buffer = Buffer.allocUnsafe(1 << 18);
  private length = 0;
  private chunk = '';
  private rowCount = 0;

  constructor(target: DropTarget, random: Random) {
    this.target = target;
    const all: Columns = { ...envelopeColumns, ...target.dataset.columns };
    const names = [...new Set([...envelopeInFile, ...Object.keys(target.dataset.columns)])];
    if (target.style.shuffled) shuffle(names, random);
    this.columns = names.map((name) => ({ name, column: all[name] as Column }));
    this.places = new Map(names.map((name, index) => [name, index]));
    const header = this.columns.map(({ name, column }) => this.headerOf(name, column, random)).join(',');
    this.chunk = `${target.style.bom ? '\ufeff' : ''}${header}\r\n`;
    for (const { name, column } of this.columns) if (column.kind === 'money') this.sums.set(name, 0n);
  }

  get rows(): number {
    return this.rowCount;
  }

  /** The fields of a row as text, in the order of the file. */
  textOf(row: Row): string[] {
    return this.columns.map(({ name, column }) => this.fieldOf(column, row[name]));
  }

  /** Writes a row of texts; `flaw` says how it was damaged. */
  write(texts: readonly string[], flaw?: RowFlawName): void {
    this.rowCount++;
    if (flaw !== undefined) this.damaged.set(this.rowCount, flaw);
    let line = '';
    for (let index = 0; index < texts.length; index++) {
      const text = texts[index] as string;
      const { name, column } = this.columns[index] as { name: string; column: Column };
      if (column.kind === 'money') this.addToSum(name, text);
      const field = column.kind === 'text' || column.kind === 'code' ? quoted(text) : text;
      line += index === 0 ? field : `,${field}`;
    }
    this.chunk += `${line}\r\n`;
    if (this.chunk.length >= chunkCharacters) this.flush();
  }

  finish(dropId: string): DropFile {
    this.flush();
    const { target } = this;
    const plain = this.buffer.subarray(0, this.length);
    const bytes = target.style.gzip ? gzipSync(plain, { level: 1 }) : Buffer.from(plain);
    const fileName = `part-001.csv${target.style.gzip ? '.gz' : ''}`;
    const manifest: Manifest = {
      dataset: target.dataset.key,
      period: target.period,
      mode: target.mode,
      rows: this.rowCount,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      controlSums: Object.fromEntries([...this.sums].map(([name, fen]) => [name, formatYuan(Number(fen))])),
      producedAt: target.producedAt,
      supplier: target.supplier,
      schemaVersion: 1,
      encoding: target.style.encoding,
    };
    const { department, period, mode } = target;
    const dataset = target.dataset.key;
    return { department, dataset, period, dropId, mode, fileName, bytes, manifest, damagedRows: this.damaged };
  }

  private headerOf(name: string, column: Column, random: Random): string {
    if (this.target.style.headers === 'english') return name;
    const aliases = column.aliases?.filter((alias) => /^\p{Script=Han}+$/u.test(alias)) ?? [];
    return aliases.length > 0 && random.chance(0.3) ? random.pick(aliases) : column.label.zh;
  }

  private fieldOf(column: Column, value: Field): string {
    if (value === undefined) return '';
    if (typeof value === 'boolean') return this.target.style.labels ? (value ? '是' : '否') : value ? '1' : '0';
    if (typeof value === 'number') {
      return column.kind === 'money' || column.kind === 'decimal' ? formatYuan(value) : String(value);
    }
    if (column.kind === 'date') return this.dateText(value);
    if (column.kind === 'code' && this.target.style.labels) return column.list.values[value]?.zh ?? value;
    return value;
  }

  private dateText(date: string): string {
    const { dates } = this.target.style;
    if (dates === 'dashed') return date;
    return date.replaceAll('-', dates === 'compact' ? '' : '/');
  }

  private addToSum(name: string, text: string): void {
    const fen = text === '' ? undefined : parseYuan(text);
    if (fen !== undefined) this.sums.set(name, (this.sums.get(name) ?? 0n) + BigInt(fen));
  }

  private flush(): void {
    const room = this.length + this.chunk.length * 4;
    if (room > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(room, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.length +=
      this.target.style.encoding === 'gb18030'
        ? encodeGb18030(this.chunk, this.buffer, this.length)
        : this.buffer.write(this.chunk, this.length, 'utf8');
    this.chunk = '';
  }
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function shuffle(names: string[], random: Random): void {
  for (let index = names.length - 1; index > 0; index--) {
    const other = random.int(0, index);
    [names[index], names[other]] = [names[other] as string, names[index] as string];
  }
}
