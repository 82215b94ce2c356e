/**
 * What wakes a function: a queue or a table's stream. Both report failures item by item. A queue caps its readers by
 * `concurrencyMax` rather than reserved concurrency, so that throttling never uses up the receive counts of healthy messages; a
 * stream halves failing batches and leaves what cannot be delivered in a queue.
 */
import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Reach } from './grants.ts';

interface QueueSource {
  readonly kind: 'queue';
  readonly queue: IQueue;
  readonly batchSize: number;
  readonly concurrencyMax: number;
  readonly windowSeconds?: number;
}

interface StreamSource {
  readonly kind: 'stream';
  readonly table: ITable;
  readonly batchSize: number;
  readonly undelivered: IQueue;
}

export type EventSource = QueueSource | StreamSource;

const streamRetriesMax = 10;

export function attachSource(scope: Construct, target: IFunction, source: EventSource): EventSourceMapping {
  if (source.kind === 'queue') {
    return new EventSourceMapping(scope, 'source', {
      target,
      eventSourceArn: source.queue.queueArn,
      batchSize: source.batchSize,
      maxConcurrency: source.concurrencyMax,
      reportBatchItemFailures: true,
      ...(source.windowSeconds === undefined ? {} : { maxBatchingWindow: Duration.seconds(source.windowSeconds) }),
    });
  }
  return new EventSourceMapping(scope, 'source', {
    target,
    eventSourceArn: streamArnOf(source.table),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: source.batchSize,
    bisectBatchOnError: true,
    retryAttempts: streamRetriesMax,
    reportBatchItemFailures: true,
    onFailure: { bind: () => ({ destination: source.undelivered.queueArn }) },
  });
}

/** What Lambda calls in the role's name to read the source. */
export function sourceStatements(source: EventSource): PolicyStatement[] {
  if (source.kind === 'queue') {
    return [
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [source.queue.queueArn],
      }),
    ];
  }
  return [
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamArnOf(source.table)],
    }),
    new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [source.undelivered.queueArn] }),
  ];
}

export function sourceReaches(source: EventSource): Reach[] {
  if (source.kind === 'queue') return [{ through: 'sqs', isWrite: false }];
  return [
    { through: 'dynamodb', isWrite: false },
    { through: 'sqs', isWrite: true },
  ];
}

function streamArnOf(table: ITable): string {
  if (table.tableStreamArn === undefined) throw new Error(`${table.node.path} has no stream`);
  return table.tableStreamArn;
}
