import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DropFile, generateCounty } from '../../infra/local/county/county.ts';
import { dropKeys } from '../../infra/local/county/write-county.ts';
import { developerS3 } from '../../infra/local/demo/drop-county.ts';
import { demoUsers } from '../../infra/local/demo/users.ts';
import { type Host, startHost } from '../../infra/local/host/host.ts';
import type { TestUser } from '../../infra/local/host/issuer.ts';
import { replyKeys } from '../../shared/compare/keys.ts';
import type { Receipt } from '../../shared/compare/receipts.ts';
import type { AlertCase } from '../../shared/domain/cases/alert-case.ts';
import type { Drop } from '../../shared/domain/drops.ts';
import { isIdentityNumber } from '../../shared/domain/identity.ts';
import {
  bucketOf,
  developerTables,
  pathOf,
  putDrop,
  readOpenCases,
  scanTable,
  synthesiseInto,
  temporaryFolder,
} from './fixtures/county-host.ts';

const county = generateCounty({ people: 400 });
const folder = temporaryFolder();
const users: Record<string, TestUser> = { ...demoUsers };
const logLines: string[] = [];
const messageBodies: string[] = [];
const problems: string[] = [];
/** Path of every drop made here, besides the county's. */
const paths = new Set<string>();
let host: Host;
let s3: S3Client;
let tables: DynamoDBDocumentClient;
let isReleaseLost = false;

async function boot(): Promise<void> {
  host = await startHost({
    assembly: await synthesiseInto(folder.path),
    users,
    retryAfterSeconds: 1,
    log: (name, line) => void logLines.push(`${name}: ${line}`),
  });
  host.on('refusal', (refusal) => problems.push(`refused ${JSON.stringify(refusal)}`));
  host.on('problem', (where, error) => problems.push(`${where}: ${String(error)}`));
  host.on('batch', (report) => {
    if (report.failed > 0) problems.push(`failed batch ${JSON.stringify(report)}`);
  });
  host.on('invocation', ({ functionName, error }) => {
    if (error !== undefined) problems.push(`${functionName}: ${JSON.stringify(error)}`);
  });
  s3 = developerS3(host);
  tables = developerTables(host);
  await listenToQueues();
}

/** Every body that is sent; while `isReleaseLost`, requests for a release go to a queue that nobody reads. */
async function listenToQueues(): Promise<void> {
  const { sqs } = host.endpoint;
  const { QueueUrl: lost } = await sqs.handle('CreateQueue', { QueueName: 'lost' });
  const handle = sqs.handle.bind(sqs);
  const enqueue = sqs.enqueue.bind(sqs);
  vi.spyOn(sqs, 'enqueue').mockImplementation((queueArn, body) => {
    messageBodies.push(body);
    return enqueue(queueArn, body);
  });
  vi.spyOn(sqs, 'handle').mockImplementation((operation, input, context) => {
    const isSending = operation.startsWith('SendMessage');
    if (isSending) messageBodies.push(JSON.stringify(input));
    const isLost = isSending && isReleaseLost && String(input['QueueUrl']).endsWith('-drop-releases');
    return handle(operation, isLost ? { ...input, QueueUrl: lost } : input, context);
  });
}

const put = async (drop: DropFile) => {
  paths.add(pathOf(drop));
  await putDrop(drop, host, s3);
};

async function receiptAt(path: string): Promise<Receipt | undefined> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucketOf(host), Key: replyKeys(path).receipt }));
    return JSON.parse((await object.Body?.transformToString()) ?? '') as Receipt;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** The same drop in another folder. */
const again = (drop: DropFile, dropId: string): DropFile => ({ ...drop, dropId });

/** A later snapshot in which nobody stands any more; a receiver holds it. */
function emptied(drop: DropFile, dropId: string): DropFile {
  const bytes = Buffer.from(drop.bytes.subarray(0, drop.bytes.indexOf(0x0a) + 1));
  return {
    ...again(drop, dropId),
    bytes,
    manifest: {
      ...drop.manifest,
      controlSums: {},
      rows: 0,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      producedAt: '2026-11-23T10:00:00+08:00',
    },
  };
}

