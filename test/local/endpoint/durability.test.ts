import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, expect, it } from 'vitest';
import { testCredentials } from '../../contract/endpoint-under-test.ts';

const directory = mkdtempSync(join(tmpdir(), 'endpoint-durability-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

async function start() {
  const script = join(import.meta.dirname, 'endpoint-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const settings = {
    endpoint: line.toString().trim(),
    region: 'us-east-1',
    credentials: testCredentials,
    maxAttempts: 1,
  };
  return {
    s3: new S3Client(settings),
    sqs: new SQSClient(settings),
    kms: new KMSClient(settings),
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      running.delete(child);
    },
  };
}

/** Writes until the process dies; returns what was acknowledged. */
async function writeUntilDeath(write: (n: number) => Promise<string>): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let n = 0; ; n++) {
    try {
      acknowledged.push(await write(n));
    } catch (error) {
      expect((error as { code?: string }).code ?? (error as Error).name).toMatch(/ECONN|EPIPE|Timeout/);
      return acknowledged;
    }
  }
}

it('a kill under load loses no acknowledged object, message, deletion or key', { timeout: 60_000 }, async () => {
  const first = await start();
  await first.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  const { QueueUrl = '' } = await first.sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
  const { KeyMetadata } = await first.kms.send(new CreateKeyCommand({}));
  const sealed = await first.kms.send(
    new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: Buffer.from('secret') }),
  );
  await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'in flight' }));
  await first.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  const deleted: string[] = [];

  const writers = [
    ...[0, 1, 2].map((writer) =>
      writeUntilDeath(async (n) => {
        const Key = `${writer}/${n}`;
        await first.s3.send(new PutObjectCommand({ Bucket: 'kept', Key, Body: `${Key} `.repeat(5000) }));
        return Key;
      }),
    ),
    ...[3, 4].map((writer) =>
      writeUntilDeath(async (n) => {
        const MessageBody = `${writer}/${n}`;
        await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
        return MessageBody;
      }),
    ),
  ];
  const deleter = writeUntilDeath(async () => {
    const { Messages = [] } = await first.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    const [message] = Messages;
    await first.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    deleted.push(message?.Body ?? '');
    return '';
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await first.kill();
  const written = await Promise.all(writers);
  await deleter;

  const second = await start();
  const keys = written.slice(0, 3).flat();
  expect(keys.length).toBeGreaterThan(20);
  for (const Key of keys) {
    const { Body } = await second.s3.send(new GetObjectCommand({ Bucket: 'kept', Key }));
    expect(await Body?.transformToString()).toBe(`${Key} `.repeat(5000));
  }
  const bodies = new Set<string | undefined>();
  for (;;) {
    const { Messages = [] } = await second.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: QueueUrl.split('/').at(-1),
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
      }),
    );
    if (Messages.length === 0) break;
    for (const { Body } of Messages) bodies.add(Body);
  }
  const sent = ['in flight', ...written.slice(3).flat()];
  expect(deleted.length).toBeGreaterThan(0);
  // A deletion whose answer was cut off may or may not have been done.
  const missing = sent.filter((body) => !bodies.has(body) && !deleted.includes(body));
  expect(missing.length).toBeLessThanOrEqual(1);
  expect(deleted.filter((body) => bodies.has(body))).toEqual([]);
  const opened = await second.kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('secret');
  await second.kill();

  const third = await start();
  await third.kill();
  // Bodies of uploads that were cut off are swept at a start.
  expect(readdirSync(join(directory, 's3', 'blobs')).length - keys.length).toBeLessThanOrEqual(3);
});
