/**
 * `npx tsx infra/redrive.ts <dead-letter queue URL> <source queue URL> [--max n]`: moves messages from a dead-letter queue back to
 * its source, for partitions without the redrive API. A message is deleted from the dead letters only after the source took it: a
 * crash between the two leaves it in both, which the readers bear, since every message is idempotent.
 */
import { parseArgs } from 'node:util';
import {
  DeleteMessageCommand,
  InvalidMessageContents,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

type Queues = Pick<SQSClient, 'send'>;

interface RedriveOptions {
  readonly deadLettersUrl: string;
  readonly sourceUrl: string;
  readonly messagesMax: number;
}

/** Messages moved; those the source refused stay where they are and are counted. */
export interface RedriveOutcome {
  readonly moved: number;
  readonly refused: number;
}

export async function redrive(queues: Queues, options: RedriveOptions): Promise<RedriveOutcome> {
  let moved = 0;
  let refused = 0;
  while (moved + refused < options.messagesMax) {
    const batch = await receive(queues, options, Math.min(10, options.messagesMax - moved - refused));
    if (batch.length === 0) break;
    for (const message of batch) {
      if (await move(queues, options, message)) moved += 1;
      else refused += 1;
    }
  }
  return { moved, refused };
}

async function receive(queues: Queues, { deadLettersUrl }: RedriveOptions, messagesMax: number): Promise<Message[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLettersUrl,
      MaxNumberOfMessages: messagesMax,
      MessageAttributeNames: ['All'],
      VisibilityTimeout: 300,
      WaitTimeSeconds: 2,
    }),
  );
  return Messages;
}

/** Sends, then deletes. Returns whether the source took the message. */
async function move(queues: Queues, options: RedriveOptions, message: Message): Promise<boolean> {
  try {
    await queues.send(
      new SendMessageCommand({
        QueueUrl: options.sourceUrl,
        MessageBody: message.Body,
        ...(message.MessageAttributes === undefined ? {} : { MessageAttributes: message.MessageAttributes }),
      }),
    );
  } catch (error) {
    if (error instanceof InvalidMessageContents) return false;
    throw error;
  }
  await queues.send(
    new DeleteMessageCommand({ QueueUrl: options.deadLettersUrl, ReceiptHandle: message.ReceiptHandle }),
  );
  return true;
}

if (process.argv[1]?.endsWith('redrive.ts')) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { max: { type: 'string', default: '1000' } },
  });
  const [deadLettersUrl, sourceUrl] = positionals;
  if (deadLettersUrl === undefined || sourceUrl === undefined) {
    throw new Error('usage: npx tsx infra/redrive.ts <dead-letter queue URL> <source queue URL> [--max n]');
  }
  const outcome = await redrive(new SQSClient({}), { deadLettersUrl, sourceUrl, messagesMax: Number(values.max) });
  console.log(`${outcome.moved} moved, ${outcome.refused} refused by the source and left`);
}
