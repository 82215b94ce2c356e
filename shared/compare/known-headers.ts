/**
 * Separates the columns of a file that the catalogue knows from those it does not. Unknown columns are never read (minimised at the
 * door); a drop that has them is held as schema drift and, once a person releases it, speaks with its known columns only.
 */
import type { DatasetDefinition } from '../datasets/define.ts';
import { rowReaderFor } from '../datasets/read-row.ts';

export interface KnownHeaders {
  readonly headers: readonly string[];
  readonly unknown: readonly string[];
  pick(fields: readonly string[]): readonly string[];
}

export function knownHeaders(dataset: DatasetDefinition, headers: readonly string[]): KnownHeaders {
  const outcome = rowReaderFor(dataset, headers);
  const unknownAt = new Set(
    outcome.ok ? [] : outcome.faults.filter((fault) => fault.code === 'header-unknown').map((fault) => fault.position),
  );
  if (unknownAt.size === 0) return { headers, unknown: [], pick: (fields) => fields };
  const isKnown = (_: string, at: number) => !unknownAt.has(at);
  return {
    headers: headers.filter(isKnown),
    unknown: headers.filter((_, at) => unknownAt.has(at)),
    // A row of another length keeps its length fault.
    pick: (fields) => (fields.length === headers.length ? fields.filter(isKnown) : fields),
  };
}
