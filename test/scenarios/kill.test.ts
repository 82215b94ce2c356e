import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateCounty } from '../../infra/local/county/county.ts';
import { developerS3 } from '../../infra/local/demo/drop-county.ts';
import type { Host } from '../../infra/local/host/host.ts';
import {
  developerTables,
  putDrop,
  readOpenCases,
  scanTable,
  startScenarioHost,
  synthesiseInto,
  temporaryFolder,
} from './fixtures/county-host.ts';

const people = 150;
const county = generateCounty({ people });
/** A dozen files, among them those that raise most. */
const datasets = [
  'household_registration',
  'medical_settlement',
  'disability_card',
  'rural_monitoring',
  'assistance_roster',
  'motor_vehicle',
];
const drops = county.drops.filter(({ dataset }) => datasets.includes(dataset));
const folder = temporaryFolder();
/** Person and household tokens hang on the installation's key: both runs go on from one imported roster. */
const undisturbed = join(folder.path, 'undisturbed');
const killed = join(folder.path, 'killed');
const child = fileURLToPath(new URL('./fixtures/drop-county-child.ts', import.meta.url));
let assembly = '';

beforeAll(async () => {
  assembly = await synthesiseInto(folder.path);
  await onHost(undisturbed, async (host) => {
    const s3 = developerS3(host);
    await putDrop(county.roster, host, s3);
    await host.idle(30_000);
    s3.destroy();
  });
  cpSync(undisturbed, killed, { recursive: true });
}, 120_000);

afterAll(() => folder.remove());

async function onHost<Answer>(directory: string, act: (host: Host) => Promise<Answer>): Promise<Answer> {
  const host = await startScenarioHost(assembly, directory);
  try {
    return await act(host);
  } finally {
    await host.stop();
  }
}

/** What is open, without the case's own id: who, why, and on which warnings. */
async function openWork(host: Host): Promise<string[]> {
  const cases = await readOpenCases(host);
  return cases
    .map((found) => {
      const warnings = found.warnings.map(({ id }) => id).sort();
      return `${found.household} ${found.direction} ${warnings.join(' ')}`;
    })
    .sort();
}

async function stateOfDrops(host: Host): Promise<string[]> {
  const client = developerTables(host);
  const items = await scanTable(host, 'drop-states', client);
  client.destroy();
  return items.flatMap((item) => {
    const drop = item['drop'] as { path?: string; state?: string } | undefined;
    return drop?.path === undefined || item['sk'] !== 'DROP' ? [] : [`${drop.path} ${drop.state}`];
  });
}

async function runUndisturbed(): Promise<{ work: string[]; states: string[] }> {
  return onHost(undisturbed, async (host) => {
    const s3 = developerS3(host);
    for (const drop of drops) await putDrop(drop, host, s3);
    await host.idle(60_000);
    s3.destroy();
    return { work: await openWork(host), states: (await stateOfDrops(host)).sort() };
  });
}

/** Kills the process at the given end of an invocation; true when it was killed before it was idle. */
async function runKilledAt(functionName: string, count: number): Promise<boolean> {
  const running: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', child, assembly, killed, String(people), datasets.join(',')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(running, 'exit');
  let left = count;
  let isIdle = false;
  for await (const line of createInterface({ input: running.stdout as NodeJS.ReadableStream })) {
    isIdle ||= line === 'idle';
    if (line === `${functionName} ended` || line === `doudi-${functionName} ended`) left -= 1;
    if (left === 0 || isIdle) break;
  }
  running.kill('SIGKILL');
  await exited;
  return !isIdle;
}

describe('a host killed three times in the middle of its drops', () => {
  it('ends, started again and swept, with the open cases of a run that nothing disturbed', async () => {
    const expected = await runUndisturbed();
    expect(expected.work.length).toBeGreaterThan(0);
    // One comparison a drop: after four of twelve, most of the work is still to do.
    expect(drops.length).toBeGreaterThanOrEqual(12);
    expect(await runKilledAt('compare-drop', 4)).toBe(true);
    expect(await runKilledAt('release-drop', 1)).toBe(true);
    expect(await runKilledAt('open-cases', 1)).toBe(true);
    const after = await onHost(killed, async (host) => {
      await host.fire('doudi-ingestion/sweep-drops-often/schedule');
      await host.idle(60_000);
      return { work: await openWork(host), states: (await stateOfDrops(host)).sort() };
    });
    expect(after).toEqual(expected);
  }, 90_000);
});
