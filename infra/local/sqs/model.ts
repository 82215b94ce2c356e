/** What the embedded SQS keeps of a queue and of a message. */
import type { Lanes } from './lanes.ts';

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  /** Base64, as in the JSON protocol. */
  BinaryValue?: string;
}

/** The part of a message that never changes and is journalled once. */
export interface SentMessage {
  id: string;
  body: string;
  md5: string;
  attributes?: Record<string, MessageAttribute>;
  attributesMd5?: string;
  /** AWSTraceHeader and the like. */
  systemAttributes?: Record<string, MessageAttribute>;
  sentAt: number;
  /** Later than `sentAt` when the message was delayed. */
  visibleAt: number;
  senderId: string;
  groupId?: string;
  dedupId?: string;
  sequence?: string;
  deadLetterSource?: string;
}

export interface Message {
  sent: SentMessage;
  /** Position in its queue. */
  order: number;
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt?: number;
  state: 'ready' | 'waiting' | 'gone';
  isInFlight: boolean;
  /** Grows with each change of visibility; makes older timers void. */
  stamp: number;
}

export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

export interface Queue {
  name: string;
  arn: string;
  isFifo: boolean;
  createdAt: number;
  modifiedAt: number;
  /** As set by callers, text values. */
  attributes: Record<string, string>;
  tags: Record<string, string>;
  redrive: RedrivePolicy | undefined;
  messages: Map<string, Message>;
  lanes: Lanes;
  nextOrder: number;
  /** Deduplication id → the message it stood for. */
  dedup: Map<string, { id: string; sentAt: number; sequence?: string }>;
}
