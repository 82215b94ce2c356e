/**
 * One warm copy of a function in a worker thread. A handler that hangs past its timeout, exits, runs out of memory or throws outside
 * its promise loses only this worker; the invocation that ran in it fails with what Lambda would say.
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './functions.ts';

export interface InvocationFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack?: string | undefined;
}

export class InvocationError extends Error {
  readonly functionName: string;
  readonly errorType: string;

  constructor(functionName: string, failure: InvocationFailure) {
    super(failure.errorMessage);
    this.name = 'InvocationError';
    this.functionName = functionName;
    this.errorType = failure.errorType;
    if (failure.stack !== undefined) this.stack = failure.stack;
  }
}

export interface WorkerThread {
  readonly isAlive: boolean;
  run(event: unknown, requestId: string): Promise<unknown>;
  stop(): Promise<void>;
}

export interface ThreadOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  readonly onGone: () => void;
}

interface Reply {
  readonly isReady?: true;
  readonly result?: string;
  readonly error?: { readonly name: string; readonly message: string; readonly stack?: string };
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly start: () => void;
  timer: NodeJS.Timeout | undefined;
}

const initTimeoutMs = 30_000;
/** Below this a worker cannot even load the SDK; Lambda's own smallest sizes are not worth imitating. */
const heapMbMin = 256;

export function startThread(definition: FunctionDefinition, options: ThreadOptions): WorkerThread {
  const worker = createWorker(definition, options);
  let isReady = false;
  let isAlive = true;
  let pending: Pending | undefined;

  const settle = (finish: (current: Pending) => void): void => {
    const current = pending;
    pending = undefined;
    clearTimeout(current?.timer);
    if (current !== undefined) finish(current);
  };
  const fail = (failure: InvocationFailure): void =>
    settle(({ reject }) => reject(new InvocationError(definition.name, failure)));
  const lose = (failure: InvocationFailure): void => {
    isAlive = false;
    fail(failure);
    void worker.terminate();
    options.onGone();
  };
  const arm = (limitMs: number, what: string): void => {
    if (pending === undefined) return;
    const errorMessage = `${what} timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
    pending.timer = setTimeout(() => lose({ errorType: 'Sandbox.Timedout', errorMessage }), limitMs);
  };

  worker.on('message', (reply: Reply) => {
    if (reply.isReady) {
      isReady = true;
      clearTimeout(pending?.timer);
      pending?.start();
    } else if (reply.error !== undefined) {
      fail({ errorType: reply.error.name, errorMessage: reply.error.message, stack: reply.error.stack });
    } else {
      settle(({ resolve }) => resolve(reply.result === undefined ? null : JSON.parse(reply.result)));
    }
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    options.log(`${error.stack ?? error.message}`);
    lose({ errorType: isMemory ? 'Runtime.OutOfMemory' : error.name, errorMessage: error.message, stack: error.stack });
  });
  worker.on('exit', (code) => {
    if (isAlive) lose({ errorType: 'Runtime.ExitError', errorMessage: `the function exited with code ${code}` });
  });

  return {
    get isAlive() {
      return isAlive;
    },
    run(event, requestId) {
      return new Promise((resolve, reject) => {
        const start = (): void => {
          arm(definition.timeoutMs, requestId);
          const deadlineMs = Date.now() + definition.timeoutMs;
          worker.postMessage({ event: JSON.stringify(event ?? null), requestId, deadlineMs });
        };
        pending = { resolve, reject, start, timer: undefined };
        if (isReady) start();
        else arm(initTimeoutMs, 'loading the function');
      });
    },
    async stop() {
      isAlive = false;
      fail({ errorType: 'Runtime.Stopped', errorMessage: 'the host stopped' });
      await worker.terminate();
    },
  };
}

function createWorker(definition: FunctionDefinition, { environment, log }: ThreadOptions): Worker {
  const worker = new Worker(new URL('./function-worker.mjs', import.meta.url), {
    workerData: {
      file: pathToFileURL(definition.file).href,
      exportName: definition.exportName,
      context: {
        functionName: definition.name,
        functionVersion: '$LATEST',
        invokedFunctionArn: definition.arn,
        memoryLimitInMB: String(definition.memoryMb),
        logGroupName: `/aws/lambda/${definition.name}`,
        logStreamName: 'local',
      },
    },
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
    name: definition.name,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(heapMbMin, definition.memoryMb) },
  });
  for (const stream of [worker.stdout, worker.stderr]) createInterface({ input: stream }).on('line', log);
  worker.unref();
  return worker;
}
