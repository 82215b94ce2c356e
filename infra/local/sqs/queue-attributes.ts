/** Attributes of a queue: which there are, their bounds and defaults, and what GetQueueAttributes answers. */
import { invalidValue, sqsError } from './errors.ts';
import type { Queue, RedrivePolicy } from './model.ts';

interface NumericAttribute {
  min: number;
  max: number;
  fallback: number;
}

export const numericAttributes = {
  DelaySeconds: { min: 0, max: 900, fallback: 0 },
  MaximumMessageSize: { min: 1024, max: 1_048_576, fallback: 262_144 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, fallback: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, fallback: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, fallback: 30 },
  KmsDataKeyReusePeriodSeconds: { min: 60, max: 86_400, fallback: 300 },
} satisfies Record<string, NumericAttribute>;

const numeric: Readonly<Record<string, NumericAttribute>> = numericAttributes;
const textual = new Set([
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'SqsManagedSseEnabled',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

export function requireAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const bounds = numeric[name];
    if (!bounds && !textual.has(name)) throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    const number = Number(value);
    if (bounds && !(Number.isInteger(number) && number >= bounds.min && number <= bounds.max))
      throw sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
  if (attributes.RedrivePolicy) parseRedrive(attributes.RedrivePolicy);
}

export function parseRedrive(text: string | undefined): RedrivePolicy | undefined {
  if (text === undefined || text === '') return undefined;
  const policy = parseJson(text) as { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown } | undefined;
  const maxReceiveCount = Number(policy?.maxReceiveCount);
  if (typeof policy?.deadLetterTargetArn !== 'string' || !(maxReceiveCount >= 1 && maxReceiveCount <= 1000))
    throw invalidValue(`Value ${text} for parameter RedrivePolicy is invalid. Reason: Redrive policy is not valid.`);
  return { deadLetterTargetArn: policy.deadLetterTargetArn, maxReceiveCount };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function readNumber(queue: Queue, name: keyof typeof numericAttributes): number {
  const text = queue.attributes[name];
  return text === undefined ? numericAttributes[name].fallback : Number(text);
}

/** All attributes, or those named. */
export function describeQueue(queue: Queue, names: readonly string[]): Record<string, string> {
  const waiting = [...queue.messages.values()].filter((message) => message.state === 'waiting' && !message.isInFlight);
  const visible = queue.messages.size - queue.lanes.inFlight - waiting.length;
  const { KmsDataKeyReusePeriodSeconds: _, ...shown } = numericAttributes;
  const defaults = Object.fromEntries(Object.entries(shown).map(([name, { fallback }]) => [name, String(fallback)]));
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(queue.lanes.inFlight),
    ApproximateNumberOfMessagesDelayed: String(waiting.length),
    SqsManagedSseEnabled: queue.attributes.KmsMasterKeyId ? 'false' : 'true',
    ...(queue.isFifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'false' } : {}),
    ...defaults,
    ...queue.attributes,
  };
  if (names.includes('All')) return all;
  const known = names.filter((name) => {
    if (!(name in all) && !(name in numeric) && !textual.has(name))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    return all[name] !== undefined;
  });
  return Object.fromEntries(known.map((name) => [name, all[name] as string]));
}
