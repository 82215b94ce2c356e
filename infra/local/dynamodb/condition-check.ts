/** Refuses conditions that can never hold because of the types of the values they are given, before any item is read. */
import { type AttributeValue, attributeTypes, compareValues, typeOf } from './attribute-value.ts';
import { type Bindings, boundValue, resolvePath } from './bindings.ts';
import type { Condition, Operand } from './condition-parser.ts';
import { formatPath } from './document-path.ts';
import { invalid } from './errors.ts';
import type { ExpressionKind } from './expression-lexer.ts';

const ordered = ['S', 'N', 'B'];
const prefixable = ['S', 'B'];

export function checkCondition(condition: Condition, bindings: Bindings, expression: ExpressionKind): void {
  const check = (inner: Condition) => checkCondition(inner, bindings, expression);
  const checkTypes = (operator: string, allowed: readonly string[], operands: readonly Operand[]) => {
    for (const value of valuesOf(operands, bindings)) {
      if (!allowed.includes(typeOf(value))) throw wrongType(operator, typeOf(value), expression);
    }
  };
  if (condition.kind === 'not') check(condition.of);
  if (condition.kind === 'and' || condition.kind === 'or') {
    check(condition.left);
    check(condition.right);
  }
  if (condition.kind === 'compare') {
    const { comparator, left, right } = condition;
    checkDistinct(comparator, [left, right], bindings, expression);
    if (comparator !== '=' && comparator !== '<>') checkTypes(comparator, ordered, [left, right]);
  }
  if (condition.kind === 'between') {
    checkTypes('BETWEEN', ordered, [condition.of, condition.low, condition.high]);
    checkBounds(valuesOf([condition.low, condition.high], bindings), expression);
  }
  if (condition.kind === 'call' && condition.argument) {
    if (condition.name === 'begins_with') checkTypes(condition.name, prefixable, [condition.argument]);
    if (condition.name === 'attribute_type') checkTypeName(valuesOf([condition.argument], bindings)[0], expression);
  }
}

function valuesOf(operands: readonly Operand[], bindings: Bindings): readonly AttributeValue[] {
  return operands.flatMap((operand) => (operand.kind === 'value' ? [boundValue(operand.name, bindings)] : []));
}

export function wrongType(operator: string, type: string, expression: ExpressionKind): Error {
  return invalid(
    `Invalid ${expression}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

function checkTypeName(value: AttributeValue | undefined, expression: ExpressionKind): void {
  if (value?.S === undefined) throw wrongType('attribute_type', value ? typeOf(value) : 'path', expression);
  if (attributeTypes.includes(value.S)) return;
  throw invalid(
    `Invalid ${expression}: Invalid attribute type name found; type: ${value.S}, valid types: {${attributeTypes.join(',')}}`,
  );
}

function checkBounds([lower, upper]: readonly AttributeValue[], expression: ExpressionKind): void {
  if (!lower || !upper) return;
  const order = compareValues(lower, upper);
  if (order !== undefined && order <= 0) return;
  const rule =
    order === undefined
      ? 'requires same data type for lower and upper bounds'
      : 'requires upper bound to be greater than or equal to lower bound';
  const show = (value: AttributeValue) => `AttributeValue: {${typeOf(value)}:${Object.values(value)[0]}}`;
  throw invalid(
    `Invalid ${expression}: The BETWEEN operator ${rule}; lower bound operand: ${show(lower)}, upper bound operand: ${show(upper)}`,
  );
}

function checkDistinct(
  operator: string,
  operands: readonly Operand[],
  bindings: Bindings,
  expression: ExpressionKind,
): void {
  const paths = operands.flatMap((operand) =>
    operand.kind === 'path' ? formatPath(resolvePath(operand, bindings)) : [],
  );
  if (paths.length < 2 || new Set(paths).size > 1) return;
  throw invalid(
    `Invalid ${expression}: The first operand must be distinct from the remaining operands for this operator or function; ` +
      `operator: ${operator}, first operand: ${paths[0]}`,
  );
}
