/**
 * One pass over a department's file before anything is compared: what it is by its own bytes, its digest, its encoding by every byte,
 * its header, its size in rows, and where it may be cut. Refuses the file as a whole with a code; never reads half of it.
 */
import { createHash } from 'node:crypto';
import type { DropEncoding, DropFault, FileFormat } from '../domain/drops.ts';
import { createCsvScanner } from './csv.ts';
import { createEncodingSniffer } from './encoding.ts';
import { InflateFault, inflate } from './inflate.ts';
import { readSpreadsheet, SpreadsheetFault } from './spreadsheet.ts';

export const fileBytesMax = 2 * 2 ** 30;
export const rowsMax = 5_000_000;
const headerBytesMax = 65_536;
const quoteByte = 0x22;
const lineFeed = 0x0a;

export interface InspectedFile {
  readonly format: FileFormat;
  readonly sha256: string;
  readonly encoding: DropEncoding;
  readonly headers: readonly string[];
  /** Data lines; exact unless fields contain line breaks. */
  readonly rows: number;
  /** A quoted field may contain a line break: the file must be read in one piece. */
  readonly isWhole: boolean;
}

export type Inspection =
  | { readonly ok: true; readonly file: InspectedFile }
  | { readonly ok: false; readonly fault: DropFault };

/** `read` streams the object's bytes; called once, or twice for a spreadsheet. */
export async function inspectFile(
  key: string,
  bytes: number,
  read: () => AsyncIterable<Uint8Array>,
): Promise<Inspection> {
  if (bytes > fileBytesMax) return refused('file-too-large', { bytes, bytesMax: fileBytesMax });
  const digest = createHash('sha256');
  const hashed = hashing(read(), (chunk) => digest.update(chunk));
  try {
    const head = await firstChunk(hashed);
    const format = formatOf(head.first);
    if (format === undefined) return refused('file-format', { bytes });
    if (!isNameOf(format, key)) return refused('file-format', { bytes });
    if (format === 'xlsx') return await inspectSpreadsheet(head.all, digest);
    const text = format === 'csv.gz' ? inflate(head.all, bytes) : head.all;
    return await inspectText(text, format, () => digest.digest('hex'));
  } catch (error) {
    if (error instanceof InflateFault) return refused(error.code, { bytes });
    if (error instanceof SpreadsheetFault) return refused(error.code, { bytes });
    throw error;
  }
}

async function inspectText(
  chunks: AsyncIterable<Uint8Array>,
  format: FileFormat,
  digest: () => string,
): Promise<Inspection> {
  const sniffer = createEncodingSniffer();
  const lines = new LineCounter();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  for await (const chunk of chunks) {
    if (headBytes < headerBytesMax) head.push(chunk);
    headBytes += chunk.length;
    sniffer.push(chunk);
    lines.push(chunk);
    if (lines.lines > rowsMax + 1) return refused('rows-too-many', { rowsMax });
  }
  const sniffed = sniffer.end();
  if (!sniffed.ok) return refused('encoding-invalid', { byteOffset: sniffed.byteOffset, reason: sniffed.reason });
  const headers = headerOf(Buffer.concat(head).subarray(0, headerBytesMax), sniffed.encoding);
  if (headers === undefined) return refused('header-missing', { column: '' });
  const rows = Math.max(0, lines.finish() - 1);
  if (rows > rowsMax) return refused('rows-too-many', { rows, rowsMax });
  return {
    ok: true,
    file: { format, sha256: digest(), encoding: sniffed.encoding, headers, rows, isWhole: lines.isBrokenInQuotes },
  };
}

async function inspectSpreadsheet(
  chunks: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
): Promise<Inspection> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const [headers, ...rows] = await readSpreadsheet(Buffer.concat(parts));
  if (headers === undefined) return refused('header-missing', { column: '' });
  if (rows.length > rowsMax) return refused('rows-too-many', { rows: rows.length, rowsMax });
  return {
    ok: true,
    file: {
      format: 'xlsx',
      sha256: digest.digest('hex'),
      encoding: 'utf-8',
      headers,
      rows: rows.length,
      isWhole: true,
    },
  };
}

function headerOf(bytes: Buffer, encoding: DropEncoding): readonly string[] | undefined {
  const scanner = createCsvScanner({ encoding });
  const [first] = [...scanner.push(bytes), ...(bytes.length < headerBytesMax ? scanner.end() : [])];
  return first?.kind === 'record' ? first.fields : undefined;
}

/** What the bytes say the file is; a name never decides. */
export function formatOf(first: Uint8Array): FileFormat | undefined {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'csv.gz';
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 0x03 && first[3] === 0x04) return 'xlsx';
  // Old .xls, PDF, JPEG, PNG, RAR, 7z: named so that the sender learns what was sent.
  const magics = ['d0cf11e0', '25504446', 'ffd8ff', '89504e47', '52617221', '377abcaf'];
  const hex = Buffer.from(first.subarray(0, 4)).toString('hex');
  return magics.some((magic) => hex.startsWith(magic)) ? undefined : 'csv';
}

/** A file that says it is another kind of file than it is has been mislabelled. */
function isNameOf(format: FileFormat, key: string): boolean {
  const name = key.toLowerCase();
  if (format === 'xlsx') return name.endsWith('.xlsx');
  if (format === 'csv.gz') return name.endsWith('.gz');
  return name.endsWith('.csv');
}

/** Counts lines, and notices line breaks inside quoted fields, without splitting anything. */
class LineCounter {
  lines = 0;
  isBrokenInQuotes = false;
  #isQuoted = false;
  #isAtFieldStart = true;
  #hasText = false;

  push(chunk: Uint8Array): void {
    if (!this.#isQuoted && chunk.indexOf(quoteByte) < 0) {
      this.#countPlain(chunk);
      return;
    }
    for (const byte of chunk) {
      if (byte === quoteByte) {
        const closes = this.#isQuoted;
        this.#isQuoted = !closes && this.#isAtFieldStart;
        // A doubled quote closes and opens again.
        this.#isAtFieldStart = closes;
        this.#hasText = true;
      } else if (byte === lineFeed) {
        if (this.#isQuoted) this.isBrokenInQuotes = true;
        else this.lines += 1;
        this.#isAtFieldStart = true;
        this.#hasText = false;
      } else {
        this.#isAtFieldStart = byte === 0x2c;
        this.#hasText = true;
      }
    }
  }

  /** Lines in all, a last one without a line feed included. */
  finish(): number {
    return this.lines + (this.#hasText ? 1 : 0);
  }

  #countPlain(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let last = -1;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
      this.lines += 1;
      last = at;
    }
    if (chunk.length === 0) return;
    this.#hasText = last < chunk.length - 1 || (last < 0 && this.#hasText);
    const end = chunk[chunk.length - 1];
    this.#isAtFieldStart = end === 0x2c || end === lineFeed;
  }
}

async function* hashing(
  chunks: AsyncIterable<Uint8Array>,
  take: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    take(chunk);
    yield chunk;
  }
}

/** The first bytes, and all bytes including them. */
async function firstChunk(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ first: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const { value, done } = await chunks.next();
  const first = done ? new Uint8Array(0) : value;
  async function* all() {
    yield first;
    yield* chunks;
  }
  return { first, all: all() };
}

function refused(code: DropFault['code'], detail: DropFault['detail']): Inspection {
  return { ok: false, fault: { code, detail } };
}
