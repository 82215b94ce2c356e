/** Reading an HTTP request: its address as it was sent, and a bounded body. */
import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { SignedRequest } from './signature.ts';

/** DynamoDB's own bound on a request is 16 MB. */
const bodyBytesMax = 20 << 20;

export function openIncoming(message: IncomingMessage): SignedRequest {
  const url = message.url ?? '/';
  const at = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    rawPath: at < 0 ? url : url.slice(0, at),
    rawQuery: at < 0 ? '' : url.slice(at + 1),
    headers: message.headers,
  };
}

export function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) reject(new AwsError('RequestEntityTooLarge', 'The request is too large.', 413));
      else chunks.push(chunk);
    });
    message.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    message.on('error', reject);
  });
}
