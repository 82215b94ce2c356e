import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '../../../infra/local/host/functions.ts';
import {
  createPool,
  type FunctionPool,
  type Invocation,
  type PoolOptions,
} from '../../../infra/local/host/worker-pool.ts';
import { type Folder, temporaryFolder } from './assembly-fixture.ts';

let folder: Folder | undefined;
let pool: FunctionPool | undefined;
afterEach(async () => {
  await pool?.stop();
  folder?.remove();
});

function define(name: string, source: string, more: Partial<FunctionDefinition> = {}): FunctionDefinition {
  folder ??= temporaryFolder();
  const home = join(folder.path, name);
  mkdirSync(home, { recursive: true });
  const file = join(home, 'index.mjs');
  writeFileSync(file, source);
  const limits = { timeoutMs: 5000, memoryMb: 256, concurrencyMax: undefined };
  return {
    name,
    arn: `arn:${name}`,
    file,
    folder: home,
    handler: 'index.handler',
    exportName: 'handler',
    environment: {},
    ...limits,
    ...more,
  };
}

interface Seen {
  readonly lines: string[];
  readonly invocations: Invocation[];
}

function start(functions: readonly FunctionDefinition[], options: Partial<PoolOptions> = {}): Seen {
  const seen: Seen = { lines: [], invocations: [] };
  pool = createPool({
    functions,
    environmentOf: () => ({ AWS_REGION: 'us-east-1' }),
    log: (name, line) => void seen.lines.push(`${name}: ${line}`),
    onInvoked: (invocation) => void seen.invocations.push(invocation),
    ...options,
  });
  return seen;
}

const invoke = (name: string, event?: unknown): Promise<unknown> =>
  pool?.invoke(name, event) ?? Promise.reject(new Error('no pool'));
const patient = 'await new Promise((resolve) => setTimeout(resolve, 60));';

