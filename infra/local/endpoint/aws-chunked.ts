/**
 * The `aws-chunked` transfer of a body: `size[;chunk-signature=…]CRLF bytes CRLF …`, ended by an empty chunk and optional trailers.
 * Yields the decoded bytes as they arrive; when it ends without an error every chunk signature and the trailer signature (where the
 * form has them) were right. The consumer must not commit what it was given before the end.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { hmac, sha256Hex } from './signature.ts';

export interface ChunkSigning {
  signingKey: Buffer;
  scope: string;
  signedAt: string;
  /** Signature of the request, the first link of the chain. */
  seed: string;
}

export interface ChunkedOptions {
  /** Absent for the unsigned form. */
  signing?: ChunkSigning;
  hasTrailer: boolean;
  /** Lower-case name → value, complete when the decoded bytes have ended. */
  trailers: Map<string, string>;
}

const lineBytesMax = 16 << 10;
const emptyHash = sha256Hex('');

/** Reads lines and byte runs from a stream of buffers. */
class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done) return false;
    this.buffer = this.buffer.length > 0 ? Buffer.concat([this.buffer, next.value]) : next.value;
    return true;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.buffer.indexOf('\r\n');
      if (end >= 0) {
        const line = this.buffer.toString('latin1', 0, end);
        this.buffer = this.buffer.subarray(end + 2);
        return line;
      }
      if (this.buffer.length > lineBytesMax || !(await this.more())) throw incomplete();
    }
  }

  async *bytes(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0) {
      if (this.buffer.length === 0 && !(await this.more())) throw incomplete();
      const taken = this.buffer.subarray(0, left);
      this.buffer = this.buffer.subarray(taken.length);
      left -= taken.length;
      if (taken.length > 0) yield taken;
    }
  }
}

const incomplete = () =>
  new AwsError('IncompleteBody', 'The request body terminated unexpectedly or is not aws-chunked.', 400);

export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  options: ChunkedOptions,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  const { signing } = options;
  let previous = signing?.seed ?? '';
  for (;;) {
    const [sizeText = '', ...extensions] = (await reader.line()).split(';');
    if (!/^[0-9a-fA-F]{1,12}$/.test(sizeText)) throw incomplete();
    const size = Number.parseInt(sizeText, 16);
    const hash = signing ? createHash('sha256') : undefined;
    for await (const bytes of reader.bytes(size)) {
      hash?.update(bytes);
      yield bytes;
    }
    if (signing && hash) {
      const given = extensions.find((part) => part.startsWith('chunk-signature='))?.slice('chunk-signature='.length);
      const text = `AWS4-HMAC-SHA256-PAYLOAD\n${signing.signedAt}\n${signing.scope}\n${previous}\n${emptyHash}\n${hash.digest('hex')}`;
      previous = requireSignature(signing, text, given);
    }
    if (size === 0) break;
    if ((await reader.line()) !== '') throw incomplete();
  }
  await readTrailers(reader, options, previous);
}

async function readTrailers(reader: ByteReader, options: ChunkedOptions, previous: string): Promise<void> {
  let canonical = '';
  let signature: string | undefined;
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    if (name === 'x-amz-trailer-signature') signature = value;
    else {
      canonical += `${name}:${value}\n`;
      options.trailers.set(name, value);
    }
  }
  const { signing } = options;
  if (!signing || !options.hasTrailer) return;
  const text = `AWS4-HMAC-SHA256-TRAILER\n${signing.signedAt}\n${signing.scope}\n${previous}\n${sha256Hex(canonical)}`;
  requireSignature(signing, text, signature);
}

function requireSignature(signing: ChunkSigning, text: string, given: string | undefined): string {
  const expected = hmac(signing.signingKey, text);
  const received = Buffer.from(given ?? '', 'hex');
  if (received.length !== expected.length || !timingSafeEqual(received, expected))
    throw new AwsError('SignatureDoesNotMatch', 'The signature of a chunk does not match.', 403);
  return expected.toString('hex');
}
