/**
 * Query and Scan: walk a range of a tree, at most 1 MB or `Limit` rows before filtering, and tell where to go on. A stop at `Limit`
 * always names a last key, even when nothing follows, as the service does.
 */
import type { QueryInput, ScanInput } from '@aws-sdk/client-dynamodb';
import { type Item, parseItem, sizeOfItem } from './attribute-value.ts';
import { type Expressions, readExpressions, resolvePath } from './bindings.ts';
import { capacityOf, readUnits } from './capacity.ts';
import { meetsCondition } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import type { Condition, Operand } from './condition-parser.ts';
import type { Database } from './database.ts';
import { invalid, invalidParameter } from './errors.ts';
import { afterAll, type KeyRange, segmentRange } from './key-codec.ts';
import { selectKeys } from './key-condition.ts';
import { projector } from './projection.ts';
import { type Index, itemOf, pick, type Rows, type Table } from './table.ts';
import { keyNames, projectedNames } from './table-definition.ts';
import { requireNoLegacy } from './write.ts';

const pageBytesMax = 1 << 20;
const segmentsMax = 1_000_000;

type ReadInput = Omit<QueryInput & ScanInput, 'KeyConditionExpression'>;

/** The tree a request reads, and how its items look there. */
interface Source {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly rows: Rows;
  /** Attributes an index shows; undefined for all. */
  readonly visible: ReadonlySet<string> | undefined;
}

export function query(database: Database, input: QueryInput): unknown {
  const source = sourceOf(database, input);
  const expressions = readExpressions(input);
  const { keyCondition, filter, bindings } = expressions;
  if (!keyCondition) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  checkCondition(keyCondition, bindings, 'KeyConditionExpression');
  const key = source.index?.definition.key ?? source.table.definition.key;
  if (filter) requireNoKeys(filter, expressions, keyNames(key));
  const { partition, ...range } = selectKeys(keyCondition, bindings, key);
  const start = startOf(source, input);
  if (start !== undefined && !start.startsWith(partition)) {
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  }
  return readPage(source, input, expressions, range, start);
}

