/**
 * The one way a function reads a queue: each message is parsed by its contract, handled on its own, and reported as failed on its
 * own (partial batch response). The only place that catches everything: what it catches is logged as ids and codes and the message
 * is left to the queue's redrive.
 */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { log } from './log.ts';

/** Handles one message. Throwing leaves it on the queue. */
export type HandleMessage<Message> = (message: Message) => Promise<void>;

export function queueHandler<Schema extends z.ZodType>(schema: Schema, handle: HandleMessage<z.infer<Schema>>) {
  return batchHandler(schema, async (messages) => {
    const failed: string[] = [];
    for (const { id, message } of messages) {
      try {
        await handle(message);
      } catch (error) {
        logFailure(id, error);
        failed.push(id);
      }
    }
    return failed;
  });
}

/** Handles the whole batch at once; returns the ids of the messages that failed. */
export function batchHandler<Schema extends z.ZodType>(
  schema: Schema,
  handle: (messages: readonly { id: string; message: z.infer<Schema> }[]) => Promise<readonly string[]>,
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    const messages: { id: string; message: z.infer<Schema> }[] = [];
    for (const record of event.Records) {
      const parsed = parseBody(schema, record);
      if (parsed === undefined) failed.push(record.messageId);
      else messages.push({ id: record.messageId, message: parsed.message });
    }
    if (messages.length > 0) failed.push(...(await handleAll(messages, handle)));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

async function handleAll<Message>(
  messages: readonly { id: string; message: Message }[],
  handle: (messages: readonly { id: string; message: Message }[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await handle(messages);
  } catch (error) {
    logFailure(messages.map(({ id }) => id).join(' '), error);
    return messages.map(({ id }) => id);
  }
}

function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  record: SQSRecord,
): { message: z.infer<Schema> } | undefined {
  try {
    return { message: schema.parse(JSON.parse(record.body)) };
  } catch (error) {
    logFailure(record.messageId, error, 'message-invalid');
    return undefined;
  }
}

export function logFailure(messageId: string, error: unknown, code = 'message-failed'): void {
  // A Zod message may quote the value: only its issue codes and paths are safe.
  const issues = (error as { issues?: { code: string; path: PropertyKey[] }[] }).issues;
  const detail = issues
    ? issues.map((issue) => `${issue.path.join('.')}:${issue.code}`).join(' ')
    : error instanceof Error
      ? `${error.name}: ${error.message}`
      : 'unknown';
  log('error', code, { messageId, error: detail });
}
