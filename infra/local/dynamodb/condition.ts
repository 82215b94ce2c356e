/** Evaluates a parsed condition against an item. A missing attribute meets `<>` and `attribute_not_exists`, nothing else. */
import { type AttributeValue, compareValues, equalValues, type Item, typeOf } from './attribute-value.ts';
import { type Bindings, boundValue, resolvePath } from './bindings.ts';
import type { Comparator, Condition, Operand } from './condition-parser.ts';
import { valueAt } from './document-path.ts';

export function meetsCondition(condition: Condition, item: Item, bindings: Bindings): boolean {
  const valueFor = (operand: Operand) => operandValue(operand, item, bindings);
  switch (condition.kind) {
    case 'and':
      return meetsCondition(condition.left, item, bindings) && meetsCondition(condition.right, item, bindings);
    case 'or':
      return meetsCondition(condition.left, item, bindings) || meetsCondition(condition.right, item, bindings);
    case 'not':
      return !meetsCondition(condition.of, item, bindings);
    case 'compare':
      return compare(condition.comparator, valueFor(condition.left), valueFor(condition.right));
    case 'between': {
      const value = valueFor(condition.of);
      return compare('>=', value, valueFor(condition.low)) && compare('<=', value, valueFor(condition.high));
    }
    case 'in': {
      const value = valueFor(condition.of);
      return condition.among.some((member) => compare('=', value, valueFor(member)));
    }
    case 'call': {
      const argument = condition.argument && valueFor(condition.argument);
      return meetsCall(condition.name, valueFor(condition.path), argument);
    }
  }
}

function operandValue(operand: Operand, item: Item, bindings: Bindings): AttributeValue | undefined {
  if (operand.kind === 'value') return boundValue(operand.name, bindings);
  if (operand.kind === 'path') return valueAt(item, resolvePath(operand, bindings));
  const value = valueAt(item, resolvePath(operand.path, bindings));
  const size = value && sizeFunction(value);
  return size === undefined ? undefined : { N: String(size) };
}

function sizeFunction(value: AttributeValue): number | undefined {
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.M) return Object.keys(value.M).length;
  return (value.S ?? value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}

function compare(comparator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (comparator === '<>') return !(left && right && equalValues(left, right));
  if (!left || !right) return false;
  if (comparator === '=') return equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

function meetsCall(name: string, value: AttributeValue | undefined, argument: AttributeValue | undefined): boolean {
  if (name === 'attribute_exists') return value !== undefined;
  if (name === 'attribute_not_exists') return value === undefined;
  if (!value || !argument) return false;
  if (name === 'attribute_type') return typeOf(value) === argument.S;
  return name === 'begins_with' ? beginsWith(value, argument) : contains(value, argument);
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (value.S !== undefined && prefix.S !== undefined) return value.S.startsWith(prefix.S);
  if (value.B === undefined || prefix.B === undefined) return false;
  const start = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, start.length).equals(start);
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.L) return value.L.some((element) => equalValues(element, part));
  if (part.S !== undefined) return value.S?.includes(part.S) ?? value.SS?.includes(part.S) ?? false;
  if (part.N !== undefined) return value.NS?.includes(part.N) ?? false;
  if (part.B === undefined) return false;
  if (value.BS) return value.BS.includes(part.B);
  return value.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
}