export function scan(database: Database, input: ScanInput): unknown {
  const source = sourceOf(database, input);
  const { Segment: segment, TotalSegments: total } = input;
  if ((segment === undefined) !== (total === undefined)) {
    throw invalid('The TotalSegments and Segment parameters must be given together');
  }
  const count = total ?? 1;
  if (count < 1 || count > segmentsMax || (segment ?? 0) < 0 || (segment ?? 0) >= count) {
    throw invalid(
      'The Segment parameter is zero-based and must be less than parameter TotalSegments: ' +
        `Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
  const range = total === undefined ? { from: '', to: afterAll } : segmentRange(segment ?? 0, total);
  return readPage(source, input, readExpressions(input), range, startOf(source, input));
}

function sourceOf(database: Database, input: ReadInput): Source {
  requireNoLegacy(input);
  const table = database.table(input.TableName);
  if (input.Limit !== undefined && input.Limit < 1) throw invalid('Limit must be greater than or equal to 1');
  const name = input.IndexName;
  if (name === undefined) return { table, index: undefined, rows: table.rows, visible: undefined };
  const index = table.indexes.find(({ definition }) => definition.name === name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  const { scope } = index.definition;
  if (scope === 'global' && input.ConsistentRead) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  const visible = projectedNames(index.definition, table.definition);
  if (scope === 'global' && visible && input.Select === 'ALL_ATTRIBUTES') {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
  }
  return { table, index, rows: index.rows, visible };
}

/** The tree key of ExclusiveStartKey. */
function startOf({ table, index }: Source, { ExclusiveStartKey: raw }: ReadInput): string | undefined {
  if (!raw) return undefined;
  const key = parseItem(raw);
  const names = new Set([...keyNames(table.definition.key), ...(index ? keyNames(index.definition.key) : [])]);
  const tableKey = table.keyIn(key);
  if (Object.keys(key).length !== names.size || Object.keys(pick(key, names)).length !== names.size) {
    throw invalid('The provided starting key is invalid');
  }
  table.requireKey(tableKey);
  const treeKey = table.treeKeyOf(tableKey);
  return index ? table.indexKeyOf(index.definition.key, key, treeKey) : treeKey;
}

function requireNoKeys(filter: Condition, { bindings }: Expressions, keys: readonly string[]): void {
  for (const operand of operandsOf(filter)) {
    const path = operand.kind === 'size' ? operand.path : operand;
    const [name] = path.kind === 'path' ? resolvePath(path, bindings) : [];
    if (!keys.includes(String(name))) continue;
    throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
  }
}

function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...operandsOf(condition.left), ...operandsOf(condition.right)];
    case 'not':
      return operandsOf(condition.of);
    case 'compare':
      return [condition.left, condition.right];
    case 'between':
      return [condition.of, condition.low, condition.high];
    case 'in':
      return [condition.of, ...condition.among];
    case 'call':
      return condition.argument ? [condition.path, condition.argument] : [condition.path];
  }
}

function readPage(
  source: Source,
  input: ReadInput,
  expressions: Expressions,
  range: KeyRange,
  start?: string,
): unknown {
  const { table, index, visible } = source;
  const { filter, bindings } = expressions;
  if (filter) checkCondition(filter, bindings, 'FilterExpression');
  const show = presenter(source, input, expressions);
  const forward = input.ScanIndexForward ?? true;
  const items: Item[] = [];
  let bytes = 0;
  let scanned = 0;
  let matched = 0;
  let last: Item | undefined;
  let stopped = false;
  for (const [, row] of walk(source.rows, range, forward, start)) {
    const whole = itemOf(row);
    const item = visible ? pick(whole, visible) : whole;
    const size = visible ? sizeOfItem(item) : row.bytes;
    if (scanned > 0 && bytes + size > pageBytesMax) {
      stopped = true;
      break;
    }
    bytes += size;
    scanned++;
    last = whole;
    if (!filter || meetsCondition(filter, item, bindings)) {
      matched++;
      if (show) items.push(show(whole));
    }
    if (scanned === input.Limit) {
      stopped = true;
      break;
    }
  }
  const keys = [...keyNames(table.definition.key), ...(index ? keyNames(index.definition.key) : [])];
  return {
    Items: show ? items : undefined,
    Count: matched,
    ScannedCount: scanned,
    LastEvaluatedKey: stopped && last ? pick(last, keys) : undefined,
    ConsumedCapacity: capacityOf(input.ReturnConsumedCapacity, table, readUnits(bytes, input.ConsistentRead)),
  };
}

/** How a whole item is shown to the caller; undefined when only the count is wanted. */
function presenter(source: Source, input: ReadInput, { projection, bindings }: Expressions) {
  const { index, visible } = source;
  const select = input.Select;
  if (projection && select !== undefined && select !== 'SPECIFIC_ATTRIBUTES') {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select}`);
  }
  if (!projection && select === 'SPECIFIC_ATTRIBUTES') {
    throw invalid('Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (!index && select === 'ALL_PROJECTED_ATTRIBUTES') {
    throw invalidParameter('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (select === 'COUNT') return undefined;
  if (projection) {
    const paths = projection.map((path) => resolvePath(path, bindings));
    const hidden = paths.map(([name]) => String(name)).filter((name) => visible && !visible.has(name));
    if (index?.definition.scope === 'global' && hidden.length > 0) {
      throw invalidParameter(`Global secondary index ${index.definition.name} does not project [${hidden.join(', ')}]`);
    }
    return projector(paths);
  }
  return visible && select !== 'ALL_ATTRIBUTES' ? (item: Item) => pick(item, visible) : (item: Item) => item;
}

/** Rows inside the range, in order, strictly behind `start`. */
function* walk(rows: Rows, { from, to }: KeyRange, forward: boolean, start?: string) {
  if (forward) {
    for (const pair of rows.entries(start !== undefined && start >= from ? `${start}\x00` : from)) {
      if (pair[0] >= to) return;
      yield pair;
    }
    return;
  }
  for (const pair of rows.entriesReversed(start !== undefined && start < to ? start : to, undefined, true)) {
    if (pair[0] < from) return;
    yield pair;
  }
}
