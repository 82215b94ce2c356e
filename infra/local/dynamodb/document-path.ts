/** Reading and copying-on-write along document paths such as `a.b[0].c`. */
import { type AttributeValue, attributeOf, type Item } from './attribute-value.ts';
import { invalid } from './errors.ts';
import type { PathPart } from './expression-lexer.ts';

export type Path = readonly PathPart[];

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const part of path) {
    value = typeof part === 'number' ? value?.L?.[part] : value?.M && attributeOf(value.M, part);
    if (!value) return undefined;
  }
  return value;
}

/**
 * The item with the value at `path` replaced, or removed when `value` is undefined. A list index behind the end appends. Throws
 * ValidationException when the parent of the path does not exist or is of the wrong kind.
 */
export function withValueAt(item: Item, path: Path, value: AttributeValue | undefined): Item {
  return replaceIn({ M: item }, path, 0, value).M ?? {};
}

function replaceIn(
  parent: AttributeValue,
  path: Path,
  depth: number,
  value: AttributeValue | undefined,
): AttributeValue {
  const part = path[depth];
  const last = depth === path.length - 1;
  if (typeof part === 'string' && parent.M) {
    const child = attributeOf(parent.M, part);
    if (last) return { M: withAttribute(parent.M, part, value) };
    if (child) return { M: withAttribute(parent.M, part, replaceIn(child, path, depth + 1, value)) };
  }
  if (typeof part === 'number' && parent.L) {
    const child = parent.L[part];
    if (last) return { L: withElement(parent.L, part, value) };
    if (child) return { L: withElement(parent.L, part, replaceIn(child, path, depth + 1, value)) };
  }
  throw invalid('The document path provided in the update expression is invalid for update');
}

function withAttribute(map: Item, name: string, value: AttributeValue | undefined): Item {
  if (value) return { ...map, [name]: value };
  const { [name]: _, ...rest } = map;
  return rest;
}

function withElement(list: readonly AttributeValue[], index: number, value: AttributeValue | undefined) {
  if (!value) return list.toSpliced(index, 1);
  return index < list.length ? list.with(index, value) : [...list, value];
}

export function formatPath(path: Path): string {
  return `[${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;
}

/** Refuses two paths of which one is the other or leads through it, or that treat one value as both map and list. */
export function requireDisjoint(paths: readonly Path[], expression: string): void {
  for (const [index, one] of paths.entries()) {
    for (const other of paths.slice(0, index)) {
      const split = one.findIndex((part, at) => part !== other[at]);
      const overlap = split === -1 || split >= other.length;
      if (!overlap && typeof one[split] === typeof other[split]) continue;
      throw invalid(
        `Invalid ${expression}: Two document paths ${overlap ? 'overlap' : 'conflict'} with each other; ` +
          `must remove or rewrite one of these paths; path one: ${formatPath(other)}, path two: ${formatPath(one)}`,
      );
    }
  }
}
