/** The AWS CLI against the embedded endpoint: the one on PATH (JSON protocols) and a distribution's older one (Query protocol). */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointUnderTest, openEndpointUnderTest, uniqueName } from './endpoint-under-test.ts';

const execute = promisify(execFile);
const versionOf = (binary: string): string => {
  const { stdout, stderr } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return `${stdout ?? ''}${stderr ?? ''}`.split(' ')[0]?.trim() ?? '';
};
const found = ['aws', '/usr/bin/aws'].map((binary) => ({ binary, version: versionOf(binary) }));
const binaries = found.filter(
  ({ version }, index) => version !== '' && found.findIndex((other) => other.version === version) === index,
);
if (binaries.length === 0) console.warn('aws-cli.test: no aws binary on this machine, nothing is checked');

describe.skipIf(binaries.length === 0).each(binaries)('$version', { timeout: 60_000 }, ({ binary }) => {
  let under: EndpointUnderTest;
  const directory = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const bucket = uniqueName('cli');

  beforeAll(async () => {
    under = await openEndpointUnderTest();
    // Version 1 of the CLI would presign with Signature Version 2.
    writeFileSync(join(directory, 'config'), '[default]\ns3 =\n  signature_version = s3v4\n');
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await under.stop();
  });

  const aws = async (...args: string[]): Promise<string> => {
    const { endpoint, region, credentials } = under.settings;
    const env = {
      PATH: process.env.PATH,
      HOME: directory,
      AWS_CONFIG_FILE: join(directory, 'config'),
      LANG: 'C.UTF-8',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    return (await execute(binary, ['--endpoint-url', endpoint, ...args], { env })).stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await aws(...args, '--output', 'json')) as Record<string, never>;

  it('knows who it is', async () => {
    expect(await json('sts', 'get-caller-identity')).toHaveProperty('Account');
  });

  it('copies a large file there and back, lists it, and removes the bucket', async () => {
    const [there, back] = [join(directory, 'there'), join(directory, 'back')];
    const body = Buffer.alloc(20 << 20, 'a line of a drop\n');
    writeFileSync(there, body);
    const url = `s3://${bucket}/a b/投递+1.csv`;
    await aws('s3', 'mb', `s3://${bucket}`);
    await aws('s3', 'cp', there, url, '--no-progress');
    expect(await aws('s3', 'ls', '--recursive', `s3://${bucket}`)).toMatch(/20971520 a b\/投递\+1\.csv/);
    await aws('s3', 'cp', url, back, '--no-progress');
    expect(readFileSync(back).equals(body)).toBe(true);
    const presigned = (await aws('s3', 'presign', url)).trim();
    expect(Buffer.from(await (await fetch(presigned)).arrayBuffer()).equals(body)).toBe(true);
    await aws('s3', 'rb', `s3://${bucket}`, '--force');
  });

  it('sends, receives and deletes messages', async () => {
    const name = uniqueName('cli');
    const attributes = ['--attributes', 'VisibilityTimeout=60'];
    const { QueueUrl } = await json('sqs', 'create-queue', '--queue-name', name, ...attributes, '--tags', 'stage=test');
    const queue = ['--queue-url', String(QueueUrl)];
    const typed = JSON.stringify({ kind: { DataType: 'String', StringValue: '预警' } });
    await aws('sqs', 'send-message', ...queue, '--message-body', '甲 <&>', '--message-attributes', typed);
    const batch = JSON.stringify([
      { Id: 'a', MessageBody: 'one' },
      { Id: 'b', MessageBody: 'two' },
    ]);
    const sent = await json('sqs', 'send-message-batch', ...queue, '--entries', batch);
    expect(sent.Successful).toHaveLength(2);
    const all = ['--attribute-names', 'All', '--message-attribute-names', 'All', '--max-number-of-messages', '10'];
    const { Messages } = await json('sqs', 'receive-message', ...queue, ...all, '--wait-time-seconds', '1');
    const [first] = Messages as unknown as { Body: string; ReceiptHandle: string }[];
    expect(first).toMatchObject({
      Body: '甲 <&>',
      Attributes: { ApproximateReceiveCount: '1' },
      MessageAttributes: { kind: { StringValue: '预警' } },
    });
    await aws('sqs', 'delete-message', ...queue, '--receipt-handle', first?.ReceiptHandle ?? '');
    const counts = await json('sqs', 'get-queue-attributes', ...queue, '--attribute-names', 'All');
    expect(counts.Attributes).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '2', VisibilityTimeout: '60' });
    expect((await json('sqs', 'list-queue-tags', ...queue)).Tags).toEqual({ stage: 'test' });
    await aws('sqs', 'delete-queue', ...queue);
    await expect(aws('sqs', 'get-queue-url', '--queue-name', name)).rejects.toThrow(/NonExistentQueue/);
  });

  it('puts and queries items', async () => {
    const table = ['--table-name', uniqueName('cli')];
    const types = ['--attribute-definitions', 'AttributeName=pk,AttributeType=S', 'AttributeName=sk,AttributeType=S'];
    const keys = ['--key-schema', 'AttributeName=pk,KeyType=HASH', 'AttributeName=sk,KeyType=RANGE'];
    await aws('dynamodb', 'create-table', ...table, ...types, ...keys, '--billing-mode', 'PAY_PER_REQUEST');
    await aws('dynamodb', 'wait', 'table-exists', ...table);
    for (const sk of ['1', '2'])
      await aws('dynamodb', 'put-item', ...table, '--item', JSON.stringify({ pk: { S: '户' }, sk: { S: sk } }));
    const values = ['--expression-attribute-values', JSON.stringify({ ':pk': { S: '户' } })];
    const answer = await json('dynamodb', 'query', ...table, '--key-condition-expression', 'pk = :pk', ...values);
    expect(answer.Count).toBe(2);
    await aws('dynamodb', 'delete-table', ...table);
  });

  it('encrypts and decrypts under a key', async () => {
    const { KeyMetadata } = await json('kms', 'create-key');
    const key = ['--key-id', (KeyMetadata as unknown as { KeyId: string }).KeyId];
    const plain = join(directory, 'plain');
    writeFileSync(plain, 'secret');
    const { CiphertextBlob } = await json('kms', 'encrypt', ...key, '--plaintext', `fileb://${plain}`);
    const sealed = join(directory, 'sealed');
    writeFileSync(sealed, Buffer.from(String(CiphertextBlob), 'base64'));
    const { Plaintext } = await json('kms', 'decrypt', '--ciphertext-blob', `fileb://${sealed}`);
    expect(Buffer.from(String(Plaintext), 'base64').toString()).toBe('secret');
  });
});
