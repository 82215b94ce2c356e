/** The host at work: pool, event sources, schedules and API on provisioned stores, until it is stopped. */
import type { EventEmitter } from 'node:events';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { createAuthoriser, createEnvironment, principalOf } from './admission.ts';
import { openCheckpoints } from './checkpoints.ts';
import type { Credentials } from './credentials.ts';
import { embeddedQueues, embeddedStreams } from './embedded-ports.ts';
import type { Mappings } from './event-source-mappings.ts';
import type { FunctionLog } from './function-log.ts';
import { findFunctions } from './functions.ts';
import type { Host, HostEvents, HostOptions } from './host-contract.ts';
import type { HttpApiServer } from './http-api.ts';
import type { AccessControl } from './iam.ts';
import { type Workings, waitUntilIdle } from './idle.ts';
import type { Issuer } from './issuer.ts';
import type { QueueDepth, QueuePort } from './ports.ts';
import { type BatchReport, startQueueSource } from './queue-source.ts';
import { nameResources } from './resource-names.ts';
import { type Clock, type Schedules, startSchedules, systemClock } from './schedules.ts';
import { createStreamSource, type StreamSource } from './stream-source.ts';
import { type Deployment, handledTypes } from './template.ts';
import { createPool, type FunctionPool } from './worker-pool.ts';

const streamTickMs = 100;
const streamDelayMs = 10;
const expiryTickMs = 30_000;

/** What was started, in order; stopping goes backwards. */
export type Undo = (() => Promise<void> | void)[];

/** What the endpoint consults; filled once the templates are resolved. */
export interface Gate {
  readonly credentials: Credentials;
  authorise?: ReturnType<typeof createAuthoriser>;
  onWrite?: () => void;
}

export interface RunningApi {
  readonly url: string;
  readonly http: HttpApiServer;
}

export interface Parts {
  readonly options: HostOptions;
  readonly deployment: Deployment;
  readonly access: AccessControl;
  readonly mappings: Mappings;
  readonly endpoint: Endpoint;
  readonly events: EventEmitter<HostEvents>;
  readonly log: FunctionLog;
  readonly issuer: Issuer;
  readonly gate: Gate;
  readonly api: RunningApi | undefined;
  readonly positionsFile: string | undefined;
}

const stopGraceMs = 5000;

export async function stopAll(undo: Undo): Promise<void> {
  for (let stop = undo.pop(); stop !== undefined; stop = undo.pop()) await stop();
}

export function runHost(parts: Parts, undo: Undo): Host {
  const { options, deployment, access, endpoint, events, gate, api } = parts;
  gate.authorise = createAuthoriser(deployment, access, endpoint.s3, (refusal) => void events.emit('refusal', refusal));
  const pool = startPool(parts);
  undo.push(() => pool.stop(options.stopGraceMs ?? stopGraceMs));
  const clock = options.clock ?? systemClock;
  const queues = embeddedQueues(endpoint.sqs);
  const sources = startSources(parts, pool, queues, clock);
  const invoke = (functionArn: string, event: unknown): Promise<unknown> =>
    pool.invoke(functionArn.split(':')[6] ?? functionArn, event);
  const onProblem = (where: string, error: unknown): void => void events.emit('problem', where, error);
  const schedules = startSchedules(deployment, { send: queues.send, invoke }, clock, onProblem);
  const [resource] = deployment.ofType('AWS::ApiGatewayV2::Api');
  if (resource !== undefined) {
    api?.http.serve({ deployment, api: resource, invoke, onError: onProblem, now: clock.now });
  }
  const stopTicks = startTicks(sources.streamSources, endpoint, gate);
  undo.push(() => {
    stopTicks();
    schedules.stop();
    for (const source of [...sources.queueSources, ...sources.streamSources]) source.stop();
  });
  return createHost(parts, { pool, queues, ...sources }, schedules, undo);
}

