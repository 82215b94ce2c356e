/**
 * Conditional requests and ranges, decided from what is stored and what the caller said. A write on condition is judged at the moment
 * of its commit, so of two writers with `If-None-Match: *` exactly one succeeds; a range outside the object is refused, one that
 * cannot be understood is ignored, as HTTP asks.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import type { ObjectVersion } from './model.ts';

export interface WriteConditions {
  ifMatch?: string;
  ifNoneMatch?: string;
}

export interface ReadConditions extends WriteConditions {
  ifModifiedSince?: string;
  ifUnmodifiedSince?: string;
}

export const preconditionFailed = (condition: string) =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });

const listsEtag = (header: string, etag: string): boolean =>
  header.split(',').some((one) => {
    const plain = one.trim().replace(/^W\//, '').replaceAll(/^"|"$/g, '');
    return plain === '*' || plain === etag;
  });

export function requireWriteConditions(current: ObjectVersion | undefined, conditions: WriteConditions): void {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifNoneMatch !== undefined && current && listsEtag(ifNoneMatch, current.etag))
    throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (!current) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  if (!listsEtag(ifMatch, current.etag)) throw preconditionFailed('If-Match');
}

/** Instants of HTTP headers have whole seconds. */
const secondsOf = (instantMs: number): number => Math.floor(instantMs / 1000);

export function decideRead(version: ObjectVersion, conditions: ReadConditions): 'send' | 'not-modified' {
  const { ifMatch, ifNoneMatch } = conditions;
  const modified = secondsOf(version.modifiedAt);
  if (ifMatch !== undefined) {
    if (!listsEtag(ifMatch, version.etag)) throw preconditionFailed('If-Match');
  } else if (conditions.ifUnmodifiedSince !== undefined) {
    const limit = secondsOf(Date.parse(conditions.ifUnmodifiedSince));
    if (modified > limit) throw preconditionFailed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return listsEtag(ifNoneMatch, version.etag) ? 'not-modified' : 'send';
  if (conditions.ifModifiedSince === undefined) return 'send';
  return modified <= secondsOf(Date.parse(conditions.ifModifiedSince)) ? 'not-modified' : 'send';
}

/** End exclusive; `undefined` means the whole object. */
export function parseRange(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const match = header === undefined ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  const start = first === '' ? Math.max(bytes - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(Number(last) + 1, bytes);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= bytes || (first === '' && last !== '' && Number(last) === 0))
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
      RangeRequested: header,
      ActualObjectSize: bytes,
    });
  return { start, end };
}
