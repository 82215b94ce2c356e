/** Objects of one bucket kept in memory, in key order, for tests and trials. Bytes are copied in and out: nobody shares a buffer. */
import type { ObjectHead, Objects } from '../../ports/objects.ts';

const chunkBytes = 64 << 10;

export interface MemoryObjects extends Objects {
  /** Every key, in the order a listing gives. */
  keys(): readonly string[];
}

export function memoryObjects(): MemoryObjects {
  const objects = new Map<string, Buffer>();
  const keys = () => [...objects.keys()].sort(byBytes);
  const existing = (key: string) => {
    const bytes = objects.get(key);
    if (bytes === undefined) throw new Error(`no object ${key}`);
    return bytes;
  };
  return {
    keys,
    async head(key) {
      const bytes = objects.get(key);
      return bytes === undefined ? undefined : { key, bytes: bytes.length };
    },
    async read(key) {
      const bytes = objects.get(key);
      return bytes === undefined ? undefined : Buffer.from(bytes);
    },
    async readRange(key, from, to) {
      return to <= from ? Buffer.alloc(0) : Buffer.from(existing(key).subarray(from, to));
    },
    async *stream(key, from = 0, to) {
      const bytes = existing(key);
      const end = Math.min(bytes.length, to ?? bytes.length);
      for (let at = from; at < end; at += chunkBytes) {
        yield Uint8Array.from(bytes.subarray(at, Math.min(end, at + chunkBytes)));
      }
    },
    async write(key, bytes) {
      objects.set(key, Buffer.from(bytes));
    },
    async writeOnce(key, bytes) {
      if (objects.has(key)) return false;
      objects.set(key, Buffer.from(bytes));
      return true;
    },
    async *list(prefix): AsyncGenerator<ObjectHead> {
      for (const key of keys()) {
        const bytes = objects.get(key);
        if (bytes !== undefined && key.startsWith(prefix)) yield { key, bytes: bytes.length };
      }
    },
  };
}

/** Buckets list in the order of the keys' UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
