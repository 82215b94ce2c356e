/**
 * Strict UTF-8 over a stream of chunks: where it first breaks, and where a line stands that is Chinese text in UTF-8 whatever the rest of the
 * file is. Two Han characters in a line that is valid as a whole are enough: in GB18030 such a line would need a run of rare characters at
 * the right places, which does not happen by chance in names and addresses.
 */

import { isAscii, isUtf8 } from 'node:buffer';

export interface Utf8Check {
  /** Offset of the first byte that breaks UTF-8, or -1. */
  readonly badAt: number;
  /** Offset of the first line that is Chinese text in UTF-8, or -1. */
  readonly chineseLineAt: number;
  push(chunk: Uint8Array): void;
  end(): void;
}

const lineFeed = 0x0a;
const hanPerLineMin = 2;

export function createUtf8Check(): Utf8Check {
  let badAt = -1;
  let chineseLineAt = -1;
  let offset = 0;
  let lineAt = 0;
  let isLineValid = true;
  let hanInLine = 0;
  let characterAt = 0;
  let needed = 0; // continuation bytes still to come
  let low = 0x80; // bounds of the next continuation byte
  let high = 0xbf;
  let isHan = false;

  function endLine(nextAt: number): void {
    if (isLineValid && hanInLine >= hanPerLineMin && chineseLineAt < 0) chineseLineAt = lineAt;
    lineAt = nextAt;
    isLineValid = true;
    hanInLine = 0;
  }

  function breakAt(at: number): void {
    if (badAt < 0) badAt = at;
    isLineValid = false;
    needed = 0;
  }

  function lead(byte: number): void {
    low = 0x80;
    high = 0xbf;
    isHan = byte >= 0xe4 && byte <= 0xe9;
    if (byte >= 0xc2 && byte <= 0xdf) needed = 1;
    else if (byte >= 0xe0 && byte <= 0xef) {
      needed = 2;
      if (byte === 0xe0) low = 0xa0;
      else if (byte === 0xed) high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      needed = 3;
      if (byte === 0xf0) low = 0x90;
      else if (byte === 0xf4) high = 0x8f;
    } else breakAt(characterAt);
  }

  /** The native check says all there is to say of ASCII, and of UTF-8 once a Chinese line is known. */
  function push(chunk: Uint8Array): void {
    if (badAt >= 0 && chineseLineAt >= 0) {
      offset += chunk.length;
      return;
    }
    let from = 0;
    while (needed > 0 && from < chunk.length) from = walk(chunk, from, from + 1);
    const to = chunk.length - openTailLengthOf(chunk);
    const middle = chunk.subarray(from, Math.max(from, to));
    if (isAscii(middle) || (chineseLineAt >= 0 && badAt < 0 && isUtf8(middle))) {
      const lineEnd = middle.lastIndexOf(lineFeed);
      if (lineEnd >= 0) endLine(offset + from + lineEnd + 1);
    } else walk(chunk, from, from + middle.length);
    walk(chunk, from + middle.length, chunk.length);
    offset += chunk.length;
  }

  function walk(chunk: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = chunk[at] as number;
      if (needed > 0) {
        if (byte >= low && byte <= high) {
          low = 0x80;
          high = 0xbf;
          if (--needed === 0 && isHan) hanInLine++;
          continue;
        }
        breakAt(characterAt);
      }
      if (byte < 0x80) {
        if (byte === lineFeed) endLine(offset + at + 1);
        continue;
      }
      if (!isLineValid) {
        // Nothing more to learn from this line.
        const lineEnd = chunk.indexOf(lineFeed, at);
        at = lineEnd < 0 || lineEnd >= to ? to : lineEnd - 1;
        continue;
      }
      characterAt = offset + at;
      lead(byte);
    }
    return to;
  }

  return {
    get badAt() {
      return badAt;
    },
    get chineseLineAt() {
      return chineseLineAt;
    },
    push,
    end: () => {
      if (needed > 0) breakAt(characterAt);
      endLine(offset);
    },
  };
}

/** Bytes at the end of a chunk that may be the beginning of a character: 0 to 3. */
function openTailLengthOf(chunk: Uint8Array): number {
  for (let length = 1; length <= 3 && length <= chunk.length; length++) {
    const byte = chunk[chunk.length - length] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return length;
  }
  return 0;
}
