/**
 * Running checksums of object bodies. CRC-32 comes from zlib where Node has it (20.15, 22.2 and later); the other polynomials
 * and older Nodes use one 256-entry table each. Digests are big-endian bytes, as the `x-amz-checksum-*` headers carry them in base64.
 */
import { createHash } from 'node:crypto';
import * as zlib from 'node:zlib';

export type ChecksumName = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256';
export const checksumNames: readonly ChecksumName[] = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'];

export interface Checksum {
  update(bytes: Uint8Array): void;
  /** Once, at the end. */
  digest(): Buffer;
}

export function createChecksum(name: ChecksumName): Checksum {
  if (name === 'sha1' || name === 'sha256') {
    const hash = createHash(name);
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  }
  if (name === 'crc64nvme') return crc64Nvme();
  if (name === 'crc32' && typeof zlib.crc32 === 'function') {
    let value = 0;
    return {
      update: (bytes) => {
        value = zlib.crc32(bytes, value);
      },
      digest: () => bigEndian32(value),
    };
  }
  return crc32Of(name === 'crc32' ? 0xedb88320 : 0x82f63b78);
}

function bigEndian32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

const tables32 = new Map<number, Uint32Array>();

function table32(polynomial: number): Uint32Array {
  let table = tables32.get(polynomial);
  if (!table) {
    table = Uint32Array.from({ length: 256 }, (_, n) => {
      let value = n;
      for (let bit = 0; bit < 8; bit++) value = value & 1 ? polynomial ^ (value >>> 1) : value >>> 1;
      return value;
    });
    tables32.set(polynomial, table);
  }
  return table;
}

function crc32Of(polynomial: number): Checksum {
  const table = table32(polynomial);
  let crc = 0xffffffff;
  return {
    update(bytes) {
      let value = crc;
      for (let i = 0; i < bytes.length; i++)
        value = (table[(value ^ (bytes[i] as number)) & 0xff] as number) ^ (value >>> 8);
      crc = value;
    },
    digest: () => bigEndian32(~crc),
  };
}

const crc64Polynomial = 0x9a6c9329ac4bc9b5n;
let table64: { high: Uint32Array; low: Uint32Array } | undefined;

function buildTable64(): { high: Uint32Array; low: Uint32Array } {
  const [high, low] = [new Uint32Array(256), new Uint32Array(256)];
  for (let n = 0; n < 256; n++) {
    let value = BigInt(n);
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? crc64Polynomial ^ (value >> 1n) : value >> 1n;
    high[n] = Number(value >> 32n);
    low[n] = Number(value & 0xffffffffn);
  }
  return { high, low };
}

/** Two 32-bit halves: BigInt would be fifty times slower. */
function crc64Nvme(): Checksum {
  table64 ??= buildTable64();
  const { high: tableHigh, low: tableLow } = table64;
  let [high, low] = [0xffffffff, 0xffffffff];
  return {
    update(bytes) {
      let [h, l] = [high, low];
      for (let i = 0; i < bytes.length; i++) {
        const index = (l ^ (bytes[i] as number)) & 0xff;
        l = ((l >>> 8) | (h << 24)) ^ (tableLow[index] as number);
        h = (h >>> 8) ^ (tableHigh[index] as number);
      }
      [high, low] = [h, l];
    },
    digest: () => Buffer.concat([bigEndian32(~high), bigEndian32(~low)]),
  };
}
