/**
 * Sending. A message is refused when it is empty, larger than the queue allows or holds characters XML cannot carry; on a FIFO queue a
 * repeated deduplication id within five minutes is acknowledged with the first message and not sent again.
 */
import { invalidValue, missingParameter, sqsError } from './errors.ts';
import { type Input, optionalNumber, optionalText, requireText } from './input.ts';
import { bytesOfAttributes, digestAttributes, md5Of } from './message-digest.ts';
import type { MessageAttribute, Queue, SentMessage } from './model.ts';
import { readNumber } from './queue-attributes.ts';
import { contentDedupId, dedupMs, sequenceOf } from './state.ts';

export interface Sending {
  /** Absent when the message repeats one that was sent. */
  message?: SentMessage;
  bytes: number;
  answer: Record<string, unknown>;
}

const attributesMax = 10;
const groupIdPattern = /^[\x21-\x7e]{1,128}$/;
const unsendable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

export function decideSending(queue: Queue, input: Input, now: number, newId: () => string, senderId: string): Sending {
  const body = requireText(input, 'MessageBody');
  if (body === '') throw missingParameter('MessageBody');
  if (unsendable.test(body))
    throw sqsError('InvalidMessageContents', 'Invalid binary character was found in the message body.');
  const attributes = parseAttributes(input, 'MessageAttributes');
  const systemAttributes = parseAttributes(input, 'MessageSystemAttributes');
  const bytes = Buffer.byteLength(body) + bytesOfAttributes(attributes);
  const bytesMax = readNumber(queue, 'MaximumMessageSize');
  if (bytes > bytesMax)
    throw invalidValue(`One or more parameters are invalid. Reason: Message must be shorter than ${bytesMax} bytes.`);
  const message: SentMessage = {
    id: newId(),
    body,
    md5: md5Of(body),
    ...(attributes ? { attributes, attributesMd5: digestAttributes(attributes) } : {}),
    ...(systemAttributes ? { systemAttributes } : {}),
    sentAt: now,
    visibleAt: now + 1000 * decideDelay(queue, input),
    senderId,
    ...groupOf(queue, input),
  };
  return queue.isFifo ? sendInOrder(queue, input, message, bytes) : { message, bytes, answer: answerOf(message) };
}

function decideDelay(queue: Queue, input: Input): number {
  const delay = optionalNumber(input, 'DelaySeconds', 0, 900);
  if (queue.isFifo && delay !== undefined && delay > 0)
    throw invalidValue(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  return delay ?? readNumber(queue, 'DelaySeconds');
}

function groupOf(queue: Queue, input: Input): { groupId?: string } {
  const groupId = optionalText(input, 'MessageGroupId');
  if (groupId === undefined && queue.isFifo) throw missingParameter('MessageGroupId');
  if (groupId === undefined) return {};
  if (!groupIdPattern.test(groupId))
    throw invalidValue('MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.');
  return { groupId };
}

function sendInOrder(queue: Queue, input: Input, message: SentMessage, bytes: number): Sending {
  const byContent = queue.attributes.ContentBasedDeduplication === 'true' ? contentDedupId(message.body) : undefined;
  const dedupId = optionalText(input, 'MessageDeduplicationId') ?? byContent;
  if (dedupId === undefined)
    throw invalidValue(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  const scoped = queue.attributes.DeduplicationScope === 'messageGroup' ? `${message.groupId}\n${dedupId}` : dedupId;
  const known = queue.dedup.get(scoped);
  if (known && message.sentAt - known.sentAt < dedupMs)
    // The digest is of what this caller sent, or its SDK would take the answer for a damaged one.
    return { bytes, answer: { ...answerOf(message), MessageId: known.id, SequenceNumber: known.sequence } };
  for (const [id, { sentAt }] of queue.dedup) {
    if (message.sentAt - sentAt < dedupMs) break;
    queue.dedup.delete(id);
  }
  const sent = { ...message, dedupId: scoped, sequence: sequenceOf(queue) };
  return { message: sent, bytes, answer: { ...answerOf(sent), SequenceNumber: sent.sequence } };
}

const answerOf = (message: SentMessage): Record<string, unknown> => ({
  MessageId: message.id,
  MD5OfMessageBody: message.md5,
  ...(message.attributesMd5 ? { MD5OfMessageAttributes: message.attributesMd5 } : {}),
  ...(message.systemAttributes ? { MD5OfMessageSystemAttributes: digestAttributes(message.systemAttributes) } : {}),
});

function parseAttributes(input: Input, member: string): Record<string, MessageAttribute> | undefined {
  const given = input[member] as Record<string, MessageAttribute> | undefined;
  if (!given || Object.keys(given).length === 0) return undefined;
  if (Object.keys(given).length > attributesMax)
    throw invalidValue(
      `Number of message attributes [${Object.keys(given).length}] exceeds the allowed maximum [${attributesMax}].`,
    );
  const parsed: Record<string, MessageAttribute> = {};
  for (const [name, attribute] of Object.entries(given)) {
    const type = attribute.DataType ?? '';
    const value = type.startsWith('Binary') ? attribute.BinaryValue : attribute.StringValue;
    if (!/^(String|Number|Binary)(\..+)?$/.test(type))
      throw invalidValue(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    if (value === undefined || value === '')
      throw invalidValue(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
    parsed[name] = type.startsWith('Binary')
      ? { DataType: type, BinaryValue: value }
      : { DataType: type, StringValue: value };
  }
  return parsed;
}
