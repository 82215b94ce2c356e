/**
 * One accepted drop, kept for point look-ups: a hash-bucket block file of lines sorted by person token. A person's rows of a dataset
 * are read with one range of a few kilobytes. The same rows serve rules, portraits, screening and replay; nothing else is stored.
 *
 * Layout: magic `DOUDISEG`, u32 format, u32 bucket bits, u32 offsets[2^bits + 1] (from the start of the blocks), blocks. A line is
 * `token TAB row TAB json LF`. Besides person tokens, `hh_` tokens of a hukou group list the members of that group.
 */
import { tokenBucketOf } from './tokens.ts';

const magic = 'DOUDISEG';
const format = 1;
const rowsPerBucket = 32;
/** Up to here one request for all blocks is cheaper than several for some. */
const wholeBytesMax = 4 << 20;
const headerBytes = 16;

export class SegmentFault extends Error {
  override readonly name = 'SegmentFault';
}

/** One line of a segment: a row of the department about one person, without names and identity numbers. */
export interface SegmentLine {
  readonly token: string;
  /** 1-based data row in the drop; 0 for a group line. */
  readonly row: number;
  /** JSON text of a {@link StoredRow}, or of the member tokens of a group. */
  readonly json: string;
}

/** Builds a segment. Lines are sorted by token, then row, so the same rows give the same bytes whatever their order. */
export function buildSegment(lines: readonly SegmentLine[]): Buffer {
  const bits = Math.max(0, Math.ceil(Math.log2(Math.max(1, lines.length / rowsPerBucket))));
  const sorted = [...lines].sort(
    (a, b) =>
      tokenBucketOf(a.token, bits) - tokenBucketOf(b.token, bits) ||
      (a.token < b.token ? -1 : a.token > b.token ? 1 : a.row - b.row),
  );
  const counts = new Uint32Array(2 ** bits + 1);
  const texts: Buffer[] = [];
  for (const line of sorted) {
    const text = Buffer.from(`${line.token}\t${line.row}\t${line.json}\n`);
    texts.push(text);
    const bucket = tokenBucketOf(line.token, bits);
    counts[bucket + 1] = (counts[bucket + 1] as number) + text.length;
  }
  for (let index = 1; index < counts.length; index++) {
    counts[index] = (counts[index] as number) + (counts[index - 1] as number);
  }
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  header.writeUInt32LE(format, 8);
  header.writeUInt32LE(bits, 12);
  return Buffer.concat([header, Buffer.from(counts.buffer), ...texts]);
}

/** Reads `bytes` of an object from `from` to `to` (exclusive). */
export type ReadRange = (from: number, to: number) => Promise<Buffer>;

/** A segment opened for look-ups: the offset table is read once, blocks as they are asked for. */
export class Segment {
  readonly #bits: number;
  readonly #offsets: Uint32Array;
  readonly #blocksAt: number;
  readonly #read: ReadRange;
  #whole: Buffer | undefined;

  private constructor(bits: number, offsets: Uint32Array, read: ReadRange) {
    this.#bits = bits;
    this.#offsets = offsets;
    this.#blocksAt = headerBytes + offsets.byteLength;
    this.#read = read;
  }

  static async open(read: ReadRange): Promise<Segment> {
    const header = await read(0, headerBytes);
    if (header.length < headerBytes || header.toString('latin1', 0, 8) !== magic)
      throw new SegmentFault('not a segment');
    if (header.readUInt32LE(8) !== format) throw new SegmentFault('unknown segment format');
    const bits = header.readUInt32LE(12);
    const bytes = (2 ** bits + 1) * 4;
    const table = await read(headerBytes, headerBytes + bytes);
    if (table.length !== bytes) throw new SegmentFault('segment truncated');
    const offsets = new Uint32Array(new Uint8Array(table).buffer);
    return new Segment(bits, offsets, read);
  }

  /** Bytes of all blocks. */
  get blockBytes(): number {
    return this.#offsets.at(-1) ?? 0;
  }

  /** Lines of each of these tokens. Reads block by block, or everything at once when much of the file is wanted. */
  async linesOf(tokens: Iterable<string>): Promise<SegmentLine[]> {
    const byBucket = new Map<number, Set<string>>();
    for (const token of tokens) {
      const bucket = tokenBucketOf(token, this.#bits);
      if (this.#offsets[bucket] === this.#offsets[bucket + 1]) continue;
      const wanted = byBucket.get(bucket);
      if (wanted) wanted.add(token);
      else byBucket.set(bucket, new Set([token]));
    }
    const isMuch = this.blockBytes <= wholeBytesMax || byBucket.size > (this.#offsets.length - 1) / 8;
    if (this.#whole === undefined && byBucket.size > 0 && isMuch) await this.#readWhole();
    const lines: SegmentLine[] = [];
    await Promise.all(
      [...byBucket].map(async ([bucket, wanted]) => {
        for (const line of splitLines(await this.#block(bucket))) if (wanted.has(line.token)) lines.push(line);
      }),
    );
    return lines;
  }

  /** Every line, in file order. */
  async allLines(): Promise<Iterable<SegmentLine>> {
    if (this.#whole === undefined) await this.#readWhole();
    return splitLines(this.#whole as Buffer);
  }

  /** Releases a block area that was read as a whole. */
  forget(): void {
    this.#whole = undefined;
  }

  async #readWhole(): Promise<void> {
    this.#whole = await this.#read(this.#blocksAt, this.#blocksAt + this.blockBytes);
    if (this.#whole.length !== this.blockBytes) throw new SegmentFault('segment truncated');
  }

  async #block(bucket: number): Promise<Buffer> {
    const from = this.#offsets[bucket] as number;
    const to = this.#offsets[bucket + 1] as number;
    if (this.#whole !== undefined) return this.#whole.subarray(from, to);
    const block = await this.#read(this.#blocksAt + from, this.#blocksAt + to);
    if (block.length !== to - from) throw new SegmentFault('segment truncated');
    return block;
  }
}

export function* splitLines(block: Buffer): Generator<SegmentLine> {
  let start = 0;
  for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, start)) {
    const tab = block.indexOf(9, start);
    const second = block.indexOf(9, tab + 1);
    yield {
      token: block.toString('latin1', start, tab),
      row: Number(block.toString('latin1', tab + 1, second)),
      json: block.toString('utf8', second + 1, end),
    };
    start = end + 1;
  }
}
