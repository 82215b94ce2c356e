import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Template } from '../../../infra/local/host/assembly.ts';
import { type Host, type HostOptions, startHost } from '../../../infra/local/host/host.ts';
import { allow, type Folder, functionResources, getArn, temporaryFolder, writeAssembly } from './assembly-fixture.ts';

const readSource = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const subtree = (bucket: string, prefix: string) => ({ 'Fn::Join': ['', [getArn(bucket), `/${prefix}*`]] });

/** A bucket that tells a queue, a reader that writes items, a table whose stream a second function copies into a queue, an API. */
const stores: Template = {
  Resources: {
    Landed: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'landed',
        VisibilityTimeout: 30,
        RedrivePolicy: { deadLetterTargetArn: getArn('LandedDead'), maxReceiveCount: 2 },
      },
    },
    LandedDead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'landed-dead' } },
    Told: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'told' } },
    LandedPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Landed' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 's3.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: getArn('Landed'),
              Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::drops' } },
            },
          ],
        },
      },
    },
    Drops: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'drops',
        NotificationConfiguration: {
          QueueConfigurations: [
            {
              Event: 's3:ObjectCreated:*',
              Queue: getArn('Landed'),
              Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'drops/' }] } },
            },
          ],
        },
      },
    },
    Items: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'items',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
  },
};

const streamArn = { 'Fn::GetAtt': ['Items', 'StreamArn'] };
const permission = (FunctionName: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: getArn(FunctionName),
    Principal: 'apigateway.amazonaws.com',
  },
});
const route = (RouteKey: string, isOpen = false) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    ...(isOpen ? {} : { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } }),
  },
});

const application: Template = {
  Parameters: { Issuer: { Type: 'String' }, Audience: { Type: 'String' } },
  Resources: {
    ...stores.Resources,
    ...functionResources(
      'reader',
      [
        allow(readSource, getArn('Landed')),
        allow('dynamodb:PutItem', getArn('Items')),
        allow('s3:GetObject', subtree('Drops', 'drops/')),
        allow('dynamodb:DeleteItem', getArn('Items')),
      ],
      { Environment: { Variables: { TABLE: { Ref: 'Items' } } } },
    ),
    ReaderSource: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: getArn('Landed'),
        FunctionName: { Ref: 'reader' },
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    ...functionResources(
      'teller',
      [
        allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamArn),
        allow('dynamodb:ListStreams', '*'),
        allow('sqs:SendMessage', getArn('Told')),
      ],
      { Environment: { Variables: { QUEUE: { Ref: 'Told' } } } },
    ),
    TellerSource: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: streamArn,
        FunctionName: { Ref: 'teller' },
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: getArn('Told') } },
      },
    },
    ...functionResources('api', []),
    ApiPermission: permission('api'),
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'api',
        ProtocolType: 'HTTP',
        CorsConfiguration: {
          AllowOrigins: ['http://portal.example'],
          AllowMethods: ['GET'],
          AllowHeaders: ['authorization'],
        },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: getArn('api'),
        PayloadFormatVersion: '2.0',
      },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: { Ref: 'Issuer' }, Audience: [{ Ref: 'Audience' }] },
      },
    },
    Health: route('GET /health', true),
    One: route('GET /items/{itemId}'),
    Rest: route('ANY /files/{proxy+}'),
    Limited: route('GET /limited', true),
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: { Ref: 'Api' },
        StageName: '$default',
        RouteSettings: { 'GET /limited': { ThrottlingRateLimit: 0.01, ThrottlingBurstLimit: 2 } },
      },
    },
    Nightly: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'nightly',
        ScheduleExpression: 'cron(0 2 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Shanghai',
        Target: { Arn: getArn('Landed'), RoleArn: getArn('NightlyRole'), Input: '{"put":"nightly"}' },
      },
    },
    NightlyRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{ PolicyName: 'send', PolicyDocument: { Statement: [allow('sqs:SendMessage', getArn('Landed'))] } }],
      },
    },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: { Ref: 'Nobody' } } },
  },
};

const sdk = (name: string): string =>
  new URL(`../../../node_modules/@aws-sdk/${name}/dist-cjs/index.js`, import.meta.url).pathname;
