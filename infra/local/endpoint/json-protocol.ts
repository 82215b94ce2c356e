/** The AWS JSON protocols 1.0 and 1.1: which service and operation `X-Amz-Target` names, and how answers and errors look. */
import type { ServerResponse } from 'node:http';
import type { AwsServiceName } from './api-call.ts';
import { AwsError } from './aws-error.ts';

export interface JsonTarget {
  service: Exclude<AwsServiceName, 's3'>;
  operation: string;
  contentType: string;
  /** Prefix of `__type` in errors. */
  namespace: string;
}

const targets: Readonly<Record<string, Omit<JsonTarget, 'operation'>>> = {
  DynamoDB_20120810: {
    service: 'dynamodb',
    contentType: 'application/x-amz-json-1.0',
    namespace: 'com.amazonaws.dynamodb.v20120810#',
  },
  DynamoDBStreams_20120810: {
    service: 'dynamodbstreams',
    contentType: 'application/x-amz-json-1.0',
    namespace: 'com.amazonaws.dynamodb.v20120810#',
  },
  AmazonSQS: { service: 'sqs', contentType: 'application/x-amz-json-1.0', namespace: 'com.amazonaws.sqs#' },
  TrentService: { service: 'kms', contentType: 'application/x-amz-json-1.1', namespace: '' },
};

export function parseTarget(header: string): JsonTarget {
  const at = header.indexOf('.');
  const target = targets[header.slice(0, at)];
  if (!target) throw new AwsError('UnknownOperationException', `Unknown target ${header}.`, 400);
  return { ...target, operation: header.slice(at + 1) };
}

export function parseJsonInput(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  } catch (cause) {
    throw Object.assign(notJson(), { cause });
  }
  throw notJson();
}

const notJson = () => new AwsError('SerializationException', 'The request body is not a JSON object.', 400);

export function sendJson(
  response: ServerResponse,
  contentType: string,
  status: number,
  body: unknown,
  headers: Record<string, string>,
): void {
  const text = JSON.stringify(body ?? {});
  response.writeHead(status, {
    ...headers,
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(text)),
  });
  response.end(text);
}

/** What S3 and Query call otherwise. */
const jsonNames: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'InvalidSignatureException',
  InvalidAccessKeyId: 'UnrecognizedClientException',
  AccessDenied: 'AccessDeniedException',
  AuthorizationHeaderMalformed: 'IncompleteSignatureException',
  RequestTimeTooSkewed: 'InvalidSignatureException',
};

export const jsonErrorBody = (error: AwsError, namespace: string): Record<string, unknown> => ({
  ...error.extra,
  __type: namespace + (jsonNames[error.code] ?? error.code),
  message: error.message,
});
