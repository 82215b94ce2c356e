import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCall, type Endpoint, startEndpoint } from '../../../infra/local/endpoint/endpoint.ts';
import { encodeStrictly, hmac, sha256Hex } from '../../../infra/local/endpoint/signature.ts';
import { errorOf } from '../../contract/endpoint-under-test.ts';

const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe('the embedded endpoint', () => {
  let endpoint: Endpoint;
  let s3: S3Client;
  let sqs: SQSClient;
  const calls: ApiCall[] = [];
  let refuse: (call: ApiCall) => boolean = () => false;

  beforeAll(async () => {
    endpoint = await startEndpoint({
      credentials: new Map([['AKID', { secretAccessKey: 'secret', principal: 'compare-drop' }]]),
      authorise: (call) => ({ allowed: !refuse(call), reason: 'the test says so' }),
      onCall: (call) => void calls.push(call),
    });
    const settings = { endpoint: endpoint.url, region: 'us-east-1', credentials };
    s3 = new S3Client(settings);
    sqs = new SQSClient(settings);
    await s3.send(new CreateBucketCommand({ Bucket: 'drops' }));
    await sqs.send(new CreateQueueCommand({ QueueName: 'arrivals' }));
  });
  afterAll(() => endpoint.stop());

  const receive = async (): Promise<Record<string, unknown>[]> => {
    const { Messages = [] } = (await endpoint.sqs.handle('ReceiveMessage', {
      QueueUrl: 'arrivals',
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 600,
    })) as { Messages?: { Body: string }[] };
    return Messages.map(({ Body }) => JSON.parse(Body) as Record<string, unknown>);
  };

  it('listens on the loopback address only', () => {
    expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('tells the host each call with its principal, operation and input', async () => {
    calls.length = 0;
    await s3.send(new PutObjectCommand({ Bucket: 'drops', Key: 'a/甲 1', Body: 'x' }));
    const CopySource = `drops/${encodeURIComponent('a/甲 1')}`;
    await s3.send(new CopyObjectCommand({ Bucket: 'drops', Key: 'b', CopySource }));
    await s3.send(new DeleteObjectsCommand({ Bucket: 'drops', Delete: { Objects: [{ Key: 'b' }] } }));
    await sqs.send(new ListQueuesCommand({}));
    expect(calls).toEqual([
      { principal: 'compare-drop', service: 's3', operation: 'PutObject', input: { Bucket: 'drops', Key: 'a/甲 1' } },
      {
        principal: 'compare-drop',
        service: 's3',
        operation: 'CopyObject',
        input: { Bucket: 'drops', Key: 'b', CopySource },
      },
      {
        principal: 'compare-drop',
        service: 's3',
        operation: 'DeleteObjects',
        input: { Bucket: 'drops', Delete: { Objects: [{ Key: 'b' }] } },
      },
      { principal: 'compare-drop', service: 'sqs', operation: 'ListQueues', input: {} },
    ]);
  });

  it('a call that the host forbids is refused in the form of its protocol and not done', async () => {
    const settings = { endpoint: endpoint.url, region: 'us-east-1', credentials };
    refuse = () => true;
    const denied = await Promise.all([
      errorOf(s3.send(new PutObjectCommand({ Bucket: 'drops', Key: 'forbidden', Body: 'x'.repeat(100_000) }))),
      errorOf(sqs.send(new CreateQueueCommand({ QueueName: 'forbidden' }))),
      errorOf(new KMSClient(settings).send(new ListKeysCommand({}))),
      errorOf(new DynamoDBClient(settings).send(new ListTablesCommand({}))),
    ]);
    refuse = () => false;
    expect(denied.map(({ name }) => name)).toEqual([
      'AccessDenied',
      'AccessDenied',
      'AccessDeniedException',
      'AccessDeniedException',
    ]);
    expect(denied.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(endpoint.s3.find('drops', 'forbidden')).toBeUndefined();
    expect(endpoint.sqs.hasQueue(arnOf('forbidden'))).toBe(false);
  });

  describe('notifications', () => {
    const configure = (Queue: string) =>
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'events',
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Id: 'drops',
                QueueArn: Queue,
                Events: ['s3:ObjectCreated:*'],
                Filter: {
                  Key: {
                    FilterRules: [
                      { Name: 'prefix', Value: 'drops/' },
                      { Name: 'suffix', Value: '.csv' },
                    ],
                  },
                },
              },
            ],
          },
        }),
      );

    beforeAll(async () => {
      await s3.send(new CreateBucketCommand({ Bucket: 'events' }));
      const VersioningConfiguration = { Status: 'Enabled' as const };
      await s3.send(new PutBucketVersioningCommand({ Bucket: 'events', VersioningConfiguration }));
    });

    it('a destination that does not exist is refused, one that does gets the test message', async () => {
      expect((await errorOf(configure(arnOf('nowhere')))).name).toBe('InvalidArgument');
      await configure(arnOf('arrivals'));
      expect(await receive()).toMatchObject([{ Event: 's3:TestEvent', Bucket: 'events' }]);
    });

    it('the event of a put is in the queue when the put is answered', async () => {
      const Key = 'drops/车辆 a+b.csv';
      const { VersionId, ETag } = await s3.send(new PutObjectCommand({ Bucket: 'events', Key, Body: 'rows' }));
      const [message] = (await receive()) as { Records: Record<string, unknown>[] }[];
      expect(message?.Records[0]).toMatchObject({
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        s3: {
          configurationId: 'drops',
          bucket: { name: 'events', arn: 'arn:aws:s3:::events' },
          object: {
            key: 'drops/%E8%BD%A6%E8%BE%86+a%2Bb.csv',
            size: 4,
            eTag: ETag?.replaceAll('"', ''),
            versionId: VersionId,
          },
        },
      });
    });

    it('each version has its event and a later sequencer', async () => {
      for (const body of ['1', '2', '3'])
        await s3.send(new PutObjectCommand({ Bucket: 'events', Key: 'drops/x.csv', Body: body }));
      const events = (await receive()) as { Records: { s3: { object: { sequencer: string } } }[] }[];
      const sequencers = events.map(({ Records }) => Records[0]?.s3.object.sequencer ?? '');
      expect(sequencers).toHaveLength(3);
      expect(new Set(sequencers).size).toBe(3);
      expect([...sequencers].sort()).toEqual(sequencers);
    });

    it('keys outside the filter raise nothing', async () => {
      await s3.send(new PutObjectCommand({ Bucket: 'events', Key: 'drops/x.json', Body: 'x' }));
      await s3.send(new PutObjectCommand({ Bucket: 'events', Key: 'other/x.csv', Body: 'x' }));
      expect(await receive()).toEqual([]);
    });
  });

  it('an in-process caller waits for a message without polling', async () => {
    await sqs.send(new CreateQueueCommand({ QueueName: 'hooked' }));
    const waiting = endpoint.sqs.waitForMessage(arnOf('hooked'), 5000);
    endpoint.sqs.enqueue(arnOf('hooked'), 'x');
    expect(await waiting).toBe(true);
    await endpoint.sqs.handle('PurgeQueue', { QueueUrl: 'hooked' });
    expect(await endpoint.sqs.waitForMessage(arnOf('hooked'), 50)).toBe(false);
  });

  it('a bucket may be named in the host', async () => {
    await endpoint.s3.put('drops', 'by host', 'found');
    const reply = await send({ method: 'GET', path: '/by%20host', host: `drops.localhost:${endpoint.port}` });
    expect(reply).toEqual({ status: 200, body: 'found' });
  });

  describe('aws-chunked bodies', () => {
    const text = 'a'.repeat(65_536) + 'b'.repeat(1_000);
    const chunks = [text.slice(0, 65_536), text.slice(65_536), ''];

    it('a body whose chunks are signed is stored', async () => {
      const reply = await sendChunked('signed', chunks);
      expect(reply.status).toBe(200);
      expect((await endpoint.s3.get('drops', 'signed')).toString()).toBe(text);
    });

    it('a chunk that was changed on its way is refused and nothing is stored', async () => {
      const reply = await sendChunked('tampered', chunks, (body) => body.replace('aaa', 'aab'));
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('SignatureDoesNotMatch');
      expect(endpoint.s3.find('drops', 'tampered')).toBeUndefined();
    });

    it('a body cut short is refused', async () => {
      const reply = await sendChunked('short', chunks.slice(0, 1));
      expect(reply.body).toContain('IncompleteBody');
      expect(endpoint.s3.find('drops', 'short')).toBeUndefined();
    });

    it('a stored content encoding never says aws-chunked', async () => {
      const { headers } = endpoint.s3.find('drops', 'signed') ?? { headers: {} };
      expect(headers).not.toHaveProperty('content-encoding');
    });
  });

  it('a body other than the signed one is refused', async () => {
    const reply = await send({
      method: 'PUT',
      path: '/drops/swapped',
      body: 'other',
      payloadHash: sha256Hex('signed'),
    });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain('XAmzContentSHA256Mismatch');
    expect(endpoint.s3.find('drops', 'swapped')).toBeUndefined();
  });

  it('a request signed long ago is refused', async () => {
    const signedAt = new Date(Date.now() - 20 * 60_000);
    const reply = await send({ method: 'GET', path: '/drops', signedAt });
    expect(reply.status).toBe(403);
    expect(reply.body).toContain('RequestTimeTooSkewed');
  });

  it('a large object streams through and reads back the same', async () => {
    const body = Buffer.alloc(40 << 20, 'doudi ');
    await s3.send(new PutObjectCommand({ Bucket: 'drops', Key: 'large', Body: body }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'drops', Key: 'large' }));
    const hash = createHash('md5');
    for await (const chunk of Body as AsyncIterable<Buffer>) hash.update(chunk);
    expect(hash.digest('hex')).toBe(createHash('md5').update(body).digest('hex'));
  });

  interface Sent {
    method: string;
    path: string;
    host?: string;
    body?: string;
    payloadHash?: string;
    headers?: Record<string, string>;
    signedAt?: Date;
    /** Makes the body from the seed signature. */
    buildBody?: (seed: string, key: Buffer, stamp: string, scope: string) => string;
  }

  /** A request signed by hand, independent of the verifier's own canonical form. */
  function send(sent: Sent): Promise<{ status: number; body: string }> {
    const { method, path, host = `127.0.0.1:${endpoint.port}`, body = '', headers = {} } = sent;
    const payloadHash = sent.payloadHash ?? sha256Hex(body);
    const stamp = `${(sent.signedAt ?? new Date()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    const day = stamp.slice(0, 8);
    const scope = `${day}/us-east-1/s3/aws4_request`;
    const canonical = `${method}\n${path}\n\nhost:${host}\nx-amz-content-sha256:${payloadHash}\nx-amz-date:${stamp}\n\nhost;x-amz-content-sha256;x-amz-date\n${payloadHash}`;
    const key = ['us-east-1', 's3', 'aws4_request'].reduce((k, part) => hmac(k, part), hmac('AWS4secret', day));
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256Hex(canonical)}`).toString('hex');
    const authorization = `AWS4-HMAC-SHA256 Credential=AKID/${scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`;
    const payload = sent.buildBody ? sent.buildBody(signature, key, stamp, scope) : body;
    return new Promise((resolve, reject) => {
      const all = { ...headers, host, authorization, 'x-amz-date': stamp, 'x-amz-content-sha256': payloadHash };
      const options = { host: '127.0.0.1', port: endpoint.port, method, path, headers: all };
      const outgoing = httpRequest(options, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
      });
      outgoing.on('error', reject).end(payload);
    });
  }

  function sendChunked(key: string, parts: readonly string[], damage: (body: string) => string = (body) => body) {
    return send({
      method: 'PUT',
      path: `/drops/${encodeStrictly(key)}`,
      payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': String(text(parts).length) },
      buildBody(seed, signingKey, stamp, scope) {
        let previous = seed;
        const sign = (part: string): string => {
          const toSign = `AWS4-HMAC-SHA256-PAYLOAD\n${stamp}\n${scope}\n${previous}\n${sha256Hex('')}\n${sha256Hex(part)}`;
          previous = hmac(signingKey, toSign).toString('hex');
          return `${part.length.toString(16)};chunk-signature=${previous}\r\n${part}\r\n`;
        };
        return damage(parts.map(sign).join(''));
      },
    });
  }
  const text = (parts: readonly string[]): string => parts.join('');
});
