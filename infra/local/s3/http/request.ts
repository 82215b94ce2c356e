/** One S3 request as the call handlers see it: addressed, authenticated, its body still unread. */
import type { Readable } from 'node:stream';
import type { ParsedXml } from '../../endpoint/xml.ts';
import { parseXml } from '../../endpoint/xml.ts';
import type { Bucket } from '../model.ts';
import { type Content, requireBucket } from '../objects.ts';
import type { S3 } from '../s3.ts';

export interface S3Request {
  method: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  /** Lower-case names; of a presigned request also the `x-amz-*` members of its query. */
  headers: Readonly<Record<string, string | undefined>>;
  principal: string;
  baseUrl: string;
  /** A small body, verified. */
  readText(): Promise<string>;
  /** Streams the body to the blob store, verified. */
  storeBody(): Promise<Content>;
}

export interface S3Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
}

export type S3Call = (s3: S3, request: S3Request) => S3Reply | Promise<S3Reply>;

export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export const xmlReply = (body: string): S3Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body,
});
export const emptyReply = (headers: Record<string, string> = {}, status = 200): S3Reply => ({ status, headers });
export const bucketOf = (s3: S3, request: S3Request): Bucket => requireBucket(s3.state, request.bucket);
export const readXml = async (request: S3Request, root: string): Promise<ParsedXml> =>
  parseXml(await request.readText(), root);
export const quoteEtag = (etag: string): string => `"${etag}"`;
export const formatInstant = (instantMs: number): string => new Date(instantMs).toISOString();

/** Header values that are present, under other names. */
export function pickHeaders(
  headers: S3Request['headers'],
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, as] of Object.entries(names)) {
    const value = headers[name];
    if (value !== undefined) picked[as] = value;
  }
  return picked;
}
