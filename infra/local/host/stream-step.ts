/** A stream mapping's settings, and what they say about a batch that failed: split, try again or give up. Pure. */
import { randomUUID } from 'node:crypto';
import type { StreamRecord } from './ports.ts';

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

/** The message at the on-failure queue: where the lost records stand in the stream, not the records. */
export function describeGivenUp(
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
