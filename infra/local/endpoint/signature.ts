/**
 * AWS Signature Version 4 of a request, in its headers or presigned in its query. Promises that the principal behind a request holds
 * the secret of its access key and that what was signed is what arrived; refuses unknown keys, other signatures, dates more than
 * fifteen minutes off and presigned URLs past their time. Clock skew is measured on the machine's clock, because clients sign by it.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Credential } from './api-call.ts';
import { AwsError } from './aws-error.ts';

export interface SignedRequest {
  method: string;
  /** As received, still encoded. */
  rawPath: string;
  rawQuery: string;
  headers: IncomingHttpHeaders;
}

export interface Signature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  signedAt: string;
  presigned: boolean;
  expiresSeconds?: number;
}

export interface Signer {
  principal: string;
  signingKey: Buffer;
  scope: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const skewMsMax = 15 * 60_000;
const presignedSecondsMax = 7 * 86_400;
const signingKeys = new Map<string, Buffer>();

export const sha256Hex = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');
export const hmac = (key: Buffer | string, text: string | Buffer): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** `undefined` when the request carries no signature at all. */
export function parseSignature(request: SignedRequest): Signature | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) return parseAuthorizationHeader(header, request);
  const query = new URLSearchParams(request.rawQuery);
  if (query.get('X-Amz-Algorithm') === null) return undefined;
  if (query.get('X-Amz-Algorithm') !== algorithm) throw malformed('Only AWS4-HMAC-SHA256 is supported.');
  return {
    ...parseScope(query.get('X-Amz-Credential') ?? ''),
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    signedAt: query.get('X-Amz-Date') ?? '',
    presigned: true,
    expiresSeconds: Number(query.get('X-Amz-Expires') ?? 'NaN'),
  };
}

function parseAuthorizationHeader(header: string, request: SignedRequest): Signature {
  const [scheme, ...rest] = header.split(' ');
  if (scheme !== algorithm) throw malformed('Only AWS4-HMAC-SHA256 is supported.');
  const fields = new Map<string, string>();
  for (const part of rest.join(' ').split(',')) {
    const at = part.indexOf('=');
    fields.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return {
    ...parseScope(fields.get('Credential') ?? ''),
    signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
    signature: fields.get('Signature') ?? '',
    signedAt: String(request.headers['x-amz-date'] ?? ''),
    presigned: false,
  };
}

function parseScope(credential: string): { accessKeyId: string; date: string; region: string; service: string } {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = [parts.slice(0, -4).join('/'), ...parts.slice(-4)];
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request')
    throw malformed('The credential scope is not of the form key/date/region/service/aws4_request.');
  return { accessKeyId, date, region, service };
}

const malformed = (message: string) => new AwsError('AuthorizationHeaderMalformed', message, 400);

export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  credentials: ReadonlyMap<string, Credential>,
  payloadHash: string,
): Signer {
  const credential = credentials.get(signature.accessKeyId);
  if (!credential)
    throw new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403);
  checkTime(signature);
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const signingKey = deriveKey(credential.secretAccessKey, signature);
  const given = Buffer.from(signature.signature, 'hex');
  for (const canonical of canonicalForms(request, signature, payloadHash)) {
    const expected = hmac(signingKey, `${algorithm}\n${signature.signedAt}\n${scope}\n${sha256Hex(canonical)}`);
    if (given.length === expected.length && timingSafeEqual(given, expected))
      return { principal: credential.principal, signingKey, scope };
  }
  throw new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
}

function checkTime(signature: Signature): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signature.signedAt);
  if (!match || !signature.signedAt.startsWith(signature.date))
    throw malformed('X-Amz-Date is missing, malformed or not of the day of the credential scope.');
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ageMs = Date.now() - Date.UTC(year, month - 1, day, hour, minute, second);
  if (!signature.presigned) {
    if (Math.abs(ageMs) > skewMsMax)
      throw new AwsError('RequestTimeTooSkewed', 'The difference between the request time and now is too large.', 403);
    return;
  }
  const expires = signature.expiresSeconds ?? Number.NaN;
  if (!(expires >= 1 && expires <= presignedSecondsMax))
    throw new AwsError('AuthorizationQueryParametersError', 'X-Amz-Expires must be between 1 and 604800 seconds.', 400);
  if (ageMs < -skewMsMax) throw new AwsError('AccessDenied', 'Request is not valid yet', 403);
  if (ageMs > expires * 1000) throw new AwsError('AccessDenied', 'Request has expired', 403);
}

function deriveKey(secret: string, { date, region, service }: Signature): Buffer {
  const name = `${secret}\n${date}\n${region}\n${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  if (signingKeys.size > 1000) signingKeys.clear();
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
  signingKeys.set(name, key);
  return key;
}

/** The usual form first; then with the path encoded anew, and with header bytes read as UTF-8, as some clients sign. */
function* canonicalForms(request: SignedRequest, signature: Signature, payloadHash: string): Generator<Buffer> {
  const query = canonicalQuery(request.rawQuery);
  const headers = signature.signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers[name])}\n`).join('');
  const after = `${headers}\n${signature.signedHeaders.join(';')}\n${payloadHash}`;
  for (const path of [request.rawPath, reencodePath(request.rawPath)]) {
    const form = `${request.method}\n${path}\n${query}\n${after}`;
    yield Buffer.from(form, 'latin1');
    yield Buffer.from(form, 'utf8');
  }
}

const canonicalHeader = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replaceAll(/ +/g, ' ');

/** RFC 3986 encoding as AWS wants it: everything but unreserved characters. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const decodeOrKeep = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};

const reencodePath = (path: string): string =>
  path
    .split('/')
    .map((segment) => encodeStrictly(decodeOrKeep(segment)))
    .join('/');

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  return rawQuery
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [encodeStrictly(decodeOrKeep(name)), encodeStrictly(decodeOrKeep(value))] as const;
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
