/**
 * Receiving. A message that was received `maxReceiveCount` times goes to the dead-letter queue instead, with its original instant of
 * sending; one past its retention is dropped. A caller that finds nothing may wait: it is served, in order of arrival, as soon as
 * something becomes visible, and leaves when its connection closes.
 */
import { sqsError } from './errors.ts';
import type { Message, Queue } from './model.ts';
import { readNumber } from './queue-attributes.ts';
import type { SqsState } from './state.ts';

const inFlightMax = 120_000;

export interface Receiving {
  messagesMax: number;
  visibilitySeconds: number;
}

/** The queue that a receive may move messages into was found by its ARN. */
export type MovedTo = (queue: Queue) => void;

export function receiveNow(
  state: SqsState,
  queue: Queue,
  { messagesMax, visibilitySeconds }: Receiving,
  now: number,
  moved: MovedTo,
): Message[] {
  queue.lanes.settle(now);
  if (queue.lanes.inFlight >= inFlightMax)
    throw sqsError('OverLimit', `The maximum number of in flight messages is reached: ${inFlightMax}.`);
  const taken: Message[] = [];
  while (taken.length < messagesMax) {
    const message = takeLive(state, queue, now, moved);
    if (!message) break;
    taken.push(message);
  }
  if (taken.length === 0) return taken;
  state.commit({ op: 'receive', queue: queue.name, ids: taken.map(({ sent }) => sent.id), at: now });
  for (const message of taken) {
    queue.lanes.hold(message);
    message.visibleAt = now + visibilitySeconds * 1000;
    if (visibilitySeconds > 0) queue.lanes.place(message, now);
  }
  // A timeout of nothing makes a message visible at once, after all of this answer were taken.
  if (visibilitySeconds === 0) for (const message of taken) queue.lanes.place(message, now);
  return taken;
}

function takeLive(state: SqsState, queue: Queue, now: number, moved: MovedTo): Message | undefined {
  const retentionMs = readNumber(queue, 'MessageRetentionPeriod') * 1000;
  for (let message = queue.lanes.take(); message; message = queue.lanes.take()) {
    const { id, sentAt } = message.sent;
    const target = queue.redrive && findByArn(state, queue.redrive.deadLetterTargetArn);
    if (sentAt + retentionMs <= now) state.commit({ op: 'delete', queue: queue.name, ids: [id] });
    else if (target && queue.redrive && message.receiveCount >= queue.redrive.maxReceiveCount) {
      state.commit({ op: 'move', queue: queue.name, to: target.name, id });
      moved(target);
    } else return message;
  }
  return undefined;
}

export function findByArn(state: SqsState, arn: string): Queue | undefined {
  const queue = state.queues.get(arn.slice(arn.lastIndexOf(':') + 1));
  return queue?.arn === arn ? queue : undefined;
}

/** Drops what is past its retention, oldest first. */
export function expire(state: SqsState, queue: Queue, now: number): void {
  const retentionMs = readNumber(queue, 'MessageRetentionPeriod') * 1000;
  const ids: string[] = [];
  for (const { sent } of queue.messages.values()) {
    if (sent.sentAt + retentionMs > now) break;
    ids.push(sent.id);
  }
  if (ids.length > 0) state.commit({ op: 'delete', queue: queue.name, ids });
}

export interface Waiters {
  /** Calls `attempt` now and whenever something may have become visible, until it is true, time is up or `signal` fires. */
  wait(queue: Queue, attempt: () => boolean, timeoutMs: number, signal?: AbortSignal): Promise<void>;
  wake(queue: Queue): void;
  stop(): void;
}

interface Waiter {
  attempt: () => boolean;
  leave: () => void;
}

export function createWaiters(now: () => number): Waiters {
  const waiting = new Map<Queue, Set<Waiter>>();
  const timers = new Map<Queue, NodeJS.Timeout>();
  const timerMsMax = 60_000;

  const wake = (queue: Queue): void => {
    for (const waiter of waiting.get(queue) ?? []) if (waiter.attempt()) waiter.leave();
    schedule(queue);
  };
  const schedule = (queue: Queue): void => {
    clearTimeout(timers.get(queue));
    timers.delete(queue);
    const nextAt = waiting.has(queue) ? queue.lanes.nextAt() : undefined;
    if (nextAt === undefined) return;
    const timer = setTimeout(() => wake(queue), Math.min(Math.max(nextAt - now(), 1), timerMsMax));
    timers.set(queue, timer.unref());
  };

  return {
    wake,
    wait(queue, attempt, timeoutMs, signal) {
      if (attempt() || timeoutMs <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const leave = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', leave);
          const others = waiting.get(queue);
          others?.delete(waiter);
          if (others?.size === 0) waiting.delete(queue);
          resolve();
        };
        const waiter: Waiter = { attempt, leave };
        const timer = setTimeout(leave, timeoutMs);
        signal?.addEventListener('abort', leave);
        waiting.set(queue, (waiting.get(queue) ?? new Set()).add(waiter));
        schedule(queue);
      });
    },
    stop() {
      for (const waiters of [...waiting.values()]) for (const { leave } of [...waiters]) leave();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
