/** Calls about tables: create, describe, change, delete, tag, time to live, backups. Every table is active as soon as it is made. */
import type {
  CreateTableInput,
  DeleteTableInput,
  DescribeTableInput,
  GlobalSecondaryIndexUpdate,
  ListTablesInput,
  ListTagsOfResourceInput,
  StreamSpecification,
  TableDescription,
  TagResourceInput,
  UntagResourceInput,
  UpdateContinuousBackupsInput,
  UpdateTableInput,
  UpdateTimeToLiveInput,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Database } from './database.ts';
import { invalid, invalidParameter, notFound } from './errors.ts';
import type { Index, Table } from './table.ts';
import {
  type IndexDefinition,
  type KeySchema,
  keyNames,
  parseIndex,
  parseTable,
  parseThroughput,
  type TableDefinition,
} from './table-definition.ts';

const listedMax = 100;
/** What PAY_PER_REQUEST tables answer. */
const noThroughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

/** Wire form: instants are epoch seconds. */
type WireDescription = Omit<TableDescription, 'CreationDateTime'> & { CreationDateTime: number };

export function createTable(database: Database, input: CreateTableInput): unknown {
  const parsed = parseTable(input, { id: database.options.newId(), createdAt: database.now });
  if (database.tables.has(parsed.name)) throw inUse(`Table already exists: ${parsed.name}`);
  database.define(withStream(database, parsed, input.StreamSpecification));
  return { TableDescription: describe(database, database.table(parsed.name)) };
}

function inUse(message: string): AwsError {
  return new AwsError('ResourceInUseException', message);
}

function withStream(
  database: Database,
  definition: TableDefinition,
  wanted: StreamSpecification | undefined,
): TableDefinition {
  if (!wanted) return definition;
  if (!wanted.StreamEnabled) return { ...definition, stream: undefined };
  if (definition.stream) throw invalid(`Table already has an enabled stream: TableName: ${definition.name}`);
  if (!wanted.StreamViewType) throw invalidParameter('StreamViewType is missing');
  return { ...definition, stream: database.newStream(definition.name, wanted.StreamViewType) };
}

export function describeTable(database: Database, input: DescribeTableInput): unknown {
  return { Table: describe(database, tableNamed(database, input.TableName)) };
}

function tableNamed(database: Database, name: string | undefined): Table {
  if (!name?.startsWith('arn:') && !database.tables.has(name ?? '')) {
    throw notFound(`Requested resource not found: Table: ${name} not found`);
  }
  return database.table(name);
}

export function deleteTable(database: Database, input: DeleteTableInput): unknown {
  const table = tableNamed(database, input.TableName);
  if (table.definition.isProtected) {
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const description = { ...describe(database, table), TableStatus: 'DELETING' };
  database.drop(table.definition.name);
  return { TableDescription: description };
}

export function listTables(database: Database, input: ListTablesInput): unknown {
  const after = input.ExclusiveStartTableName ?? '';
  const limit = Math.min(input.Limit ?? listedMax, listedMax);
  const names = [...database.tables.keys()].sort().filter((name) => name > after);
  const page = names.slice(0, limit);
  return { TableNames: page, LastEvaluatedTableName: names.length > limit ? page.at(-1) : undefined };
}

export function updateTable(database: Database, input: UpdateTableInput): unknown {
  const { definition } = tableNamed(database, input.TableName);
  const billing = input.BillingMode ?? definition.billing;
  const throughput = input.ProvisionedThroughput ? parseThroughput(input.ProvisionedThroughput) : definition.throughput;
  const changed: TableDefinition = {
    ...definition,
    billing,
    throughput: billing === 'PROVISIONED' ? parseThroughput(throughput) : undefined,
    isProtected: input.DeletionProtectionEnabled ?? definition.isProtected,
    isEncrypted: input.SSESpecification?.Enabled ?? definition.isEncrypted,
    tableClass: input.TableClass ?? definition.tableClass,
    indexes: (input.GlobalSecondaryIndexUpdates ?? []).reduce(
      (indexes, update) => withIndexUpdate(indexes, update, input),
      definition.indexes,
    ),
  };
  database.define(withStream(database, changed, input.StreamSpecification));
  return { TableDescription: describe(database, database.table(definition.name)) };
}

function withIndexUpdate(
  indexes: readonly IndexDefinition[],
  { Create: create, Delete: remove }: GlobalSecondaryIndexUpdate,
  { AttributeDefinitions: definitions = [] }: UpdateTableInput,
): readonly IndexDefinition[] {
  if (create) {
    if (indexes.some(({ name }) => name === create.IndexName)) {
      throw invalidParameter(`Duplicate index name: ${create.IndexName}`);
    }
    return [...indexes, parseIndex(create, 'global', definitions)];
  }
  if (!remove) return indexes;
  const left = indexes.filter(({ name, scope }) => name !== remove.IndexName || scope === 'local');
  if (left.length === indexes.length) throw notFound(`Requested resource not found: Index: ${remove.IndexName}`);
  return left;
}

function describe(database: Database, table: Table): WireDescription {
  const { definition, rows, bytes } = table;
  const arn = database.arnOf(definition.name);
  const indexes = (scope: IndexDefinition['scope']) => {
    const found = table.indexes.filter((index) => index.definition.scope === scope);
    return found.length > 0 ? found.map((index) => describeIndex(arn, index, definition)) : undefined;
  };
  const { stream } = definition;
  return {
    TableName: definition.name,
    TableArn: arn,
    TableId: definition.id,
    TableStatus: 'ACTIVE',
    CreationDateTime: definition.createdAt / 1000,
    ...describeKeys(definition),
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...(definition.throughput ?? noThroughput) },
    BillingModeSummary: definition.billing === 'PAY_PER_REQUEST' ? { BillingMode: definition.billing } : undefined,
    TableSizeBytes: bytes,
    ItemCount: rows.size,
    GlobalSecondaryIndexes: indexes('global'),
    LocalSecondaryIndexes: indexes('local'),
    StreamSpecification: stream && { StreamEnabled: true, StreamViewType: stream.view },
    LatestStreamArn: database.streamArnOf(definition),
    LatestStreamLabel: stream?.label,
    SSEDescription: definition.isEncrypted ? { Status: 'ENABLED', SSEType: 'KMS' } : undefined,
    TableClassSummary: { TableClass: definition.tableClass as 'STANDARD' },
    DeletionProtectionEnabled: definition.isProtected,
  };
}

