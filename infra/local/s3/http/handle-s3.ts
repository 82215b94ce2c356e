/**
 * The S3 REST protocol: from an authenticated HTTP request to the engine and back. The address may be path-style or name the bucket in
 * the host (`bucket.localhost`); authorisation is asked before the body of an upload is read.
 */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../endpoint/aws-error.ts';
import { childrenOf, parseXml, renderDocument, textOf } from '../../endpoint/xml.ts';
import type { S3 } from '../s3.ts';
import { type IncomingBody, readTextBody, storeBody } from './body.ts';
import { bucketCalls } from './bucket-calls.ts';
import { copyCalls } from './copy-calls.ts';
import { listingCalls } from './listing-calls.ts';
import { multipartCalls } from './multipart-calls.ts';
import { objectCalls } from './object-calls.ts';
import { findOperation } from './operation.ts';
import type { S3Call, S3Reply, S3Request } from './request.ts';

const calls: Readonly<Record<string, S3Call>> = {
  ...bucketCalls,
  ...listingCalls,
  ...objectCalls,
  ...copyCalls,
  ...multipartCalls,
};

export interface S3Exchange {
  method: string;
  rawPath: string;
  rawQuery: string;
  isPresigned: boolean;
  principal: string;
  body: IncomingBody;
  /** Throws AccessDenied. */
  authorise: (operation: string, input: Record<string, unknown>) => void;
}

export async function performS3(s3: S3, exchange: S3Exchange): Promise<S3Reply> {
  const request = openRequest(s3, exchange);
  const operation = findOperation(request);
  const call = calls[operation];
  if (!call) throw new AwsError('NotImplemented', `The embedded endpoint does not implement ${operation}.`, 501);
  const input = describeInput(request);
  if (operation === 'DeleteObjects') {
    const text = await request.readText();
    const objects = childrenOf(parseXml(text, 'Delete'), 'Object').map((one) => ({ Key: textOf(one, 'Key') ?? '' }));
    exchange.authorise(operation, { ...input, Delete: { Objects: objects } });
    return call(s3, { ...request, readText: async () => text });
  }
  exchange.authorise(operation, input);
  return call(s3, request);
}

function openRequest(s3: S3, { method, rawPath, rawQuery, isPresigned, principal, body }: S3Exchange): S3Request {
  const host = body.headers.host ?? 'localhost';
  const query = new URLSearchParams(rawQuery);
  return {
    method,
    ...parseAddress(rawPath, host),
    query,
    headers: { ...(isPresigned ? hoistedHeaders(query) : {}), ...(body.headers as Record<string, string | undefined>) },
    principal,
    baseUrl: `http://${host}`,
    readText: () => readTextBody(body),
    storeBody: () => storeBody(body, s3.blobs),
  };
}

function parseAddress(rawPath: string, host: string): { bucket: string; key: string } {
  const virtual = /^(.+)\.localhost(?::\d+)?$/.exec(host)?.[1];
  const path = virtual === undefined ? rawPath.slice(1) : `${virtual}/${rawPath.slice(1)}`;
  const at = path.indexOf('/');
  const [bucket, key] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch (cause) {
    throw Object.assign(new AwsError('InvalidURI', "Couldn't parse the specified URI.", 400), { cause });
  }
}

/** A presigned URL carries headers in its query; a checksum among them is that of an empty body and says nothing. */
function hoistedHeaders(query: URLSearchParams): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of query) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-') && !lower.startsWith('x-amz-checksum-crc')) headers[lower] = value;
  }
  return headers;
}

function describeInput({ bucket, key, query, headers }: S3Request): Record<string, unknown> {
  const input = {
    Bucket: bucket === '' ? undefined : bucket,
    Key: key === '' ? undefined : key,
    CopySource: headers['x-amz-copy-source'],
    VersionId: query.get('versionId') ?? undefined,
    UploadId: query.get('uploadId') ?? undefined,
    Prefix: query.get('prefix') ?? undefined,
    Delimiter: query.get('delimiter') ?? undefined,
  };
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

export async function sendS3Reply(reply: S3Reply, method: string, response: ServerResponse): Promise<void> {
  const { status, headers = {}, body } = reply;
  if (typeof body === 'string') headers['content-length'] = String(Buffer.byteLength(body));
  else if (body === undefined && status !== 204 && status !== 304) headers['content-length'] ??= '0';
  response.writeHead(status, headers);
  if (body === undefined || method === 'HEAD') response.end();
  else if (typeof body === 'string' || Buffer.isBuffer(body)) response.end(body);
  else await pipeline(body, response);
}

export function renderS3Error(error: AwsError, resource: string, requestId: string): S3Reply {
  const { headers, ...extra } = error.extra as { headers?: Record<string, string> } & Record<string, string>;
  if (error.status === 304) return { status: 304, headers: headers ?? {} };
  const body = { Code: error.code, Message: error.message, Resource: resource, ...extra, RequestId: requestId };
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: renderDocument('Error', body),
  };
}
