/**
 * An SQS event source mapping: takes batches while a worker is free for them, hands them to the function, deletes what succeeded and
 * leaves the rest to the queue's visibility timeout and redrive, by AWS's rules. A mapping setting it cannot keep is refused at start.
 */
import { decideOutcome } from './batch-outcome.ts';
import type { QueueMessage, QueuePort } from './ports.ts';
import type { FunctionPool, Slot } from './worker-pool.ts';

export interface QueueMapping {
  readonly queueName: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly reportsFailures: boolean;
  readonly concurrencyMax: number;
  readonly region: string;
}

export interface BatchReport {
  readonly source: string;
  readonly functionName: string;
  readonly taken: number;
  readonly failed: number;
  readonly reason: string | undefined;
}

export interface QueueSourceOptions {
  readonly queues: QueuePort;
  readonly pool: FunctionPool;
  readonly onBatch: (report: BatchReport) => void;
  /** Failed messages come back after this time instead of the queue's visibility timeout; for impatient tests and laptops. */
  readonly retryAfterSeconds?: number | undefined;
}

export interface EventSource {
  readonly isBusy: boolean;
  stop(): void;
}

const receiveMax = 10;
const waitMs = 20_000;

export function startQueueSource(mapping: QueueMapping, options: QueueSourceOptions): EventSource {
  const { queues, pool, onBatch } = options;
  const { queueName, queueArn, functionName, batchSize, windowMs, concurrencyMax } = mapping;
  const stopping = new AbortController();
  const handling = new Set<Promise<void>>();
  let isTaking = false;

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (handling.size >= concurrencyMax) await Promise.race(handling);
      else if (await queues.wait(queueArn, waitMs, stopping.signal)) await take();
    }
  }

  /** One batch at a time is taken, several may be handled: a slot first, then the messages. */
  async function take(): Promise<void> {
    isTaking = true;
    try {
      if (windowMs > 0 && (await queues.depth(queueArn)).visible < batchSize) await pause(windowMs, stopping.signal);
      const slot = await pool.reserve(functionName);
      const batch = stopping.signal.aborted ? [] : await gather();
      if (batch.length === 0) return slot.release();
      const handled = handle(batch, slot).catch(report);
      handling.add(handled);
      void handled.then(() => handling.delete(handled));
    } finally {
      isTaking = false;
    }
  }

  function report(error: unknown): void {
    if (!stopping.signal.aborted)
      onBatch({ source: queueName, functionName, taken: 0, failed: 0, reason: String(error) });
  }

  async function gather(): Promise<readonly QueueMessage[]> {
    const batch: QueueMessage[] = [];
    while (batch.length < batchSize) {
      const more = await queues.receive(queueArn, Math.min(receiveMax, batchSize - batch.length));
      if (more.length === 0) break;
      batch.push(...more);
    }
    return batch;
  }

  async function handle(batch: readonly QueueMessage[], slot: Slot): Promise<void> {
    const identifiers = batch.map((message) => message.messageId);
    let outcome: { readonly failed: readonly string[]; readonly reason: string | undefined };
    try {
      const answer = await slot.invoke({ Records: batch.map((message) => recordOf(message, mapping)) });
      outcome = decideOutcome(answer, identifiers, mapping.reportsFailures);
    } catch (error) {
      outcome = { failed: identifiers, reason: error instanceof Error ? error.message : String(error) };
    }
    if (stopping.signal.aborted && outcome.failed.length > 0) return;
    const failed = new Set(outcome.failed);
    const handlesOf = (hasFailed: boolean): string[] =>
      batch.filter((message) => failed.has(message.messageId) === hasFailed).map((message) => message.receiptHandle);
    if (failed.size < batch.length) await queues.remove(queueArn, handlesOf(false));
    if (failed.size > 0 && options.retryAfterSeconds !== undefined) {
      await queues.postpone(queueArn, handlesOf(true), options.retryAfterSeconds);
    }
    onBatch({ source: queueName, functionName, taken: batch.length, failed: failed.size, reason: outcome.reason });
  }

  void watch().catch(report);
  return {
    get isBusy() {
      return isTaking || handling.size > 0;
    },
    stop: () => stopping.abort(),
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function recordOf(message: QueueMessage, mapping: QueueMapping): Record<string, unknown> {
  const { messageId, receiptHandle, body, attributes, messageAttributes, md5OfBody } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes,
    messageAttributes,
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: mapping.queueArn,
    awsRegion: mapping.region,
  };
}
