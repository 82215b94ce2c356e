import { describe, expect, it } from 'vitest';
import type { Template } from '../../../infra/local/host/assembly.ts';
import { createAccessControl } from '../../../infra/local/host/iam.ts';
import type { Call } from '../../../infra/local/host/iam-call.ts';
import { matchesConditions } from '../../../infra/local/host/iam-conditions.ts';
import { resolveDeployment } from '../../../infra/local/host/template.ts';
import { seal } from '../../../infra/local/kms/envelope.ts';
import { allow, functionResources, getArn, place } from './assembly-fixture.ts';

const keyPolicy = (...statements: unknown[]) => ({
  Statement: [
    { Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: 'arn:aws:iam::000000000000:root' } },
    ...statements,
  ],
});
const stores: Template['Resources'] = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { TableName: 'cases', KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
  },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'drops' } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'parts' } },
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: keyPolicy() } },
  SealedBucket: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'sealed',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: getArn('Key') } }],
      },
    },
  },
  SealedQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'sealed', KmsMasterKeyId: { Ref: 'Key' } } },
};

function accessWith(statements: readonly unknown[], more: Template['Resources'] = {}) {
  const Resources = { ...stores, ...functionResources('reader', statements), ...more };
  const template = { name: 'S', template: { Resources }, assets: new Map(), paths: new Map() };
  return createAccessControl(resolveDeployment([template], place));
}

const call = (service: string, operation: string, input: Record<string, unknown>): Call => ({
  service,
  operation,
  input,
});
const getItem = call('dynamodb', 'GetItem', { TableName: 'cases', Key: { pk: { S: 'a' } } });
const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/cases';
const queueUrl = (name: string) => `http://127.0.0.1:4566/000000000000/${name}`;

