/**
 * The AWS Query protocol: form parameters in, XML out. `Attribute.1.Name=…` style parameters become the input the JSON protocol would
 * have given, so engines know one shape; outputs become the flattened lists and maps the SQS and STS models name.
 */
import type { AwsError } from './aws-error.ts';
import { renderDocument, type XmlObject, type XmlValue } from './xml.ts';

interface Tree {
  [name: string]: Tree | string;
}

export interface QueryRequest {
  action: string;
  input: Record<string, unknown>;
}

type Shape = (tree: Tree | string | undefined) => unknown;

/** Numbered children in order: `Name.1`, `Name.2` … also `Name.member.1`. */
function numbered(tree: Tree | string | undefined): (Tree | string)[] {
  if (tree === undefined || typeof tree === 'string') return [];
  const source = tree.member !== undefined && typeof tree.member === 'object' ? tree.member : tree;
  return Object.keys(source)
    .filter((key) => /^\d+$/.test(key))
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => source[key] as Tree | string);
}

const list: Shape = (tree) => numbered(tree);
const mapOf =
  (keyName: string, valueName: string): Shape =>
  (tree) =>
    Object.fromEntries(
      numbered(tree).map((one) => [String((one as Tree)[keyName] ?? ''), (one as Tree)[valueName] ?? '']),
    );
const entries: Shape = (tree) => numbered(tree).map((one) => shapeInput(one as Tree));

/** Parameter prefix → member of the JSON input and its shape; what is not here is a plain text. */
const shapes: Readonly<Record<string, readonly [string, Shape]>> = {
  AttributeName: ['AttributeNames', list],
  MessageAttributeName: ['MessageAttributeNames', list],
  MessageSystemAttributeName: ['MessageSystemAttributeNames', list],
  TagKey: ['TagKeys', list],
  Attribute: ['Attributes', mapOf('Name', 'Value')],
  Tag: ['Tags', mapOf('Key', 'Value')],
  MessageAttribute: ['MessageAttributes', mapOf('Name', 'Value')],
  MessageSystemAttribute: ['MessageSystemAttributes', mapOf('Name', 'Value')],
  SendMessageBatchRequestEntry: ['Entries', entries],
  DeleteMessageBatchRequestEntry: ['Entries', entries],
  ChangeMessageVisibilityBatchRequestEntry: ['Entries', entries],
};

export function parseQuery(body: string, path: string): QueryRequest | undefined {
  const tree: Tree = Object.create(null) as Tree;
  for (const [name, value] of new URLSearchParams(body)) plant(tree, name.split('.'), value);
  const { Action, Version: _version, ...rest } = tree;
  if (typeof Action !== 'string') return undefined;
  const input = shapeInput(rest);
  if (Action === 'CreateQueue' && input.Tags !== undefined) input.tags = input.Tags;
  // Older clients post to the queue itself.
  if (input.QueueUrl === undefined && path.length > 1) input.QueueUrl = path;
  return { action: Action, input };
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  let at = tree;
  for (const name of path.slice(0, -1)) {
    const next = at[name];
    if (typeof next === 'object') at = next;
    else {
      const grown = Object.create(null) as Tree;
      at[name] = grown;
      at = grown;
    }
  }
  at[path.at(-1) as string] = value;
}

function shapeInput(tree: Tree): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tree)) {
    const shape = shapes[name];
    if (shape && typeof value === 'object') input[shape[0]] = shape[1](value);
    else input[name] = value;
  }
  return input;
}

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

const pairs =
  (keyName: string, valueName: string) =>
  (value: unknown): XmlValue =>
    Object.entries(value as Record<string, XmlValue>).map(([key, each]) => ({ [keyName]: key, [valueName]: each }));

/** Output member → element name and form; what is not here keeps its name. */
const elements: Readonly<Record<string, readonly [string, (value: unknown) => XmlValue]>> = {
  QueueUrls: ['QueueUrl', (value) => value as string[]],
  queueUrls: ['QueueUrl', (value) => value as string[]],
  Attributes: ['Attribute', pairs('Name', 'Value')],
  Tags: ['Tag', pairs('Key', 'Value')],
  MessageAttributes: ['MessageAttribute', pairs('Name', 'Value')],
  Messages: ['Message', (value) => (value as Record<string, unknown>[]).map(renderOutput)],
  Failed: ['BatchResultErrorEntry', (value) => (value as Record<string, unknown>[]).map(renderOutput)],
};

function renderOutput(output: Readonly<Record<string, unknown>>): XmlObject {
  const rendered: Record<string, XmlValue> = {};
  for (const [name, value] of Object.entries(output)) {
    const element = elements[name];
    if (element) rendered[element[0]] = element[1](value);
    else rendered[name] = value as XmlValue;
  }
  return rendered;
}

export function renderQueryResult(
  action: string,
  output: Readonly<Record<string, unknown>>,
  requestId: string,
): string {
  const { Successful, ...rest } = output;
  const result = renderOutput(rest);
  const successful = Successful
    ? { [`${action}ResultEntry`]: (Successful as Record<string, unknown>[]).map(renderOutput) }
    : {};
  const body = { [`${action}Result`]: { ...successful, ...result }, ResponseMetadata: { RequestId: requestId } };
  return renderDocument(`${action}Response`, body, namespace);
}

export const renderQueryError = (error: AwsError, code: string, requestId: string): string =>
  renderDocument(
    'ErrorResponse',
    {
      Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: code, Message: error.message },
      RequestId: requestId,
    },
    namespace,
  );
