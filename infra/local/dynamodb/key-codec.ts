/**
 * Keys as one-byte strings whose order is the order of the service: four bytes of hash, the escaped partition key, 0, then the
 * escaped sort key, 0. Strings sort by their UTF-8 bytes and numbers by value; an index key ends in the key of the table, so it is unique.
 */
import type { AttributeValue } from './attribute-value.ts';
import { sortableNumber } from './decimal.ts';

const terminator = '\x00';
/** Greater than every byte a key can contain. */
export const afterAll = '\u0100';

/** The bytes of a key attribute, one character each. */
function bytesOf(value: AttributeValue): string {
  if (value.N !== undefined) return sortableNumber(value.N);
  if (value.B !== undefined) return Buffer.from(value.B, 'base64').toString('latin1');
  return toOneByte(value.S ?? '');
}

/** UTF-8 bytes as one-byte characters; the inverse is {@link fromOneByte}. */
export function toOneByte(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

export function fromOneByte(bytes: string): string {
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

function escaped(bytes: string): string {
  return /[\x00\x01]/.test(bytes)
    ? bytes.replace(/[\x00\x01]/g, (byte) => (byte === terminator ? '\x01\x01' : '\x01\x02'))
    : bytes;
}

/** Where all items of this partition key begin. */
export function partitionKey(value: AttributeValue): string {
  const bytes = bytesOf(value);
  return fourBytes(hashOf(bytes)) + escaped(bytes) + terminator;
}

export function sortKey(value: AttributeValue): string {
  return escaped(bytesOf(value)) + terminator;
}

/** Half-open range of sort keys inside a partition. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

export type SortCondition = '=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'BETWEEN';

/** The range of tree keys, inside the partition that begins with `partition`, whose sort key meets the condition. */
export function rangeOf(
  partition: string,
  condition?: SortCondition,
  operands: readonly AttributeValue[] = [],
): KeyRange {
  const [first = {}, second = first] = operands;
  const at = (value: AttributeValue) => partition + escaped(bytesOf(value)) + terminator;
  const after = (value: AttributeValue) => `${partition}${escaped(bytesOf(value))}\x01`;
  const end = partition + afterAll;
  switch (condition) {
    case undefined:
      return { from: partition, to: end };
    case '=':
      return { from: at(first), to: after(first) };
    case '<':
      return { from: partition, to: at(first) };
    case '<=':
      return { from: partition, to: after(first) };
    case '>':
      return { from: after(first), to: end };
    case '>=':
      return { from: at(first), to: end };
    case 'BETWEEN':
      return { from: at(first), to: after(second) };
    case 'begins_with': {
      const prefix = partition + escaped(bytesOf(first));
      return { from: prefix, to: prefix + afterAll };
    }
  }
}

/** The range of one of `count` equal parts of the hash space. */
export function segmentRange(segment: number, count: number): KeyRange {
  const bound = (index: number) => (index === count ? afterAll : fourBytes(Math.ceil((index * 2 ** 32) / count)));
  return { from: bound(segment), to: bound(segment + 1) };
}

/** FNV-1a with the finish of MurmurHash3, so that all bits depend on all bytes. */
function hashOf(bytes: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function fourBytes(value: number): string {
  return String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
