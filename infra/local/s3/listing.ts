/**
 * Listing in UTF-8 order with prefix and delimiter. An item is a key or a common prefix; a page holds the items above `after`, so the
 * last item of a page is the place where the next begins. Keys under a common prefix are jumped over, not walked.
 */
import type { Bucket, ObjectVersion } from './model.ts';
import { compareUtf8, type SortedMap } from './sorted-map.ts';

export interface ListOptions {
  prefix: string;
  delimiter: string;
  /** Exclusive. */
  after: string;
  itemsMax: number;
}

export type ListedItem = { key: string; version: ObjectVersion } | { commonPrefix: string };

export interface ListedPage {
  items: ListedItem[];
  /** The last item, when there are more. */
  next?: string;
}

export const nameOf = (item: ListedItem): string => ('key' in item ? item.key : item.commonPrefix);

export function listObjects(bucket: Bucket, options: ListOptions): ListedPage {
  const items: ListedItem[] = [];
  for (const { name, isPrefix, versions } of walk(bucket.keys, options, isCurrent)) {
    if (compareUtf8(name, options.after) <= 0) continue;
    if (items.length >= options.itemsMax) {
      const last = items.at(-1);
      return { items, next: last === undefined ? options.after : nameOf(last) };
    }
    if (isPrefix) items.push({ commonPrefix: name });
    else items.push({ key: name, version: versions[0] as ObjectVersion });
  }
  return { items };
}

const isCurrent = (versions: ObjectVersion[]): boolean => versions[0]?.isDeleteMarker === false;

export interface VersionMarker {
  key: string;
  /** Empty: after all versions of the key. */
  versionId: string;
}

export type ListedVersion = { key: string; version: ObjectVersion; isLatest: boolean } | { commonPrefix: string };

export function listVersions(
  bucket: Bucket,
  options: Omit<ListOptions, 'after'> & { after: VersionMarker },
): { items: ListedVersion[]; next?: VersionMarker } {
  const { after } = options;
  const items: ListedVersion[] = [];
  let last: VersionMarker = after;
  // From the marker's key inclusive, whose further versions may still be due.
  for (const { name, isPrefix, versions } of walk(bucket.keys, { ...options, after: after.key }, () => true)) {
    const order = compareUtf8(name, after.key);
    if (order < 0 || (order === 0 && (isPrefix || after.versionId === ''))) continue;
    const done = order === 0 ? versions.findIndex((one) => one.versionId === after.versionId) + 1 : 0;
    for (const [index, version] of isPrefix ? [[0, undefined] as const] : versions.entries()) {
      if (index < done) continue;
      if (items.length >= options.itemsMax) return { items, next: last };
      if (version) items.push({ key: name, version, isLatest: index === 0 });
      else items.push({ commonPrefix: name });
      last = { key: name, versionId: version?.versionId ?? '' };
    }
  }
  return { items };
}

interface Step {
  name: string;
  isPrefix: boolean;
  versions: ObjectVersion[];
}

/** Keys and common prefixes from `after` (inclusive) on, each common prefix once. */
function* walk(
  keys: SortedMap<ObjectVersion[]>,
  { prefix, delimiter, after }: ListOptions,
  counts: (versions: ObjectVersion[]) => boolean,
): Generator<Step> {
  let from: string | undefined = compareUtf8(prefix, after) > 0 ? prefix : after;
  let walked: string | undefined;
  while (from !== undefined) {
    let jump: string | undefined;
    for (const [key, versions] of keys.entries(from)) {
      if (!key.startsWith(prefix)) return;
      if (!counts(versions) || (walked !== undefined && key.startsWith(walked))) continue;
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        yield { name: key, isPrefix: false, versions };
        continue;
      }
      walked = key.slice(0, end + delimiter.length);
      yield { name: walked, isPrefix: true, versions };
      jump = successorOf(walked);
      if (jump !== undefined) break;
    }
    from = jump;
  }
}

/** The least text above everything that begins with `text`; `undefined` where one step is not simply the next character. */
function successorOf(text: string): string | undefined {
  const last = text.charCodeAt(text.length - 1);
  return last < 0xd7ff ? text.slice(0, -1) + String.fromCharCode(last + 1) : undefined;
}
