/** Queues and streams for the event sources, straight from the embedded engines: no HTTP, no polling of queues. */
import { AwsError } from '../endpoint/aws-error.ts';
import type { QueueMessage, QueuePort, StreamPort, StreamRecord } from './ports.ts';

/** The part of the SQS engine that is used here. */
export interface QueueEngine {
  handle(operation: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  waitForMessage(queueArn: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean>;
  urlOfArn(queueArn: string): string;
}

/** The part of the DynamoDB engine that is used here. */
export interface TableEngine {
  handle(operation: string, input: unknown): unknown;
  handleStreams(operation: string, input: unknown): unknown;
}

interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, ReceivedAttribute>>;
}
interface ReceivedAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

const batchMax = 10;
const depthAttributes = {
  visible: 'ApproximateNumberOfMessages',
  inFlight: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
} as const;

export function embeddedQueues(engine: QueueEngine): QueuePort {
  const inBatches = async (
    operation: string,
    queueArn: string,
    handles: readonly string[],
    more: object,
  ): Promise<void> => {
    for (let start = 0; start < handles.length; start += batchMax) {
      const Entries = handles
        .slice(start, start + batchMax)
        .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, ...more }));
      await engine.handle(operation, { QueueUrl: engine.urlOfArn(queueArn), Entries });
    }
  };
  return {
    wait: (queueArn, timeoutMs, signal) => engine.waitForMessage(queueArn, timeoutMs, signal),
    async receive(queueArn, messagesMax) {
      const { Messages = [] } = (await engine.handle('ReceiveMessage', {
        QueueUrl: engine.urlOfArn(queueArn),
        MaxNumberOfMessages: messagesMax,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      })) as { Messages?: readonly ReceivedMessage[] };
      return Messages.map(toMessage);
    },
    remove: (queueArn, handles) => inBatches('DeleteMessageBatch', queueArn, handles, {}),
    postpone: (queueArn, handles, seconds) =>
      inBatches('ChangeMessageVisibilityBatch', queueArn, handles, { VisibilityTimeout: seconds }),
    async send(queueArn, body, groupId) {
      const group = groupId === undefined ? {} : { MessageGroupId: groupId };
      await engine.handle('SendMessage', { QueueUrl: engine.urlOfArn(queueArn), MessageBody: body, ...group });
    },
    async depth(queueArn) {
      const { Attributes = {} } = (await engine.handle('GetQueueAttributes', {
        QueueUrl: engine.urlOfArn(queueArn),
        AttributeNames: Object.values(depthAttributes),
      })) as { Attributes?: Readonly<Record<string, string>> };
      const read = (name: keyof typeof depthAttributes): number => Number(Attributes[depthAttributes[name]] ?? 0);
      return { visible: read('visible'), inFlight: read('inFlight'), delayed: read('delayed') };
    },
  };
}

function toMessage(message: ReceivedMessage): QueueMessage {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
      },
    ],
  );
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    md5OfBody: message.MD5OfBody,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
  };
}

const pageMax = 1000;

export function embeddedStreams(engine: TableEngine): StreamPort {
  const arns = new Map<string, string>();
  const streamArnOf = (tableName: string): string => {
    const known = arns.get(tableName);
    if (known !== undefined) return known;
    const { Table } = engine.handle('DescribeTable', { TableName: tableName }) as {
      Table: { LatestStreamArn?: string };
    };
    if (Table.LatestStreamArn === undefined) throw new Error(`table ${tableName} has no stream`);
    arns.set(tableName, Table.LatestStreamArn);
    return Table.LatestStreamArn;
  };
  const shardOf = (arn: string): string => {
    const { StreamDescription } = engine.handleStreams('DescribeStream', { StreamArn: arn }) as {
      StreamDescription: { Shards: readonly { ShardId: string }[] };
    };
    return StreamDescription.Shards[0]?.ShardId ?? '';
  };
  const iterate = (arn: string, after: string | undefined): string => {
    const from =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    try {
      return iteratorOf(engine.handleStreams('GetShardIterator', { StreamArn: arn, ShardId: shardOf(arn), ...from }));
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'TrimmedDataAccessException') throw error;
      return iterate(arn, undefined);
    }
  };
  const port: StreamPort = {
    async read(tableName, after, recordsMax) {
      const arn = streamArnOf(tableName);
      const { Records } = engine.handleStreams('GetRecords', {
        ShardIterator: iterate(arn, after),
        Limit: Math.min(pageMax, recordsMax),
      }) as { Records: readonly StreamRecord[] };
      return Records.map((record) => ({ ...record, eventSourceARN: arn }));
    },
    async latest(tableName) {
      let last: string | undefined;
      for (;;) {
        const records = await port.read(tableName, last, pageMax);
        if (records.length === 0) return last;
        last = records.at(-1)?.dynamodb.SequenceNumber;
      }
    },
  };
  return port;
}

function iteratorOf(answer: unknown): string {
  return (answer as { ShardIterator: string }).ShardIterator;
}
