/**
 * Append-only journal of an embedded store: one JSON line per acknowledged write. An entry is written with a synchronous system
 * call before the caller is answered, so `kill -9` loses nothing that was acknowledged; a torn last line is cut off at opening.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface Journal {
  /** Calls `apply` for each entry, oldest first; once, before the first append. */
  replay(apply: (entry: unknown) => void): void;
  append(entry: unknown): void;
  /** Bytes written since opening or the last compaction. */
  readonly bytes: number;
  /** Replaces the journal by these entries, atomically. */
  compact(entries: Iterable<unknown>): void;
  close(): void;
}

const chunkBytes = 4 << 20;

/** A journal that keeps nothing: for embedded stores that live in memory. */
export function memoryJournal(): Journal {
  return {
    replay: () => undefined,
    append: () => undefined,
    bytes: 0,
    compact: () => undefined,
    close: () => undefined,
  };
}

export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, existsSync(file) ? 'r+' : 'w+');
  let position = fstatSync(descriptor).size;
  const writeLine = (to: number, at: number, entry: unknown): number => {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    let written = 0;
    while (written < line.length) written += writeSync(to, line, written, line.length - written, at + written);
    return line.length;
  };
  return {
    replay(apply) {
      const whole = replayLines(descriptor, position, apply);
      if (whole < position) ftruncateSync(descriptor, whole);
      position = whole;
    },
    append(entry) {
      position += writeLine(descriptor, position, entry);
    },
    get bytes() {
      return position;
    },
    compact(entries) {
      const fresh = openSync(`${file}.new`, 'w+');
      let size = 0;
      for (const entry of entries) size += writeLine(fresh, size, entry);
      renameSync(`${file}.new`, file);
      closeSync(descriptor);
      descriptor = fresh;
      position = size;
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** Returns the length of the whole lines read. */
function replayLines(descriptor: number, size: number, apply: (entry: unknown) => void): number {
  let rest = Buffer.alloc(0);
  let offset = 0;
  let whole = 0;
  while (offset < size) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, size - offset));
    const read = readSync(descriptor, chunk, 0, chunk.length, offset);
    if (read === 0) break;
    offset += read;
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, read)]) : chunk.subarray(0, read);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      apply(JSON.parse(bytes.toString('utf8', start, end)));
      start = end + 1;
    }
    whole += start;
    rest = bytes.subarray(start);
  }
  return whole;
}
