/** A bare HTTP front for the embedded DynamoDB: no signatures, JSON 1.0 only. For tests and measurements of this part alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { AwsError } from '../../../infra/local/endpoint/aws-error.ts';

export interface HttpFront {
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function serveDynamoDb(dynamoDb: DynamoDb): Promise<HttpFront> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
      const { status, body } = answer(dynamoDb, service, operation, Buffer.concat(chunks).toString());
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': body.length });
      response.end(body);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(dynamoDb: DynamoDb, service: string, operation: string, text: string) {
  try {
    const input: unknown = JSON.parse(text);
    const output = service.startsWith('DynamoDBStreams')
      ? dynamoDb.handleStreams(operation, input)
      : dynamoDb.handle(operation, input);
    return { status: 200, body: Buffer.from(JSON.stringify(output)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const body = { __type: `com.amazonaws.dynamodb.v20120810#${error.code}`, message: error.message, ...error.extra };
    return { status: error.status, body: Buffer.from(JSON.stringify(body)) };
  }
}
