/**
 * The visible messages of a queue, by group. A standard queue serves its groups in turn, so a group that floods it delays no other
 * (as fair queues do); a FIFO queue serves a group in order and only while none of its messages is in flight. Messages that are
 * delayed or in flight wait in a heap by the instant at which they become visible.
 */
import type { Message } from './model.ts';

interface Lane {
  group: string;
  messages: (Message | undefined)[];
  head: number;
  inFlight: number;
  isListed: boolean;
}

interface Timer {
  at: number;
  message: Message;
  stamp: number;
}

export interface Lanes {
  /** Puts a message where its `visibleAt` says. */
  place(message: Message, now: number): void;
  /** Moves what is due from waiting to visible. */
  settle(now: number): void;
  /** The next visible message, removed from its lane; `undefined` when there is none. */
  take(): Message | undefined;
  /** Marks a taken message as in flight, which locks its FIFO group. */
  hold(message: Message): void;
  /** Undoes `hold`; nothing for a message that is not in flight. */
  free(message: Message): void;
  readonly inFlight: number;
  /** Whether `take` would find a message. */
  hasVisible(): boolean;
  /** The next instant at which something becomes visible. */
  nextAt(): number | undefined;
  clear(): void;
}

const compactHeads = 1024;

export function createLanes(isFifo: boolean): Lanes {
  const lanes = new Map<string, Lane>();
  let turn: Lane[] = [];
  let turnHead = 0;
  let inFlight = 0;
  const timers = createHeap();

  const laneOf = (message: Message): Lane => {
    const group = message.sent.groupId ?? '';
    let lane = lanes.get(group);
    if (!lane) {
      lane = { group, messages: [], head: 0, inFlight: 0, isListed: false };
      lanes.set(group, lane);
    }
    return lane;
  };
  const list = (lane: Lane): void => {
    if (lane.isListed) return;
    lane.isListed = true;
    turn.push(lane);
  };
  const show = (message: Message): void => {
    message.state = 'ready';
    free(message);
    const lane = laneOf(message);
    if (isFifo) insertInOrder(lane, message);
    else lane.messages.push(message);
    list(lane);
  };
  const hold = (message: Message): void => {
    message.isInFlight = true;
    inFlight++;
    laneOf(message).inFlight++;
  };
  const free = (message: Message): void => {
    if (!message.isInFlight) return;
    message.isInFlight = false;
    inFlight--;
    const lane = laneOf(message);
    lane.inFlight--;
    if (lane.head < lane.messages.length) list(lane);
    else forget(lane);
  };
  const forget = (lane: Lane): void => {
    if (lane.inFlight === 0 && !lane.isListed && lanes.get(lane.group) === lane) lanes.delete(lane.group);
  };

  return {
    place(message, now) {
      message.stamp++;
      if (message.visibleAt <= now) return show(message);
      message.state = 'waiting';
      timers.push({ at: message.visibleAt, message, stamp: message.stamp });
    },
    settle(now) {
      for (let top = timers.top(); top && top.at <= now; top = timers.top()) {
        timers.pop();
        if (top.message.state === 'waiting' && top.message.stamp === top.stamp) show(top.message);
      }
    },
    take() {
      // A FIFO lane with messages in flight leaves the turn and is listed again when they return or are deleted.
      while (turnHead < turn.length) {
        const lane = turn[turnHead++] as Lane;
        if (turnHead > compactHeads) [turn, turnHead] = [turn.slice(turnHead), 0];
        lane.isListed = false;
        if (isFifo && lane.inFlight > 0) continue;
        const message = shiftLive(lane);
        if (message) {
          if (lane.head < lane.messages.length) list(lane);
          return message;
        }
        forget(lane);
      }
      return undefined;
    },
    hold,
    free,
    get inFlight() {
      return inFlight;
    },
    hasVisible: () =>
      turn.slice(turnHead).some((lane) => {
        if (isFifo && lane.inFlight > 0) return false;
        return lane.messages.some((message, index) => index >= lane.head && message?.state === 'ready');
      }),
    nextAt() {
      for (let top = timers.top(); top; top = timers.top()) {
        if (top.message.state === 'waiting' && top.message.stamp === top.stamp) return top.at;
        timers.pop();
      }
      return undefined;
    },
    clear() {
      lanes.clear();
      inFlight = 0;
      [turn, turnHead] = [[], 0];
      timers.clear();
    },
  };
}

function shiftLive(lane: Lane): Message | undefined {
  while (lane.head < lane.messages.length) {
    const message = lane.messages[lane.head] as Message;
    lane.messages[lane.head++] = undefined;
    if (lane.head > compactHeads) [lane.messages, lane.head] = [lane.messages.slice(lane.head), 0];
    if (message.state === 'ready') return message;
  }
  return undefined;
}

function insertInOrder(lane: Lane, message: Message): void {
  let at = lane.messages.length;
  while (at > lane.head && (lane.messages[at - 1] as Message).order > message.order) at--;
  lane.messages.splice(at, 0, message);
}

interface Heap {
  top(): Timer | undefined;
  push(timer: Timer): void;
  pop(): void;
  clear(): void;
}

function createHeap(): Heap {
  const heap: Timer[] = [];
  const at = (index: number): number => (heap[index] as Timer).at;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b] as Timer, heap[a] as Timer];
  };
  return {
    top: () => heap[0],
    push(timer) {
      let child = heap.push(timer) - 1;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        if (at(parent) <= at(child)) return;
        swap(parent, child);
        child = parent;
      }
    },
    pop() {
      const last = heap.pop();
      if (!last || heap.length === 0) return;
      heap[0] = last;
      for (let parent = 0; ; ) {
        const left = parent * 2 + 1;
        if (left >= heap.length) return;
        const child = left + 1 < heap.length && at(left + 1) < at(left) ? left + 1 : left;
        if (at(parent) <= at(child)) return;
        swap(parent, child);
        parent = child;
      }
    },
    clear: () => void heap.splice(0),
  };
}
