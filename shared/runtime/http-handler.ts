/**
 * The one way a function answers HTTP (payload format 2.0): the event becomes a plain request, the answer a JSON reply that nothing
 * may cache, a refusal a problem+json in the caller's language. The only place that catches everything: the caller then learns
 * a request id and no more.
 */
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Language, languageOf, type ProblemCode, problemOf, problems, type Reason } from '../contracts/problem.ts';
import { logFailure } from './queue-handler.ts';

export interface HttpRequest {
  /** `GET /v1/drops/{dropId}` */
  readonly routeKey: string;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly language: Language;
}

export type HttpAnswer =
  | { readonly status: 200 | 202; readonly body: unknown; readonly etag?: string }
  | { readonly refused: ProblemCode; readonly reasons?: readonly Reason[] };

const bodyBytesMax = 1 << 20;

export function httpHandler(answer: (request: HttpRequest) => Promise<HttpAnswer>) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(
    async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
      const { requestId } = event.requestContext;
      const language = languageOf(headersOf(event)['accept-language']);
      try {
        const request = requestOf(event, language);
        return replyOf(
          request === undefined ? { refused: 'body-too-large' } : await answer(request),
          language,
          requestId,
        );
      } catch (error) {
        logFailure(requestId, error, 'request-failed');
        return replyOf({ refused: 'internal' }, language, requestId);
      }
    },
  );
}

/** Undefined when the body is too large. */
function requestOf(event: APIGatewayProxyEventV2, language: Language): HttpRequest | undefined {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.byteLength > bodyBytesMax) return undefined;
  return {
    routeKey: event.routeKey,
    path: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: headersOf(event),
    body: body.toString('utf8'),
    language,
  };
}

function headersOf(event: APIGatewayProxyEventV2): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

function replyOf(answer: HttpAnswer, language: Language, requestId: string): APIGatewayProxyStructuredResultV2 {
  const headers = { 'cache-control': 'no-store', 'content-language': language, vary: 'accept-language' };
  if ('refused' in answer) {
    const problem = problemOf(answer.refused, answer.reasons ?? [], language, `urn:doudi:request:${requestId}`);
    return {
      statusCode: problems[answer.refused].status,
      headers: {
        ...headers,
        'content-type': 'application/problem+json',
        ...(answer.refused === 'token-invalid' ? { 'www-authenticate': 'Bearer' } : {}),
      },
      body: JSON.stringify(problem),
    };
  }
  return {
    statusCode: answer.status,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      ...(answer.etag === undefined ? {} : { etag: answer.etag }),
    },
    body: JSON.stringify(answer.body),
  };
}
