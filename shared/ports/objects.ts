/** Objects of one bucket. Implementations: `adapters/aws/s3-objects.ts`, `adapters/memory/memory-objects.ts`. */
export interface ObjectHead {
  readonly key: string;
  readonly bytes: number;
}

export interface Objects {
  /** Undefined when there is no such object. */
  head(key: string): Promise<ObjectHead | undefined>;
  read(key: string): Promise<Buffer | undefined>;
  /** Bytes `from` (inclusive) to `to` (exclusive); shorter at the end of the object. */
  readRange(key: string, from: number, to: number): Promise<Buffer>;
  /** The bytes from `from` on, chunk by chunk. */
  stream(key: string, from?: number, to?: number): AsyncIterable<Uint8Array>;
  write(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** False when the object exists already: its bytes stay. */
  writeOnce(key: string, bytes: Uint8Array, contentType: string): Promise<boolean>;
  list(prefix: string): AsyncIterable<ObjectHead>;
}
