/**
 * Applies a parsed update to an item. Every operand reads the item as it was before the update; paths may not overlap; list
 * elements are removed by their old positions. Money is safe here: numbers are added exactly or the update is refused.
 */
import { type AttributeValue, type Item, type SetType, typeOf } from './attribute-value.ts';
import { type Bindings, boundValue, resolvePath } from './bindings.ts';
import { wrongType } from './condition-check.ts';
import { addNumbers, subtractNumbers } from './decimal.ts';
import { type Path, requireDisjoint, valueAt, withValueAt } from './document-path.ts';
import { invalid } from './errors.ts';
import type { MemberAction, SetOperand, Update } from './update-parser.ts';

/** Paths an update touches, aliases resolved; refuses overlapping ones. */
export function pathsOfUpdate(update: Update, bindings: Bindings): readonly Path[] {
  const actions = [...update.set, ...update.add, ...update.delete];
  const paths = [...actions.map((action) => action.path), ...update.remove].map((path) => resolvePath(path, bindings));
  requireDisjoint(paths, 'UpdateExpression');
  return paths;
}

/** Refuses values whose type never fits ADD or DELETE. */
export function checkUpdate(update: Update, bindings: Bindings): void {
  for (const { value } of update.add) {
    const type = typeOf(boundValue(value.name, bindings));
    if (type !== 'N' && !isSetType(type)) throw wrongType('ADD', type, 'UpdateExpression');
  }
  for (const { value } of update.delete) {
    const type = typeOf(boundValue(value.name, bindings));
    if (!isSetType(type)) throw wrongType('DELETE', type, 'UpdateExpression');
  }
}

export function applyUpdate(update: Update, item: Item, bindings: Bindings): Item {
  const changes: { path: Path; value: AttributeValue | undefined }[] = [];
  const at = ({ path }: { path: MemberAction['path'] }) => resolvePath(path, bindings);
  for (const action of update.set)
    changes.push({ path: at(action), value: operandValue(action.value, item, bindings) });
  for (const action of update.add) changes.push({ path: at(action), value: added(action, item, bindings) });
  for (const action of update.delete) {
    const value = valueAt(item, at(action));
    if (value) changes.push({ path: at(action), value: without(value, boundValue(action.value.name, bindings)) });
  }
  const removals = update.remove.map((path) => ({ path: resolvePath(path, bindings), value: undefined }));
  const emptied = changes.filter((change) => change.value === undefined);
  const kept = changes.filter((change) => change.value !== undefined).sort((a, b) => comparePaths(a.path, b.path));
  const gone = [...removals, ...emptied].sort((a, b) => comparePaths(b.path, a.path));
  return [...kept, ...gone].reduce((result, { path, value }) => withValueAt(result, path, value), item);
}

/** By list positions, so that appended elements keep their order and removals can run from the back; names in any fixed order. */
function comparePaths(a: Path, b: Path): number {
  for (const [depth, part] of a.entries()) {
    const other = b[depth];
    if (part === other || other === undefined) continue;
    if (typeof part === 'number' && typeof other === 'number') return part - other;
    return String(part) < String(other) ? -1 : 1;
  }
  return 0;
}

function operandValue(operand: SetOperand, item: Item, bindings: Bindings): AttributeValue {
  const valueFor = (inner: SetOperand) => operandValue(inner, item, bindings);
  switch (operand.kind) {
    case 'value':
      return boundValue(operand.name, bindings);
    case 'path': {
      const value = valueAt(item, resolvePath(operand, bindings));
      if (!value) throw invalid('The provided expression refers to an attribute that does not exist in the item');
      return value;
    }
    case 'if_not_exists':
      return valueAt(item, resolvePath(operand.path, bindings)) ?? valueFor(operand.otherwise);
    case 'list_append': {
      const left = valueFor(operand.left);
      const right = valueFor(operand.right);
      if (!left.L || !right.L)
        throw wrongOperand(operand.kind, left.L ? operand.right : operand.left, left.L ? right : left);
      return { L: [...left.L, ...right.L] };
    }
    default: {
      const left = valueFor(operand.left);
      const right = valueFor(operand.right);
      if (left.N === undefined || right.N === undefined) {
        const leftFits = left.N !== undefined;
        throw wrongOperand(operand.kind, leftFits ? operand.right : operand.left, leftFits ? right : left);
      }
      return { N: operand.kind === '+' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) };
    }
  }
}

function wrongOperand(operator: string, operand: SetOperand, value: AttributeValue): Error {
  if (operand.kind === 'value') return wrongType(operator, typeOf(value), 'UpdateExpression');
  return invalid('An operand in the update expression has an incorrect data type');
}

function isSetType(type: string): type is SetType {
  return type === 'SS' || type === 'NS' || type === 'BS';
}

function added(action: MemberAction, item: Item, bindings: Bindings): AttributeValue {
  const value = valueAt(item, resolvePath(action.path, bindings));
  const more = boundValue(action.value.name, bindings);
  if (!value) return more;
  if (value.N !== undefined && more.N !== undefined) return { N: addNumbers(value.N, more.N) };
  const type = setTypeOf(value, more);
  return { [type]: [...new Set([...(value[type] ?? []), ...(more[type] ?? [])])] };
}

/** Undefined when no member is left. */
function without(value: AttributeValue, fewer: AttributeValue): AttributeValue | undefined {
  const type = setTypeOf(value, fewer);
  const left = value[type]?.filter((member) => !fewer[type]?.includes(member)) ?? [];
  return left.length > 0 ? { [type]: left } : undefined;
}

function setTypeOf(value: AttributeValue, other: AttributeValue): SetType {
  const type = typeOf(value);
  if (isSetType(type) && type === typeOf(other)) return type;
  throw invalid('An operand in the update expression has an incorrect data type');
}