describe('a worker', () => {
  it('keeps module state across warm invocations', async () => {
    const seen = start([define('counter', 'let count = 0; export const handler = async () => ++count;')]);
    expect([await invoke('counter'), await invoke('counter'), await invoke('counter')]).toEqual([1, 2, 3]);
    expect(seen.invocations.map((invocation) => invocation.isCold)).toEqual([true, false, false]);
  });

  it('sees its own environment and nothing of the process, and a context with the time left', async () => {
    const source = `export const handler = async (event, context) => ({
      own: process.env.OWN, region: process.env.AWS_REGION, path: process.env.PATH ?? 'none',
      name: context.functionName, memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis(), id: context.awsRequestId,
    });`;
    start([define('curious', source, { environment: { OWN: 'yes' }, timeoutMs: 3000 })]);
    const told = (await invoke('curious')) as { left: number; id: string };
    expect(told).toMatchObject({ own: 'yes', region: 'us-east-1', path: 'none', name: 'curious', memory: '256' });
    expect(told.left).toBeGreaterThan(2000);
    expect(told.left).toBeLessThanOrEqual(3000);
    expect(told.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gets and gives only what JSON carries', async () => {
    start([
      define('echo', 'export const handler = async (event) => ({ ...event, date: new Date(0), nothing: undefined });'),
    ]);
    expect(await invoke('echo', { kept: 1, lost: undefined })).toEqual({ kept: 1, date: '1970-01-01T00:00:00.000Z' });
  });

  it('answers through a callback too', async () => {
    start([
      define(
        'old',
        "exports.handler = 1; export const handler = (event, context, done) => done(null, 'called');".replace(
          'exports.handler = 1; ',
          '',
        ),
      ),
    ]);
    expect(await invoke('old')).toBe('called');
  });

  it('writes its lines to the log under its name', async () => {
    const seen = start([
      define('talker', "export const handler = async () => { console.log('one\\ntwo'); console.error('three'); };"),
    ]);
    await invoke('talker');
    await expect.poll(() => [...seen.lines].sort()).toEqual(['talker: one', 'talker: three', 'talker: two']);
  });

  it('is stopped when it was idle for long', async () => {
    start([define('rare', 'export const handler = async () => 1;')], { idleMs: 30 });
    await invoke('rare');
    expect(pool?.workerCount).toBe(1);
    await expect.poll(() => pool?.workerCount).toBe(0);
  });
});

describe('a failure stays where it happened:', () => {
  const bad = `export const handler = async (event) => {
    if (event === 'throw') throw new TypeError('no good');
    if (event === 'exit') process.exit(3);
    if (event === 'hang') for (;;);
    if (event === 'outside') { setImmediate(() => { throw new Error('loose'); }); await new Promise(() => {}); }
    if (event === 'memory') { const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length)); }
    return 'fine';
  };`;

  it.each([
    ['an error thrown', 'throw', 'TypeError', 'no good'],
    ['process.exit', 'exit', 'Runtime.ExitError', 'code 3'],
    ['a hanging handler', 'hang', 'Sandbox.Timedout', 'timed out after 0.30 seconds'],
    ['an error outside the promise', 'outside', 'Error', 'loose'],
    ['no memory left', 'memory', 'Runtime.OutOfMemory', 'memory'],
  ])('%s', async (_, event, errorType, message) => {
    const timeoutMs = event === 'hang' ? 300 : 10_000;
    start([
      define('bad', bad, { timeoutMs }),
      define('good', 'let count = 0; export const handler = async () => ++count;'),
    ]);
    expect(await invoke('good')).toBe(1);
    const failure = await invoke('bad', event).catch((error: unknown) => error);
    expect(failure).toMatchObject({ errorType, message: expect.stringContaining(message) });
    expect(await invoke('good')).toBe(2);
    expect(await invoke('bad', 'well')).toBe('fine');
  });

  it('a bundle that does not load, or exports no handler', async () => {
    start([define('broken', "throw new Error('at import');"), define('empty', 'export const other = 1;')]);
    await expect(invoke('broken')).rejects.toThrow('at import');
    await expect(invoke('empty')).rejects.toThrow(/HandlerNotFound/);
  });
});

describe('concurrency', () => {
  const slow = `export const handler = async () => { ${patient} };`;
  const most = (seen: Seen): number => seen.invocations.filter((invocation) => invocation.isCold).length;

  it('of one function stays under its bound and its reservation', async () => {
    const seen = start([define('slow', slow), define('single', slow, { concurrencyMax: 1 })], { perFunctionMax: 2 });
    await Promise.all(['slow', 'slow', 'slow', 'slow'].map((name) => invoke(name)));
    expect(most(seen)).toBe(2);
    await Promise.all(['single', 'single', 'single'].map((name) => invoke(name)));
    expect(most(seen)).toBe(3);
  });

  it('in all stays under the total for event sources, while requests of people go ahead', async () => {
    start([define('slow', slow), define('api', "export const handler = async () => 'now';")], { runningMax: 1 });
    const slot = await pool?.reserve('slow');
    let isGiven = false;
    const second = pool?.reserve('slow').then((given) => {
      isGiven = true;
      given.release();
    });
    expect(await invoke('api')).toBe('now');
    expect(isGiven).toBe(false);
    slot?.release();
    await second;
    expect(isGiven).toBe(true);
  });

  it('ends with the pool: what waits is refused, what runs may finish in its grace', async () => {
    start([define('slow', `export const handler = async () => { ${patient} return 'done'; };`)], { perFunctionMax: 1 });
    const running = invoke('slow');
    const waiting = invoke('slow').catch((error: Error) => error.message);
    await expect.poll(() => pool?.workerCount).toBe(1);
    await pool?.stop(3000);
    expect(await running).toBe('done');
    expect(await waiting).toMatch(/stopped/);
    await expect(invoke('slow')).rejects.toThrow(/stopped/);
  });
});