describe('a function may', () => {
  it('do what its role grants and nothing else', () => {
    const access = accessWith([allow('dynamodb:GetItem', getArn('Table'))]);
    expect(access.check('reader', getItem)).toBeUndefined();
    expect(access.check('reader', call('dynamodb', 'PutItem', { TableName: 'cases', Item: {} }))).toEqual({
      functionName: 'reader',
      action: 'dynamodb:PutItem',
      resource: tableArn,
    });
    expect(access.check('reader', call('dynamodb', 'GetItem', { TableName: 'other' }))).toBeDefined();
  });

  it('use wildcards in actions and resources, whatever the case of the action', () => {
    const access = accessWith([allow('S3:getobject*', { 'Fn::Join': ['', [getArn('Bucket'), '/drops/*']] })]);
    expect(access.check('reader', call('s3', 'GetObject', { Bucket: 'drops', Key: 'drops/a/b.csv' }))).toBeUndefined();
    expect(
      access.check('reader', call('s3', 'GetObject', { Bucket: 'drops', Key: 'drops/a', VersionId: '1' })),
    ).toBeUndefined();
    expect(access.check('reader', call('s3', 'GetObject', { Bucket: 'drops', Key: 'roster/a' }))).toBeDefined();
    expect(access.check('reader', call('s3', 'PutObject', { Bucket: 'drops', Key: 'drops/a' }))).toBeDefined();
  });

  it('not do what a deny forbids, even where an allow stands', () => {
    const access = accessWith([
      allow('dynamodb:*', '*'),
      { Effect: 'Deny', Action: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem'], Resource: getArn('Table') },
    ]);
    expect(access.check('reader', getItem)).toBeUndefined();
    expect(access.check('reader', call('dynamodb', 'DeleteItem', { TableName: 'cases', Key: {} }))?.action).toBe(
      'dynamodb:DeleteItem',
    );
  });

  it('query an index only with a grant on the index', () => {
    const query = call('dynamodb', 'Query', { TableName: 'cases', IndexName: 'byTownship' });
    expect(accessWith([allow('dynamodb:Query', getArn('Table'))]).check('reader', query)?.resource).toBe(
      `${tableArn}/index/byTownship`,
    );
    expect(
      accessWith([allow('dynamodb:Query', `${tableArn}/index/byTownship`)]).check('reader', query),
    ).toBeUndefined();
  });

  it('transact only with a grant for the kind of each item', () => {
    const transaction = call('dynamodb', 'TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'cases', Item: {} } },
        { ConditionCheck: { TableName: 'cases', Key: {} } },
        { Delete: { TableName: 'cases', Key: {} } },
      ],
    });
    const granted = ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'];
    expect(accessWith([allow(granted, getArn('Table'))]).check('reader', transaction)?.action).toBe(
      'dynamodb:DeleteItem',
    );
    expect(
      accessWith([allow([...granted, 'dynamodb:DeleteItem'], getArn('Table'))]).check('reader', transaction),
    ).toBeUndefined();
  });

  it('write batches by BatchWriteItem on each table', () => {
    const batch = call('dynamodb', 'BatchWriteItem', { RequestItems: { cases: [], journal: [] } });
    expect(accessWith([allow('dynamodb:BatchWriteItem', getArn('Table'))]).check('reader', batch)?.resource).toMatch(
      /table\/journal$/,
    );
    expect(accessWith([allow('dynamodb:PutItem', '*')]).check('reader', batch)?.action).toBe('dynamodb:BatchWriteItem');
  });

  it('send batches of messages by SendMessage', () => {
    const send = call('sqs', 'SendMessageBatch', { QueueUrl: queueUrl('parts') });
    expect(accessWith([allow('sqs:SendMessage', getArn('Queue'))]).check('reader', send)).toBeUndefined();
    expect(accessWith([allow('sqs:SendMessage', getArn('Table'))]).check('reader', send)?.action).toBe(
      'sqs:SendMessage',
    );
  });

  it('read and write what a customer key encrypts only with a grant on the key', () => {
    const onObjects = allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::sealed/*');
    const read = call('s3', 'GetObject', { Bucket: 'sealed', Key: 'a' });
    const write = call('s3', 'PutObject', { Bucket: 'sealed', Key: 'a' });
    expect(accessWith([onObjects]).check('reader', read)?.action).toBe('kms:Decrypt');
    const viaS3 = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
    const access = accessWith([onObjects, allow('kms:Decrypt', getArn('Key'), viaS3)]);
    expect(access.check('reader', read)).toBeUndefined();
    expect(access.check('reader', write)?.action).toBe('kms:GenerateDataKey');
    const send = call('sqs', 'SendMessage', { QueueUrl: queueUrl('sealed') });
    expect(accessWith([allow('sqs:SendMessage', '*')]).check('reader', send)?.action).toBe('kms:GenerateDataKey');
  });

  it('not use a key whose own policy does not know the account', () => {
    const closed = { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } } } };
    const access = accessWith([allow(['s3:GetObject', 'kms:*'], '*')], closed);
    expect(access.check('reader', call('s3', 'GetObject', { Bucket: 'sealed', Key: 'a' }))?.action).toBe('kms:Decrypt');
  });

  it('name a key by its alias where the key is granted, and a ciphertext by the key it was sealed with', () => {
    const alias = {
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/main', TargetKeyId: { Ref: 'Key' } } },
    };
    const access = accessWith([allow(['kms:GenerateDataKey', 'kms:Decrypt'], getArn('Key'))], alias);
    expect(access.check('reader', call('kms', 'GenerateDataKey', { KeyId: 'alias/main' }))).toBeUndefined();
    expect(access.check('reader', call('kms', 'Encrypt', { KeyId: 'alias/main' }))?.action).toBe('kms:Encrypt');
    const sealed = (keyId: string) => seal(keyId, Buffer.alloc(32), Buffer.from('x'), {}).toString('base64');
    const ownKey = [...(access.usage().get('reader') ?? [])][0]?.split('key/')[1] ?? '';
    expect(access.check('reader', call('kms', 'Decrypt', { CiphertextBlob: sealed(ownKey) }))).toBeUndefined();
    expect(access.check('reader', call('kms', 'Decrypt', { CiphertextBlob: sealed('another') }))?.resource).toMatch(
      /another$/,
    );
  });

  it('be shut out by a bucket policy', () => {
    const policy = {
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Principal: '*',
                Action: 's3:*',
                Resource: '*',
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              },
              {
                Effect: 'Deny',
                Principal: { AWS: '*' },
                Action: 's3:PutObject',
                Resource: 'arn:aws:s3:::drops/drops/*',
              },
            ],
          },
        },
      },
    };
    const access = accessWith([allow('s3:*', '*')], policy);
    expect(access.check('reader', call('s3', 'PutObject', { Bucket: 'drops', Key: 'replies/a' }))).toBeUndefined();
    expect(access.check('reader', call('s3', 'PutObject', { Bucket: 'drops', Key: 'drops/a' }))?.action).toBe(
      's3:PutObject',
    );
  });

  it('not call what the table of actions does not know', () => {
    const access = accessWith([allow(['s3:GetObject', 'dynamodb:GetItem'], '*')]);
    expect(access.check('reader', call('s3', 'PutBucketPolicy', { Bucket: 'drops' }))?.action).toBe(
      's3:PutBucketPolicy',
    );
    expect(access.check('reader', call('dynamodb', 'ExecuteStatement', {}))).toBeDefined();
  });
});

describe('the record of use', () => {
  it('tells used, refused and never used grants', () => {
    const access = accessWith([allow(['dynamodb:GetItem', 'dynamodb:Query', 'logs:PutLogEvents'], getArn('Table'))]);
    access.check('reader', getItem);
    access.check('reader', call('dynamodb', 'PutItem', { TableName: 'cases', Item: {} }));
    expect(access.usage().get('reader')).toEqual(new Set([`dynamodb:GetItem ${tableArn}`]));
    expect(access.missing().get('reader')).toEqual(new Set([`dynamodb:PutItem ${tableArn}`]));
    expect(access.unused().get('reader')).toEqual([
      { policy: 'own-calls', action: 'dynamodb:Query', resource: tableArn },
    ]);
  });
});

describe('a condition', () => {
  it.each<
    [string, Record<string, Record<string, string | string[]>>, Record<string, string | string[] | undefined>, boolean]
  >([
    ['equals one of several', { StringEquals: { 's3:prefix': ['a/', 'b/'] } }, { 's3:prefix': 'b/' }, true],
    ['fails for an absent key', { StringEquals: { 's3:prefix': 'a' } }, {}, false],
    ['holds for an absent key when negated', { StringNotEquals: { 's3:prefix': 'a' } }, {}, true],
    ['holds for an absent key with IfExists', { StringEqualsIfExists: { 's3:prefix': 'a' } }, {}, true],
    [
      'matches patterns',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
      { 'AWS:sourcearn': 'arn:aws:s3:::drops' },
      true,
    ],
    [
      'asks every value',
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'open#*' } },
      { 'dynamodb:LeadingKeys': ['open#1', 'closed#1'] },
      false,
    ],
    [
      'asks any value',
      { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'open#*' } },
      { 'dynamodb:LeadingKeys': ['open#1', 'closed#1'] },
      true,
    ],
    ['asks for absence', { Null: { 's3:prefix': 'true' } }, {}, true],
    [
      'with an unknown operator matches nothing',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { 'aws:SourceIp': '10.0.0.1' },
      false,
    ],
  ])('%s', (_, block, context, expected) => {
    expect(matchesConditions(block, context)).toBe(expected);
  });

  it('with an unknown operator is told', () => {
    const access = accessWith([allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]);
    expect(access.notes.join()).toMatch(/IpAddress .*readerRole.* is not understood/);
  });
});
