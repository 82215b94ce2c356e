/**
 * What a request binds to the aliases of its expressions. Each alias and value mentioned must be given and each one given must be
 * mentioned by some expression of the request, as AWS demands; parsed expressions are cached by their text.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import { type AttributeValue, parseValue } from './attribute-value.ts';
import { type Condition, parseCondition } from './condition-parser.ts';
import { invalid } from './errors.ts';
import { type ExpressionKind, ExpressionReader, type PathNode, type PathPart } from './expression-lexer.ts';
import { parseProjection } from './projection.ts';
import { parseUpdate, type Update } from './update-parser.ts';

export interface Bindings {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

interface Parsed<T> {
  readonly node: T;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const cachedMax = 1000;

/** Parses once a text; the least recently used one is forgotten. */
function cached<T>(kind: ExpressionKind, parse: (reader: ExpressionReader) => T): (text: string) => Parsed<T> {
  const known = new Map<string, Parsed<T>>();
  return (text) => {
    let parsed = known.get(text);
    if (parsed) known.delete(text);
    else {
      const reader = new ExpressionReader(kind, text);
      parsed = { node: parse(reader), names: reader.names, values: reader.values };
    }
    known.set(text, parsed);
    const [oldest] = known.keys();
    if (known.size > cachedMax && oldest !== undefined) known.delete(oldest);
    return parsed;
  };
}

const parsers = {
  ConditionExpression: cached('ConditionExpression', parseCondition),
  FilterExpression: cached('FilterExpression', parseCondition),
  KeyConditionExpression: cached('KeyConditionExpression', parseCondition),
  UpdateExpression: cached('UpdateExpression', parseUpdate),
  ProjectionExpression: cached('ProjectionExpression', parseProjection),
};

/** The parts of a request that expressions are made of. */
export interface ExpressionInput {
  readonly ConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

export interface Expressions {
  readonly condition?: Condition;
  readonly filter?: Condition;
  readonly keyCondition?: Condition;
  readonly update?: Update;
  readonly projection?: readonly PathNode[];
  readonly bindings: Bindings;
}

const unbound: Expressions = { bindings: { names: {}, values: {} } };

export function readExpressions(input: ExpressionInput): Expressions {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: rawValues } = input;
  const parsed = {
    condition: parse('ConditionExpression', input),
    filter: parse('FilterExpression', input),
    keyCondition: parse('KeyConditionExpression', input),
    update: parse('UpdateExpression', input),
    projection: parse('ProjectionExpression', input),
  };
  const used = Object.values(parsed).filter((expression) => expression !== undefined);
  if (used.length === 0) {
    if (names) throw invalid('ExpressionAttributeNames can only be specified when using expressions');
    if (rawValues) throw invalid('ExpressionAttributeValues can only be specified when using expressions');
    return unbound;
  }
  const values = readValues(rawValues);
  requireEachUsed(
    'ExpressionAttributeNames',
    names,
    used.map((expression) => expression.names),
  );
  requireEachUsed(
    'ExpressionAttributeValues',
    rawValues,
    used.map((expression) => expression.values),
  );
  return {
    condition: parsed.condition?.node,
    filter: parsed.filter?.node,
    keyCondition: parsed.keyCondition?.node,
    update: parsed.update?.node,
    projection: parsed.projection?.node,
    bindings: { names: names ?? {}, values },
  };
}

function parse<K extends ExpressionKind>(kind: K, input: ExpressionInput): ReturnType<(typeof parsers)[K]> | undefined {
  const text = input[kind];
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new AwsError('SerializationException', `${kind} must be a string`);
  const parsed = parsers[kind](text);
  for (const name of parsed.names) {
    if (input.ExpressionAttributeNames?.[name] === undefined) {
      throw invalid(
        `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${name}`,
      );
    }
  }
  for (const value of parsed.values) {
    if (input.ExpressionAttributeValues?.[value] === undefined) {
      throw invalid(
        `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${value}`,
      );
    }
  }
  return parsed as ReturnType<(typeof parsers)[K]>;
}

function readValues(raw: Readonly<Record<string, unknown>> = {}): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(raw)) values[name] = parseValue(value);
  return values;
}

function requireEachUsed(
  field: string,
  given: Readonly<Record<string, unknown>> | undefined,
  used: readonly ReadonlySet<string>[],
): void {
  if (!given) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${field} must not be empty`);
  const pattern = field === 'ExpressionAttributeNames' ? /^#[A-Za-z0-9_]+$/ : /^:[A-Za-z0-9_]+$/;
  const malformed = keys.find((key) => !pattern.test(key));
  if (malformed !== undefined) throw invalid(`${field} contains invalid key: Syntax error; key: "${malformed}"`);
  const unused = keys.filter((key) => !used.some((set) => set.has(key)));
  if (unused.length > 0)
    throw invalid(`Value provided in ${field} unused in expressions: keys: {${unused.join(', ')}}`);
}

/** A path with its aliases resolved. */
export function resolvePath(path: PathNode, bindings: Bindings): readonly PathPart[] {
  if (!path.parts.some((part) => typeof part === 'string' && part.startsWith('#'))) return path.parts;
  return path.parts.map((part) =>
    typeof part === 'string' && part.startsWith('#') ? (bindings.names[part] ?? part) : part,
  );
}

export function boundValue(name: string, bindings: Bindings): AttributeValue {
  const value = bindings.values[name];
  if (!value) throw new Error(`expression value ${name} was not checked`);
  return value;
}
