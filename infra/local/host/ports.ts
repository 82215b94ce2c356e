/** What the event sources need of queues and streams; `embedded-ports.ts` gives it from the embedded stores in the same process. */
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
  /** True as soon as the queue has something to receive, false when the time is over. */
  wait(queueArn: string, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** Up to 10 messages, at once; none when the queue is empty. */
  receive(queueArn: string, messagesMax: number): Promise<readonly QueueMessage[]>;
  remove(queueArn: string, receiptHandles: readonly string[]): Promise<void>;
  /** Makes messages in flight visible again after so many seconds. */
  postpone(queueArn: string, receiptHandles: readonly string[], seconds: number): Promise<void>;
  send(queueArn: string, body: string, groupId?: string): Promise<void>;
  depth(queueArn: string): Promise<QueueDepth>;
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
