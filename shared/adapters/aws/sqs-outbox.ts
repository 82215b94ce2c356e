/** Sends messages in batches of ten; what the queue refuses of a batch is thrown, so that the caller's own message is retried. */
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Outbox } from '../../ports/outbox.ts';

const batchMax = 10;
const batchBytesMax = 240_000;

export function sqsClient(): SQSClient {
  return new SQSClient({});
}

export interface OutboxOptions<Message> {
  /** Fair-queue group, e.g. the county: a noisy tenant does not delay the others. */
  readonly groupOf?: (message: Message) => string | undefined;
}

export function sqsOutbox<Message>(
  queueUrl: string,
  client: SQSClient = sqsClient(),
  options: OutboxOptions<Message> = {},
): Outbox<Message> {
  return {
    async send(messages) {
      let batch: { Id: string; MessageBody: string; MessageGroupId?: string }[] = [];
      let bytes = 0;
      const flush = async () => {
        if (batch.length === 0) return;
        const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: batch }));
        if ((answer.Failed ?? []).length > 0)
          throw new Error(`queue refused ${answer.Failed?.length} of ${batch.length}`);
        batch = [];
        bytes = 0;
      };
      for (const message of messages) {
        const body = JSON.stringify(message);
        const size = Buffer.byteLength(body);
        if (batch.length === batchMax || bytes + size > batchBytesMax) await flush();
        const group = options.groupOf?.(message);
        batch.push({ Id: String(batch.length), MessageBody: body, ...(group ? { MessageGroupId: group } : {}) });
        bytes += size;
      }
      await flush();
    },
  };
}
