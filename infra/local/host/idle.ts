/** When a host has nothing left to do: no invocation, no batch, no unread stream record, no message for any reader. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mappings } from './event-source-mappings.ts';
import type { QueuePort } from './ports.ts';
import type { EventSource } from './queue-source.ts';
import type { StreamSource } from './stream-source.ts';
import type { FunctionPool } from './worker-pool.ts';

const idleTickMs = 15;

export interface Workings {
  readonly pool: FunctionPool;
  readonly queues: QueuePort;
  readonly queueSources: readonly EventSource[];
  readonly streamSources: readonly StreamSource[];
}

export async function waitUntilIdle(
  { pool, queues, queueSources, streamSources }: Workings,
  mappings: Mappings,
  timeoutMs: number,
): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const left = await findWork();
    if (left === undefined) return;
    if (performance.now() - startedAt > timeoutMs) throw new Error(`not idle after ${timeoutMs} ms: ${left}`);
    await sleep(idleTickMs);
  }

  async function findWork(): Promise<string | undefined> {
    if (pool.runningCount > 0) return `${pool.runningCount} invocations run or wait`;
    if ([...queueSources, ...streamSources].some((source) => source.isBusy)) return 'an event source is at work';
    for (const source of streamSources) if (!(await source.isDrained())) return 'a stream has unread records';
    for (const { queueArn, queueName } of mappings.queues) {
      const { visible, inFlight, delayed } = await queues.depth(queueArn);
      if (visible + inFlight + delayed > 0)
        return `queue ${queueName}: ${visible} visible, ${inFlight} in flight, ${delayed} delayed`;
    }
    return pool.runningCount > 0 ? `${pool.runningCount} invocations run or wait` : undefined;
  }
}
