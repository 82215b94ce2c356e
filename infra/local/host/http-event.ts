/** Payload format 2.0 of an HTTP API: the event a function gets from a request, and the response its answer becomes. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { VerifiedToken } from './http-jwt.ts';
import type { RouteMatch } from './http-routes.ts';

export interface HttpRequest {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly token: VerifiedToken | undefined;
  readonly apiId: string;
  readonly stage: string;
  readonly accountId: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | string;
}

const textual = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[\w.-]+\+(json|xml)))/;

export function createEvent(request: HttpRequest): Record<string, unknown> {
  const { message, url, body, match, token } = request;
  const headers = readHeaders(message);
  const now = new Date();
  const isText = textual.test(headers['content-type'] ?? 'text/plain');
  const query = [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')]);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(message.headers.cookie === undefined ? {} : { cookies: message.headers.cookie.split(/;\s*/) }),
    headers,
    ...(query.length === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    ...(Object.keys(match.parameters).length === 0 ? {} : { pathParameters: match.parameters }),
    requestContext: {
      accountId: request.accountId,
      apiId: request.apiId,
      ...(token === undefined ? {} : { authorizer: { jwt: { claims: token.claims, scopes: token.scopes } } }),
      domainName: headers.host?.split(':')[0] ?? '127.0.0.1',
      domainPrefix: request.apiId,
      http: {
        method: message.method ?? 'GET',
        path: url.pathname,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: request.stage,
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function readHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (name !== 'cookie' && values !== undefined) headers[name] = values.join(',');
  }
  return headers;
}

interface Answer {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** An answer without `statusCode` is the body itself, as JSON, with status 200. */
export function createReply(answer: unknown): HttpReply {
  const json = { 'content-type': 'application/json' };
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    return { status: 200, headers: json, body: typeof answer === 'string' ? answer : JSON.stringify(answer ?? null) };
  }
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded = false } = answer as Answer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return plainReply(500, 'Internal Server Error');
  const written: Record<string, string | string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(headers)) written[name.toLowerCase()] = String(value);
  if (cookies.length > 0) written['set-cookie'] = [...cookies];
  const text = body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: written, body: isBase64Encoded ? Buffer.from(text, 'base64') : text };
}

/** What API Gateway says itself. */
export function plainReply(status: number, message: string): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