function describeIndex(tableArn: string, { definition, rows }: Index, table: TableDefinition) {
  const { name, key, projection, included, scope } = definition;
  return {
    IndexName: name,
    IndexArn: `${tableArn}/index/${name}`,
    KeySchema: describeKey(key),
    Projection: { ProjectionType: projection, NonKeyAttributes: included.length > 0 ? [...included] : undefined },
    ItemCount: rows.size,
    ...(scope === 'global' && {
      IndexStatus: 'ACTIVE' as const,
      ProvisionedThroughput: table.throughput ?? noThroughput,
    }),
  };
}

function describeKey(key: KeySchema) {
  return keyNames(key).map((AttributeName, at) => ({
    AttributeName,
    KeyType: at === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));
}

function describeKeys({ key, indexes }: TableDefinition): Pick<TableDescription, 'KeySchema' | 'AttributeDefinitions'> {
  const attributes = [key, ...indexes.map((index) => index.key)].flatMap(({ hash, range }) =>
    range ? [hash, range] : [hash],
  );
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  return {
    KeySchema: describeKey(key),
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  };
}

export function updateTimeToLive(database: Database, input: UpdateTimeToLiveInput): unknown {
  const { definition } = tableNamed(database, input.TableName);
  const { Enabled: enabled, AttributeName: name } = input.TimeToLiveSpecification ?? {};
  if (!name) throw invalid('TimeToLiveSpecification names no attribute');
  const current = definition.timeToLiveAttribute;
  if (enabled && current !== undefined) throw invalid('TimeToLive is already enabled');
  if (!enabled && current === undefined) throw invalid('TimeToLive is already disabled');
  if (!enabled && current !== name)
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  database.define({ ...definition, timeToLiveAttribute: enabled ? name : undefined });
  return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } };
}

export function describeTimeToLive(database: Database, input: DescribeTableInput): unknown {
  const name = tableNamed(database, input.TableName).definition.timeToLiveAttribute;
  const description =
    name === undefined ? { TimeToLiveStatus: 'DISABLED' } : { TimeToLiveStatus: 'ENABLED', AttributeName: name };
  return { TimeToLiveDescription: description };
}

export function updateContinuousBackups(database: Database, input: UpdateContinuousBackupsInput): unknown {
  const { definition } = backedUp(database, input.TableName);
  const wanted = input.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false;
  database.define({ ...definition, recoversToPoint: wanted });
  return describeContinuousBackups(database, input);
}

export function describeContinuousBackups(database: Database, input: DescribeTableInput): unknown {
  const { recoversToPoint } = backedUp(database, input.TableName).definition;
  const status = recoversToPoint ? 'ENABLED' : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
    },
  };
}

function backedUp(database: Database, name: string | undefined): Table {
  const table = database.tables.get(name ?? '');
  if (!table) throw new AwsError('TableNotFoundException', `Table not found: ${name}`);
  return table;
}

export function tagResource(database: Database, input: TagResourceInput): unknown {
  const { definition } = database.table(input.ResourceArn);
  const added = (input.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']);
  database.define({ ...definition, tags: { ...definition.tags, ...Object.fromEntries(added) } });
  return {};
}

export function untagResource(database: Database, input: UntagResourceInput): unknown {
  const { definition } = database.table(input.ResourceArn);
  const left = Object.entries(definition.tags).filter(([key]) => !input.TagKeys?.includes(key));
  database.define({ ...definition, tags: Object.fromEntries(left) });
  return {};
}

export function listTagsOfResource(database: Database, input: ListTagsOfResourceInput): unknown {
  const { tags } = database.table(input.ResourceArn).definition;
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}
