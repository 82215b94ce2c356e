/** Event source mappings of a deployment, with AWS's defaults. A setting the host does not keep is refused, naming it. */
import type { QueueMapping } from './queue-source.ts';
import type { StreamMapping } from './stream-step.ts';
import type { Deployment, Resource } from './template.ts';

export interface Mappings {
  readonly queues: readonly QueueMapping[];
  readonly streams: readonly StreamMapping[];
}

interface MappingProperties {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly Enabled?: boolean | string;
  readonly BatchSize?: number | string;
  readonly MaximumBatchingWindowInSeconds?: number | string;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number | string };
  readonly StartingPosition?: string;
  readonly BisectBatchOnFunctionError?: boolean | string;
  readonly MaximumRetryAttempts?: number | string;
  readonly MaximumRecordAgeInSeconds?: number | string;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

const kept = new Set([
  'EventSourceArn',
  'FunctionName',
  'Enabled',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'ScalingConfig',
  'StartingPosition',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'DestinationConfig',
  /** Without effect here: one shard has one reader, so order is kept all the same. */
  'ParallelizationFactor',
  'Tags',
  'MetricsConfig',
]);

export function findMappings(deployment: Deployment): Mappings {
  const queues: QueueMapping[] = [];
  const streams: StreamMapping[] = [];
  for (const resource of deployment.ofType('AWS::Lambda::EventSourceMapping')) {
    const properties = resource.properties as unknown as MappingProperties;
    const strange = Object.keys(properties).find((name) => !kept.has(name));
    if (strange !== undefined)
      throw new Error(`event source mapping ${resource.logicalId}: ${strange} is not supported`);
    if (String(properties.Enabled) === 'false') continue;
    if (properties.EventSourceArn.includes(':sqs:')) queues.push(parseQueue(properties, deployment));
    else if (properties.EventSourceArn.includes(':dynamodb:'))
      streams.push(parseStream(resource, properties, deployment));
    else throw new Error(`event source mapping ${resource.logicalId}: ${properties.EventSourceArn} is not supported`);
  }
  return { queues, streams };
}

function findTarget(name: string, deployment: Deployment): { readonly name: string; readonly arn: string } {
  const found = deployment
    .ofType('AWS::Lambda::Function')
    .find(({ ref, attributes }) => name === ref || name === attributes.Arn || name.startsWith(`${attributes.Arn}:`));
  if (found === undefined) throw new Error(`event source mapping to unknown function ${name}`);
  return { name: found.ref, arn: found.attributes.Arn ?? found.ref };
}

const reportsFailures = ({ FunctionResponseTypes = [] }: MappingProperties): boolean =>
  FunctionResponseTypes.includes('ReportBatchItemFailures');

function parseQueue(properties: MappingProperties, deployment: Deployment): QueueMapping {
  const { EventSourceArn, FunctionName, BatchSize, MaximumBatchingWindowInSeconds, ScalingConfig } = properties;
  return {
    queueName: EventSourceArn.split(':').at(-1) ?? '',
    queueArn: EventSourceArn,
    functionName: findTarget(FunctionName, deployment).name,
    batchSize: Number(BatchSize ?? 10),
    windowMs: Number(MaximumBatchingWindowInSeconds ?? 0) * 1000,
    reportsFailures: reportsFailures(properties),
    concurrencyMax: Number(ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY),
    region: deployment.place.region,
  };
}

function parseStream(resource: Resource, properties: MappingProperties, deployment: Deployment): StreamMapping {
  const target = findTarget(properties.FunctionName, deployment);
  const onFailureArn = properties.DestinationConfig?.OnFailure?.Destination;
  if (onFailureArn !== undefined && !onFailureArn.includes(':sqs:')) {
    throw new Error(
      `event source mapping ${resource.logicalId}: on-failure destination ${onFailureArn} is not a queue`,
    );
  }
  return {
    id: `${resource.stack}/${resource.logicalId}`,
    tableName: properties.EventSourceArn.split('/')[1] ?? '',
    streamArn: properties.EventSourceArn,
    functionName: target.name,
    functionArn: target.arn,
    batchSize: Number(properties.BatchSize ?? 100),
    windowMs: Number(properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    startsAtLatest: properties.StartingPosition === 'LATEST',
    reportsFailures: reportsFailures(properties),
    bisects: String(properties.BisectBatchOnFunctionError) === 'true',
    retriesMax: Number(properties.MaximumRetryAttempts ?? -1),
    ageSecondsMax: Number(properties.MaximumRecordAgeInSeconds ?? -1),
    onFailureArn,
    region: deployment.place.region,
  };
}
