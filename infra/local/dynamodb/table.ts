/**
 * The rows of a table and its indexes in sorted trees. Rows are kept as one-byte JSON text, a fraction of the memory of the
 * objects they stand for; an index holds references to the same rows and shows a part of them when it is read.
 */
import sortedBtree from 'sorted-btree';
import { type AttributeValue, attributeOf, type Item, sizeOfItem, typeOf } from './attribute-value.ts';
import { invalid, invalidParameter } from './errors.ts';
import { fromOneByte, partitionKey, sortKey, toOneByte } from './key-codec.ts';
import {
  type IndexDefinition,
  type KeyAttribute,
  type KeySchema,
  keyNames,
  type TableDefinition,
} from './table-definition.ts';

// Node hands a CommonJS module over as a whole, bundlers and test runners hand over its default export.
const BTree = (sortedBtree as unknown as { default?: typeof sortedBtree }).default ?? sortedBtree;

export interface Row {
  readonly text: string;
  /** Size by the service's formula. */
  readonly bytes: number;
}
export type Rows = InstanceType<typeof BTree<string, Row>>;
export interface Index {
  readonly definition: IndexDefinition;
  readonly rows: Rows;
}

/** One row before and after a write; equal when nothing changes. */
export interface Change {
  readonly table: Table;
  readonly treeKey: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
  /** What `after` holds, where it is at hand, to spare parsing it again. */
  readonly item?: Item;
}

const itemBytesMax = 400 * 1024;
const partitionKeyBytesMax = 2048;
const sortKeyBytesMax = 1024;

export function rowOf(item: Item): Row {
  return { text: toOneByte(JSON.stringify(item)), bytes: sizeOfItem(item) };
}

export function itemOf(row: Row): Item {
  return JSON.parse(fromOneByte(row.text)) as Item;
}

