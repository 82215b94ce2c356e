/**
 * The state of the embedded SQS as a fold over journal entries. A message, its deletion and its receive count survive a crash; its
 * visibility does not: what was in flight is visible again after a restart, as it would be after its timeout.
 */
import { createHash } from 'node:crypto';
import type { Journal } from '../journal.ts';
import { createLanes } from './lanes.ts';
import type { Message, Queue, SentMessage } from './model.ts';
import { parseRedrive } from './queue-attributes.ts';

export type Entry =
  | { op: 'queue'; queue: string; at: number; attributes: Record<string, string>; tags: Record<string, string> }
  | { op: 'attributes'; queue: string; at: number; attributes: Record<string, string> }
  | { op: 'tags'; queue: string; tags: Record<string, string> }
  | { op: 'remove' | 'purge'; queue: string }
  | { op: 'send'; queue: string; messages: SentMessage[]; counts?: number[] }
  | { op: 'receive'; queue: string; ids: string[]; at: number }
  | { op: 'delete'; queue: string; ids: string[] }
  | { op: 'move'; queue: string; to: string; id: string };

export interface SqsState {
  queues: ReadonlyMap<string, Queue>;
  arnOf(name: string): string;
  commit(entry: Entry): void;
}

export interface StateOptions {
  journal: Journal;
  now: () => number;
  region: string;
  accountId: string;
}

const compactBytesMin = 64 << 20;
export const dedupMs = 5 * 60_000;

export function openState({ journal, now, region, accountId }: StateOptions): SqsState {
  const queues = new Map<string, Queue>();
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const arnOf = (name: string): string => `arn:${partition}:sqs:${region}:${accountId}:${name}`;
  const fold = (entry: Entry): void => apply(queues, arnOf, now(), entry);
  journal.replay((entry) => fold(entry as Entry));
  let compactAtBytes = compactBytesMin;
  const compactWhenDue = (): void => {
    if (journal.bytes < compactAtBytes) return;
    journal.compact(entriesOf(queues));
    compactAtBytes = Math.max(compactBytesMin, journal.bytes * 2);
  };
  compactWhenDue();
  return {
    queues,
    arnOf,
    commit(entry) {
      journal.append(entry);
      fold(entry);
      compactWhenDue();
    },
  };
}

function apply(queues: Map<string, Queue>, arnOf: (name: string) => string, now: number, entry: Entry): void {
  if (entry.op === 'queue') {
    queues.set(entry.queue, createQueue(entry, arnOf(entry.queue)));
    return;
  }
  if (entry.op === 'remove') {
    clearQueue(queues.get(entry.queue));
    queues.delete(entry.queue);
    return;
  }
  const queue = queues.get(entry.queue);
  if (!queue) throw new Error(`journal names unknown queue ${entry.queue}`);
  if (entry.op === 'move') moveMessage(queue, queues.get(entry.to), entry.id, now);
  else applyToQueue(queue, now, entry);
}

function applyToQueue(queue: Queue, now: number, entry: Exclude<Entry, { op: 'queue' | 'move' }>): void {
  switch (entry.op) {
    case 'attributes':
      for (const [name, value] of Object.entries(entry.attributes)) {
        if (value === '') delete queue.attributes[name];
        else queue.attributes[name] = value;
      }
      queue.redrive = parseRedrive(queue.attributes.RedrivePolicy);
      queue.modifiedAt = entry.at;
      return;
    case 'tags':
      queue.tags = entry.tags;
      return;
    case 'send':
      for (const [index, sent] of entry.messages.entries()) addMessage(queue, sent, now, entry.counts?.[index] ?? 0);
      return;
    case 'receive':
      for (const id of entry.ids) countReceive(queue.messages.get(id), entry.at);
      return;
    case 'delete':
      for (const id of entry.ids) removeMessage(queue, id);
      return;
    case 'purge':
      clearQueue(queue);
  }
}

/** A long poll may still hold the queue: it must find nothing in it. */
function clearQueue(queue: Queue | undefined): void {
  queue?.messages.clear();
  queue?.lanes.clear();
}

function createQueue({ queue: name, at, attributes, tags }: Extract<Entry, { op: 'queue' }>, arn: string): Queue {
  const isFifo = name.endsWith('.fifo');
  return {
    name,
    arn,
    isFifo,
    createdAt: at,
    modifiedAt: at,
    attributes: { ...attributes },
    tags,
    redrive: parseRedrive(attributes.RedrivePolicy),
    messages: new Map(),
    lanes: createLanes(isFifo),
    nextOrder: 1,
    dedup: new Map(),
  };
}

function addMessage(queue: Queue, sent: SentMessage, now: number, receiveCount: number): void {
  const order = queue.nextOrder++;
  const { visibleAt } = sent;
  const message: Message = { sent, order, visibleAt, receiveCount, state: 'waiting', isInFlight: false, stamp: 0 };
  queue.messages.set(sent.id, message);
  if (queue.isFifo && sent.dedupId !== undefined && now - sent.sentAt < dedupMs)
    queue.dedup.set(sent.dedupId, {
      id: sent.id,
      sentAt: sent.sentAt,
      ...(sent.sequence ? { sequence: sent.sequence } : {}),
    });
  queue.lanes.place(message, now);
}

function countReceive(message: Message | undefined, at: number): void {
  if (!message) return;
  message.receiveCount++;
  message.firstReceivedAt ??= at;
}

/** The message is nowhere afterwards, and its FIFO group goes on. */
function removeMessage(queue: Queue, id: string): Message | undefined {
  const message = queue.messages.get(id);
  if (!message) return undefined;
  queue.messages.delete(id);
  message.state = 'gone';
  queue.lanes.free(message);
  return message;
}

/** To the dead-letter queue, with its original instant of sending and its receive count. */
function moveMessage(from: Queue, to: Queue | undefined, id: string, now: number): void {
  const message = removeMessage(from, id);
  if (!message || !to) return;
  addMessage(to, { ...message.sent, visibleAt: now, deadLetterSource: from.arn }, now, message.receiveCount);
}

function* entriesOf(queues: ReadonlyMap<string, Queue>): Generator<Entry> {
  for (const { name, createdAt, attributes, tags } of queues.values())
    yield { op: 'queue', queue: name, at: createdAt, attributes, tags };
  for (const { name, messages } of queues.values()) {
    for (const { sent, receiveCount } of messages.values())
      yield { op: 'send', queue: name, messages: [sent], counts: [receiveCount] };
  }
}

export const sequenceOf = (queue: Queue): string => String(queue.nextOrder).padStart(20, '0');
export const contentDedupId = (body: string): string => createHash('sha256').update(body).digest('hex');
