import { beforeAll, describe, expect, it } from 'vitest';
import { functionShapes, queueReaders } from '../../infra/function-table.ts';
import type { Deployment, Resource } from '../../infra/local/host/template.ts';
import { deployed, ownerOf, properties, statementsOf } from './fixtures/deployment.ts';

interface QueueJson {
  readonly QueueName: string;
  readonly VisibilityTimeout?: number;
  readonly MessageRetentionPeriod: number;
  readonly KmsMasterKeyId?: string;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

interface MappingJson {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly BatchSize: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency: number };
  readonly BisectBatchOnFunctionError?: boolean;
  readonly MaximumRetryAttempts?: number;
  readonly DestinationConfig?: { readonly OnFailure: { readonly Destination: string } };
}

const day = 86_400;
let deployment: Deployment;
let queues: readonly Resource[];
let mappings: readonly Resource[];
const queueByArn = (arn: string) => queues.find((queue) => queue.attributes.Arn === arn);
const withDeadLetters = () => queues.filter((queue) => properties<QueueJson>(queue).RedrivePolicy !== undefined);

beforeAll(async () => {
  deployment = await deployed();
  queues = deployment.ofType('AWS::SQS::Queue');
  mappings = deployment.ofType('AWS::Lambda::EventSourceMapping');
}, 60_000);

describe('queues', () => {
  it('has one queue per reader of the function table, each read by just that function', () => {
    const readers = Object.fromEntries(
      mappings
        .filter((mapping) => properties<MappingJson>(mapping).EventSourceArn.includes(':sqs:'))
        .map((mapping) => {
          const queue = queueByArn(properties<MappingJson>(mapping).EventSourceArn);
          return [properties<QueueJson>(queue).QueueName.replace('doudi-', ''), ownerOf(mapping)];
        }),
    );
    expect(readers).toEqual(queueReaders);
    expect(withDeadLetters()).toHaveLength(Object.keys(queueReaders).length);
  });

  it('hides a message for at least six times as long as its reader may run', () => {
    for (const mapping of mappings) {
      const queue = queueByArn(properties<MappingJson>(mapping).EventSourceArn);
      if (queue === undefined) continue;
      const { timeoutSeconds } = functionShapes[ownerOf(mapping) as keyof typeof functionShapes];
      expect(properties<QueueJson>(queue).VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeoutSeconds);
    }
  });

  it('moves a message to dead letters after five tries and keeps it there longer than the source would', () => {
    for (const queue of withDeadLetters()) {
      const { RedrivePolicy, MessageRetentionPeriod } = properties<QueueJson>(queue);
      const dead = queueByArn(RedrivePolicy?.deadLetterTargetArn ?? '');
      expect(RedrivePolicy?.maxReceiveCount).toBe(5);
      expect(MessageRetentionPeriod).toBe(4 * day);
      expect(properties<QueueJson>(dead).MessageRetentionPeriod).toBe(14 * day);
    }
  });

  it('gives every queue dead letters, or uses it as such', () => {
    const targets = [
      ...withDeadLetters().map((queue) => properties<QueueJson>(queue).RedrivePolicy?.deadLetterTargetArn),
      ...mappings.map((mapping) => properties<MappingJson>(mapping).DestinationConfig?.OnFailure.Destination),
      ...deployment
        .ofType('AWS::Scheduler::Schedule')
        .map((schedule) => properties<{ Target: { DeadLetterConfig: { Arn: string } } }>(schedule).Target)
        .map((target) => target.DeadLetterConfig.Arn),
    ];
    const orphans = queues.filter(
      (queue) => !withDeadLetters().includes(queue) && !targets.includes(queue.attributes.Arn),
    );
    expect(orphans).toEqual([]);
  });

  it('encrypts every queue with the data key and refuses plain HTTP', () => {
    const [key] = deployment.ofType('AWS::KMS::Key');
    const policies = deployment.ofType('AWS::SQS::QueuePolicy').map((policy) => JSON.stringify(policy.properties));
    for (const queue of queues) {
      expect(properties<QueueJson>(queue).KmsMasterKeyId).toBe(key?.attributes.Arn);
      const own = policies.filter((policy) => policy.includes(`"Queues":["${queue.ref}"]`));
      expect(own.some((policy) => policy.includes('"aws:SecureTransport":"false"') && policy.includes('"Deny"'))).toBe(
        true,
      );
    }
  });
});

describe('event sources', () => {
  it('report failures item by item and never reserve concurrency', () => {
    for (const mapping of mappings) {
      expect(properties<MappingJson>(mapping).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
    for (const lambda of deployment.ofType('AWS::Lambda::Function')) {
      expect(lambda.properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  it('cap the readers of each queue', () => {
    const caps = mappings.flatMap((mapping) => {
      const { EventSourceArn, ScalingConfig } = properties<MappingJson>(mapping);
      return EventSourceArn.includes(':sqs:') ? [ScalingConfig?.MaximumConcurrency ?? 0] : [];
    });
    expect(Math.min(...caps)).toBeGreaterThanOrEqual(2);
  });

  it('halve a failing batch of the case stream and keep what cannot be delivered', () => {
    const stream = mappings.find((mapping) => properties<MappingJson>(mapping).EventSourceArn.includes('/stream/'));
    const { BisectBatchOnFunctionError, MaximumRetryAttempts, DestinationConfig } = properties<MappingJson>(stream);
    expect(BisectBatchOnFunctionError).toBe(true);
    expect(MaximumRetryAttempts).toBe(10);
    expect(queueByArn(DestinationConfig?.OnFailure.Destination ?? '')).toBeDefined();
  });

  it('never let a function send to the queue that wakes it', () => {
    for (const mapping of mappings) {
      const { EventSourceArn } = properties<MappingJson>(mapping);
      const targets = statementsOf(deployment)
        .filter(({ role, actions }) => role === ownerOf(mapping) && actions.includes('sqs:SendMessage'))
        .flatMap(({ resources }) => resources);
      expect(targets).not.toContain(EventSourceArn);
    }
  });
});
