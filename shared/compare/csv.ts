/**
 * Records of a CSV file (RFC 4180) from bytes as they arrive, in bounded memory. Splits on bytes, which is safe for UTF-8 and GB18030 (no
 * character of either contains a line feed, comma or quote byte), and decodes each field strictly. A record that breaks the format or a
 * limit is a fault with its row number; reading goes on at the next line. How the bytes are cut into chunks changes nothing.
 */
import type { StructureFaultCode } from '../datasets/faults.ts';
import { byteOrderMarkLengthOf, type TextEncoding } from './encoding.ts';
import { type FieldDecoder, fieldDecoderOf } from './field-decoder.ts';

export const recordBytesMax = 65_536;
export const fieldBytesMax = 4096;

export interface CsvOptions {
  readonly encoding: TextEncoding;
  readonly delimiter?: ',' | '\t' | ';';
  /** Offset in the file of the first byte pushed; default 0. */
  readonly offset?: number;
  /** Number of the first record; 0 for a file with its header, so that data rows count from 1. */
  readonly rowFirst?: number;
  /**
   * Only records whose first byte lies in `[from, to)`. The bytes pushed must begin at `from - 1` (or 0) and reach the end of the last such
   * record. Only for files without line breaks inside quotes: a range cannot know whether it begins in one.
   */
  readonly range?: { readonly from: number; readonly to: number };
}

export interface CsvRecord {
  readonly kind: 'record';
  readonly row: number;
  /** Offset of the first byte, and of the byte after the line end. */
  readonly from: number;
  readonly to: number;
  readonly fields: readonly string[];
}
export interface CsvFault {
  readonly kind: 'fault';
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly code: StructureFaultCode;
  /** 0-based field the fault lies in. */
  readonly field: number;
}
export type CsvEvent = CsvRecord | CsvFault;