function emptyRows(): Rows {
  return new BTree<string, Row>(undefined, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

export class Table {
  readonly rows = emptyRows();
  #definition: TableDefinition;
  #indexes: readonly Index[] = [];
  #bytes = 0;

  constructor(definition: TableDefinition) {
    this.#definition = definition;
    this.redefine(definition);
  }

  get definition(): TableDefinition {
    return this.#definition;
  }

  get indexes(): readonly Index[] {
    return this.#indexes;
  }

  /** Sum of the sizes of all items. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a changed definition; a new index is filled at once. */
  redefine(definition: TableDefinition): void {
    this.#definition = definition;
    this.#indexes = definition.indexes.map((wanted) => {
      const known = this.#indexes.find((index) => index.definition.name === wanted.name);
      return known ?? this.#buildIndex(wanted);
    });
  }

  #buildIndex(definition: IndexDefinition): Index {
    const rows = emptyRows();
    this.rows.forEachPair((treeKey, row) => {
      const indexKey = this.indexKeyOf(definition.key, itemOf(row), treeKey);
      if (indexKey !== undefined) rows.set(indexKey, row);
    });
    return { definition, rows };
  }

  apply({ treeKey, before, after, item }: Change): void {
    const itemBefore = before && this.#indexes.length > 0 ? itemOf(before) : undefined;
    const itemAfter = after && this.#indexes.length > 0 ? (item ?? itemOf(after)) : undefined;
    for (const { definition, rows } of this.#indexes) {
      const left = itemBefore && this.indexKeyOf(definition.key, itemBefore, treeKey);
      const entered = itemAfter && this.indexKeyOf(definition.key, itemAfter, treeKey);
      if (left !== undefined && left !== entered) rows.delete(left);
      if (entered !== undefined && after) rows.set(entered, after);
    }
    if (after) this.rows.set(treeKey, after);
    else this.rows.delete(treeKey);
    this.#bytes += (after?.bytes ?? 0) - (before?.bytes ?? 0);
  }

  /** The place of an item or key; its key attributes must have been checked. */
  treeKeyOf(item: Item): string {
    return composeKey(this.#definition.key, item) ?? '';
  }

  /** The place of an item in an index; undefined when the index leaves it out. */
  indexKeyOf(key: KeySchema, item: Item, treeKey: string): string | undefined {
    const composed = composeKey(key, item);
    return composed === undefined ? undefined : composed + treeKey;
  }

  /** The key attributes of an item. */
  keyIn(item: Item): Item {
    return pick(item, keyNames(this.#definition.key));
  }

  /** Checks a key given alone: exactly the key attributes, of their types. */
  requireKey(key: Item): void {
    const names = keyNames(this.#definition.key);
    const fits =
      Object.keys(key).length === names.length &&
      attributesOf(this.#definition.key).every(({ name, type }) => attributeOf(key, name)?.[type] !== undefined);
    if (!fits) throw invalid('The provided key element does not match the schema');
    for (const attribute of attributesOf(this.#definition.key)) this.#requireKeyValue(attribute, key);
  }

  /** Checks an item to be stored: its keys, the keys of its indexes, its size. */
  requireStorable(item: Item, bytes: number): void {
    for (const attribute of attributesOf(this.#definition.key)) {
      const value = attributeOf(item, attribute.name);
      if (!value) throw invalidParameter(`Missing the key ${attribute.name} in the item`);
      if (value[attribute.type] === undefined) {
        throw invalidParameter(
          `Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${typeOf(value)}`,
        );
      }
      this.#requireKeyValue(attribute, item);
    }
    for (const index of this.#definition.indexes) {
      for (const attribute of attributesOf(index.key)) requireIndexKeyValue(attribute, item, index.name);
    }
    if (bytes > itemBytesMax) throw invalid('Item size has exceeded the maximum allowed size');
  }

  #requireKeyValue({ name }: KeyAttribute, item: Item): void {
    const value = attributeOf(item, name) ?? {};
    const isHash = name === this.#definition.key.hash.name;
    if (isEmpty(value)) {
      throw invalid(
        'One or more parameter values are not valid. ' +
          `The AttributeValue for a key attribute cannot contain an empty ${emptyKind(value)} value. Key: ${name}`,
      );
    }
    const bytes = Buffer.byteLength(value.S ?? value.B ?? '', value.B === undefined ? 'utf8' : 'base64');
    if (isHash && bytes > partitionKeyBytesMax) {
      throw invalidParameter('Size of hashkey has exceeded the maximum size limit of2048 bytes');
    }
    if (!isHash && bytes > sortKeyBytesMax) {
      throw invalidParameter('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
    }
  }
}

function requireIndexKeyValue({ name, type }: KeyAttribute, item: Item, index: string): void {
  const value = attributeOf(item, name);
  if (!value) return;
  if (value[type] === undefined) {
    throw invalidParameter(
      `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
    );
  }
  if (isEmpty(value)) {
    throw invalid(
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        `The AttributeValue for a key attribute cannot contain an empty ${emptyKind(value)} value. IndexName: ${index}, IndexKey: ${name}`,
    );
  }
}

function isEmpty(value: AttributeValue): boolean {
  return value.S === '' || value.B === '';
}

function emptyKind(value: AttributeValue): string {
  return value.S === '' ? 'string' : 'binary';
}

function attributesOf(key: KeySchema): readonly KeyAttribute[] {
  return key.range ? [key.hash, key.range] : [key.hash];
}

function composeKey(key: KeySchema, item: Item): string | undefined {
  const hash = attributeOf(item, key.hash.name);
  if (!hash) return undefined;
  if (!key.range) return partitionKey(hash);
  const range = attributeOf(item, key.range.name);
  return range && partitionKey(hash) + sortKey(range);
}

export function pick(item: Item, names: Iterable<string>): Item {
  const picked: [string, AttributeValue][] = [];
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value) picked.push([name, value]);
  }
  return Object.fromEntries(picked);
}
