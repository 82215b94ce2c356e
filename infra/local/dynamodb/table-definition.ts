/** What a table is: its keys, indexes and settings, read from CreateTable and kept in the journal as plain JSON. */
import type {
  AttributeDefinition,
  CreateTableInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  Projection,
  ProvisionedThroughput,
  StreamViewType,
} from '@aws-sdk/client-dynamodb';
import { invalid, invalidParameter } from './errors.ts';

export type KeyType = 'S' | 'N' | 'B';
export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
}
export interface IndexDefinition {
  readonly name: string;
  readonly scope: 'global' | 'local';
  readonly key: KeySchema;
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly included: readonly string[];
}
export interface TableDefinition {
  readonly name: string;
  readonly id: string;
  readonly createdAt: number;
  readonly key: KeySchema;
  readonly indexes: readonly IndexDefinition[];
  readonly billing: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly throughput: Required<ProvisionedThroughput> | undefined;
  readonly stream?: { readonly view: StreamViewType; readonly label: string };
  readonly timeToLiveAttribute?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly recoversToPoint: boolean;
  readonly isProtected: boolean;
  readonly isEncrypted: boolean;
  readonly tableClass: string;
}

const namePattern = /^[a-zA-Z0-9_.-]{3,255}$/;
const keyTypes: readonly string[] = ['S', 'N', 'B'] satisfies KeyType[];

/** The identity of a new table: what the request cannot say. */
export interface Birth {
  readonly id: string;
  readonly createdAt: number;
}

export function parseTable(input: CreateTableInput, birth: Birth): TableDefinition {
  const name = input.TableName ?? '';
  if (!namePattern.test(name)) {
    throw invalid(
      'TableName must be at least 3 characters long and at most 255 characters long, of letters, digits, "_", "-" and "."',
    );
  }
  const definitions = input.AttributeDefinitions ?? [];
  const key = parseKey(input.KeySchema, definitions);
  const indexes = [
    ...(input.LocalSecondaryIndexes ?? []).map((index) => parseIndex(index, 'local', definitions)),
    ...(input.GlobalSecondaryIndexes ?? []).map((index) => parseIndex(index, 'global', definitions)),
  ];
  requireConsistent(key, indexes, definitions);
  const billing = input.BillingMode ?? 'PROVISIONED';
  return {
    ...birth,
    name,
    key,
    indexes,
    billing,
    throughput: billing === 'PROVISIONED' ? parseThroughput(input.ProvisionedThroughput) : undefined,
    tags: Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    recoversToPoint: false,
    isProtected: input.DeletionProtectionEnabled ?? false,
    isEncrypted: input.SSESpecification?.Enabled ?? false,
    tableClass: input.TableClass ?? 'STANDARD',
  };
}

export function parseThroughput(raw: ProvisionedThroughput | undefined): Required<ProvisionedThroughput> {
  const { ReadCapacityUnits, WriteCapacityUnits } = raw ?? {};
  if (!ReadCapacityUnits || !WriteCapacityUnits) {
    throw invalidParameter(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  return { ReadCapacityUnits, WriteCapacityUnits };
}

export function parseIndex(
  raw: GlobalSecondaryIndex | LocalSecondaryIndex,
  scope: IndexDefinition['scope'],
  definitions: readonly AttributeDefinition[],
): IndexDefinition {
  const name = raw.IndexName ?? '';
  if (!namePattern.test(name)) throw invalidParameter(`Invalid IndexName: ${name}`);
  const key = parseKey(raw.KeySchema, definitions);
  return { name, scope, key, ...parseProjection(raw.Projection) };
}

function parseProjection(raw: Projection | undefined): Pick<IndexDefinition, 'projection' | 'included'> {
  const projection = raw?.ProjectionType;
  if (!projection) throw invalidParameter('Unknown ProjectionType: null');
  const included = raw?.NonKeyAttributes ?? [];
  if (projection === 'INCLUDE' && included.length === 0) {
    throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  }
  if (projection !== 'INCLUDE' && included.length > 0) {
    throw invalidParameter(`ProjectionType is ${projection}, but NonKeyAttributes is specified`);
  }
  return { projection, included };
}

function parseKey(
  schema: readonly KeySchemaElement[] | undefined,
  definitions: readonly AttributeDefinition[],
): KeySchema {
  const [first, second] = schema ?? [];
  if (first?.KeyType !== 'HASH' || (second && second.KeyType !== 'RANGE') || (schema?.length ?? 0) > 2) {
    throw invalidParameter('Invalid KeySchema: a HASH key and at most one RANGE key are expected');
  }
  const attribute = ({ AttributeName: name = '' }: KeySchemaElement): KeyAttribute => {
    const type = definitions.find((definition) => definition.AttributeName === name)?.AttributeType;
    if (!type || !keyTypes.includes(type)) {
      throw invalidParameter(
        'Some index key attributes are not defined in AttributeDefinitions. ' +
          `Keys: [${name}], AttributeDefinitions: [${definitions.map((one) => one.AttributeName).join(', ')}]`,
      );
    }
    return { name, type };
  };
  return second ? { hash: attribute(first), range: attribute(second) } : { hash: attribute(first) };
}

function requireConsistent(
  key: KeySchema,
  indexes: readonly IndexDefinition[],
  definitions: readonly AttributeDefinition[],
): void {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(keyNames));
  if (definitions.some(({ AttributeName }) => !used.has(AttributeName ?? ''))) {
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  for (const [at, index] of indexes.entries()) {
    if (indexes.findIndex((other) => other.name === index.name) < at) {
      throw invalidParameter(`Duplicate index name: ${index.name}`);
    }
    if (index.scope === 'local' && (!key.range || !index.key.range || index.key.hash.name !== key.hash.name)) {
      throw invalidParameter(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index.name}`,
      );
    }
  }
}

/** Names of the key attributes, partition key first. */
export function keyNames(key: KeySchema): readonly string[] {
  return key.range ? [key.hash.name, key.range.name] : [key.hash.name];
}

/** Attributes an index shows; undefined when it shows all. */
export function projectedNames(index: IndexDefinition, table: TableDefinition): ReadonlySet<string> | undefined {
  if (index.projection === 'ALL') return undefined;
  return new Set([...keyNames(table.key), ...keyNames(index.key), ...index.included]);
}
