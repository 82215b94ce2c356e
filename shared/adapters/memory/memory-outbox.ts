/** A queue in memory, for tests and trials: what was sent, in order. */
import type { Outbox } from '../../ports/outbox.ts';

export interface MemoryOutbox<Message> extends Outbox<Message> {
  readonly sent: readonly Message[];
  /** Takes everything sent so far out of the queue. */
  drain(): Message[];
}

export function memoryOutbox<Message>(): MemoryOutbox<Message> {
  const sent: Message[] = [];
  return {
    sent,
    async send(messages) {
      sent.push(...messages.map((message) => structuredClone(message)));
    },
    drain: () => sent.splice(0),
  };
}
