import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['infra/tools/run.mjs', ...args], { cwd: root, encoding: 'utf8', timeout: 25_000 });

describe('the scripts', () => {
  it('all go through the one that installs what is missing', () => {
    for (const [name, command] of Object.entries(scripts)) expect(command).toBe(`node infra/tools/run.mjs ${name}`);
  });

  it('refuse an unknown task and name the known ones', () => {
    const { status, stderr } = run('toString');
    expect(status).toBe(2);
    for (const name of Object.keys(scripts)) expect(stderr).toContain(name);
  });

  it('hand arguments and the exit code through', () => {
    const { status, stderr } = run('synth', '--no-such-option');
    expect(status).toBe(1);
    expect(stderr).toContain('--no-such-option');
  });
});
