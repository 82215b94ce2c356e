/**
 * A DynamoDB stream event source mapping: batches in order, checkpoint after success, retries with growing pauses, bisection,
 * partial failures, and a record of what was given up at the on-failure queue. Nothing overtakes a failing batch.
 */
import { randomUUID } from 'node:crypto';
import { decideOutcome } from './batch-outcome.ts';
import type { StreamPort, StreamRecord } from './ports.ts';
import type { BatchReport, EventSource } from './queue-source.ts';
import type { FunctionPool } from './worker-pool.ts';

export interface StreamMapping {
  readonly id: string;
  readonly tableName: string;
  readonly streamArn: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly startsAtLatest: boolean;
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  /** -1: until the record is older than the stream keeps. */
  readonly retriesMax: number;
  readonly ageSecondsMax: number;
  readonly onFailureArn: string | undefined;
  readonly region: string;
}

export interface Checkpoints {
  read(mappingId: string): string | undefined;
  store(mappingId: string, sequence: string): void;
}

export interface StreamSourceOptions {
  readonly streams: StreamPort;
  readonly pool: FunctionPool;
  readonly checkpoints: Checkpoints;
  readonly giveUp: (queueArn: string, body: string) => Promise<void>;
  readonly onBatch: (report: BatchReport) => void;
  readonly now: () => number;
  readonly pauseMs?: number | undefined;
}

export interface StreamSource extends EventSource {
  /** Looks for records; called after writes and now and then. */
  wake(): void;
  /** True when every record written so far was handled. */
  isDrained(): Promise<boolean>;
}

const pauseMsMax = 10_000;
const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;

/** What to do with a batch after an attempt. Pure. */
export type NextStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'split'; readonly done: number; readonly at: number }
  | { readonly kind: 'retry'; readonly done: number; readonly attempts: number }
  | { readonly kind: 'give up'; readonly done: number };

export function decideNextStep(
  mapping: Pick<StreamMapping, 'bisects' | 'retriesMax' | 'ageSecondsMax'>,
  batch: {
    readonly size: number;
    readonly firstFailed: number | undefined;
    readonly attempts: number;
    readonly ageSeconds: number;
  },
): NextStep {
  const { size, firstFailed, attempts, ageSeconds } = batch;
  if (firstFailed === undefined) return { kind: 'done' };
  const left = size - firstFailed;
  if (mapping.ageSecondsMax >= 0 && ageSeconds > mapping.ageSecondsMax) return { kind: 'give up', done: firstFailed };
  if (mapping.bisects && left > 1) return { kind: 'split', done: firstFailed, at: firstFailed + Math.ceil(left / 2) };
  if (mapping.retriesMax >= 0 && attempts >= mapping.retriesMax) return { kind: 'give up', done: firstFailed };
  return { kind: 'retry', done: firstFailed, attempts: attempts + 1 };
}

interface Batch {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

export function createStreamSource(mapping: StreamMapping, options: StreamSourceOptions): StreamSource {
  const { streams, pool, checkpoints, onBatch } = options;
  let position = checkpoints.read(mapping.id);
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;

  const moveTo = (record: StreamRecord | undefined): void => {
    if (record === undefined) return;
    position = sequenceOf(record);
    checkpoints.store(mapping.id, position);
  };

  async function drain(): Promise<void> {
    if (position === undefined && mapping.startsAtLatest) {
      position = await streams.latest(mapping.tableName);
      if (position !== undefined) checkpoints.store(mapping.id, position);
    }
    for (;;) {
      if (mapping.windowMs > 0) await pause(mapping.windowMs);
      const records = isStopped ? [] : await streams.read(mapping.tableName, position, mapping.batchSize);
      if (records.length === 0) return;
      await handleAll(records);
    }
  }

  async function handleAll(records: readonly StreamRecord[]): Promise<void> {
    const waiting: Batch[] = [{ records, attempts: 0 }];
    for (let batch = waiting.shift(); batch !== undefined && !isStopped; batch = waiting.shift()) {
      const { records: current, attempts } = batch;
      const { firstFailed, reason } = await attempt(current);
      if (isStopped && firstFailed !== undefined) return;
      const firstLeft = current[firstFailed ?? 0];
      const ageSeconds = options.now() / 1000 - (firstLeft?.dynamodb.ApproximateCreationDateTime ?? 0);
      const step = decideNextStep(mapping, { size: current.length, firstFailed, attempts, ageSeconds });
      if (step.kind === 'done') {
        moveTo(current.at(-1));
        continue;
      }
      moveTo(current[step.done - 1]);
      const left = current.slice(step.done);
      if (step.kind === 'split') {
        waiting.unshift(
          { records: current.slice(step.done, step.at), attempts },
          { records: current.slice(step.at), attempts },
        );
      } else if (step.kind === 'retry') {
        waiting.unshift({ records: left, attempts: step.attempts });
        await pause(Math.min(pauseMsMax, (options.pauseMs ?? 200) * 2 ** attempts));
      } else {
        await reportGivenUp(left, attempts + 1, reason);
        moveTo(left.at(-1));
      }
    }
  }

  async function attempt(
    records: readonly StreamRecord[],
  ): Promise<{ firstFailed: number | undefined; reason: string | undefined }> {
    const { tableName: source, functionName } = mapping;
    const identifiers = records.map(sequenceOf);
    let failed: readonly string[] = identifiers;
    let reason: string | undefined;
    try {
      const slot = await pool.reserve(functionName);
      ({ failed, reason } = decideOutcome(
        await slot.invoke({ Records: records }),
        identifiers,
        mapping.reportsFailures,
      ));
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    const first = failed[0];
    if (!isStopped) onBatch({ source, functionName, taken: records.length, failed: failed.length, reason });
    return { firstFailed: first === undefined ? undefined : identifiers.indexOf(first), reason };
  }

  async function reportGivenUp(
    records: readonly StreamRecord[],
    invocations: number,
    reason: string | undefined,
  ): Promise<void> {
    if (mapping.onFailureArn === undefined) return;
    await options.giveUp(
      mapping.onFailureArn,
      JSON.stringify(describeGivenUp(mapping, records, invocations, reason, options.now())),
    );
  }

  function wake(): void {
    isWanted = true;
    if (isRunning || isStopped) return;
    isRunning = true;
    void (async () => {
      while (isWanted && !isStopped) {
        isWanted = false;
        try {
          await drain();
        } catch (error) {
          onBatch({
            source: mapping.tableName,
            functionName: mapping.functionName,
            taken: 0,
            failed: 0,
            reason: String(error),
          });
        }
      }
      isRunning = false;
    })();
  }

  return {
    wake,
    get isBusy() {
      return isRunning;
    },
    async isDrained() {
      return !isRunning && (await streams.read(mapping.tableName, position, 1)).length === 0;
    },
    stop() {
      isStopped = true;
    },
  };
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

function describeGivenUp(
  mapping: StreamMapping,
  records: readonly StreamRecord[],
  invocations: number,
  reason: string | undefined,
  nowMs: number,
): Record<string, unknown> {
  const first = records[0];
  const last = records.at(-1);
  const instant = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: reason ?? 'Unhandled' },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-00000000',
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: instant(first),
      approximateArrivalOfLastRecord: instant(last),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  };
}