export interface CsvScanner {
  /** Records that end in the bytes pushed so far. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): readonly CsvEvent[];
  /** The last record of a file that does not end with a line feed. */
  end(): readonly CsvEvent[];
  /** True once every record of the range has been given: no more bytes are needed. */
  readonly isDone: boolean;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const noBytes = new Uint8Array(0);

export function createCsvScanner(options: CsvOptions): CsvScanner {
  const decode = fieldDecoderOf(options.encoding);
  const delimiter = options.delimiter ?? ',';
  const delimiterByte = delimiter.charCodeAt(0);
  const { from, to } = options.range ?? { from: 0, to: Number.POSITIVE_INFINITY };
  let carried: Uint8Array = noBytes;
  let offset = options.offset ?? (from > 0 ? from - 1 : 0);
  let row = options.rowFirst ?? 0;
  // Before the first record of a range, and after a record that could not be read, bytes up to a line feed are passed over.
  let skipFrom = from > 0 ? from - 1 : -1;
  let isDone = false;

  function take(chunk: Uint8Array, isLast: boolean): readonly CsvEvent[] {
    const events: CsvEvent[] = [];
    const bytes = carried.length === 0 ? chunk : joined(carried, chunk);
    let at = 0;
    while (at < bytes.length && !isDone) {
      if (skipFrom >= 0) {
        const end = bytes.indexOf(lineFeed, Math.max(at, skipFrom - offset));
        at = end < 0 ? bytes.length : end + 1;
        if (end >= 0) skipFrom = -1;
        continue;
      }
      if (offset + at >= to) {
        isDone = true;
        break;
      }
      const start = offset + at === 0 ? byteOrderMarkLengthOf(bytes) : at;
      const split = splitRecord(bytes, at, start, delimiterByte, isLast);
      if (split.end < 0) break;
      at = split.end;
      if (split.isBlank) continue;
      events.push(eventOf(bytes, split, { row, from: offset + split.begin, to: offset + at }, decode, delimiter));
      row++;
      if (split.isOverlong) skipFrom = offset + at;
    }
    carried = new Uint8Array(bytes.subarray(at));
    offset += at;
    if (offset >= to && skipFrom < 0) isDone = true;
    return events;
  }

  return {
    push: (chunk) => take(chunk, false),
    end: () => take(noBytes, true),
    get isDone() {
      return isDone;
    },
  };
}

/** All events of a stream of chunks. */
export async function* scanCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<CsvEvent> {
  const scanner = createCsvScanner(options);
  for await (const chunk of chunks) {
    yield* scanner.push(chunk);
    if (scanner.isDone) return;
  }
  yield* scanner.end();
}

/** Where the fields of a record lie. */
interface SplitRecord {
  readonly begin: number;
  /** After the line end, or -1 when more bytes are needed. */
  readonly end: number;
  /** Begin and end of each field's bytes, quotes left out. */
  readonly bounds: readonly number[];
  /** Fields that contain doubled quotes, in order. */
  readonly escaped: readonly number[];
  /** Some field stands in quotes. */
  readonly hasQuotes: boolean;
  readonly fault: FoundFault | undefined;
  /** Nothing but a line end: not a record. */
  readonly isBlank: boolean;
  /** The record did not end within the limit: the rest of its line is to be passed over. */
  readonly isOverlong: boolean;
}
interface FoundFault {
  readonly code: StructureFaultCode;
  readonly field: number;
}

const atFieldStart = 0;
const inPlain = 1;
const inQuotes = 2;
const afterQuote = 3; // a quote inside quotes: the end of the field, or the first half of a doubled one
const afterReturn = 4; // a carriage return behind the closing quote

/** Splits the record that begins at `begin` (its fields at `start`, behind a byte order mark). */
function splitRecord(bytes: Uint8Array, begin: number, start: number, delimiter: number, isLast: boolean): SplitRecord {
  const limit = Math.min(bytes.length, begin + recordBytesMax);
  const bounds: number[] = [];
  const escaped: number[] = [];
  let fault: FoundFault | undefined;
  let hasQuotes = false;
  let place = atFieldStart;
  let fieldBegin = start;
  let quoteAt = start;

  const close = (at: number, isLineEnd: boolean) => {
    const isQuoted = place === afterQuote || place === afterReturn;
    const plainEnd = isLineEnd && at > fieldBegin && bytes[at - 1] === carriageReturn ? at - 1 : at;
    const end = isQuoted ? quoteAt : plainEnd;
    if (end - fieldBegin > fieldBytesMax) fault ??= { code: 'field-too-long', field: bounds.length / 2 };
    bounds.push(fieldBegin, end);
  };
  const misplace = () => {
    fault ??= { code: 'quote-misplaced', field: bounds.length / 2 };
    place = inPlain;
  };
  const split = (end: number, isOverlong: boolean): SplitRecord => {
    const isBlank = bounds.length === 2 && bounds[0] === start && bounds[1] === start && !isOverlong;
    return { begin, end, bounds, escaped, hasQuotes, fault, isBlank, isOverlong };
  };

  for (let at = start; at < limit; at++) {
    const byte = bytes[at] as number;
    if (place === inQuotes) {
      if (byte !== quote) continue;
      place = afterQuote;
      quoteAt = at;
    } else if (byte === lineFeed) {
      close(at, true);
      return split(at + 1, false);
    } else if (byte === delimiter && place !== afterReturn) {
      close(at, false);
      place = atFieldStart;
      fieldBegin = at + 1;
    } else if (place === atFieldStart && byte === quote) {
      place = inQuotes;
      hasQuotes = true;
      fieldBegin = at + 1;
    } else if (place === afterQuote && byte === quote) {
      place = inQuotes;
      if (escaped.at(-1) !== bounds.length / 2) escaped.push(bounds.length / 2);
    } else if (place === afterQuote && byte === carriageReturn) {
      place = afterReturn;
    } else if (place >= afterQuote || byte === quote) {
      misplace();
    } else place = inPlain;
  }

  if (limit === begin + recordBytesMax && !(isLast && limit === bytes.length)) {
    fault = { code: place === inQuotes ? 'quote-unterminated' : 'record-too-long', field: bounds.length / 2 };
    return split(limit, true);
  }
  if (!isLast) return split(-1, false);
  if (place === inQuotes) fault ??= { code: 'quote-unterminated', field: bounds.length / 2 };
  close(limit, true);
  return split(limit, false);
}

function eventOf(
  bytes: Uint8Array,
  split: SplitRecord,
  at: { row: number; from: number; to: number },
  decode: FieldDecoder,
  delimiter: string,
): CsvEvent {
  if (split.fault) return { kind: 'fault', ...at, ...split.fault };
  if (!split.hasQuotes) {
    // One decoding for the whole record; where it fails, the fields are decoded one by one to name the first that does.
    const text = decode(bytes, split.bounds[0] as number, split.bounds.at(-1) as number);
    if (text !== undefined) return { kind: 'record', ...at, fields: text.split(delimiter) };
  }
  const fields: string[] = [];
  let nextEscaped = 0;
  for (let field = 0; field * 2 < split.bounds.length; field++) {
    const text = decode(bytes, split.bounds[field * 2] as number, split.bounds[field * 2 + 1] as number);
    if (text === undefined) return { kind: 'fault', ...at, code: 'encoding-invalid', field };
    if (split.escaped[nextEscaped] === field) {
      nextEscaped++;
      fields.push(text.replaceAll('""', '"'));
    } else fields.push(text);
  }
  return { kind: 'record', ...at, fields };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
