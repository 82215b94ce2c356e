/** A table as the template has it; over kept data it adds indexes and streams, and refuses another key. */
import type { DynamoDb } from '../dynamodb/dynamodb.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Resource } from './template.ts';

interface IndexProperties {
  readonly IndexName: string;
}
interface TableProperties {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly AttributeDefinitions: readonly unknown[];
  readonly GlobalSecondaryIndexes?: readonly IndexProperties[];
  readonly LocalSecondaryIndexes?: readonly IndexProperties[];
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: unknown;
  readonly StreamSpecification?: { readonly StreamViewType: string };
  readonly SSESpecification?: { readonly SSEEnabled: boolean };
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecoverySpecification?: unknown;
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}
interface TableDescription {
  readonly KeySchema: TableProperties['KeySchema'];
  readonly GlobalSecondaryIndexes?: readonly IndexProperties[];
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean };
}

export function provisionTable(table: Resource, dynamodb: DynamoDb): void {
  const properties = table.properties as unknown as TableProperties;
  const existing = describeTable(table.ref, dynamodb);
  const stream =
    properties.StreamSpecification === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, ...properties.StreamSpecification } };
  if (existing === undefined) {
    dynamodb.handle('CreateTable', {
      TableName: table.ref,
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
      LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
      BillingMode: properties.BillingMode,
      ProvisionedThroughput: properties.ProvisionedThroughput,
      SSESpecification: { Enabled: properties.SSESpecification?.SSEEnabled ?? false },
      DeletionProtectionEnabled: properties.DeletionProtectionEnabled ?? false,
      ...stream,
    });
  } else {
    updateTable(table.ref, properties, existing, stream, dynamodb);
  }
  if (properties.PointInTimeRecoverySpecification !== undefined) {
    const { PointInTimeRecoverySpecification } = properties;
    dynamodb.handle('UpdateContinuousBackups', { TableName: table.ref, PointInTimeRecoverySpecification });
  }
  provisionTimeToLive(table.ref, properties, dynamodb);
}

function describeTable(name: string, dynamodb: DynamoDb): TableDescription | undefined {
  try {
    return (dynamodb.handle('DescribeTable', { TableName: name }) as { Table: TableDescription }).Table;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function updateTable(
  name: string,
  properties: TableProperties,
  existing: TableDescription,
  stream: object,
  dynamodb: DynamoDb,
): void {
  const keyText = ({ KeySchema }: Pick<TableProperties, 'KeySchema'>): string =>
    KeySchema.map((part) => `${part.KeyType}:${part.AttributeName}`).join();
  if (keyText(existing) !== keyText(properties)) {
    throw new Error(
      `table ${name} has another key in the data directory than in the template; start with a fresh directory`,
    );
  }
  const known = new Set((existing.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName));
  for (const index of properties.GlobalSecondaryIndexes ?? []) {
    if (known.has(index.IndexName)) continue;
    const { AttributeDefinitions } = properties;
    dynamodb.handle('UpdateTable', {
      TableName: name,
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  const hasStream = existing.StreamSpecification?.StreamEnabled === true;
  if (!hasStream && Object.keys(stream).length > 0) dynamodb.handle('UpdateTable', { TableName: name, ...stream });
}

function provisionTimeToLive(
  name: string,
  { TimeToLiveSpecification: wanted }: TableProperties,
  dynamodb: DynamoDb,
): void {
  const { TimeToLiveDescription: current } = dynamodb.handle('DescribeTimeToLive', { TableName: name }) as {
    TimeToLiveDescription?: { TimeToLiveStatus?: string };
  };
  const isEnabled = current?.TimeToLiveStatus === 'ENABLED';
  if (wanted === undefined || isEnabled === wanted.Enabled) return;
  dynamodb.handle('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: wanted });
}
