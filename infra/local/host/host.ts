/**
 * The local host: one process that stands in for the account a synthesised assembly would be deployed to. It resolves the templates,
 * refuses wiring that AWS would refuse, creates the stores, and runs the bundled functions behind their queues, streams, schedules and
 * API with the permissions of their roles. It knows of the application only what the templates say, and listens on loopback alone.
 */
import { EventEmitter } from 'node:events';
import { basename, join } from 'node:path';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { readAssembly, type StackTemplate } from './assembly.ts';
import { openCredentials } from './credentials.ts';
import { findMappings } from './event-source-mappings.ts';
import { openFunctionLog } from './function-log.ts';
import type { Host, HostEvents, HostOptions } from './host-contract.ts';
import { createHttpApiServer } from './http-api.ts';
import { createAccessControl } from './iam.ts';
import { startIssuer } from './issuer.ts';
import { closeServer, listenOnLoopback } from './loopback-server.ts';
import { chooseParameters } from './parameters.ts';
import type { Place } from './physical-names.ts';
import { provision } from './provision.ts';
import { provisionAliases, provisionKeys } from './provision-keys.ts';
import { type Gate, type RunningApi, runHost, stopAll, type Undo } from './running-host.ts';
import { resolveDeployment } from './template.ts';
import { findWiringProblems } from './wiring.ts';

export type { Host, HostEvents, HostOptions } from './host-contract.ts';

const accountId = '000000000000';
/** Audience of tokens where the templates leave it to a parameter. */
const audience = 'local';

/** Functions run in UTC, as on Lambda; a worker thread has the time zone of its process. */
export async function startHost(options: HostOptions): Promise<Host> {
  process.env.TZ = 'UTC';
  const undo: Undo = [];
  try {
    return await assemble(options, undo);
  } catch (error) {
    await stopAll(undo);
    throw error;
  }
}

async function assemble(options: HostOptions, undo: Undo): Promise<Host> {
  const stacks = readAssembly(options.assembly);
  const partition = options.partition ?? (basename(options.assembly) === 'aws-cn' ? 'aws-cn' : 'aws');
  const region = options.region ?? (partition === 'aws-cn' ? 'cn-northwest-1' : 'us-east-1');
  const inData = (...path: string[]): string | undefined =>
    options.dataDirectory === undefined ? undefined : join(options.dataDirectory, 'host', ...path);
  const credentials = openCredentials(inData('credentials.json'));
  credentials.keyOf('developer');

  const issuer = await startIssuer({
    users: options.users ?? {},
    audience: () => audience,
    port: options.issuerPort,
    keyFile: inData('issuer-key.json'),
  });
  undo.push(() => issuer.stop());
  const api = await startApiServer(stacks, options.apiPort, undo);
  const gate: Gate = { credentials };
  const endpoint = await startGatedEndpoint(options, region, gate);
  undo.push(() => endpoint.stop());

  const place: Place = {
    partition,
    region,
    accountId,
    urlSuffix: partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    endpointUrl: endpoint.url,
    apiUrl: api?.url,
    keyIds: provisionKeys(stacks, endpoint.kms),
  };
  const given = options.parameters ?? {};
  const parameters = chooseParameters(stacks, {
    given,
    issuerUrl: issuer.url,
    audience,
    secretsFile: inData('secrets.json'),
  });
  const deployment = resolveDeployment(stacks, place, parameters);
  const access = createAccessControl(deployment);
  const mappings = findMappings(deployment);
  const problems = findWiringProblems(deployment, mappings, access);
  if (problems.length > 0) throw new Error(`the templates do not work as they are:\n  ${problems.join('\n  ')}`);
  provisionAliases(deployment, endpoint.kms);
  await provision(deployment, endpoint);
  const log = openFunctionLog(options.log, inData('functions.log'));
  undo.push(() => log.close());
  const positionsFile = inData('stream-positions.json');
  const events = new EventEmitter<HostEvents>();
  return runHost(
    { options, deployment, access, mappings, endpoint, events, log, issuer, gate, api, positionsFile },
    undo,
  );
}

function startGatedEndpoint(options: HostOptions, region: string, gate: Gate): Promise<Endpoint> {
  return startEndpoint({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.dataDirectory === undefined ? {} : { dataDirectory: join(options.dataDirectory, 'stores') }),
    region,
    accountId,
    credentials: gate.credentials.byKeyId,
    authorise: (call) => gate.authorise?.(call) ?? { allowed: call.principal === 'developer' },
    onCall: ({ service }) => {
      if (service === 'dynamodb') gate.onWrite?.();
    },
  });
}

async function startApiServer(
  stacks: readonly StackTemplate[],
  port: number | undefined,
  undo: Undo,
): Promise<RunningApi | undefined> {
  const types = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}).map((entry) => entry.Type));
  const count = types.filter((type) => type === 'AWS::ApiGatewayV2::Api').length;
  if (count > 1) throw new Error(`the templates have ${count} HTTP APIs; the local host serves one`);
  if (count === 0) return undefined;
  const http = createHttpApiServer();
  const url = `http://127.0.0.1:${await listenOnLoopback(http.server, port)}`;
  undo.push(() => closeServer(http.server));
  return { url, http };
}
