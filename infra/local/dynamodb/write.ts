/**
 * One write to one item, as PutItem, UpdateItem, DeleteItem or the part of a transaction asks for it. `readWrite` refuses what is
 * wrong whatever is stored; `decideWrite` looks at the stored row, checks the condition and returns the change without making it.
 */
import type { Delete, Put, ReturnValue, Update as UpdateRequest } from '@aws-sdk/client-dynamodb';
import { type Item, parseItem } from './attribute-value.ts';
import { type Expressions, readExpressions } from './bindings.ts';
import { meetsCondition } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import type { Database } from './database.ts';
import { valueAt } from './document-path.ts';
import { conditionFailed, invalid, invalidParameter } from './errors.ts';
import { projector } from './projection.ts';
import { type Change, itemOf, rowOf, type Table } from './table.ts';
import { keyNames } from './table-definition.ts';
import { applyUpdate, checkUpdate, pathsOfUpdate } from './update.ts';

export type WriteKind = 'put' | 'update' | 'delete' | 'check';
export type WriteInput = Omit<Partial<Put & UpdateRequest & Delete>, 'Key' | 'Item'> & {
  readonly Key?: unknown;
  readonly Item?: unknown;
};

export interface Write {
  readonly kind: WriteKind;
  readonly table: Table;
  /** The whole item of a put, otherwise the key. */
  readonly item: Item;
  readonly treeKey: string;
  readonly expressions: Expressions;
  readonly showsItemOnFailure: boolean;
}

export function readWrite(database: Database, kind: WriteKind, input: WriteInput): Write {
  const table = database.table(input.TableName);
  requireNoLegacy(input);
  const expressions = readExpressions(input);
  const { condition, update, bindings } = expressions;
  const item = parseItem(kind === 'put' ? input.Item : input.Key);
  if (kind === 'put') table.requireStorable(item, 0);
  else table.requireKey(item);
  if (condition) checkCondition(condition, bindings, 'ConditionExpression');
  if (update) {
    checkUpdate(update, bindings);
    const keys = keyNames(table.definition.key);
    for (const [first] of pathsOfUpdate(update, bindings)) {
      if (!keys.includes(String(first))) continue;
      throw invalidParameter(`Cannot update attribute ${first}. This attribute is part of the key`);
    }
  }
  return {
    kind,
    table,
    item,
    treeKey: table.treeKeyOf(item),
    expressions,
    showsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

const legacyFields = [
  'Expected',
  'AttributeUpdates',
  'ConditionalOperator',
  'AttributesToGet',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

/** The parameters that expressions replaced are refused, not ignored. */
export function requireNoLegacy(input: object): void {
  const found = legacyFields.find((field) => field in input);
  if (found) throw invalid(`${found} is a legacy parameter; use expressions instead`);
}

export function decideWrite({ kind, table, item, treeKey, expressions, showsItemOnFailure }: Write): Change {
  const before = table.rows.get(treeKey);
  const { condition, update, bindings } = expressions;
  const itemBefore = before && (condition || update || showsItemOnFailure) ? itemOf(before) : undefined;
  if (condition && !meetsCondition(condition, itemBefore ?? {}, bindings)) {
    throw conditionFailed(showsItemOnFailure ? itemBefore : undefined);
  }
  const change = { table, treeKey, before };
  if (kind === 'check') return { ...change, after: before };
  if (kind === 'delete') return { ...change, after: undefined };
  if (kind === 'update' && !update && before) return { ...change, after: before };
  const itemAfter = update ? applyUpdate(update, itemBefore ?? item, bindings) : item;
  const after = rowOf(itemAfter);
  table.requireStorable(itemAfter, after.bytes);
  return { ...change, after, item: itemAfter };
}

const returnable: Readonly<Record<'put' | 'update' | 'delete', readonly ReturnValue[]>> = {
  put: ['NONE', 'ALL_OLD'],
  delete: ['NONE', 'ALL_OLD'],
  update: ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'],
};

export function requireReturnable(kind: 'put' | 'update' | 'delete', wanted: ReturnValue = 'NONE'): void {
  if (!returnable[kind].includes(wanted)) throw invalid(`Return values set to invalid value: ${wanted}`);
}

/** The `Attributes` of the answer; undefined when there are none to tell. */
export function attributesToReturn(write: Write, change: Change, wanted: ReturnValue = 'NONE'): Item | undefined {
  if (wanted === 'NONE') return undefined;
  const row = wanted.endsWith('_OLD') ? change.before : change.after;
  if (!row) return undefined;
  const item = itemOf(row);
  if (wanted.startsWith('ALL_')) return item;
  const { update, bindings } = write.expressions;
  const paths = update ? pathsOfUpdate(update, bindings).filter((path) => valueAt(item, path)) : [];
  return paths.length > 0 ? projector(paths)(item) : undefined;
}
