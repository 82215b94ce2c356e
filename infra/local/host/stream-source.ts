/**
 * A DynamoDB stream event source mapping: batches in order, checkpoint after success, retries with growing pauses, bisection,
 * partial failures, and a record of what was given up at the on-failure queue. Nothing overtakes a failing batch.
 */
import { decideOutcome } from './batch-outcome.ts';
import type { StreamPort, StreamRecord } from './ports.ts';
import type { BatchReport, EventSource } from './queue-source.ts';
import { decideNextStep, describeGivenUp, type StreamMapping } from './stream-step.ts';
import type { FunctionPool } from './worker-pool.ts';

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
