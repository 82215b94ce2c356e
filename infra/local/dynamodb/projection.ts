/** ProjectionExpression: which parts of an item a caller sees. Lists shrink to the elements asked for, in their order. */
import type { AttributeValue, Item } from './attribute-value.ts';
import { attributeOf } from './attribute-value.ts';
import { type Path, requireDisjoint } from './document-path.ts';
import type { ExpressionReader, PathNode, PathPart } from './expression-lexer.ts';

/** What is asked for below a value: nothing more (`undefined`, take it whole) or some of its parts. */
type Selection = Map<PathPart, Selection | undefined>;

export function parseProjection(reader: ExpressionReader): readonly PathNode[] {
  const paths = [reader.readPath()];
  while (reader.takeSymbol(',')) paths.push(reader.readPath());
  reader.expectEnd();
  return paths;
}

/** A function that cuts items down to these paths; it refuses paths that overlap. */
export function projector(paths: readonly Path[], expression = 'ProjectionExpression'): (item: Item) => Item {
  requireDisjoint(paths, expression);
  const selection: Selection = new Map();
  for (const path of paths) select(selection, path);
  return (item) => selectFrom({ M: item }, selection)?.M ?? {};
}

function select(selection: Selection, path: Path): void {
  let level = selection;
  for (const [depth, part] of path.entries()) {
    if (depth === path.length - 1) level.set(part, undefined);
    else {
      const deeper = level.get(part) ?? new Map();
      level.set(part, deeper);
      level = deeper;
    }
  }
}

/** Undefined when nothing asked for is there. */
function selectFrom(value: AttributeValue, selection: Selection): AttributeValue | undefined {
  if (value.M) {
    const found: [string, AttributeValue][] = [];
    for (const [part, deeper] of selection) {
      const child = typeof part === 'string' ? attributeOf(value.M, part) : undefined;
      const taken = child && (deeper ? selectFrom(child, deeper) : child);
      if (taken) found.push([String(part), taken]);
    }
    return found.length > 0 ? { M: Object.fromEntries(found) } : undefined;
  }
  const elements = value.L?.flatMap((child, index) => {
    if (!selection.has(index)) return [];
    const deeper = selection.get(index);
    return (deeper ? selectFrom(child, deeper) : child) ?? [];
  });
  return elements && elements.length > 0 ? { L: elements } : undefined;
}