/** The reader does what a message says: `{"put": id}`, `{"fail": true}`, `{"delay": ms}`; S3 events become items by their key. */
const reader = `
  import { createRequire } from 'node:module';
  const { DynamoDBClient, PutItemCommand, GetItemCommand } = createRequire(import.meta.url)('${sdk('client-dynamodb')}');
  const { S3Client, GetObjectCommand } = createRequire(import.meta.url)('${sdk('client-s3')}');
  const client = new DynamoDBClient({}), objects = new S3Client({});
  export const handler = async (event) => {
    if (event.read) return (await objects.send(new GetObjectCommand({ Bucket: 'drops', Key: event.read }))).ETag;
    if (event.get) return client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { pk: { S: event.get } } }));
    const batchItemFailures = [];
    for (const { messageId, body } of event.Records) {
      const message = JSON.parse(body);
      if (message.fail) batchItemFailures.push({ itemIdentifier: messageId });
      if (message.delay) await new Promise((resolve) => setTimeout(resolve, message.delay));
      const ids = [message.put, ...(message.Records ?? []).map((record) => record.s3.object.key)].filter(Boolean);
      for (const id of ids) await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: id } } }));
    }
    return { batchItemFailures };
  };`;
const teller = `
  import { createRequire } from 'node:module';
  const { SQSClient, SendMessageCommand } = createRequire(import.meta.url)('${sdk('client-sqs')}');
  const client = new SQSClient({});
  export const handler = async ({ Records }) => {
    for (const { dynamodb } of Records) {
      const id = dynamodb.NewImage.pk.S;
      if (id.startsWith('poison')) throw new Error('poisoned');
      await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: id }));
    }
  };`;
const api = `export const handler = async (event) => {
  if (event.rawPath === '/items/broken') throw new Error('secret detail');
  if (event.rawPath === '/files/binary') return { statusCode: 201, isBase64Encoded: true, body: 'AAEC', headers: { 'Content-Type': 'application/octet-stream' }, cookies: ['a=1', 'b=2'] };
  return { path: event.pathParameters, query: event.queryStringParameters, claims: event.requestContext.authorizer?.jwt.claims, body: event.body, isBase64Encoded: event.isBase64Encoded, cookies: event.cookies };
};`;

const bundles = { reader, teller, api };
const users = { clerk: { sub: 'clerk-1', claims: { roles: ['township', 'county'], region: '520526' } } };
const folders: Folder[] = [];
const newFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder.path;
};
const start = (options: Partial<HostOptions> = {}, template: Template = application): Promise<Host> =>
  startHost({
    assembly: writeAssembly(newFolder(), { App: template }, bundles),
    users,
    log: () => undefined,
    ...options,
  });

function clients(host: Host, principal = 'developer') {
  const config = {
    endpoint: host.endpointUrl,
    region: host.region,
    credentials: host.credentialsFor(principal),
    maxAttempts: 1,
  };
  return {
    dynamodb: new DynamoDBClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
  };
}

const send = (host: Host, queue: string, message: unknown) =>
  clients(host).sqs.send(
    new SendMessageCommand({ QueueUrl: host.names.find(queue).url, MessageBody: JSON.stringify(message) }),
  );

async function itemExists(host: Host, id: string): Promise<boolean> {
  const { Item } = await clients(host).dynamodb.send(
    new GetItemCommand({ TableName: 'items', Key: { pk: { S: id } } }),
  );
  return Item !== undefined;
}

async function receiveAll(host: Host, queue: string): Promise<string[]> {
  const { Messages = [] } = await clients(host).sqs.send(
    new ReceiveMessageCommand({ QueueUrl: host.names.find(queue).url, MaxNumberOfMessages: 10 }),
  );
  return Messages.map((message) => message.Body ?? '').sort();
}

afterAll(() => {
  for (const folder of folders) folder.remove();
});

