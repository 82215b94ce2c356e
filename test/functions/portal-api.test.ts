import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCursors } from '../../functions/portal-api/cursor.ts';
import { guardedRoutes, openRoute, portalApi } from '../../functions/portal-api/portal-api.ts';
import { type Endpoint, startEndpoint } from '../../infra/local/endpoint/endpoint.ts';
import { type Issuer, startIssuer } from '../../infra/local/host/issuer.ts';
import { routes } from '../../infra/routes.ts';
import { dynamoCaseReader } from '../../shared/adapters/aws/dynamo-case-reader.ts';
import { oidcAccessTokens } from '../../shared/adapters/oidc/oidc-access-tokens.ts';
import { replyKeys } from '../../shared/compare/keys.ts';
import { problemSchema } from '../../shared/contracts/problem.ts';
import type { AlertCase } from '../../shared/domain/cases/alert-case.ts';
import { type CaseCount, placeOf } from '../../shared/domain/cases/case-counts.ts';
import type { Drop } from '../../shared/domain/drops.ts';
import type { CaseReader, StoredWarning } from '../../shared/ports/case-reader.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

const audience = 'portal';
const here = '520526100000';
const elsewhere = '520521001000';

const caseOf = (id: string, dueOn: string, township = here, county = '520526'): AlertCase => ({
  id,
  household: `household-${id}`,
  direction: 'error',
  state: township === '' ? 'pending' : 'assigned',
  version: 2,
  level: 'red',
  county,
  township,
  openedOn: '2026-07-01',
  dueOn,
  warnings: [{ id: 'wrn_1', rule: 'private-car', level: 'red', weight: 3 }],
  score: 3,
});
const held: Drop = {
  id: 'drop-1',
  path: 'drops/police/motor_vehicle/2026-06/one',
  department: 'police',
  dataset: 'motor_vehicle',
  period: '2026-06',
  state: 'held',
  version: 4,
  mode: 'snapshot',
  supplier: 'police',
  producedAt: '2026-06-30T00:00:00Z',
  producedOn: '2026-06-30',
  isBare: false,
  supersedes: undefined,
  headers: [],
  files: [],
  parts: [],
  rows: 10,
  manifestRows: 10,
  controlSums: {},
  snapshot: 'snapshot-1',
  faults: [{ code: 'rows-drift', detail: { expected: 100, found: 10 } }],
  receivedAt: '2026-07-01T00:00:00Z',
  releasedBy: undefined,
};

function memoryPorts() {
  const drops = new Map([[held.id, held]]);
  const sent: unknown[] = [];
  const cases = [
    caseOf('late', '2026-07-20'),
    caseOf('overdue', '2026-07-02'),
    caseOf('soon', '2026-07-10'),
    caseOf('far', '2026-07-02', elsewhere, '520521'),
    caseOf('unplaced', '2026-07-03', ''),
  ];
  const record = { id: 'wrn_1', state: 'open', revision: 1, level: 'red', rule: 'private-car', weight: 3 } as const;
  const warningIn = (caseId: string): StoredWarning => ({
    record: { ...record, caseId },
    household: 'household',
    direction: 'error',
    raised: { kind: 'raised' },
  });
  const warnings = new Map([
    ['near', warningIn('late')],
    ['away', warningIn('far')],
    ['nowhere', { ...warningIn(''), record: { ...record, caseId: undefined }, raised: undefined }],
  ]);
  const counts = new Map<string, CaseCount[]>([
    [
      here,
      [
        { direction: 'error', level: 'red', state: 'assigned', count: 2 },
        { direction: 'error', level: 'red', state: 'withdrawn', count: 5 },
      ],
    ],
    ['520526#pending', [{ direction: 'leak', level: 'yellow', state: 'pending', count: 1 }]],
  ]);
  const reader: CaseReader = {
    async list(place, state, rowsMax, position = '0') {
      const found = cases
        .filter((one) => placeOf(one) === place && one.state === state)
        .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
      const end = Number(position) + rowsMax;
      return { cases: found.slice(Number(position), end), next: end < found.length ? String(end) : undefined };
    },
    async readCase(id) {
      const found = cases.find((one) => one.id === id);
      return found && { case: found, events: [] };
    },
    readWarning: async (id) => warnings.get(id),
    readCounts: async (place) => counts.get(place) ?? [],
  };
  const replace = (drop: Drop, change: Partial<Drop>) => {
    if (drops.get(drop.id)?.version !== drop.version) return false;
    drops.set(drop.id, { ...drop, ...change, version: drop.version + 1 });
    return true;
  };
  return {
    sent,
    stored: drops,
    ports: {
      cursors: createCursors('ab'.repeat(32)),
      cases: reader,
      drops: {
        read: async (id: string) => drops.get(id),
        amend: async (drop: Drop, change: Partial<Drop>) => replace(drop, change),
        move: async (drop: Drop, state: Drop['state']) => replace(drop, { state }),
        async listByState(state: Drop['state'], cursor?: string) {
          const found = [...drops.values()].filter((drop) => drop.state === state);
          return { drops: cursor === undefined ? found : [], next: cursor === undefined ? '{"pk":"1"}' : undefined };
        },
      },
      replies: {
        read: async (key: string) =>
          key === replyKeys(held.path).receipt ? Buffer.from('{"verdict":"held"}') : undefined,
      },
      releases: {
        async send(messages: readonly unknown[]) {
          sent.push(...messages);
        },
      },
    },
  };
}

