/**
 * Strict UTF-8 over a stream of chunks: where it first breaks, and which lines tell the encoding by themselves. A line with two Han characters
 * that is valid as a whole is Chinese text in UTF-8: as GB18030 it would be a run of rare characters at just the right places. A valid line
 * of nothing but two-byte characters that are also GB18030 Han (石小平 reads as `ʯСƽ`) is Chinese text in GB18030 that passes for UTF-8.
 */
import { isAscii, isUtf8 } from 'node:buffer';

export interface Utf8Check {
  /** Offset of the first byte that breaks UTF-8, or -1. */
  readonly badAt: number;
  /** Offset of the first line that is Chinese text in UTF-8, or -1. */
  readonly chineseLineAt: number;
  /** Offset of the first line that is valid UTF-8 but in truth GB18030, or -1. */
  readonly disguisedLineAt: number;
  push(chunk: Uint8Array): void;
  end(): void;
}

const lineFeed = 0x0a;
const hanPerLineMin = 2;
const disguisedPerLineMin = 2;

export function createUtf8Check(): Utf8Check {
  let badAt = -1;
  let chineseLineAt = -1;
  let disguisedLineAt = -1;
  let offset = 0;
  let lineAt = 0;
  let isLineValid = true;
  let hanInLine = 0;
  let pairsInLine = 0; // two-byte characters that are GB18030 Han as well
  let isLineSuspect = false; // one of these pairs is no Latin letter or sign
  let othersInLine = 0; // any other characters beyond ASCII
  let characterAt = 0;
  let needed = 0; // continuation bytes still to come
  let low = 0x80; // bounds of the next continuation byte
  let high = 0xbf;
  let leadByte = 0;

  function endLine(nextAt: number): void {
    if (isLineValid && hanInLine >= hanPerLineMin && chineseLineAt < 0) chineseLineAt = lineAt;
    const isDisguised = isLineValid && isLineSuspect && pairsInLine >= disguisedPerLineMin && othersInLine === 0;
    if (isDisguised && disguisedLineAt < 0) disguisedLineAt = lineAt;
    lineAt = nextAt;
    isLineValid = true;
    hanInLine = 0;
    pairsInLine = 0;
    isLineSuspect = false;
    othersInLine = 0;
  }

  function endCharacter(last: number): void {
    if (leadByte <= 0xdf && last >= 0xa1) {
      pairsInLine++;
      isLineSuspect ||= isDisguiseLead(leadByte);
    } else othersInLine++;
    // The ideographs of the basic plane begin at E3 90 or later, those beyond it at F0 A0; the punctuation before them counts as well.
    if ((leadByte >= 0xe3 && leadByte <= 0xe9) || leadByte === 0xf0) hanInLine++;
  }

  function breakAt(at: number): void {
    if (badAt < 0) badAt = at;
    isLineValid = false;
    needed = 0;
  }

  function lead(byte: number): void {
    low = 0x80;
    high = 0xbf;
    leadByte = byte;
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
    const isKnown =
      isAscii(middle) || (chineseLineAt >= 0 && badAt < 0 && isUtf8(middle) && !hasTwoByteCharacter(middle));
    if (isKnown) passOver(middle, offset + from);
    else walk(chunk, from, from + middle.length);
    walk(chunk, from + middle.length, chunk.length);
    offset += chunk.length;
  }

  /** Lines of whole characters, none of them of two bytes. */
  function passOver(bytes: Uint8Array, at: number): void {
    const first = bytes.indexOf(lineFeed);
    const last = bytes.lastIndexOf(lineFeed);
    if (!isAscii(bytes.subarray(0, first < 0 ? bytes.length : first))) othersInLine++;
    if (last < 0) return;
    endLine(at + last + 1);
    if (!isAscii(bytes.subarray(last + 1))) othersInLine++;
  }

  function walk(chunk: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = chunk[at] as number;
      if (needed > 0) {
        if (byte >= low && byte <= high) {
          low = 0x80;
          high = 0xbf;
          if (--needed === 0) endCharacter(byte);
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
    get disguisedLineAt() {
      return disguisedLineAt;
    },
    push,
    end: () => {
      if (needed > 0) breakAt(characterAt);
      endLine(offset);
    },
  };
}

/** Begins a GB18030 Han, and in UTF-8 neither Han nor the Latin letters and signs of Chinese files (é, ·, °). */
function isDisguiseLead(byte: number): boolean {
  return byte >= 0xc4 && byte <= 0xdf;
}

function hasTwoByteCharacter(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (((bytes[at] as number) & 0xe0) === 0xc0) return true;
  return false;
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
