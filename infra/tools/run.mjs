/**
 * `node infra/tools/run.mjs <task> [arguments]`: what every npm script calls. On a fresh clone it first installs the locked packages,
 * and again whenever the lock file changed; then it runs the task's commands with the local binaries first in PATH, hands arguments
 * and signals through, and ends with the exit code of the worst of them. Plain JavaScript, because nothing is installed yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stamp = join(root, 'node_modules', '.doudi-lock');

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Commands of a task. All run, also after one failed; the last one gets the arguments. */
const tasks = {
  start: [['tsx', 'infra/local/start.ts']],
  demo: [['tsx', 'infra/local/start.ts', '--demo']],
  synth: [['tsx', 'infra/synth.ts']],
  test: [['vitest', 'run', '--config', 'test/vitest.config.ts']],
  check: [
    ['biome', 'check', '--error-on-warnings', '.'],
    ['tsc', '--noEmit', '-p', '.'],
    ['tsx', 'infra/tools/check-imports.ts'],
    ['knip', '--config', '.knip.json', '--no-progress'],
  ],
  format: [['biome', 'check', '--write', '.']],
  docs: [
    ['tsx', 'infra/docs/generate-dataset-pages.ts'],
    ['tsx', 'infra/docs/generate-rule-pages.ts'],
  ],
};

const [task, ...args] = process.argv.slice(2);
const commands = Object.hasOwn(tasks, task ?? '') ? tasks[task] : undefined;
if (commands === undefined) {
  console.error(`usage: run.mjs ${Object.keys(tasks).join('|')} [arguments]`);
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.versions.node}`);
  process.exit(2);
}
installWhenNeeded();
process.exitCode = await runAll(commands, args);

function installWhenNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the locked packages …');
  // npm's own chatter goes nowhere, its errors to the terminal. Install scripts may be refused: nothing here depends on one.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

async function runAll(list, extra) {
  const outcomes = [];
  for (const [index, command] of list.entries()) {
    const [name, ...own] = index === list.length - 1 ? [...command, ...extra] : command;
    const startedAt = performance.now();
    const code = await run(name, own);
    outcomes.push({ line: command.join(' '), code, seconds: (performance.now() - startedAt) / 1000 });
  }
  if (list.length > 1) {
    console.log('');
    for (const { line, code, seconds } of outcomes) {
      console.log(`${code === 0 ? 'pass' : 'FAIL'}  ${line}  (${seconds.toFixed(1)} s)`);
    }
  }
  return Math.max(...outcomes.map(({ code }) => code));
}

function run(name, own) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(name, own, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  // A terminal sends Ctrl-C to the child itself; a supervisor only to this process.
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of forwarded) process.off(each, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
