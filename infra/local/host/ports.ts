/** What the event sources need of queues and streams; `engines.ts` gives it from the embedded stores in the same process. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
}

export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface QueuePort {
  /** Up to 10 messages, at once; none when the queue is empty. */
  receive(queueName: string, messagesMax: number): Promise<readonly QueueMessage[]>;
  remove(queueName: string, receiptHandles: readonly string[]): Promise<void>;
  /** Makes messages in flight visible again after so many seconds. */
  postpone(queueName: string, receiptHandles: readonly string[], seconds: number): Promise<void>;
  send(queueName: string, body: string, groupId?: string): Promise<void>;
  depth(queueName: string): QueueDepth;
}

export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number;
  };
}

export interface StreamPort {
  /** Records after a sequence number, or from the oldest that is kept. */
  read(tableName: string, after: string | undefined, recordsMax: number): Promise<readonly StreamRecord[]>;
  /** The newest sequence number, `undefined` while nothing was ever written. */
  latest(tableName: string): Promise<string | undefined>;
}
