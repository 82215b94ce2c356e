/**
 * Which encoding a whole file is in, decided by every byte of it: strict UTF-8 first, then strict GB18030, else refused with the offset of the
 * first byte neither explains. UTF-16 is refused, and so is a file whose lines are partly one and partly the other: most UTF-8 text also decodes
 * as GB18030 without an error, so a line that is Chinese text in UTF-8 rules GB18030 out; and a few lines of GB18030 are valid UTF-8.
 */
import type { EncodingFaultCode } from '../datasets/faults.ts';
import { createGb18030Check } from './gb18030-check.ts';
import { createUtf8Check } from './utf8-check.ts';

export type TextEncoding = 'utf-8' | 'gb18030';

export type SniffedEncoding =
  | { ok: true; encoding: TextEncoding; hasByteOrderMark: boolean; bytes: number }
  | {
      ok: false;
      reason: EncodingFaultCode;
      /** The first byte that is valid in neither encoding, given all before it. */
      byteOffset: number;
    };

export interface EncodingSniffer {
  push(chunk: Uint8Array): void;
  end(): SniffedEncoding;
}

/** Length of a UTF-8 or GB18030 byte order mark at the beginning of a file. */
export function byteOrderMarkLengthOf(bytes: Uint8Array): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  return bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33 ? 4 : 0;
}

const headBytes = 4;

export function createEncodingSniffer(): EncodingSniffer {
  const utf8 = createUtf8Check();
  const gb18030 = createGb18030Check();
  const head: number[] = [];
  let offset = 0;
  let nulAt = -1;

  function push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && head.length < headBytes; at++) head.push(chunk[at] as number);
    if (nulAt < 0) {
      const at = chunk.indexOf(0);
      if (at >= 0) nulAt = offset + at;
    }
    utf8.push(chunk);
    if (isGb18030Possible()) gb18030.push(chunk);
    offset += chunk.length;
  }

  function isGb18030Possible(): boolean {
    return gb18030.badAt < 0 && utf8.chineseLineAt < 0;
  }

  function end(): SniffedEncoding {
    const isUtf8Cut = utf8.badAt < 0;
    utf8.end();
    gb18030.end();
    const [first, second] = head;
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    if (isUtf16) return { ok: false, reason: 'encoding-utf16', byteOffset: 0 };
    if (nulAt >= 0)
      return { ok: false, reason: nulAt < headBytes ? 'encoding-utf16' : 'encoding-binary', byteOffset: nulAt };
    const hasByteOrderMark = byteOrderMarkLengthOf(Uint8Array.from(head)) > 0;
    if (utf8.badAt < 0 && utf8.disguisedLineAt < 0)
      return { ok: true, encoding: 'utf-8', hasByteOrderMark, bytes: offset };
    if (isGb18030Possible()) return { ok: true, encoding: 'gb18030', hasByteOrderMark, bytes: offset };
    if (isUtf8Cut && utf8.badAt >= 0) return { ok: false, reason: 'encoding-truncated', byteOffset: utf8.badAt };
    if (utf8.chineseLineAt >= 0) {
      const notUtf8At = firstOf(utf8.badAt, utf8.disguisedLineAt);
      return { ok: false, reason: 'encoding-mixed', byteOffset: Math.max(notUtf8At, utf8.chineseLineAt) };
    }
    if (utf8.badAt < 0) return { ok: true, encoding: 'utf-8', hasByteOrderMark, bytes: offset };
    return { ok: false, reason: 'encoding-unknown', byteOffset: Math.max(utf8.badAt, gb18030.badAt) };
  }

  return { push, end };
}

/** The smaller of two offsets of which -1 means never. */
function firstOf(one: number, other: number): number {
  return one < 0 || (other >= 0 && other < one) ? other : one;
}

/** The encoding of a whole stream. */
export async function sniffEncoding(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<SniffedEncoding> {
  const sniffer = createEncodingSniffer();
  for await (const chunk of chunks) sniffer.push(chunk);
  return sniffer.end();
}
