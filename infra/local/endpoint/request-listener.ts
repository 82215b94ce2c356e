/**
 * Routing of one port: by `X-Amz-Target`, then by the service that the signature names, else S3. Whatever goes wrong is answered in the
 * protocol of the call; an error that is not the service's own becomes a 500 and is printed, and the server goes on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performS3, renderS3Error, sendS3Reply } from '../s3/http/handle-s3.ts';
import { queryCodeOf } from '../sqs/errors.ts';
import type { ApiCall } from './api-call.ts';
import { AwsError } from './aws-error.ts';
import type { Engines } from './endpoint.ts';
import { admit, type GateOptions, requireAllowed } from './gate.ts';
import { openIncoming, readBody } from './incoming.ts';
import { type JsonTarget, jsonErrorBody, parseJsonInput, parseTarget, sendJson } from './json-protocol.ts';
import { parseQuery, renderQueryError, renderQueryResult } from './query-protocol.ts';
import type { SignedRequest } from './signature.ts';

export interface ListenerOptions extends GateOptions {
  engines: Engines;
  newId: () => string;
  accountId: string;
}

interface Exchange {
  request: SignedRequest;
  message: IncomingMessage;
  response: ServerResponse;
  requestId: string;
}

export function createRequestListener(options: ListenerOptions) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    const exchange: Exchange = { request: openIncoming(message), message, response, requestId: options.newId() };
    answer(options, exchange).catch((error: unknown) => {
      // The connection is gone or half an answer is out: nothing more can be said.
      if (!isDisconnect(error)) console.error('endpoint:', error);
      response.destroy();
    });
  };
}

const isDisconnect = (error: unknown): boolean => {
  const { code } = error as { code?: string };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE';
};

function answer(options: ListenerOptions, exchange: Exchange): Promise<void> {
  const target = exchange.request.headers['x-amz-target'];
  if (typeof target === 'string') return answerJson(options, exchange, target);
  const isForm = String(exchange.request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const service = /Credential=[^,]*\/([a-z0-9-]+)\/aws4_request/.exec(
    exchange.request.headers.authorization ?? '',
  )?.[1];
  if (service === 'sqs' || service === 'sts' || (isForm && exchange.request.method === 'POST' && service !== 's3'))
    return answerQuery(options, exchange);
  return answerS3(options, exchange);
}

/** Errors of our own making are printed once, in full, and answered without detail. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (isDisconnect(error)) throw error;
  console.error('endpoint:', error);
  return new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500);
}

async function answerJson(
  options: ListenerOptions,
  { request, message, response, requestId }: Exchange,
  header: string,
): Promise<void> {
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  let target: JsonTarget | undefined;
  try {
    const body = await readBody(message);
    target = parseTarget(header);
    const { principal } = admit(request, options, body);
    const input = parseJsonInput(body);
    const { service, operation } = target;
    requireAllowed(options, { principal, service, operation, input });
    const output = await performJson(options.engines, { principal, service, operation, input }, response);
    sendJson(response, target.contentType, 200, output, headers);
  } catch (cause) {
    const error = asAwsError(cause);
    if (target?.service === 'sqs') headers['x-amzn-query-error'] = `${queryCodeOf(error.code)};Sender`;
    const contentType = target?.contentType ?? 'application/x-amz-json-1.0';
    sendJson(response, contentType, error.status, jsonErrorBody(error, target?.namespace ?? ''), headers);
  }
}

function performJson(
  { sqs, kms, dynamodb }: Engines,
  { principal, service, operation, input }: ApiCall,
  response: ServerResponse,
): unknown {
  if (service === 'dynamodb') return dynamodb.handle(operation, input);
  if (service === 'dynamodbstreams') return dynamodb.handleStreams(operation, input);
  if (service === 'kms') return kms.handle(operation, input);
  return sqs.handle(operation, input, { principal, signal: () => signalOf(response) });
}

/** Fires when the client hangs up before it was answered. */
function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

async function answerQuery(
  options: ListenerOptions,
  { request, message, response, requestId }: Exchange,
): Promise<void> {
  const send = (status: number, body: string): void => {
    const headers = {
      'content-type': 'text/xml',
      'content-length': String(Buffer.byteLength(body)),
      'x-amzn-requestid': requestId,
    };
    response.writeHead(status, headers).end(body);
  };
  try {
    const body = await readBody(message);
    const { principal } = admit(request, options, body);
    const text = body.length > 0 ? body.toString('utf8') : request.rawQuery;
    const query = parseQuery(text, request.rawPath);
    if (!query) throw new AwsError('MissingAction', 'The request names no Action.', 400);
    const { action, input } = query;
    if (action === 'GetCallerIdentity') {
      send(200, renderQueryResult(action, describeCaller(principal, options.accountId), requestId));
      return;
    }
    requireAllowed(options, { principal, service: 'sqs', operation: action, input });
    const output = await options.engines.sqs.handle(action, input, { principal, signal: () => signalOf(response) });
    send(200, renderQueryResult(action, output, requestId));
  } catch (cause) {
    const error = asAwsError(cause);
    send(error.status, renderQueryError(error, queryCodeOf(error.code), requestId));
  }
}

const describeCaller = (principal: string, accountId: string) => ({
  Arn: principal.startsWith('arn:') ? principal : `arn:aws:iam::${accountId}:user/${principal}`,
  UserId: principal,
  Account: accountId,
});

async function answerS3(options: ListenerOptions, { request, message, response, requestId }: Exchange): Promise<void> {
  const { method, rawPath, rawQuery, headers } = request;
  response.setHeader('x-amz-request-id', requestId);
  try {
    const { principal, signature, signingKey, scope, payloadHash } = admit(request, options, undefined);
    const signing = { signingKey, scope, signedAt: signature.signedAt, seed: signature.signature };
    const reply = await performS3(options.engines.s3, {
      method,
      rawPath,
      rawQuery,
      isPresigned: signature.presigned,
      principal,
      body: { stream: message, headers, payloadHash, signing },
      authorise: (operation, input) => requireAllowed(options, { principal, service: 's3', operation, input }),
    });
    await sendS3Reply(reply, method, response);
  } catch (cause) {
    if (response.headersSent) throw cause;
    await sendS3Reply(renderS3Error(asAwsError(cause), rawPath, requestId), method, response);
  }
}
