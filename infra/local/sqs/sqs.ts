/**
 * The SQS engine: operations by name, on inputs as the JSON protocol has them. Every acknowledged change is journalled first. It knows
 * no HTTP; callers in the same process use `handle` with a long poll, `enqueue`, or `waitForMessage`.
 */
import type { Journal } from '../journal.ts';
import { batchOperation } from './batch.ts';
import { queueDoesNotExist, sqsError } from './errors.ts';
import { type Input, requireText } from './input.ts';
import { messageOperations } from './message-operations.ts';
import type { Queue } from './model.ts';
import { queueOperations } from './queue-operations.ts';
import { createWaiters, findByArn, type Waiters } from './receive.ts';
import { decideSending } from './send.ts';
import { openState, type SqsState } from './state.ts';

export interface SqsOptions {
  journal: Journal;
  now: () => number;
  newId: () => string;
  region: string;
  accountId: string;
  /** e.g. `http://127.0.0.1:4566`; asked at each call, since the port may be known late. */
  baseUrl: () => string;
}

export interface CallContext {
  /** Ends a long poll when its caller has gone; made only when one begins. */
  signal?: () => AbortSignal;
  principal?: string;
}

export type Output = Record<string, unknown>;

/** What operations work with. */
export interface SqsCore extends Omit<SqsOptions, 'journal'> {
  state: SqsState;
  waiters: Waiters;
  urlOf(queue: Queue): string;
  queueOf(input: Input): Queue;
}

export type Operation = (core: SqsCore, input: Input, context: CallContext) => Output | Promise<Output>;

export interface Sqs {
  handle(operation: string, input: Input, context?: CallContext): Promise<Output>;
  /** Sends a message to a queue by its ARN; false when there is no such queue. */
  enqueue(queueArn: string, body: string): boolean;
  hasQueue(queueArn: string): boolean;
  /** True as soon as the queue has something to receive. */
  waitForMessage(queueArn: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean>;
  urlOfArn(queueArn: string): string;
  stop(): void;
}

const operations: Readonly<Record<string, Operation>> = { ...queueOperations, ...messageOperations };
const batches: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

export function createSqs(options: SqsOptions): Sqs {
  const { now, newId, baseUrl, accountId } = options;
  const state = openState(options);
  const waiters = createWaiters(now);
  const core: SqsCore = {
    ...options,
    state,
    waiters,
    urlOf: (queue) => `${baseUrl()}/${accountId}/${queue.name}`,
    queueOf(input) {
      const url = requireText(input, 'QueueUrl');
      const queue = state.queues.get(url.slice(url.lastIndexOf('/') + 1));
      if (!queue) throw queueDoesNotExist();
      return queue;
    },
  };
  const requireArn = (queueArn: string): Queue => {
    const queue = findByArn(state, queueArn);
    if (!queue) throw queueDoesNotExist();
    return queue;
  };
  return {
    async handle(name, input, context = {}) {
      if (batches[name] !== undefined) return batchOperation(core, name, input, context);
      const operation = operations[name];
      if (!operation) throw sqsError('InvalidAction', `The action ${name} is not valid for this endpoint.`);
      return operation(core, input, context);
    },
    enqueue(queueArn, body) {
      const queue = findByArn(state, queueArn);
      if (!queue) return false;
      const { message } = decideSending(queue, { MessageBody: body }, now(), newId, accountId);
      if (message) state.commit({ op: 'send', queue: queue.name, messages: [message] });
      waiters.wake(queue);
      return true;
    },
    hasQueue: (queueArn) => findByArn(state, queueArn) !== undefined,
    async waitForMessage(queueArn, timeoutMs, signal) {
      const queue = requireArn(queueArn);
      let isVisible = false;
      const attempt = (): boolean => {
        queue.lanes.settle(now());
        isVisible = queue.lanes.hasVisible();
        return isVisible;
      };
      await waiters.wait(queue, attempt, timeoutMs, signal);
      return isVisible;
    },
    urlOfArn: (queueArn) => core.urlOf(requireArn(queueArn)),
    stop() {
      waiters.stop();
      options.journal.close();
    },
  };
}
