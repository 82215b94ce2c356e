/**
 * Strict GB18030 over a stream of chunks: where it first breaks. A character is one byte below 0x80, a lead and a trail byte, or four bytes
 * within the two ranges the standard maps (the basic plane and the supplementary planes); the set that the platform's decoder accepts,
 * without its lone 0x80.
 */

import { isAscii } from 'node:buffer';

export interface Gb18030Check {
  /** Offset of the first character that is not GB18030, or -1. */
  readonly badAt: number;
  push(chunk: Uint8Array): void;
  end(): void;
}

const basicPointerMax = 39_419;
const supplementaryPointerMin = 189_000;
const supplementaryPointerMax = 1_237_575;

export function createGb18030Check(): Gb18030Check {
  let badAt = -1;
  let offset = 0;
  let characterAt = 0;
  let first = 0;
  let second = 0;
  let third = 0;

  function push(chunk: Uint8Array): void {
    const length = first === 0 && isAscii(chunk) ? 0 : chunk.length;
    for (let at = 0; at < length && badAt < 0; at++) {
      const byte = chunk[at] as number;
      if (first === 0) {
        if (byte < 0x80) continue;
        const next = at + 1 < length ? (chunk[at + 1] as number) : 0;
        if (byte > 0x80 && byte < 0xff && next >= 0x40 && next !== 0x7f && next < 0xff) {
          at++; // the usual two bytes, without a state in between
          continue;
        }
        characterAt = offset + at;
        if (byte === 0x80 || byte === 0xff) badAt = characterAt;
        else first = byte;
      } else if (second === 0) {
        if (byte >= 0x30 && byte <= 0x39) second = byte;
        else if (byte >= 0x40 && byte !== 0x7f && byte !== 0xff) first = 0;
        else badAt = characterAt;
      } else if (third === 0) {
        if (byte >= 0x81 && byte <= 0xfe) third = byte;
        else badAt = characterAt;
      } else {
        if (byte < 0x30 || byte > 0x39 || !isMapped(first, second, third, byte)) badAt = characterAt;
        first = 0;
        second = 0;
        third = 0;
      }
    }
    offset += chunk.length;
  }

  return {
    get badAt() {
      return badAt;
    },
    push,
    end: () => {
      if (first !== 0 && badAt < 0) badAt = characterAt;
    },
  };
}

function isMapped(first: number, second: number, third: number, fourth: number): boolean {
  const pointer = ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
  return pointer <= basicPointerMax || (pointer >= supplementaryPointerMin && pointer <= supplementaryPointerMax);
}
