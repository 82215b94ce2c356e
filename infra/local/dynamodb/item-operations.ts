/** GetItem, PutItem, UpdateItem, DeleteItem and their batches. */
import type {
  BatchGetItemInput,
  BatchWriteItemInput,
  DeleteItemInput,
  GetItemInput,
  PutItemInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb';
import { type Item, parseItem } from './attribute-value.ts';
import { readExpressions, resolvePath } from './bindings.ts';
import { CapacitySum, capacityOf, readUnits, writeUnits } from './capacity.ts';
import type { Database } from './database.ts';
import { invalid } from './errors.ts';
import { projector } from './projection.ts';
import { itemOf, type Row, type Table } from './table.ts';
import {
  attributesToReturn,
  decideWrite,
  readWrite,
  requireNoLegacy,
  requireReturnable,
  type Write,
  type WriteInput,
} from './write.ts';

const batchGetMax = 100;
const batchWriteMax = 25;
const batchBytesMax = 16 << 20;

type ReadInput = Omit<GetItemInput, 'Key' | 'TableName' | 'AttributesToGet'>;

/** A single-item read with everything checked; `show` cuts the item down to what was asked for. */
export interface Read {
  readonly table: Table;
  readonly treeKey: string;
  readonly show: (row: Row) => Item;
}

export function readReads(table: Table, keys: readonly unknown[], input: ReadInput): readonly Read[] {
  requireNoLegacy(input);
  const { projection, bindings } = readExpressions(input);
  const project = projection && projector(projection.map((path) => resolvePath(path, bindings)));
  const show = (row: Row) => (project ? project(itemOf(row)) : itemOf(row));
  return keys.map((raw) => {
    const key = parseItem(raw);
    table.requireKey(key);
    return { table, treeKey: table.treeKeyOf(key), show };
  });
}

export function getItem(database: Database, input: GetItemInput): unknown {
  const table = database.table(input.TableName);
  const [read] = readReads(table, [input.Key], input);
  const row = read && table.rows.get(read.treeKey);
  return {
    Item: row && read.show(row),
    ConsumedCapacity: capacityOf(input.ReturnConsumedCapacity, table, readUnits(row?.bytes ?? 0, input.ConsistentRead)),
  };
}

export function writeItem(
  database: Database,
  kind: 'put' | 'update' | 'delete',
  input: PutItemInput & UpdateItemInput & DeleteItemInput,
): unknown {
  requireReturnable(kind, input.ReturnValues);
  const write = readWrite(database, kind, input as WriteInput);
  const change = decideWrite(write);
  const wantsCapacity = input.ReturnConsumedCapacity === 'TOTAL' || input.ReturnConsumedCapacity === 'INDEXES';
  const units = wantsCapacity ? writeUnits(change) : 0;
  database.commit([change]);
  return {
    Attributes: attributesToReturn(write, change, input.ReturnValues),
    ConsumedCapacity: capacityOf(input.ReturnConsumedCapacity, write.table, units),
  };
}

export function batchGetItem(database: Database, input: BatchGetItemInput): unknown {
  const requests = Object.entries(input.RequestItems ?? {});
  const count = requests.reduce((sum, [, request]) => sum + (request.Keys?.length ?? 0), 0);
  if (count === 0) throw invalid('The batch must contain at least one key');
  if (count > batchGetMax) throw invalid('Too many items requested for the BatchGetItem call');
  const planned = requests.map(([name, { Keys: keys = [], ...options }]) => {
    const reads = readReads(database.table(name), keys, options);
    requireNoDuplicates(reads.map((read) => read.treeKey));
    return { name, keys, options, reads };
  });
  const capacity = new CapacitySum();
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, unknown> = {};
  let bytes = 0;
  for (const { name, keys, options, reads } of planned) {
    const found: Item[] = [];
    const left: unknown[] = [];
    for (const [at, { table, treeKey, show }] of reads.entries()) {
      const row = table.rows.get(treeKey);
      bytes += row?.bytes ?? 0;
      if (bytes > batchBytesMax) {
        left.push(keys[at]);
        continue;
      }
      if (row) found.push(show(row));
      capacity.add(table, readUnits(row?.bytes ?? 0, options.ConsistentRead));
    }
    responses[name] = found;
    if (left.length > 0) unprocessed[name] = { ...options, Keys: left };
  }
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ConsumedCapacity: capacity.report(input.ReturnConsumedCapacity),
  };
}

export function batchWriteItem(database: Database, input: BatchWriteItemInput): unknown {
  const requests = Object.entries(input.RequestItems ?? {});
  const count = requests.reduce((sum, [, request]) => sum + request.length, 0);
  if (count === 0) throw invalid('The batch must contain at least one request');
  if (count > batchWriteMax) throw invalid('Too many items requested for the BatchWriteItem call');
  const writes = requests.flatMap(([name, list]) => {
    const ofTable = list.map((request): Write => {
      const { PutRequest: put, DeleteRequest: remove } = request;
      if (!put === !remove) throw invalid('Each request must be exactly one of PutRequest and DeleteRequest');
      if (put) return readWrite(database, 'put', { TableName: name, Item: put.Item });
      return readWrite(database, 'delete', { TableName: name, Key: remove?.Key });
    });
    requireNoDuplicates(ofTable.map((write) => write.treeKey));
    return ofTable;
  });
  const changes = writes.map(decideWrite);
  const capacity = new CapacitySum();
  if (input.ReturnConsumedCapacity) for (const change of changes) capacity.add(change.table, writeUnits(change));
  database.commit(changes);
  return { UnprocessedItems: {}, ConsumedCapacity: capacity.report(input.ReturnConsumedCapacity) };
}

function requireNoDuplicates(treeKeys: readonly string[]): void {
  if (new Set(treeKeys).size < treeKeys.length) throw invalid('Provided list of item keys contains duplicates');
}
