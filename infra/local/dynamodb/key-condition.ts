/** KeyConditionExpression: one partition by equality and, at most, one condition on the sort key. */
import type { AttributeValue } from './attribute-value.ts';
import { type Bindings, boundValue, resolvePath } from './bindings.ts';
import type { Condition, Operand } from './condition-parser.ts';
import { invalid, invalidParameter } from './errors.ts';
import { type KeyRange, partitionKey, rangeOf, type SortCondition } from './key-codec.ts';
import type { KeyAttribute, KeySchema } from './table-definition.ts';

interface KeyTerm {
  readonly name: string;
  readonly condition: SortCondition;
  readonly operands: readonly AttributeValue[];
}

/** The range of tree keys the condition selects, and the partition it lies in. */
export function selectKeys(condition: Condition, bindings: Bindings, key: KeySchema): KeyRange & { partition: string } {
  const terms = termsOf(condition, bindings);
  const takeTerm = (attribute: KeyAttribute) => {
    const found = terms.filter((term) => term.name === attribute.name);
    if (found.length > 1) throw invalid('KeyConditionExpressions must only contain one condition per key');
    for (const operand of found[0]?.operands ?? []) {
      if (operand[attribute.type] === undefined) {
        throw invalidParameter('Condition parameter type does not match schema type');
      }
      requireFilled(operand, attribute);
    }
    return found[0];
  };
  const hash = takeTerm(key.hash);
  const range = key.range && takeTerm(key.range);
  if (!hash) throw invalid(`Query condition missed key schema element: ${key.hash.name}`);
  const [value] = hash.operands;
  if (hash.condition !== '=' || !value) throw invalid('Query key condition not supported');
  if (terms.length > (range ? 2 : 1)) {
    throw invalid(`Query condition missed key schema element: ${key.range?.name ?? key.hash.name}`);
  }
  if (range?.condition === 'begins_with' && key.range?.type === 'N') {
    throw invalid(
      'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    );
  }
  const partition = partitionKey(value);
  return { ...rangeOf(partition, range?.condition, range?.operands), partition };
}

function requireFilled(operand: AttributeValue, attribute: KeyAttribute): void {
  if (operand.S !== '' && operand.B !== '') return;
  throw invalid(
    'One or more parameter values are not valid. ' +
      `The AttributeValue for a key attribute cannot contain an empty string value. Key: ${attribute.name}`,
  );
}

function termsOf(condition: Condition, bindings: Bindings): readonly KeyTerm[] {
  switch (condition.kind) {
    case 'and':
      return [...termsOf(condition.left, bindings), ...termsOf(condition.right, bindings)];
    case 'compare': {
      if (condition.comparator === '<>') throw refuse('<>');
      return [term(condition.left, condition.comparator, [condition.right], bindings)];
    }
    case 'between':
      return [term(condition.of, 'BETWEEN', [condition.low, condition.high], bindings)];
    case 'call':
      if (condition.name !== 'begins_with' || !condition.argument) throw refuse(condition.name);
      return [term(condition.path, 'begins_with', [condition.argument], bindings)];
    default:
      throw refuse(condition.kind.toUpperCase());
  }
}

function term(path: Operand, condition: SortCondition, operands: readonly Operand[], bindings: Bindings): KeyTerm {
  const parts = path.kind === 'path' ? resolvePath(path, bindings) : [];
  const values = operands.map((operand) => (operand.kind === 'value' ? boundValue(operand.name, bindings) : undefined));
  const [name] = parts;
  if (parts.length !== 1 || typeof name !== 'string' || values.some((value) => value === undefined)) {
    throw invalid('Query key condition not supported');
  }
  return { name, condition, operands: values.filter((value) => value !== undefined) };
}

function refuse(operator: string): Error {
  return invalid(`Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: ${operator}`);
}
