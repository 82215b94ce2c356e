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
  /** Looks for work; called when something arrived and now and then. */
  wake(): void;
  readonly isBusy: boolean;
  stop(): void;
}

const receiveMax = 10;

export function createQueueSource(mapping: QueueMapping, options: QueueSourceOptions): EventSource {
  const { queues, pool, onBatch } = options;
  const { queueName, functionName, batchSize, windowMs, concurrencyMax } = mapping;
  let active = 0;
  let isStopped = false;
  let windowTimer: NodeJS.Timeout | undefined;

  function wake(isWindowOver = false): void {
    if (isStopped) return;
    let { visible } = queues.depth(queueName);
    while (active < concurrencyMax && visible > 0 && (windowMs === 0 || isWindowOver || visible >= batchSize)) {
      visible -= batchSize;
      active += 1;
      void consume();
    }
    if (active < concurrencyMax && visible > 0 && windowTimer === undefined) {
      windowTimer = setTimeout(() => {
        windowTimer = undefined;
        wake(true);
      }, windowMs);
      windowTimer.unref();
    }
  }

  async function consume(): Promise<void> {
    let isEmpty = true;
    try {
      const slot = await pool.reserve(functionName);
      const batch = isStopped ? [] : await gather();
      isEmpty = batch.length === 0;
      if (isEmpty) slot.release();
      else await handle(batch, slot);
    } catch (error) {
      if (!isStopped) onBatch({ source: queueName, functionName, taken: 0, failed: 0, reason: String(error) });
    } finally {
      active -= 1;
      if (!isEmpty) wake();
    }
  }

  async function gather(): Promise<readonly QueueMessage[]> {
    const batch: QueueMessage[] = [];
    while (batch.length < batchSize) {
      const more = await queues.receive(queueName, Math.min(receiveMax, batchSize - batch.length));
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
    if (isStopped && outcome.failed.length > 0) return;
    const failed = new Set(outcome.failed);
    const handlesOf = (hasFailed: boolean): string[] =>
      batch.filter((message) => failed.has(message.messageId) === hasFailed).map((message) => message.receiptHandle);
    if (failed.size < batch.length) await queues.remove(queueName, handlesOf(false));
    if (failed.size > 0 && options.retryAfterSeconds !== undefined) {
      await queues.postpone(queueName, handlesOf(true), options.retryAfterSeconds);
    }
    onBatch({ source: queueName, functionName, taken: batch.length, failed: failed.size, reason: outcome.reason });
  }

  return {
    wake,
    get isBusy() {
      return active > 0 || windowTimer !== undefined;
    },
    stop() {
      isStopped = true;
      clearTimeout(windowTimer);
      windowTimer = undefined;
    },
  };
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