describe('a running host', () => {
  let host: Host;
  beforeAll(async () => {
    host = await start({ retryAfterSeconds: 0 });
  });
  afterAll(() => host.stop());

  it('carries an object through notification, queue, function, table, stream and function to the last queue', async () => {
    await clients(host).s3.send(new PutObjectCommand({ Bucket: 'drops', Key: 'drops/a.csv', Body: 'a' }));
    await clients(host).s3.send(new PutObjectCommand({ Bucket: 'drops', Key: 'replies/a.csv', Body: 'a' }));
    await host.idle(5000);
    expect(await itemExists(host, 'drops/a.csv')).toBe(true);
    expect(await itemExists(host, 'replies/a.csv')).toBe(false);
    expect(await receiveAll(host, 'told')).toEqual(['drops/a.csv']);
  });

  it('redrives what fails again and again, and only that', async () => {
    await Promise.all([send(host, 'landed', { put: 'healthy' }), send(host, 'landed', { fail: true })]);
    await host.idle(5000);
    expect(await itemExists(host, 'healthy')).toBe(true);
    expect(await receiveAll(host, 'landed-dead')).toEqual(['{"fail":true}']);
    expect((await host.queues()).get('landed')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('bisects a failing stream batch down to the poisoned record and gives up on that alone', async () => {
    await receiveAll(host, 'told');
    const { dynamodb } = clients(host);
    for (const pk of ['p1', 'poison', 'p2'])
      await dynamodb.send(new PutItemCommand({ TableName: 'items', Item: { pk: { S: pk } } }));
    await host.idle(8000);
    const told = await receiveAll(host, 'told');
    const givenUp = told
      .filter((body) => body.startsWith('{'))
      .map((body) => JSON.parse(body) as Record<string, unknown>);
    expect(told).toEqual(expect.arrayContaining(['p1', 'p2']));
    expect(givenUp).toHaveLength(1);
    expect(givenUp[0]).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
  });

  it('fires a schedule on request', async () => {
    await host.fire('nightly');
    await host.idle(5000);
    expect(await itemExists(host, 'nightly')).toBe(true);
  });

  it('refuses what a role does not grant, and remembers', async () => {
    const failure = await host.invoke('reader', { get: 'a' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      errorType: expect.stringMatching(/AccessDenied/),
      message: expect.stringMatching(/dynamodb:GetItem/),
    });
    expect(host.missing().get('reader')).toContain(
      'dynamodb:GetItem arn:aws:dynamodb:us-east-1:000000000000:table/items',
    );
    expect(host.usage().get('reader')).toContain(
      'dynamodb:PutItem arn:aws:dynamodb:us-east-1:000000000000:table/items',
    );
    expect(
      host
        .unused()
        .get('reader')
        ?.map((grant) => grant.action),
    ).toContain('dynamodb:DeleteItem');
  });

  it('hides from a role that may not list a bucket whether an object is missing', async () => {
    expect(await host.invoke('reader', { read: 'drops/a.csv' })).toMatch(/^"[0-9a-f]{32}"$/);
    const failure = await host.invoke('reader', { read: 'drops/nothing.csv' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringMatching(/s3:ListBucket/) });
  });

  it('finds resources by path, logical id and name, and says what it does not run', () => {
    expect(host.names.find('App/Landed')).toMatchObject({
      name: 'landed',
      url: `${host.endpointUrl}/000000000000/landed`,
    });
    expect(host.names.find('Items').arn).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/items');
    expect(() => host.names.find('nobody')).toThrow(/nothing called nobody/);
    expect(host.notes).toEqual(['not run here: AWS::CloudWatch::Alarm (1)']);
  });
});

describe('the API of a running host', () => {
  let host: Host;
  beforeAll(async () => {
    host = await start();
  });
  afterAll(() => host.stop());

  const get = (path: string, token?: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${host.apiUrl}${path}`, {
      ...init,
      headers: { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });

  it('lets in whom the issuer signed, with claims as text', async () => {
    const response = await get('/items/a%20b?x=1&x=2&y=', await host.token('clerk'), {
      headers: { cookie: 'a=1; b=2' },
    });
    expect(response.status).toBe(200);
    const told = (await response.json()) as { claims: Record<string, string> };
    expect(told).toMatchObject({ path: { itemId: 'a b' }, query: { x: '1,2', y: '' }, cookies: ['a=1', 'b=2'] });
    expect(told.claims).toMatchObject({
      sub: 'clerk-1',
      roles: '[township county]',
      region: '520526',
      iss: host.issuerUrl,
    });
  });

  it('takes tokens from the issuer by POST', async () => {
    const response = await fetch(`${host.issuerUrl}/token`, {
      method: 'POST',
      body: JSON.stringify({ user: 'clerk' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    expect((await get('/items/1', token)).status).toBe(200);
    expect((await fetch(`${host.issuerUrl}/token`, { method: 'POST', body: 'user=nobody' })).status).toBe(400);
  });

  it('answers 401 without token, for another audience, for a forged and for a broken one', async () => {
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(host.issuerUrl)
      .setAudience('local')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('x'.repeat(32)));
    for (const token of [undefined, await host.token('clerk', 'someone-else'), forged, 'broken']) {
      const response = await get('/items/1', token);
      expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
    }
    expect((await get('/health')).status).toBe(200);
  });

  it('answers 404 for no route, 500 without detail for a failed function', async () => {
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/items')).status).toBe(404);
    const failed = await get('/items/broken', await host.token('clerk'));
    expect([failed.status, await failed.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('carries bytes both ways, cookies and headers', async () => {
    const token = await host.token('clerk');
    const response = await get('/files/binary', token);
    expect(response.status).toBe(201);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 1, 2]);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const upload = {
      method: 'PUT',
      body: new Uint8Array([0xff, 0x00]),
      headers: { 'content-type': 'application/octet-stream' },
    };
    expect(await (await get('/files/deep/er', token, upload)).json()).toMatchObject({
      path: { proxy: 'deep/er' },
      body: '/wA=',
      isBase64Encoded: true,
    });
  });

  it('throttles a route by its settings', async () => {
    const statuses = [await get('/limited'), await get('/limited'), await get('/limited')].map(
      (response) => response.status,
    );
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('answers browsers of allowed origins only', async () => {
    const preflight = (origin: string) =>
      fetch(`${host.apiUrl}/items/1`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
    const allowed = await preflight('http://portal.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'http://portal.example',
    ]);
    expect((await preflight('http://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a host with a data directory', () => {
  let host: Host | undefined;
  afterEach(() => host?.stop());

  it('goes on where it was: items, messages, positions, keys and tokens', async () => {
    const dataDirectory = newFolder();
    const assembly = writeAssembly(newFolder(), { App: application }, bundles);
    host = await start({ assembly, dataDirectory });
    await send(host, 'landed', { put: 'first' });
    await host.idle(5000);
    const developer = host.credentialsFor('developer');
    await host.stop();

    host = await start({ assembly, dataDirectory });
    expect(host.credentialsFor('developer')).toEqual(developer);
    expect(await itemExists(host, 'first')).toBe(true);
    await send(host, 'landed', { put: 'second' });
    await host.idle(5000);
    expect(await receiveAll(host, 'told')).toEqual(['first', 'second']);
  });

  it('handles again after a restart what was in flight when it stopped', async () => {
    const dataDirectory = newFolder();
    const assembly = writeAssembly(newFolder(), { App: application }, bundles);
    host = await start({ assembly, dataDirectory, stopGraceMs: 0 });
    await send(host, 'landed', { put: 'slow', delay: 20_000 });
    await expect.poll(async () => (await host?.queues())?.get('landed')?.inFlight).toBe(1);
    await host.stop();

    host = await start({ assembly, dataDirectory, stopGraceMs: 0 });
    await expect
      .poll(async () => (await host?.queues())?.get('landed'))
      .toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  });
});

describe('a host refuses templates that', () => {
  const without = (...ids: string[]): Template => ({
    ...application,
    Resources: Object.fromEntries(Object.entries(application.Resources ?? {}).filter(([id]) => !ids.includes(id))),
  });

  it.each<[string, Template, RegExp]>([
    [
      'let no bucket tell its queue',
      without('LandedPolicy'),
      /bucket drops may not notify .*landed: no policy grants S3 sqs:SendMessage/,
    ],
    [
      'let a reader not read its queue',
      without('readerPolicy'),
      /reader may not read its event source: sqs:ReceiveMessage/,
    ],
    ['let the API not call its function', without('ApiPermission'), /no permission lets the API invoke api/],
    ['name a queue that is not there', without('LandedDead'), /reference to unknown LandedDead/],
  ])('%s', async (_, template, message) => {
    await expect(start({}, template)).rejects.toThrow(message);
  });
});
