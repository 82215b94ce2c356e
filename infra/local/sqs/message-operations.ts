/** Operations on single messages. */

import { sqsError } from './errors.ts';
import { type Input, optionalNumber, readNames, requireText } from './input.ts';
import { digestAttributes } from './message-digest.ts';
import type { Message, MessageAttribute, Queue } from './model.ts';
import { readNumber } from './queue-attributes.ts';
import { receiveNow } from './receive.ts';
import { decideSending } from './send.ts';
import type { Operation, SqsCore } from './sqs.ts';

const sendMessage: Operation = (core, input, context) => {
  const queue = core.queueOf(input);
  const { message, answer } = decideSending(queue, input, core.now(), core.newId, context.principal ?? core.accountId);
  if (message) {
    core.state.commit({ op: 'send', queue: queue.name, messages: [message] });
    core.waiters.wake(queue);
  }
  return answer;
};

const receiveMessage: Operation = async (core, input, context) => {
  const queue = core.queueOf(input);
  const receiving = {
    messagesMax: optionalNumber(input, 'MaxNumberOfMessages', 1, 10) ?? 1,
    visibilitySeconds: optionalNumber(input, 'VisibilityTimeout', 0, 43_200) ?? readNumber(queue, 'VisibilityTimeout'),
  };
  const waitSeconds =
    optionalNumber(input, 'WaitTimeSeconds', 0, 20) ?? readNumber(queue, 'ReceiveMessageWaitTimeSeconds');
  let messages: Message[] = [];
  const attempt = (): boolean => {
    messages = receiveNow(core.state, queue, receiving, core.now(), (target) => core.waiters.wake(target));
    return messages.length > 0;
  };
  await core.waiters.wait(queue, attempt, waitSeconds * 1000, waitSeconds > 0 ? context.signal?.() : undefined);
  return messages.length > 0 ? { Messages: messages.map((message) => describeMessage(queue, message, input)) } : {};
};

function describeMessage(queue: Queue, message: Message, input: Input): Record<string, unknown> {
  const { sent } = message;
  const system = [...readNames(input, 'AttributeNames'), ...readNames(input, 'MessageSystemAttributeNames')];
  const all = systemAttributesOf(message);
  const named = Object.entries(all).filter(([name]) => system.includes('All') || system.includes(name));
  const attributes = selectAttributes(sent.attributes, readNames(input, 'MessageAttributeNames'));
  return {
    MessageId: sent.id,
    ReceiptHandle: formatReceipt(queue, message),
    MD5OfBody: sent.md5,
    Body: sent.body,
    ...(named.length > 0 ? { Attributes: Object.fromEntries(named) } : {}),
    ...(attributes ? { MessageAttributes: attributes, MD5OfMessageAttributes: digestAttributes(attributes) } : {}),
  };
}

function systemAttributesOf({ sent, receiveCount, firstReceivedAt }: Message): Record<string, string> {
  const optional = {
    MessageGroupId: sent.groupId,
    MessageDeduplicationId: sent.dedupId?.slice(sent.dedupId.indexOf('\n') + 1),
    SequenceNumber: sent.sequence,
    DeadLetterQueueSourceArn: sent.deadLetterSource,
    AWSTraceHeader: sent.systemAttributes?.AWSTraceHeader?.StringValue,
  };
  return {
    SenderId: sent.senderId,
    SentTimestamp: String(sent.sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt ?? 0),
    ...Object.fromEntries(
      Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

function selectAttributes(
  attributes: Readonly<Record<string, MessageAttribute>> | undefined,
  names: readonly string[],
): Record<string, MessageAttribute> | undefined {
  const wanted = (name: string): boolean =>
    names.some((one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -1))));
  const selected = Object.entries(attributes ?? {}).filter(([name]) => wanted(name));
  return selected.length > 0 ? Object.fromEntries(selected) : undefined;
}

/** Names one receipt of one message: a handle of an earlier receipt deletes nothing. */
const formatReceipt = (queue: Queue, { sent, receiveCount }: Message): string =>
  Buffer.from(JSON.stringify([queue.name, sent.id, receiveCount])).toString('base64');

function findReceived(queue: Queue, handle: string): { id: string; message: Message | undefined } {
  const [name, id, receiveCount] = parseReceipt(handle);
  if (name !== queue.name || typeof id !== 'string')
    throw sqsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
  const message = queue.messages.get(id);
  return { id, message: message?.receiveCount === receiveCount ? message : undefined };
}

function parseReceipt(handle: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(handle, 'base64').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const deleteMessage: Operation = (core, input) => {
  const queue = core.queueOf(input);
  const { id, message } = findReceived(queue, requireText(input, 'ReceiptHandle'));
  if (message) {
    core.state.commit({ op: 'delete', queue: queue.name, ids: [id] });
    if (queue.isFifo) core.waiters.wake(queue);
  }
  return {};
};

const changeVisibility: Operation = (core, input) => {
  const queue = core.queueOf(input);
  const { message } = findReceived(queue, requireText(input, 'ReceiptHandle'));
  const seconds = optionalNumber(input, 'VisibilityTimeout', 0, 43_200);
  if (seconds === undefined)
    throw sqsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  queue.lanes.settle(core.now());
  if (!message?.isInFlight) throw sqsError('MessageNotInflight', 'The message referred to is not in flight.');
  moveVisibility(core, queue, message, seconds);
  return {};
};

function moveVisibility(core: SqsCore, queue: Queue, message: Message, seconds: number): void {
  const now = core.now();
  message.visibleAt = now + seconds * 1000;
  queue.lanes.place(message, now);
  core.waiters.wake(queue);
}

export const messageOperations: Readonly<Record<string, Operation>> = {
  SendMessage: sendMessage,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  ChangeMessageVisibility: changeVisibility,
};
