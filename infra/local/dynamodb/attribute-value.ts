/**
 * Attribute values in the wire form of AWS (`{S: …}`, `{N: …}`, …). `parseItem` makes them canonical once at the edge: one type
 * a value, numbers in their only form, sets without duplicates; everything behind it trusts them and never changes one in place.
 */
import { canonicalNumber, compareNumbers, sizeOfNumber } from './decimal.ts';
import { invalid, invalidParameter } from './errors.ts';

export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
}
export type AttributeType = keyof AttributeValue;
export type SetType = 'SS' | 'NS' | 'BS';
export type Item = Readonly<Record<string, AttributeValue>>;

const depthMax = 32;
const setNames: Readonly<Record<SetType, string>> = { SS: 'string', NS: 'number', BS: 'binary' };
export const attributeTypes: readonly string[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'];

/** The type of a canonical value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new Error('an attribute value without a type');
}

/** The attribute, never a property inherited from Object. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

export function parseItem(raw: unknown): Item {
  return parseMap(raw, 0);
}

function parseMap(raw: unknown, depth: number): Item {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw invalid('Expected a map of attribute values');
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, parseValue(value, depth)]));
}

export function parseValue(raw: unknown, depth = 0): AttributeValue {
  if (depth > depthMax) throw invalid('Nesting Levels have exceeded supported limits');
  const entries = typeof raw === 'object' && raw !== null ? Object.entries(raw).filter(([, v]) => v !== undefined) : [];
  const [type, value] = entries[0] ?? ['', undefined];
  if (!attributeTypes.includes(type)) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  if (entries.length > 1) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return parseTyped(type as AttributeType, value, depth);
}

function parseTyped(type: AttributeType, value: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: text(value) };
    case 'N':
      return { N: canonicalNumber(text(value)) };
    case 'B':
      return { B: base64(value) };
    case 'BOOL':
      if (typeof value !== 'boolean') throw invalid('A BOOL attribute value must be true or false');
      return { BOOL: value };
    case 'NULL':
      if (value !== true) throw invalidParameter('Null attribute value types must have the value of true');
      return { NULL: true };
    case 'L':
      return { L: list(value).map((element) => parseValue(element, depth + 1)) };
    case 'M':
      return { M: parseMap(value, depth + 1) };
    default:
      return { [type]: parseSet(type, list(value)) };
  }
}

function parseSet(type: SetType, raw: readonly unknown[]): readonly string[] {
  if (raw.length === 0) throw invalidParameter(`An ${setNames[type]} set  may not be empty`);
  const parse = type === 'SS' ? text : type === 'NS' ? (v: unknown) => canonicalNumber(text(v)) : base64;
  const members = raw.map(parse);
  if (type === 'SS' && members.includes('')) {
    throw invalidParameter('An string set may not have a empty string as a member');
  }
  if (new Set(members).size < members.length) {
    throw invalidParameter(`Input collection [${raw.join(', ')}] contains duplicates.`);
  }
  return members;
}

function text(raw: unknown): string {
  if (typeof raw !== 'string') throw invalid('Unexpected value type in payload');
  return raw;
}

function list(raw: unknown): readonly unknown[] {
  if (!Array.isArray(raw)) throw invalid('Unexpected value type in payload');
  return raw;
}

function base64(raw: unknown): string {
  const given = text(raw);
  const canonical = Buffer.from(given, 'base64').toString('base64');
  if (canonical !== given) throw invalid('Base64 encoded length is expected a multiple of 4 bytes');
  return canonical;
}

export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (a.L && b.L) return a.L.length === b.L.length && a.L.every((value, i) => equalValues(value, b.L?.[i] ?? {}));
  if (a.M && b.M) return equalItems(a.M, b.M);
  if (type === 'SS' || type === 'NS' || type === 'BS') {
    const members = new Set(b[type]);
    return members.size === a[type]?.length && a[type].every((member) => members.has(member));
  }
  return a[type] === b[type];
}

export function equalItems(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const left = attributeOf(a, name);
    const right = attributeOf(b, name);
    return left !== undefined && right !== undefined && equalValues(left, right);
  });
}

/** Order of two scalars of one type that has an order (S, N, B); undefined for anything else. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if (a.B !== undefined && b.B !== undefined) {
    return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  }
  return undefined;
}

export function sizeOfItem(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + sizeOfValue(value);
  return bytes;
}

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.M) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  if (value.L) return value.L.reduce((bytes, element) => bytes + 1 + sizeOfValue(element), 3);
  if (value.SS) return value.SS.reduce((bytes, member) => bytes + Buffer.byteLength(member), 0);
  if (value.NS) return value.NS.reduce((bytes, member) => bytes + sizeOfNumber(member), 0);
  if (value.BS) return value.BS.reduce((bytes, member) => bytes + Buffer.byteLength(member, 'base64'), 0);
  return 1;
}
