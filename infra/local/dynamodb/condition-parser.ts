/**
 * Grammar of condition, filter and key condition expressions: comparators, BETWEEN and IN bind before NOT, NOT before AND, AND
 * before OR. Functions stand only where AWS lets them: `size` as an operand, the others as a condition of their own.
 */
import type { ExpressionReader, PathNode, ValueNode } from './expression-lexer.ts';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export interface SizeNode {
  readonly kind: 'size';
  readonly path: PathNode;
}
export type Operand = PathNode | ValueNode | SizeNode;
export type ConditionFunction =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'call'; readonly name: ConditionFunction; readonly path: PathNode; readonly argument?: Operand };

const argumentsOf: Readonly<Record<ConditionFunction, 1 | 2>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};
const comparators: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparator[];
const membersMax = 100;

export function parseCondition(reader: ExpressionReader): Condition {
  const condition = readOr(reader);
  reader.expectEnd();
  return condition;
}

function readOr(reader: ExpressionReader): Condition {
  let left = readAnd(reader);
  while (reader.takeWord('OR')) left = { kind: 'or', left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: ExpressionReader): Condition {
  let left = readNot(reader);
  while (reader.takeWord('AND')) left = { kind: 'and', left, right: readNot(reader) };
  return left;
}

function readNot(reader: ExpressionReader): Condition {
  return reader.takeWord('NOT') ? { kind: 'not', of: readNot(reader) } : readPrimary(reader);
}

function readPrimary(reader: ExpressionReader): Condition {
  if (reader.takeSymbol('(')) return readGroup(reader);
  const name = reader.takeFunction();
  if (name === undefined) return readComparison(reader, readOperand(reader));
  if (name === 'size') return readComparison(reader, readSize(reader));
  if (!isConditionFunction(name)) throw reader.refuse(`Invalid function name; function: ${name}`);
  return readCall(reader, name);
}

/** Conditions that stood alone between parentheses: every operator makes a new node, so meeting one again means `((…))`. */
const groups = new WeakSet<Condition>();

function readGroup(reader: ExpressionReader): Condition {
  const condition = readOr(reader);
  reader.expectSymbol(')');
  if (groups.has(condition)) throw reader.refuse('The expression has redundant parentheses;');
  groups.add(condition);
  return condition;
}

function isConditionFunction(name: string): name is ConditionFunction {
  return Object.hasOwn(argumentsOf, name);
}

function readCall(reader: ExpressionReader, name: ConditionFunction): Condition {
  const operands = readList(reader);
  const [path, argument] = operands;
  if (operands.length !== argumentsOf[name]) {
    throw reader.refuse(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (path?.kind !== 'path') {
    throw reader.refuse(`Operator or function requires a document path; operator or function: ${name}`);
  }
  if (comparators.includes(reader.peek().text)) {
    throw reader.refuse(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }
  return argument ? { kind: 'call', name, path, argument } : { kind: 'call', name, path };
}

function readSize(reader: ExpressionReader): SizeNode {
  const path = reader.readPath();
  reader.expectSymbol(')');
  return { kind: 'size', path };
}

/** Operands separated by commas up to the closing parenthesis. */
function readList(reader: ExpressionReader): readonly Operand[] {
  const operands = [readOperand(reader)];
  while (reader.takeSymbol(',')) operands.push(readOperand(reader));
  reader.expectSymbol(')');
  return operands;
}

function readOperand(reader: ExpressionReader): Operand {
  const value = reader.takeValue();
  if (value) return value;
  const name = reader.takeFunction();
  if (name === undefined) return reader.readPath();
  if (name === 'size') return readSize(reader);
  if (!isConditionFunction(name)) throw reader.refuse(`Invalid function name; function: ${name}`);
  throw reader.refuse(`The function is not allowed to be used this way in an expression; function: ${name}`);
}

function readComparison(reader: ExpressionReader, left: Operand): Condition {
  const comparator = reader.takeSymbol(...comparators) as Comparator | undefined;
  if (comparator) return { kind: 'compare', comparator, left, right: readOperand(reader) };
  if (reader.takeWord('BETWEEN')) {
    const low = readOperand(reader);
    if (!reader.takeWord('AND')) throw reader.unexpected();
    return { kind: 'between', of: left, low, high: readOperand(reader) };
  }
  if (!reader.takeWord('IN')) throw reader.unexpected();
  reader.expectSymbol('(');
  const among = readList(reader);
  if (among.length > membersMax) {
    throw reader.refuse(
      `Invalid number of operands; operator: IN, number of operands: ${among.length}; maximum: ${membersMax}`,
    );
  }
  return { kind: 'in', of: left, among };
}
