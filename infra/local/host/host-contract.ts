/** What a local host is given and what it offers. */
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { AccessKey } from './credentials.ts';
import type { Refusal, UnusedGrant } from './iam.ts';
import type { TestUser } from './issuer.ts';
import type { QueueDepth } from './ports.ts';
import type { BatchReport } from './queue-source.ts';
import type { ResourceNames } from './resource-names.ts';
import type { Clock } from './schedules.ts';
import type { Invocation } from './worker-pool.ts';

export interface HostOptions {
  /** Folder with `manifest.json`. */
  readonly assembly: string;
  /** Of the endpoint, the HTTP API and the issuer; any free port by default. */
  readonly port?: number;
  readonly apiPort?: number;
  readonly issuerPort?: number;
  /** Keeps data, keys and positions across restarts; without it everything is in memory. */
  readonly dataDirectory?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly users?: Readonly<Record<string, TestUser>>;
  /** `aws-cn` for an assembly folder of that name, else `aws`. */
  readonly partition?: 'aws' | 'aws-cn';
  readonly region?: string;
  /** Output of handlers, line by line. */
  readonly log?: (functionName: string, line: string) => void;
  readonly clock?: Clock;
  readonly perFunctionMax?: number;
  readonly runningMax?: number;
  readonly idleWorkerMs?: number;
  /** How long running invocations may finish when the host stops; 5 s by default. */
  readonly stopGraceMs?: number;
  /** Failed messages come back after this time instead of the queue's visibility timeout. */
  readonly retryAfterSeconds?: number;
}

export interface HostEvents {
  invocation: [Invocation];
  batch: [BatchReport];
  refusal: [Refusal];
  /** What went wrong outside a function: `where`, error. */
  problem: [string, unknown];
}

export interface Host {
  readonly endpointUrl: string;
  /** `undefined` when the templates have no HTTP API. */
  readonly apiUrl: string | undefined;
  readonly issuerUrl: string;
  readonly region: string;
  readonly names: ResourceNames;
  /** Types that have no part here, and policy conditions that are not understood; one line each. */
  readonly notes: readonly string[];
  readonly endpoint: Endpoint;
  /** A fixed name such as `developer` (unrestricted) or a function's name (its role). */
  credentialsFor(principal: string): AccessKey;
  token(user: string, audience?: string): Promise<string>;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  fire(scheduleName: string): Promise<void>;
  /** Resolves when every queue with a reader and every stream is drained and nothing runs; refuses after `timeoutMs`, saying what is left. */
  idle(timeoutMs?: number): Promise<void>;
  queues(): Promise<Map<string, QueueDepth>>;
  usage(): Map<string, Set<string>>;
  missing(): Map<string, Set<string>>;
  unused(): Map<string, readonly UnusedGrant[]>;
  on<E extends keyof HostEvents>(event: E, listener: (...args: HostEvents[E]) => void): () => void;
  stop(): Promise<void>;
}