const claims = (region: string, ...roles: string[]) => ({ region, roles });
const users = {
  township: { sub: 'u-township', claims: claims(here, 'township') },
  county: { sub: 'u-county', claims: claims('520526', 'county') },
  city: { sub: 'u-city', claims: claims('520500', 'city') },
  province: { sub: 'u-province', claims: claims('52', 'province') },
  auditor: { sub: 'u-auditor', claims: claims('520526', 'auditor') },
  stranger: { sub: 'u-stranger', claims: claims('520526', 'visitor') },
  homeless: { sub: 'u-homeless', claims: { roles: ['county'] } },
};
type User = keyof typeof users;

let issuer: Issuer;
let tokens: ReturnType<typeof oidcAccessTokens>;
let world: ReturnType<typeof memoryPorts>;
beforeAll(async () => {
  issuer = await startIssuer({ users, audience: () => audience });
  tokens = oidcAccessTokens({ issuer: issuer.url, audience });
});
afterAll(() => issuer.stop());
beforeEach(() => {
  world = memoryPorts();
});

interface Call {
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function send(routeKey: string, { path, query, headers = {}, body }: Call = {}) {
  const handler = httpHandler(portalApi({ ...world.ports, tokens }));
  const event = {
    routeKey,
    headers,
    ...(path ? { pathParameters: path } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body }),
    requestContext: { requestId: 'request-1' },
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const reply = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
  return { status: reply.statusCode, headers: reply.headers ?? {}, body: JSON.parse(reply.body ?? 'null') };
}

async function sendAs(user: User, routeKey: string, call: Call = {}) {
  const authorization = `Bearer ${await issuer.token(user)}`;
  return send(routeKey, { ...call, headers: { Authorization: authorization, ...call.headers } });
}

const decision = (verb: string, headers: Record<string, string>, body = '{"reason":"checked with the department"}') =>
  [`POST /v1/drops/{dropId}/${verb}`, { path: { dropId: held.id }, headers, body }] as const;

describe('the door', () => {
  it('serves the routes that infra declares, and guards the same ones', () => {
    expect([openRoute, ...Object.keys(guardedRoutes)].sort()).toEqual(routes.map(({ key }) => key).sort());
    expect(routes.filter(({ isOpen }) => isOpen).map(({ key }) => key)).toEqual([openRoute]);
  });

  it('answers health without a token and nothing else', async () => {
    expect((await send(openRoute)).status).toBe(200);
    for (const key of Object.keys(guardedRoutes)) expect((await send(key)).status).toBe(401);
  });

  it('refuses tokens of another audience, damaged tokens and other schemes', async () => {
    const good = await issuer.token('county');
    const damaged = `${good.slice(0, -10)}AAAAAAAAAA`;
    const foreign = await issuer.token('county', 'other-api');
    for (const authorization of [`Bearer ${foreign}`, `Bearer ${damaged}`, 'Bearer x', `Basic ${good}`]) {
      const reply = await send('GET /v1/drops', { headers: { authorization } });
      expect(reply.status).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('answers an unknown route, and names of Object.prototype, as 404', async () => {
    for (const key of ['GET /v1/other', 'toString', '$default']) {
      expect((await sendAs('province', key)).body.code).toBe('route-unknown');
    }
  });

  it('speaks Chinese unless English is preferred, in problem+json that nothing caches', async () => {
    const titleIn = async (language?: string) => {
      const reply = await send('GET /v1/drops', { headers: language ? { 'accept-language': language } : {} });
      problemSchema.parse(reply.body);
      expect(reply.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
      return reply.body.title;
    };
    expect(await titleIn()).toBe('未登录或登录已失效');
    expect(await titleIn('fr')).toBe('未登录或登录已失效');
    expect(await titleIn('en;q=0.5, zh;q=0.9')).toBe('未登录或登录已失效');
    expect(await titleIn('en-GB, zh;q=0.8')).toBe('Sign in again');
  });

  it('refuses a body over one megabyte', async () => {
    expect((await sendAs('county', ...decision('release', {}, 'x'.repeat((1 << 20) + 1)))).status).toBe(413);
  });

  it('tells the caller nothing of an inner failure', async () => {
    world.ports.cases.readCase = async () => {
      throw new Error('table cases-prod is throttled');
    };
    const reply = await sendAs('county', 'GET /v1/cases/{caseId}', { path: { caseId: 'late' } });
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain('throttled');
  });
});

describe('cases', () => {
  it.each<[User, number, number, number]>([
    ['township', 200, 404, 404],
    ['county', 200, 404, 200],
    ['auditor', 200, 404, 200],
    ['city', 200, 200, 200],
    ['province', 200, 200, 200],
    ['stranger', 403, 403, 403],
    ['homeless', 403, 403, 403],
  ])('%s reads a near case %i, a far one %i, one without township %i', async (user, near, far, unplaced) => {
    const statusOf = async (caseId: string) =>
      (await sendAs(user, 'GET /v1/cases/{caseId}', { path: { caseId } })).status;
    expect([await statusOf('late'), await statusOf('far'), await statusOf('unplaced')]).toEqual([near, far, unplaced]);
  });

  it('a far case and a missing one answer alike', async () => {
    const read = async (caseId: string) =>
      (await sendAs('county', 'GET /v1/cases/{caseId}', { path: { caseId } })).body;
    expect(await read('far')).toEqual(await read('missing'));
  });

  it('lists a township page by page, most overdue first', async () => {
    const query = { township: here, limit: '2' };
    const first = (await sendAs('township', 'GET /v1/cases', { query })).body;
    expect(first.cases.map(({ id }: AlertCase) => id)).toEqual(['overdue', 'soon']);
    const second = (await sendAs('township', 'GET /v1/cases', { query: { ...query, cursor: first.cursor } })).body;
    expect(second.cases.map(({ id }: AlertCase) => id)).toEqual(['late']);
    expect(second.cursor).toBeUndefined();
  });

  it('lists nobody a township outside their region', async () => {
    expect((await sendAs('county', 'GET /v1/cases', { query: { township: elsewhere } })).status).toBe(404);
    expect(
      (await sendAs('township', 'GET /v1/cases', { query: { township: '520526', state: 'pending' } })).status,
    ).toBe(404);
  });

  it("lists a county's cases without a township under the county's code", async () => {
    const { body } = await sendAs('county', 'GET /v1/cases', { query: { township: '520526', state: 'pending' } });
    expect(body.cases.map(({ id }: AlertCase) => id)).toEqual(['unplaced']);
  });

  it('refuses a cursor that was changed, is of another list or was made up', async () => {
    const { cursor } = (await sendAs('city', 'GET /v1/cases', { query: { township: here, limit: '1' } })).body;
    const [position = '', mac = ''] = (cursor as string).split('.');
    const forged = `${Buffer.from('2').toString('base64url')}.${mac}`;
    const misused: Record<string, string>[] = [
      { township: here, cursor: forged },
      { township: here, cursor: position },
      { township: here, cursor: 'x' },
      { township: elsewhere, cursor },
      { township: here, state: 'withdrawn', cursor },
    ];
    for (const query of misused) {
      const reply = await sendAs('city', 'GET /v1/cases', { query });
      expect(reply.status).toBe(400);
      expect(reply.body.reasons).toMatchObject([{ field: 'cursor', code: 'cursor' }]);
    }
  });

  it('names every reason of a bad request, in the language asked for', async () => {
    const query = { township: '12', state: 'closed', limit: '101' };
    const { status, body } = await sendAs('county', 'GET /v1/cases', { query, headers: { 'accept-language': 'en' } });
    expect(status).toBe(400);
    expect(body.reasons.map(({ field }: { field: string }) => field).sort()).toEqual(['limit', 'state', 'township']);
    expect(body.reasons).toContainEqual({ field: 'limit', code: 'too-large', text: 'too long or too large' });
  });

  it('a warning is read where its case is, and nowhere when it has no place', async () => {
    const statusOf = async (warningId: string) =>
      (await sendAs('county', 'GET /v1/warnings/{warningId}', { path: { warningId } })).status;
    expect([await statusOf('near'), await statusOf('away'), await statusOf('nowhere')]).toEqual([200, 404, 404]);
  });

  it("a county's analysis holds all its townships and its cases without one", async () => {
    const { body } = await sendAs('county', 'GET /v1/analysis/townships', { query: { county: '520526' } });
    expect(body.townships.length).toBeGreaterThan(30);
    expect(body.townships.find(({ code }: { code: string }) => code === here)).toMatchObject({ openCases: 2 });
    expect(body.pending).toEqual([{ direction: 'leak', level: 'yellow', state: 'pending', count: 1 }]);
    for (const county of ['520521', '520500']) {
      expect((await sendAs('county', 'GET /v1/analysis/townships', { query: { county } })).status).toBe(404);
    }
  });
});

describe('drops', () => {
  it('are read from the county up, not in townships', async () => {
    expect((await sendAs('township', 'GET /v1/drops')).status).toBe(403);
    const { body } = await sendAs('auditor', 'GET /v1/drops', { query: { state: 'held' } });
    expect(body.drops).toMatchObject([{ id: held.id, faults: [{ code: 'rows-drift', text: '行数与往期差异过大' }] }]);
    const reply = await sendAs('auditor', 'GET /v1/drops', { query: { state: 'rejected', cursor: body.cursor } });
    expect(reply.status).toBe(400);
  });

  it('the receipt is the one that was written, or 404', async () => {
    const read = (dropId: string) => sendAs('county', 'GET /v1/drops/{dropId}/receipt', { path: { dropId } });
    expect((await read(held.id)).body).toEqual({ verdict: 'held' });
    expect((await read('other')).status).toBe(404);
  });

  it('a release records who released and asks the release queue once', async () => {
    const { headers } = await sendAs('county', 'GET /v1/drops/{dropId}', { path: { dropId: held.id } });
    expect(headers['etag']).toBe('"4"');
    const release = decision('release', { 'If-Match': String(headers['etag']) });
    const reply = await sendAs('county', ...release);
    expect(reply.status).toBe(202);
    expect(reply.headers['etag']).toBe('"5"');
    expect(world.stored.get(held.id)).toMatchObject({ state: 'held', releasedBy: 'u-county', version: 5 });
    expect((await sendAs('county', ...release)).status).toBe(412);
    expect(world.sent).toEqual([{ version: 1, kind: 'drop', drop: held.id }]);
  });

  it('a rejected drop is ended and asks nothing', async () => {
    expect((await sendAs('city', ...decision('reject', { 'if-match': '"4"' }))).body.state).toBe('rejected');
    expect((await sendAs('city', ...decision('release', { 'if-match': '"5"' }))).status).toBe(409);
    expect(world.sent).toEqual([]);
  });

  it.each(['release', 'reject'])('%s needs the right role, version and reason', async (verb) => {
    const current = { 'if-match': '"4"' };
    const statusOf = async (user: User, ...call: ReturnType<typeof decision>) => (await sendAs(user, ...call)).status;
    expect(await statusOf('auditor', ...decision(verb, current))).toBe(403);
    expect(await statusOf('township', ...decision(verb, current))).toBe(403);
    expect(await statusOf('county', ...decision(verb, {}))).toBe(428);
    expect(await statusOf('county', ...decision(verb, { 'if-match': '"3"' }))).toBe(412);
    for (const body of ['{"reason":"no"}', '{"reason":"     "}', '{}', 'not json', '']) {
      expect(await statusOf('county', ...decision(verb, current, body))).toBe(400);
    }
    expect(world.stored.get(held.id)).toEqual(held);
    expect(world.sent).toEqual([]);
  });

  it('a drop that moves between reading and writing is stale', async () => {
    world.ports.drops.amend = async () => false;
    expect((await sendAs('county', ...decision('release', { 'if-match': '"4"' }))).status).toBe(412);
    expect(world.sent).toEqual([]);
  });
});

describe('dynamoCaseReader', () => {
  let endpoint: Endpoint;
  let client: DynamoDBDocumentClient;
  beforeAll(async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: randomUUID() };
    const credential = { secretAccessKey: credentials.secretAccessKey, principal: 'test' };
    endpoint = await startEndpoint({ credentials: new Map([['local', credential]]) });
    client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint: endpoint.url, region: 'us-east-1', credentials }),
    );
    const schema = (pk: string, sk: string) => [
      { AttributeName: pk, KeyType: 'HASH' as const },
      { AttributeName: sk, KeyType: 'RANGE' as const },
    ];
    const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk'];
    const index = { KeySchema: schema('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' as const } };
    await client.send(
      new CreateTableCommand({
        TableName: 'cases',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: schema('pk', 'sk'),
        GlobalSecondaryIndexes: [{ IndexName: 'byTownship', ...index }],
      }),
    );
    const put = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: 'cases', Item }));
    for (const [id, dueOn] of Object.entries({ a: '2026-07-09', b: '2026-07-02', c: '2026-07-20' })) {
      const index = { gsi1pk: `TOWNSHIP#${here}#assigned`, gsi1sk: `${dueOn}#${id}` };
      await put({ pk: `CASE#${id}`, sk: 'CASE', ...index, case: caseOf(id, dueOn) });
    }
    for (const sequence of [1, 2]) {
      await put({ pk: 'CASE#a', sk: `EVENT#00000${sequence}`, event: { sequence } });
    }
    await put({ pk: `COUNT#${here}`, sk: 'error#red#assigned', count: 3, township: here, county: '520526' });
    await put({ pk: 'WARNING#w', sk: 'WARNING', record: { id: 'w' }, household: 'h', direction: 'leak' });
  });
  afterAll(async () => {
    client.destroy();
    await endpoint.stop();
  });

  it('pages through a township by deadline', async () => {
    const reader = dynamoCaseReader('cases', client);
    const first = await reader.list(here, 'assigned', 2);
    const second = await reader.list(here, 'assigned', 2, first.next);
    expect([...first.cases, ...second.cases].map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('reads a case with its events newest first, a warning and the counts of a place', async () => {
    const reader = dynamoCaseReader('cases', client);
    expect((await reader.readCase('a'))?.events.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(await reader.readCase('none')).toBeUndefined();
    expect(await reader.readWarning('w')).toMatchObject({ household: 'h', direction: 'leak' });
    expect(await reader.readWarning('none')).toBeUndefined();
    expect(await reader.readCounts(here)).toEqual([{ direction: 'error', level: 'red', state: 'assigned', count: 3 }]);
  });
});
