import {
  DeleteMessageCommand,
  InvalidMessageContents,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { redrive } from '../../infra/redrive.ts';

/** Two queues in memory behind the client's `send`. */
function twoQueues(bodies: readonly string[], isRefused: (body: string) => boolean = () => false) {
  const dead = bodies.map((Body, index) => ({ Body, ReceiptHandle: String(index) }));
  const source: string[] = [];
  const calls: string[] = [];
  let received = 0;
  const send = async (command: unknown) => {
    if (command instanceof ReceiveMessageCommand) {
      const Messages = dead.slice(received, received + (command.input.MaxNumberOfMessages ?? 1));
      received += Messages.length;
      return { Messages };
    }
    if (command instanceof SendMessageCommand) {
      const body = command.input.MessageBody ?? '';
      if (isRefused(body)) throw new InvalidMessageContents({ message: 'refused', $metadata: {} });
      calls.push(`send ${body}`);
      source.push(body);
    }
    if (command instanceof DeleteMessageCommand) calls.push(`delete ${command.input.ReceiptHandle}`);
    return {};
  };
  return { queues: { send } as unknown as Pick<SQSClient, 'send'>, source, calls };
}

const urls = { deadLettersUrl: 'dead', sourceUrl: 'source' };

describe('redrive', () => {
  it('deletes a dead letter only after the source took it', async () => {
    const { queues, calls } = twoQueues(['a', 'b']);
    expect(await redrive(queues, { ...urls, messagesMax: 100 })).toEqual({ moved: 2, refused: 0 });
    expect(calls).toEqual(['send a', 'delete 0', 'send b', 'delete 1']);
  });

  it('leaves what the source refuses, and goes on', async () => {
    const { queues, source, calls } = twoQueues(['a', 'bad', 'c'], (body) => body === 'bad');
    expect(await redrive(queues, { ...urls, messagesMax: 100 })).toEqual({ moved: 2, refused: 1 });
    expect(source).toEqual(['a', 'c']);
    expect(calls).not.toContain('delete 1');
  });

  it('stops at the number asked for', async () => {
    const { queues, source } = twoQueues(Array.from({ length: 25 }, (_, index) => String(index)));
    expect(await redrive(queues, { ...urls, messagesMax: 12 })).toEqual({ moved: 12, refused: 0 });
    expect(source).toHaveLength(12);
  });
});
