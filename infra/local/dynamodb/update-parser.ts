/** Grammar of update expressions: SET, REMOVE, ADD and DELETE sections, each at most once, in any order. */
import type { ExpressionReader, PathNode, ValueNode } from './expression-lexer.ts';

export type SetOperand =
  | PathNode
  | ValueNode
  | { readonly kind: 'if_not_exists'; readonly path: PathNode; readonly otherwise: SetOperand }
  | { readonly kind: 'list_append'; readonly left: SetOperand; readonly right: SetOperand }
  | { readonly kind: '+' | '-'; readonly left: SetOperand; readonly right: SetOperand };

export interface SetAction {
  readonly path: PathNode;
  readonly value: SetOperand;
}
export interface MemberAction {
  readonly path: PathNode;
  readonly value: ValueNode;
}
export interface Update {
  readonly set: readonly SetAction[];
  readonly remove: readonly PathNode[];
  readonly add: readonly MemberAction[];
  readonly delete: readonly MemberAction[];
}

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

export function parseUpdate(reader: ExpressionReader): Update {
  const found: { -readonly [K in keyof Update]?: Update[K] } = {};
  do {
    const section = reader.takeWord(...sections)?.toLowerCase() as keyof Update | undefined;
    if (!section) throw reader.unexpected();
    if (found[section]) {
      throw reader.refuse(`The "${section.toUpperCase()}" section can only be used once in an update expression;`);
    }
    if (section === 'set') found.set = readActions(reader, readSet);
    else if (section === 'remove') found.remove = readActions(reader, () => reader.readPath());
    else found[section] = readActions(reader, readMember);
  } while (reader.peek().kind !== 'end');
  return { set: [], remove: [], add: [], delete: [], ...found };
}

function readActions<T>(reader: ExpressionReader, readOne: (reader: ExpressionReader) => T): readonly T[] {
  const actions = [readOne(reader)];
  while (reader.takeSymbol(',')) actions.push(readOne(reader));
  return actions;
}

function readSet(reader: ExpressionReader): SetAction {
  const path = reader.readPath();
  reader.expectSymbol('=');
  return { path, value: readSum(reader) };
}

function readMember(reader: ExpressionReader): MemberAction {
  const path = reader.readPath();
  const value = reader.takeValue();
  if (!value) throw reader.unexpected();
  return { path, value };
}

function readSum(reader: ExpressionReader): SetOperand {
  const left = readOperand(reader);
  const kind = reader.takeSymbol('+', '-') as '+' | '-' | undefined;
  return kind ? { kind, left, right: readOperand(reader) } : left;
}

function readOperand(reader: ExpressionReader): SetOperand {
  if (reader.takeSymbol('(')) {
    const inner = readSum(reader);
    reader.expectSymbol(')');
    return inner;
  }
  const name = reader.takeFunction();
  if (name === undefined) return reader.takeValue() ?? reader.readPath();
  if (name === 'if_not_exists') {
    const path = reader.readPath();
    return { kind: name, path, otherwise: readSecond(reader) };
  }
  if (name === 'list_append') {
    const left = readOperand(reader);
    return { kind: name, left, right: readSecond(reader) };
  }
  throw reader.refuse(`Invalid function name; function: ${name}`);
}

function readSecond(reader: ExpressionReader): SetOperand {
  reader.expectSymbol(',');
  const operand = readOperand(reader);
  reader.expectSymbol(')');
  return operand;
}
