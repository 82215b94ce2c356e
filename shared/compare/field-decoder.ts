/**
 * Bytes of one field to text, strictly: what is not valid in the file's encoding is `undefined`, never a replacement character. Plain ASCII,
 * most fields, takes a short path.
 */
import type { TextEncoding } from './encoding.ts';

export type FieldDecoder = (bytes: Uint8Array, begin: number, end: number) => string | undefined;

const shortMax = 24;

export function fieldDecoderOf(encoding: TextEncoding): FieldDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, begin, end) => {
    if (begin === end) return '';
    let isAscii = true;
    for (let at = begin; at < end && isAscii; at++) isAscii = (bytes[at] as number) < 0x80;
    if (isAscii && end - begin <= shortMax) return asciiText(bytes, begin, end);
    try {
      return decoder.decode(bytes.subarray(begin, end));
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
}

function asciiText(bytes: Uint8Array, begin: number, end: number): string {
  let text = '';
  for (let at = begin; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}
