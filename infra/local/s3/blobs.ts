/**
 * The bytes of objects. With a directory every blob is a file named by a random id, so no key ever reaches the file system; without
 * one, blobs up to 8 MB stay in memory and larger ones spill to temporary files. A blob lives as long as a segment refers to it;
 * a reader that has begun keeps its file open and is not disturbed by a deletion.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Segment } from './model.ts';

export interface BlobSink {
  write(bytes: Buffer): Promise<void>;
  /** The blob is on its medium when this resolves. */
  finish(): Promise<Segment>;
  abandon(): Promise<void>;
}

export interface Blobs {
  sink(): BlobSink;
  /** Bytes `start` (inclusive) to `end` (exclusive) of the concatenated segments. */
  read(segments: readonly Segment[], start: number, end: number): Promise<Readable | Buffer>;
  retain(segments: readonly Segment[]): void;
  release(segments: readonly Segment[]): void;
  /** Removes files no segment refers to; once, after the journal was replayed. */
  sweep(): void;
  stop(): Promise<void>;
}

const spillBytes = 8 << 20;
const writeBytes = 512 << 10;
const readBytes = 512 << 10;
const inlineReadBytes = 256 << 10;

export function createBlobs(options: { directory?: string; newId: () => string }): Blobs {
  const held = new Map<string, Buffer>();
  const references = new Map<string, number>();
  let spillDirectory: string | undefined;
  const pathOf = (blob: string) => join(options.directory ?? spill(), blob);
  const spill = (): string => {
    spillDirectory ??= mkdtempSync(join(tmpdir(), 's3-blobs-'));
    return spillDirectory;
  };
  if (options.directory !== undefined) mkdirSync(options.directory, { recursive: true });

  const discard = (blob: string): void => {
    if (!held.delete(blob)) unlink(pathOf(blob)).catch(ignoreMissing);
  };

  return {
    sink: () =>
      createSink({
        blob: options.newId().replaceAll('-', ''),
        inMemory: options.directory === undefined,
        hold: (blob, bytes) => void held.set(blob, bytes),
        pathOf,
      }),
    async read(segments, start, end) {
      const runs = cutRuns(segments, start, end);
      const [only] = runs;
      if (runs.length === 0 || !only) return Buffer.alloc(0);
      const bytes = held.get(only.blob);
      if (runs.length === 1 && bytes) return bytes.subarray(only.offset, only.offset + only.bytes);
      const sources = await openSources(runs, held, pathOf);
      if (end - start <= inlineReadBytes) return readWhole(runs, sources);
      const stream = Readable.from(readRuns(runs, sources), { objectMode: false, highWaterMark: readBytes });
      return stream.once('close', () => void closeSources(sources));
    },
    retain(segments) {
      for (const { blob } of segments) references.set(blob, (references.get(blob) ?? 0) + 1);
    },
    release(segments) {
      for (const { blob } of segments) {
        const left = (references.get(blob) ?? 1) - 1;
        if (left > 0) references.set(blob, left);
        else {
          references.delete(blob);
          discard(blob);
        }
      }
    },
    sweep() {
      if (options.directory === undefined) return;
      for (const file of readdirSync(options.directory))
        if (!references.has(file)) rmSync(join(options.directory, file), { force: true });
    },
    async stop() {
      held.clear();
      if (spillDirectory !== undefined) rmSync(spillDirectory, { recursive: true, force: true });
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

interface SinkOptions {
  blob: string;
  inMemory: boolean;
  hold: (blob: string, bytes: Buffer) => void;
  pathOf: (blob: string) => string;
}

function createSink({ blob, inMemory, hold, pathOf }: SinkOptions): BlobSink {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let total = 0;
  let file: FileHandle | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async (): Promise<void> => {
    // One write is under way at most: the next is hashed and gathered meanwhile.
    await writing;
    file ??= await open(pathOf(blob), 'w');
    const batch = pending;
    [pending, pendingBytes] = [[], 0];
    writing = file.writev(batch);
    writing.catch(() => undefined);
  };
  return {
    async write(bytes) {
      pending.push(bytes);
      pendingBytes += bytes.length;
      total += bytes.length;
      const isDue = inMemory && !file ? pendingBytes > spillBytes : pendingBytes >= writeBytes;
      if (isDue) await flush();
    },
    async finish() {
      if (inMemory && !file) hold(blob, Buffer.concat(pending));
      else {
        if (pendingBytes > 0 || !file) await flush();
        await writing;
        await file?.close();
      }
      return { blob, offset: 0, bytes: total };
    },
    async abandon() {
      await writing.catch(() => undefined);
      if (!file) return;
      await file.close();
      await unlink(pathOf(blob)).catch(ignoreMissing);
    },
  };
}

function cutRuns(segments: readonly Segment[], start: number, end: number): Segment[] {
  const runs: Segment[] = [];
  let at = 0;
  for (const segment of segments) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, segment.bytes);
    if (to > from) runs.push({ blob: segment.blob, offset: segment.offset + from, bytes: to - from });
    at += segment.bytes;
  }
  return runs;
}

type Sources = ReadonlyMap<string, Buffer | FileHandle>;

/** All files are open before the first byte, so that a deletion during a long read takes nothing away. */
async function openSources(
  runs: readonly Segment[],
  held: ReadonlyMap<string, Buffer>,
  pathOf: (blob: string) => string,
): Promise<Sources> {
  const sources = new Map<string, Buffer | FileHandle>();
  for (const { blob } of runs)
    if (!sources.has(blob)) sources.set(blob, held.get(blob) ?? (await open(pathOf(blob), 'r')));
  return sources;
}

async function closeSources(sources: Sources): Promise<void> {
  for (const source of sources.values()) if (!Buffer.isBuffer(source)) await source.close();
}

async function readWhole(runs: readonly Segment[], sources: Sources): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of readRuns(runs, sources)) chunks.push(chunk);
  } finally {
    await closeSources(sources);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

async function* readRuns(runs: readonly Segment[], sources: Sources): AsyncGenerator<Buffer> {
  for (const run of runs) {
    const source = sources.get(run.blob) as Buffer | FileHandle;
    if (Buffer.isBuffer(source)) yield source.subarray(run.offset, run.offset + run.bytes);
    else yield* readFileRun(source, run);
  }
}

async function* readFileRun(file: FileHandle, run: Segment): AsyncGenerator<Buffer> {
  const next = async (from: number) => {
    const bytes = Buffer.allocUnsafe(Math.min(readBytes, run.bytes - from));
    const read = await file.read(bytes, 0, bytes.length, run.offset + from);
    if (read.bytesRead === 0) throw new Error(`blob ${run.blob} ended early`);
    return bytes.subarray(0, read.bytesRead);
  };
  for (let done = 0; done < run.bytes; ) {
    const bytes = await next(done);
    done += bytes.length;
    yield bytes;
  }
}
