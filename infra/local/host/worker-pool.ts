/**
 * Runs functions in worker threads: warm workers are reused, at most `perFunctionMax` invocations of one function and `runningMax`
 * in all run at a time, workers idle for long are stopped. A person's request (an API call) never waits for the total bound,
 * only for its own function's. Event sources reserve a slot before they take messages, so nothing waits with its clock running.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionDefinition } from './functions.ts';
import { InvocationError, startThread, type WorkerThread } from './worker-thread.ts';

const stopTickMs = 10;

export interface PoolOptions {
  readonly functions: readonly FunctionDefinition[];
  /** What the host adds to a function's own environment (credentials, endpoint). */
  readonly environmentOf: (definition: FunctionDefinition) => Readonly<Record<string, string>>;
  readonly log: (functionName: string, line: string) => void;
  readonly onInvoked?: (invocation: Invocation) => void;
  readonly perFunctionMax?: number | undefined;
  readonly runningMax?: number | undefined;
  readonly warmMax?: number | undefined;
  readonly idleMs?: number | undefined;
}

export interface Invocation {
  readonly functionName: string;
  readonly requestId: string;
  readonly durationMs: number;
  readonly isCold: boolean;
  readonly error: InvocationError | undefined;
}

export interface Slot {
  /** Runs one event and gives the slot back. */
  invoke(event: unknown): Promise<unknown>;
  release(): void;
}

export interface FunctionPool {
  reserve(functionName: string, isUrgent?: boolean): Promise<Slot>;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Invocations that run or wait for a slot. */
  readonly runningCount: number;
  readonly workerCount: number;
  /** Takes nothing new, lets what runs finish for so long, then ends it. */
  stop(graceMs?: number): Promise<void>;
}

interface Warm {
  readonly thread: WorkerThread;
  readonly functionName: string;
  timer?: NodeJS.Timeout;
}

interface Waiter {
  readonly functionName: string;
  readonly isUrgent: boolean;
  readonly give: () => void;
  readonly refuse: (error: Error) => void;
}

export function createPool(options: PoolOptions): FunctionPool {
  const { perFunctionMax = 2, runningMax = 4, warmMax = 12, idleMs = 300_000 } = options;
  const definitions = new Map(options.functions.map((entry) => [entry.name, entry]));
  const idle: Warm[] = [];
  const alive = new Set<Warm>();
  const running = new Map<string, number>();
  const waiters: Waiter[] = [];
  let runningTotal = 0;
  let isStopped = false;

  const boundOf = (name: string): number =>
    Math.min(perFunctionMax, definitions.get(name)?.concurrencyMax ?? perFunctionMax);
  const mayRun = ({ functionName, isUrgent }: Waiter): boolean =>
    (running.get(functionName) ?? 0) < boundOf(functionName) && (isUrgent || runningTotal < runningMax);

  function dispatch(): void {
    for (let index = 0; index < waiters.length; ) {
      const waiter = waiters[index] as Waiter;
      if (mayRun(waiter)) {
        waiters.splice(index, 1);
        running.set(waiter.functionName, (running.get(waiter.functionName) ?? 0) + 1);
        runningTotal += 1;
        waiter.give();
      } else {
        index += 1;
      }
    }
  }

  function remove(warm: Warm): void {
    clearTimeout(warm.timer);
    alive.delete(warm);
    const index = idle.indexOf(warm);
    if (index >= 0) idle.splice(index, 1);
  }

  function takeWorker(definition: FunctionDefinition): { warm: Warm; isCold: boolean } {
    const index = idle.findLastIndex((entry) => entry.functionName === definition.name);
    const [known] = index >= 0 ? idle.splice(index, 1) : [];
    if (known !== undefined) {
      clearTimeout(known.timer);
      return { warm: known, isCold: false };
    }
    const oldest = alive.size >= warmMax ? idle[0] : undefined;
    if (oldest !== undefined) {
      remove(oldest);
      void oldest.thread.stop();
    }
    const warm: Warm = {
      functionName: definition.name,
      thread: startThread(definition, {
        environment: { ...definition.environment, ...options.environmentOf(definition) },
        log: (line) => options.log(definition.name, line),
        onGone: () => remove(warm),
      }),
    };
    alive.add(warm);
    return { warm, isCold: true };
  }

  function putBack(warm: Warm): void {
    if (!warm.thread.isAlive || isStopped) return;
    idle.push(warm);
    warm.timer = setTimeout(() => {
      remove(warm);
      void warm.thread.stop();
    }, idleMs).unref();
  }

  async function run(definition: FunctionDefinition, event: unknown): Promise<unknown> {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const { warm, isCold } = takeWorker(definition);
    let error: InvocationError | undefined;
    try {
      return await warm.thread.run(event, requestId);
    } catch (thrown) {
      error = thrown as InvocationError;
      throw thrown;
    } finally {
      putBack(warm);
      const durationMs = performance.now() - startedAt;
      options.onInvoked?.({ functionName: definition.name, requestId, durationMs, isCold, error });
    }
  }

  function createSlot(definition: FunctionDefinition): Slot {
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      running.set(definition.name, (running.get(definition.name) ?? 1) - 1);
      runningTotal -= 1;
      dispatch();
    };
    return {
      release,
      async invoke(event) {
        try {
          return await run(definition, event);
        } finally {
          release();
        }
      },
    };
  }

  async function reserve(functionName: string, isUrgent = false): Promise<Slot> {
    const definition = definitions.get(functionName);
    if (definition === undefined) throw new Error(`the deployment has no function ${functionName}`);
    if (isStopped) throw stopped(functionName);
    await new Promise<void>((give, refuse) => {
      waiters.push({ functionName, isUrgent, give, refuse });
      dispatch();
    });
    return createSlot(definition);
  }

  return {
    reserve,
    invoke: async (functionName, event) => (await reserve(functionName, true)).invoke(event),
    get runningCount() {
      return runningTotal + waiters.length;
    },
    get workerCount() {
      return alive.size;
    },
    async stop(graceMs = 0) {
      isStopped = true;
      for (const waiter of waiters.splice(0)) waiter.refuse(stopped(waiter.functionName));
      const giveUpAt = performance.now() + graceMs;
      while (runningTotal > 0 && performance.now() < giveUpAt) await sleep(stopTickMs);
      const threads = [...alive];
      for (const warm of threads) remove(warm);
      await Promise.all(threads.map((warm) => warm.thread.stop()));
    },
  };
}

function stopped(functionName: string): InvocationError {
  return new InvocationError(functionName, { errorType: 'Runtime.Stopped', errorMessage: 'the host stopped' });
}