function startPool({ options, deployment, endpoint, events, log, gate }: Parts): FunctionPool {
  const functions = findFunctions(deployment);
  for (const { name } of functions) gate.credentials.keyOf(name, principalOf(name, deployment));
  return createPool({
    functions,
    environmentOf: createEnvironment(deployment, gate.credentials, endpoint.url),
    log: (name, line) => log.write(name, line),
    onInvoked: (invocation) => void events.emit('invocation', invocation),
    perFunctionMax: options.perFunctionMax,
    runningMax: options.runningMax,
    idleMs: options.idleWorkerMs,
  });
}

function startSources(
  { options, mappings, endpoint, events, positionsFile }: Parts,
  pool: FunctionPool,
  queues: QueuePort,
  clock: Clock,
): Pick<Workings, 'queueSources' | 'streamSources'> {
  const onBatch = (report: BatchReport): void => void events.emit('batch', report);
  const streams = embeddedStreams(endpoint.dynamodb);
  const checkpoints = openCheckpoints(positionsFile);
  const giveUp = queues.send;
  const { retryAfterSeconds } = options;
  return {
    queueSources: mappings.queues.map((mapping) =>
      startQueueSource(mapping, { queues, pool, onBatch, retryAfterSeconds }),
    ),
    streamSources: mappings.streams.map((mapping) =>
      createStreamSource(mapping, { streams, pool, checkpoints, onBatch, giveUp, now: clock.now }),
    ),
  };
}

/** Streams are looked at soon after a write, and now and then; expired items are deleted now and then. */
function startTicks(sources: readonly StreamSource[], { dynamodb }: Endpoint, gate: Gate): () => void {
  const wakeAll = (): void => {
    for (const source of sources) source.wake();
  };
  let soon: NodeJS.Timeout | undefined;
  gate.onWrite = () => {
    if (sources.length === 0 || soon !== undefined) return;
    soon = setTimeout(() => {
      soon = undefined;
      wakeAll();
    }, streamDelayMs);
  };
  const timers = [setInterval(wakeAll, streamTickMs), setInterval(() => dynamodb.sweepTimeToLive(), expiryTickMs)];
  for (const timer of timers) timer.unref();
  return () => {
    clearTimeout(soon);
    for (const timer of timers) clearInterval(timer);
  };
}

function createHost(parts: Parts, workings: Workings, schedules: Schedules, undo: Undo): Host {
  const { deployment, access, endpoint, events, issuer, mappings, gate, api } = parts;
  const { pool, queues } = workings;
  const names = nameResources(deployment);
  let stopping: Promise<void> | undefined;
  return {
    endpointUrl: endpoint.url,
    apiUrl: api?.url,
    issuerUrl: issuer.url,
    region: deployment.place.region,
    names,
    notes: [...describeOtherTypes(deployment), ...access.notes],
    endpoint,
    credentialsFor: (principal) => gate.credentials.keyOf(principal, principalOf(principal, deployment)),
    token: (user, audience) => issuer.token(user, audience),
    invoke: (functionName, event) => pool.invoke(names.find(functionName).name, event),
    fire: (scheduleName) => schedules.fire(names.find(scheduleName).name),
    idle: (timeoutMs = Number.POSITIVE_INFINITY) => waitUntilIdle(workings, mappings, timeoutMs),
    async queues() {
      const depths = new Map<string, QueueDepth>();
      for (const { name, arn = '' } of names.ofType('AWS::SQS::Queue')) depths.set(name, await queues.depth(arn));
      return depths;
    },
    usage: access.usage,
    missing: access.missing,
    unused: access.unused,
    on(event, listener) {
      events.on(event, listener as never);
      return () => void events.off(event, listener as never);
    },
    stop() {
      stopping ??= stopAll(undo);
      return stopping;
    },
  };
}

function describeOtherTypes({ resources }: Deployment): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) if (!handledTypes.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  if (counts.size === 0) return [];
  return [`not run here: ${[...counts].map(([type, count]) => `${type} (${count})`).join(', ')}`];
}
