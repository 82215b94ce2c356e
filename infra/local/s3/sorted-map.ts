/** A map ordered by the UTF-8 bytes of its keys, the order in which S3 lists. */
import bTreeModule from 'sorted-btree';

type BTreeClass = typeof bTreeModule;
// The package is CommonJS: Node hands over its exports object, a bundler its default export.
const BTree = ((bTreeModule as unknown as { default?: BTreeClass }).default ?? bTreeModule) as BTreeClass;

export type SortedMap<V> = InstanceType<typeof BTree<string, V>>;

/** UTF-16 order is UTF-8 order except that surrogates sort above U+E000…U+FFFF. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [xIsSurrogate, yIsSurrogate] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

export const createSortedMap = <V>(): SortedMap<V> => new BTree<string, V>(undefined, compareUtf8);
