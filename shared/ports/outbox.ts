/** A queue to send to; every message is idempotent, so sending twice is allowed and losing one is not. */
export interface Outbox<Message> {
  send(messages: readonly Message[]): Promise<void>;
}
