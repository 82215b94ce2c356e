/**
 * The body of an upload on its way to the blob store. Everything that was said about it is checked as it streams: its length, its
 * signed SHA-256, Content-MD5, each declared checksum in a header or trailer, and the signature of every chunk. A body that fails
 * any check leaves nothing behind.
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type ChunkSigning, decodeAwsChunked } from '../../endpoint/aws-chunked.ts';
import { AwsError } from '../../endpoint/aws-error.ts';
import { type Checksum, type ChecksumName, checksumNames, createChecksum } from '../../endpoint/checksum.ts';
import type { Blobs } from '../blobs.ts';
import type { StoredChecksum } from '../model.ts';
import type { Content } from '../objects.ts';

export interface IncomingBody {
  stream: AsyncIterable<Buffer>;
  headers: IncomingHttpHeaders;
  /** `x-amz-content-sha256`, or `UNSIGNED-PAYLOAD` of a presigned request. */
  payloadHash: string;
  signing: ChunkSigning;
}

const objectBytesMax = 5 * 1024 ** 3;
const textBytesMax = 4 << 20;

interface BodyCheck {
  bytes: AsyncIterable<Buffer>;
  update(chunk: Buffer): void;
  /** Throws unless all that was declared holds. */
  finish(): { md5: string; bytes: number; checksum?: StoredChecksum };
}

export async function storeBody(body: IncomingBody, blobs: Blobs): Promise<Content> {
  const check = openCheck(body);
  const sink = blobs.sink();
  try {
    for await (const chunk of check.bytes) {
      check.update(chunk);
      await sink.write(chunk);
    }
    const { md5, bytes, checksum } = check.finish();
    const segments = bytes > 0 ? [await sink.finish()] : [];
    if (bytes === 0) await sink.abandon();
    return { segments, bytes, etag: md5, ...(checksum ? { checksum } : {}) };
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

export async function readTextBody(body: IncomingBody): Promise<string> {
  const check = openCheck(body);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of check.bytes) {
    check.update(chunk);
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > textBytesMax) throw new AwsError('MaxMessageLengthExceeded', 'Your request was too big.', 400);
  }
  check.finish();
  return Buffer.concat(chunks).toString('utf8');
}

function openCheck(body: IncomingBody): BodyCheck {
  const { headers, payloadHash } = body;
  const trailers = new Map<string, string>();
  const isChunked = payloadHash.startsWith('STREAMING-');
  const expectedBytes = parseLength(headers[isChunked ? 'x-amz-decoded-content-length' : 'content-length']);
  const md5 = createHash('md5');
  const sha256 = /^[0-9a-f]{64}$/.test(payloadHash) ? createHash('sha256') : undefined;
  const checksums = declaredChecksums(headers).map((name) => [name, createChecksum(name)] as const);
  let bytes = 0;
  return {
    bytes: isChunked ? decodeAwsChunked(body.stream, chunkedOptions(body, trailers)) : body.stream,
    update(chunk) {
      bytes += chunk.length;
      md5.update(chunk);
      sha256?.update(chunk);
      for (const [, checksum] of checksums) checksum.update(chunk);
    },
    finish() {
      if (expectedBytes !== undefined && bytes !== expectedBytes)
        throw new AwsError('IncompleteBody', 'The body does not have the number of bytes that the header names.', 400);
      if (sha256 && sha256.digest('hex') !== payloadHash)
        throw new AwsError(
          'XAmzContentSHA256Mismatch',
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
          400,
        );
      const digest = md5.digest();
      requireMd5(headers['content-md5'], digest);
      return { md5: digest.toString('hex'), bytes, ...verifyChecksums(checksums, headers, trailers) };
    },
  };
}

function parseLength(text: string | string[] | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Number(text);
  if (bytes > objectBytesMax)
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.', 400);
  return bytes;
}

function chunkedOptions({ payloadHash, signing }: IncomingBody, trailers: Map<string, string>) {
  const hasTrailer = payloadHash.endsWith('-TRAILER');
  return payloadHash.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
    ? { hasTrailer, trailers, signing }
    : { hasTrailer, trailers };
}

function declaredChecksums(headers: IncomingHttpHeaders): ChecksumName[] {
  const trailer = String(headers['x-amz-trailer'] ?? '').toLowerCase();
  return checksumNames.filter((name) => {
    const header = `x-amz-checksum-${name}`;
    return headers[header] !== undefined || trailer.split(',').some((one) => one.trim() === header);
  });
}

function requireMd5(declared: string | string[] | undefined, digest: Buffer): void {
  if (declared !== undefined && declared !== digest.toString('base64'))
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400);
}

function verifyChecksums(
  checksums: readonly (readonly [ChecksumName, Checksum])[],
  headers: IncomingHttpHeaders,
  trailers: ReadonlyMap<string, string>,
): { checksum?: StoredChecksum } {
  let checksum: StoredChecksum | undefined;
  for (const [name, running] of checksums) {
    const header = `x-amz-checksum-${name}`;
    const value = running.digest().toString('base64');
    const declared = trailers.get(header) ?? headers[header];
    if (declared !== value)
      throw new AwsError(
        'BadDigest',
        `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
        400,
      );
    checksum = { name, value, type: 'FULL_OBJECT' };
  }
  return checksum ? { checksum } : {};
}
