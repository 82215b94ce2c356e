/**
 * EventBridge Scheduler: fires each enabled schedule of the template at its time, in its time zone, at a queue or a function.
 * Missed firings (a sleeping laptop) are made up by one, not by all. A target of another kind is refused at start.
 */
import { randomUUID } from 'node:crypto';
import { parseSchedule, type ScheduleExpression } from './schedule-expression.ts';
import type { Deployment, Resource } from './template.ts';

export interface Clock {
  now(): number;
  /** Calls back after at most `delayMs`; returns how to cancel. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ScheduleTargets {
  send(queueArn: string, body: string, groupId: string | undefined): Promise<void>;
  invoke(functionArn: string, event: unknown): Promise<unknown>;
}

export interface Schedules {
  readonly names: readonly string[];
  /** When each fires next, as epoch milliseconds. */
  next(name: string): number | undefined;
  fire(name: string): Promise<void>;
  stop(): void;
}

interface Schedule {
  readonly name: string;
  readonly arn: string;
  readonly expression: ScheduleExpression;
  readonly target: {
    readonly Arn: string;
    readonly Input?: string;
    readonly SqsParameters?: { readonly MessageGroupId?: string };
  };
  readonly isEnabled: boolean;
}

/** A clock that was set or slept is noticed within this time. */
const lookMsMax = 30_000;

export function startSchedules(
  deployment: Deployment,
  targets: ScheduleTargets,
  clock: Clock,
  onError: (name: string, error: unknown) => void,
): Schedules {
  const schedules = new Map(deployment.ofType('AWS::Scheduler::Schedule').map((entry) => [entry.ref, parse(entry)]));
  const startedMs = clock.now();
  const dueMs = new Map<string, number | undefined>();
  for (const { name, expression, isEnabled } of schedules.values()) {
    dueMs.set(name, isEnabled ? expression.next(startedMs, startedMs) : undefined);
  }
  let cancel = (): void => undefined;

  const perform = async ({ arn, target }: Schedule, dueAt: number): Promise<void> => {
    const input = fillContext(target.Input ?? '{}', arn, dueAt);
    if (target.Arn.includes(':sqs:')) await targets.send(target.Arn, input, target.SqsParameters?.MessageGroupId);
    else await targets.invoke(target.Arn, JSON.parse(input));
  };
  const look = (): void => {
    const now = clock.now();
    for (const schedule of schedules.values()) {
      const due = dueMs.get(schedule.name);
      if (due === undefined || due > now) continue;
      dueMs.set(schedule.name, schedule.expression.next(now, startedMs));
      perform(schedule, due).catch((error: unknown) => onError(schedule.name, error));
    }
    const soonest = Math.min(...[...dueMs.values()].map((due) => due ?? Number.POSITIVE_INFINITY));
    cancel = clock.after(Math.max(1, Math.min(lookMsMax, soonest - now)), look);
  };
  if (schedules.size > 0) look();

  return {
    names: [...schedules.keys()],
    next: (name) => dueMs.get(name),
    async fire(name) {
      const schedule = schedules.get(name);
      if (schedule === undefined) throw new Error(`the deployment has no schedule ${name}`);
      await perform(schedule, clock.now());
    },
    stop: () => cancel(),
  };
}

function parse(resource: Resource): Schedule {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = resource.properties as {
    ScheduleExpression: string;
    ScheduleExpressionTimezone?: string;
    State?: string;
    Target: Schedule['target'];
  };
  if (!/^arn:[^:]+:(sqs|lambda):[^:]+:\d+:/.test(Target.Arn)) {
    throw new Error(`schedule ${resource.ref}: target ${Target.Arn} is neither a queue nor a function`);
  }
  return {
    name: resource.ref,
    arn: resource.attributes.Arn ?? resource.ref,
    expression: parseSchedule(ScheduleExpression, ScheduleExpressionTimezone),
    target: Target,
    isEnabled: State !== 'DISABLED',
  };
}

/** Context attributes that a schedule's input may carry, e.g. `<aws.scheduler.scheduled-time>`. */
function fillContext(input: string, arn: string, dueAtMs: number): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', `${new Date(dueAtMs).toISOString().slice(0, 19)}Z`)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}
