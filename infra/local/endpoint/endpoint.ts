/**
 * One HTTP server on 127.0.0.1 that speaks to unmodified AWS SDKs and the AWS CLI: S3, SQS, KMS, DynamoDB and its streams. Promises that
 * every request was signed with a known key and allowed by the host before anything is done, and, with a data directory, that what was
 * acknowledged survives a kill. It listens nowhere else and knows nothing of the application it serves.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createDynamoDb, type DynamoDb } from '../dynamodb/dynamodb.ts';
import { type Journal, memoryJournal, openJournal } from '../journal.ts';
import { createKms, type Kms } from '../kms/kms.ts';
import { createS3, type S3 } from '../s3/s3.ts';
import { createSqs, type Sqs } from '../sqs/sqs.ts';
import type { GateOptions } from './gate.ts';
import { createRequestListener } from './request-listener.ts';

export type { ApiCall, AwsServiceName, Credential, Verdict } from './api-call.ts';

export interface EndpointOptions extends GateOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Absent: everything lives in memory. */
  dataDirectory?: string;
  now?: () => number;
  newId?: () => string;
  region?: string;
  accountId?: string;
}

export interface Engines {
  s3: S3;
  sqs: Sqs;
  kms: Kms;
  dynamodb: DynamoDb;
}

export interface Endpoint extends Engines {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const socketBytes = 256 << 10;
const timeToLiveSweepMs = 30_000;

export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  let url = '';
  const { region = 'us-east-1', accountId = '000000000000' } = options;
  const engines = createEngines(options, region, accountId, () => url);
  const newId = options.newId ?? randomUUID;
  const server = createServer(
    { keepAliveTimeout: 60_000, requestTimeout: 0, highWaterMark: socketBytes, noDelay: true },
    createRequestListener({ ...options, engines, newId, accountId }),
  );
  const port = await listen(server, options.port ?? 0);
  url = `http://127.0.0.1:${port}`;
  const sweep = setInterval(() => engines.dynamodb.sweepTimeToLive(), timeToLiveSweepMs).unref();
  return {
    ...engines,
    url,
    port,
    async stop() {
      clearInterval(sweep);
      engines.sqs.stop();
      await close(server);
      engines.kms.stop();
      engines.dynamodb.close();
      await engines.s3.stop();
    },
  };
}

function createEngines(options: EndpointOptions, region: string, accountId: string, baseUrl: () => string): Engines {
  const { dataDirectory, now = Date.now, newId = randomUUID } = options;
  const journal = (name: string): Journal =>
    dataDirectory === undefined ? memoryJournal() : openJournal(join(dataDirectory, name, 'journal.jsonl'));
  const common = { now, newId, region, accountId };
  const sqs = createSqs({ ...common, journal: journal('sqs'), baseUrl });
  const s3 = createS3({
    ...common,
    journal: journal('s3'),
    enqueue: (queueArn, body) => void sqs.enqueue(queueArn, body),
    hasQueue: (queueArn) => sqs.hasQueue(queueArn),
    ...(dataDirectory === undefined ? {} : { blobDirectory: join(dataDirectory, 's3', 'blobs') }),
  });
  const kms = createKms({ ...common, journal: journal('kms') });
  const dynamodb = createDynamoDb({ ...common, journal: journal('dynamodb') });
  return { s3, sqs, kms, dynamodb };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