async function dropAt(path: string): Promise<Drop> {
  const items = await scanTable(host, 'drop-states', tables);
  const found = items.map((item) => item['drop'] as Drop | undefined).find((drop) => drop?.path === path);
  if (found === undefined) throw new Error(`no drop at ${path}`);
  return found;
}

async function call(route: string, user?: string, init: { body?: unknown; version?: number } = {}) {
  const [method = 'GET', path = ''] = route.split(' ');
  const response = await fetch(`${host.apiUrl}${path}`, {
    method,
    headers: {
      ...(user === undefined ? {} : { authorization: `Bearer ${await host.token(user)}` }),
      ...(init.version === undefined ? {} : { 'if-match': `"${init.version}"` }),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const fire = async (schedule: string) => {
  await host.fire(`doudi-ingestion/${schedule}/schedule`);
  await host.idle(30_000);
};

const [early, ...later] = county.drops as [DropFile, ...DropFile[]];
const plainSnapshots = county.drops.filter(
  (drop, at) =>
    drop.mode === 'snapshot' &&
    drop.fileName.endsWith('.csv') &&
    !county.drops.slice(at + 1).some(({ dataset }) => dataset === drop.dataset),
);

beforeAll(async () => {
  await boot();
  // Before its roster a drop waits.
  await put(early);
  await host.idle(30_000);
  await put(county.roster);
  await host.idle(30_000);
  for (const drop of later) await put(drop);
  await host.idle(60_000);
}, 120_000);

afterAll(async () => {
  s3?.destroy();
  tables?.destroy();
  await host?.stop();
  folder.remove();
});

// The tests follow one another on one host: each leaves it idle.
describe('a county dropped through S3', () => {
  it('ends every drop with a receipt', async () => {
    for (const drop of [county.roster, ...county.drops]) {
      const receipt = await receiptAt(pathOf(drop));
      expect(['released', 'held', 'rejected', 'duplicate'], pathOf(drop)).toContain(receipt?.state);
    }
  });

  it('accounts for every row that came in', async () => {
    let rowsIn = 0;
    for (const drop of county.drops) {
      const rows = (await receiptAt(pathOf(drop)))?.rows;
      expect(rows?.in, pathOf(drop)).toBe(drop.manifest.rows);
      expect((rows?.warnings ?? 0) + (rows?.clean ?? 0) + (rows?.rejected ?? 0) + (rows?.skipped ?? 0)).toBe(rows?.in);
      rowsIn += rows?.in ?? 0;
    }
    expect(rowsIn).toBeGreaterThan(1000);
  });

  it('opens cases', async () => {
    expect((await readOpenCases(host)).length).toBeGreaterThan(0);
  });

  it('answers the last files, dropped again unchanged, as duplicates and opens no case', async () => {
    const before = (await readOpenCases(host)).map(({ id, version }) => `${id} ${version}`).sort();
    const last = county.drops.slice(-4).map((drop) => again(drop, `again-${drop.dropId}`));
    for (const drop of last) await put(drop);
    await host.idle(30_000);
    for (const drop of last) expect((await receiptAt(pathOf(drop)))?.state, pathOf(drop)).toBe('duplicate');
    expect((await readOpenCases(host)).map(({ id, version }) => `${id} ${version}`).sort()).toEqual(before);
  });
});

describe('the API', () => {
  it("answers a township's cases to its token and nothing without one", async () => {
    const cases = (await readOpenCases(host)).filter(({ township }) => township !== '');
    const { township, state } = cases[0] as AlertCase;
    users['that-township'] = { sub: 'township-2', claims: { roles: ['township'], region: township } };
    const route = `GET /v1/cases?township=${township}&state=${state}`;
    const { status, body } = await call(route, 'that-township');
    expect(status).toBe(200);
    const expected = cases.filter((found) => found.township === township && found.state === state);
    expect((body['cases'] as AlertCase[]).map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect((await call(route)).status).toBe(401);
  });

  it('answers case, warning, counts, drops and receipts to the county', async () => {
    const [found] = await readOpenCases(host);
    const { id, warnings } = found as AlertCase;
    expect((await call(`GET /v1/cases/${encodeURIComponent(id)}`, 'county')).body['id']).toBe(id);
    const warning = warnings[0]?.id ?? '';
    expect((await call(`GET /v1/warnings/${warning}`, 'county')).body['id']).toBe(warning);
    const townships = await call('GET /v1/analysis/townships?county=520526', 'county');
    expect(townships.status).toBe(200);
    expect((await call('GET /v1/drops?state=released', 'county')).body['drops']).not.toEqual([]);
    const drop = await dropAt(pathOf(early));
    expect((await call(`GET /v1/drops/${drop.id}`, 'county')).body['state']).toBe(drop.state);
    expect((await call(`GET /v1/drops/${drop.id}/receipt`, 'county')).body['drop']).toBe(drop.id);
    expect((await call('GET /v1/health')).status).toBe(200);
  });

  it('rejects a held drop for a person with a reason', async () => {
    const drop = emptied(plainSnapshots[0] as DropFile, 'emptied-rejected');
    await put(drop);
    await host.idle(30_000);
    const held = await dropAt(pathOf(drop));
    expect(held.state).toBe('held');
    const body = { reason: 'the file was cut off at its source' };
    const answer = await call(`POST /v1/drops/${held.id}/reject`, 'county', { body, version: held.version });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect((await dropAt(pathOf(drop))).state).toBe('rejected');
  });

  it('releases a held drop for a person, and a case whose only reason vanished with it is closed', async () => {
    const { alertCase, drop } = await findWithdrawable();
    const empty = emptied(drop, 'emptied-released');
    await put(empty);
    await host.idle(30_000);
    const held = await dropAt(pathOf(empty));
    expect(held.state).toBe('held');
    const body = { reason: 'the department confirmed that nobody is left' };
    const answer = await call(`POST /v1/drops/${held.id}/release`, 'county', { body, version: held.version });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    await host.idle(30_000);
    expect((await receiptAt(pathOf(empty)))?.state).toBe('released');
    expect((await readOpenCases(host)).map(({ id }) => id)).not.toContain(alertCase.id);
  });
});

/** A case with one warning, all of whose evidence is in one plain snapshot. */
async function findWithdrawable(): Promise<{ alertCase: AlertCase; drop: DropFile }> {
  const items = await scanTable(host, 'cases', tables);
  for (const alertCase of await readOpenCases(host)) {
    if (alertCase.warnings.length !== 1) continue;
    const item = items.find((found) => found['pk'] === `WARNING#${alertCase.warnings[0]?.id}`);
    const raised = item?.['raised'] as { finding: { evidence: { dataset: string }[] } } | undefined;
    if (raised === undefined) continue;
    const { finding } = raised;
    const [dataset, ...others] = new Set(finding.evidence.map((evidence) => evidence.dataset));
    const drop = plainSnapshots.find((found) => found.dataset === dataset);
    if (drop !== undefined && others.length === 0) return { alertCase, drop };
  }
  throw new Error('no case rests on one plain snapshot');
}

describe('what is lost on the way', () => {
  it('is a roster without a receipt: the sweep takes it in again', async () => {
    const path = pathOf(county.roster);
    await s3.send(new DeleteObjectCommand({ Bucket: bucketOf(host), Key: replyKeys(path).receipt }));
    await fire('sweep-drops-often');
    expect((await receiptAt(path))?.state).toBe('released');
  });

  it('is a request for a release: the manifest announced again, or the sweep, asks for it', async () => {
    const [announced, swept] = plainSnapshots.slice(1, 3).map((drop) => stalled(drop)) as [DropFile, DropFile];
    isReleaseLost = true;
    for (const drop of [announced, swept]) await put(drop);
    await host.idle(30_000);
    isReleaseLost = false;
    await interrupt(await dropAt(pathOf(announced)));
    await interrupt(await dropAt(pathOf(swept)));
    const { manifest } = dropKeys(announced);
    const Body = JSON.stringify(announced.manifest);
    await s3.send(new PutObjectCommand({ Bucket: bucketOf(host), Key: manifest, Body }));
    await host.idle(30_000);
    expect((await receiptAt(pathOf(announced)))?.state).toBe('released');
    await fire('sweep-drops-often');
    expect((await receiptAt(pathOf(swept)))?.state).toBe('released');
  });

  it('changes nothing when the roster is published again by the schedule', async () => {
    const before = (await readOpenCases(host)).map(({ id, version }) => `${id} ${version}`).sort();
    await fire('publish-roster-daily');
    expect((await readOpenCases(host)).map(({ id, version }) => `${id} ${version}`).sort()).toEqual(before);
  });
});

/** The same rows, produced later and ended by an empty line: new content that changes nothing. */
function stalled(drop: DropFile): DropFile {
  const bytes = Buffer.concat([drop.bytes, Buffer.from('\r\n')]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const manifest = { ...drop.manifest, bytes: bytes.length, sha256, producedAt: '2026-11-23T09:00:00+08:00' };
  return { ...again(drop, `stalled-${drop.dropId}`), bytes, manifest };
}

/** As a crash leaves it between its last part and the request for its release, an hour ago: the sweep spares younger work. */
async function interrupt(drop: Drop): Promise<void> {
  expect(drop.state).toBe('compared');
  await tables.send(
    new UpdateCommand({
      TableName: host.names.find('doudi-storage/drop-states').name,
      Key: { pk: `DROP#${drop.id}`, sk: 'DROP' },
      UpdateExpression: 'SET #drop.#state = :state, #drop.receivedAt = :at, gsi1pk = :index',
      ExpressionAttributeNames: { '#drop': 'drop', '#state': 'state' },
      ExpressionAttributeValues: {
        ':state': 'comparing',
        ':at': new Date(Date.now() - 3_600_000).toISOString(),
        ':index': 'STATE#comparing',
      },
    }),
  );
}

describe('after all of that', () => {
  it('every row of every drop made here is accounted for', async () => {
    for (const path of paths) {
      const receipt = await receiptAt(path);
      expect(receipt, path).toBeDefined();
      const { rows } = receipt as Receipt;
      expect(rows.warnings + rows.clean + rows.rejected + rows.skipped, path).toBe(rows.in);
    }
  });

  it('no function failed, nothing was refused by access control and no message is dead', async () => {
    expect(problems).toEqual([]);
    const left = [...(await host.queues())].filter(([, depth]) => depth.visible + depth.inFlight + depth.delayed > 0);
    expect(left).toEqual([]);
  });

  it('functions were granted all they called and nothing that they never call', () => {
    expect([...host.missing()].filter(([, lines]) => lines.size > 0)).toEqual([]);
    const unused = [...host.unused()].flatMap(([name, grants]) =>
      grants
        .filter(({ policy }) => policy === 'own-calls')
        .map(({ action, resource }) => `${name} ${action} ${resource}`),
    );
    expect(unused).toEqual([]);
  });

  it('no identity number stands in logs, messages or tables', async () => {
    expect(logLines.length).toBeGreaterThan(0);
    expect(messageBodies.length).toBeGreaterThan(0);
    expect(identityNumbersIn(county.truth.flatMap(({ members }) => members).join(' ')).length).toBeGreaterThan(0);
    for (const line of logLines) expect(identityNumbersIn(line), line.slice(0, 60)).toEqual([]);
    for (const body of messageBodies) expect(identityNumbersIn(body)).toEqual([]);
    for (const name of ['cases', 'drop-states', 'registry', 'journal'] as const) {
      const items = await scanTable(host, name, tables);
      expect(items.length, name).toBeGreaterThan(0);
      for (const item of items) expect(identityNumbersIn(JSON.stringify(item)), name).toEqual([]);
    }
  });
});

/** Whole words only: of the digits within a digest some would pass by chance. */
function identityNumbersIn(text: string): string[] {
  return (text.toUpperCase().match(/(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])/g) ?? []).filter(isIdentityNumber);
}
