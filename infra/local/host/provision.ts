/**
 * Creates what the template names in the embedded stores: queues in dead-letter order, tables, buckets and their notifications. Run
 * again over kept data it adjusts attributes, adds what is new and never deletes; a changed table key is refused.
 */
import type { DynamoDb } from '../dynamodb/dynamodb.ts';
import type { S3 } from '../s3/s3.ts';
import type { Sqs } from '../sqs/sqs.ts';
import { provisionTable } from './provision-tables.ts';
import type { Deployment, Resource } from './template.ts';

export interface Engines {
  readonly dynamodb: DynamoDb;
  readonly sqs: Sqs;
  readonly s3: S3;
}

export async function provision(deployment: Deployment, engines: Engines): Promise<void> {
  for (const queue of inDeadLetterOrder(deployment.ofType('AWS::SQS::Queue'))) await provisionQueue(queue, engines.sqs);
  for (const table of deployment.ofType('AWS::DynamoDB::Table')) provisionTable(table, engines.dynamodb);
  for (const bucket of deployment.ofType('AWS::S3::Bucket')) provisionBucket(bucket, engines.s3);
}

interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number | string;
}

function inDeadLetterOrder(queues: readonly Resource[]): readonly Resource[] {
  const byArn = new Map(queues.map((queue) => [queue.attributes.Arn, queue]));
  const ordered = new Set<Resource>();
  const visit = (queue: Resource, path: readonly Resource[]): void => {
    if (ordered.has(queue)) return;
    if (path.includes(queue)) throw new Error(`dead-letter queues form a circle at ${queue.logicalId}`);
    const target = (queue.properties.RedrivePolicy as RedrivePolicy | undefined)?.deadLetterTargetArn;
    const deadLetters = byArn.get(target);
    if (target !== undefined && deadLetters === undefined)
      throw new Error(`queue ${queue.logicalId}: no dead-letter queue ${target}`);
    if (deadLetters !== undefined) visit(deadLetters, [...path, queue]);
    ordered.add(queue);
  };
  for (const queue of queues) visit(queue, []);
  return [...ordered];
}

const queueAttributes = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'KmsMasterKeyId',
  'SqsManagedSseEnabled',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
];
const fixedAttributes = new Set(['FifoQueue']);

async function provisionQueue(queue: Resource, sqs: Sqs): Promise<void> {
  const { properties, attributes, ref } = queue;
  const wanted: Record<string, string> = {};
  for (const name of queueAttributes) if (properties[name] !== undefined) wanted[name] = String(properties[name]);
  for (const name of ['RedrivePolicy', 'RedriveAllowPolicy']) {
    if (properties[name] !== undefined) wanted[name] = JSON.stringify(properties[name]);
  }
  if (sqs.hasQueue(attributes.Arn ?? '')) {
    const changeable = Object.fromEntries(Object.entries(wanted).filter(([name]) => !fixedAttributes.has(name)));
    await sqs.handle('SetQueueAttributes', { QueueUrl: ref, Attributes: changeable });
  } else {
    await sqs.handle('CreateQueue', { QueueName: attributes.QueueName, Attributes: wanted });
  }
}

interface NotificationProperties {
  readonly QueueConfigurations?: readonly {
    readonly Event: string;
    readonly Queue: string;
    readonly Filter?: {
      readonly S3Key?: { readonly Rules?: readonly { readonly Name: string; readonly Value: string }[] };
    };
  }[];
}

function provisionBucket({ ref, properties }: Resource, s3: S3): void {
  const isNew = !s3.state.buckets.has(ref);
  if (isNew) s3.createBucket(ref);
  const status = (properties.VersioningConfiguration as { Status?: string } | undefined)?.Status;
  if (status === 'Enabled' || status === 'Suspended') s3.setVersioning(ref, status);
  const wanted = properties.NotificationConfiguration as NotificationProperties | undefined;
  const notifications = (wanted?.QueueConfigurations ?? []).map(({ Event, Queue, Filter }, index) => {
    const filterValue = (name: string): string =>
      Filter?.S3Key?.Rules?.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
    return {
      id: `notification-${index + 1}`,
      queueArn: Queue,
      events: [Event],
      prefix: filterValue('prefix'),
      suffix: filterValue('suffix'),
    };
  });
  s3.setNotifications(ref, notifications);
  if (isNew) for (const { queueArn } of notifications) s3.announceTest(ref, queueArn);
}
