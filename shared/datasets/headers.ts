/**
 * Which column each header of a file means. Names, Chinese and English labels and aliases are matched in any order, without case, width
 * and surrounding blanks. Nothing is guessed: an unknown, ambiguous, repeated or missing header holds the drop.
 */
import type { Column, DatasetDefinition } from './define.ts';
import { envelopeColumns, ownEnvelopeHeaders } from './envelope.ts';
import type { HeaderFault, HeaderFaultCode } from './faults.ts';

/** A place in the file: the column it feeds, or undefined when doudi writes that column itself. */
export interface PlacedColumn {
  readonly name: string;
  readonly column: Column;
}
export type MatchedHeaders =
  | { ok: true; placed: readonly (PlacedColumn | undefined)[] }
  | { ok: false; faults: readonly HeaderFault[] };

/** All columns a file of the dataset may carry: its own, then those of the envelope it does not redefine. */
export function fileColumnsOf(dataset: DatasetDefinition): Readonly<Record<string, Column>> {
  return { ...dataset.columns, ...withoutKeys(envelopeColumns, dataset.columns) };
}

/** Whether a file must carry the column. Anonymous rows need neither number nor name. */
export function isRequiredIn(dataset: DatasetDefinition, name: string, column: Column): boolean {
  if (dataset.isAnonymousAllowed && (name === 'id_no' || name === 'name')) return false;
  return column.required === true;
}

export function matchHeaders(dataset: DatasetDefinition, headers: readonly string[]): MatchedHeaders {
  const columns = fileColumnsOf(dataset);
  const meanings = headerMeaningsOf(dataset);
  const faults: HeaderFault[] = [];
  const placed: (PlacedColumn | undefined)[] = [];
  const seen = new Set<string>();
  const fail = (code: HeaderFaultCode, header: string, position?: number) => faults.push({ code, header, position });

  if (headers.length === 0) fail('header-empty', '');
  headers.forEach((header, position) => {
    const key = headerKeyOf(header);
    const names = meanings.get(key);
    const [name] = names ?? [];
    placed.push(undefined);
    if (key === '') fail('header-empty', header, position);
    else if (names === undefined || name === undefined) fail('header-unknown', header, position);
    else if (names.size > 1) fail('header-ambiguous', header, position);
    else if (seen.has(name)) fail('header-duplicate', header, position);
    else {
      const column = columns[name];
      seen.add(name);
      if (column) placed[position] = { name, column };
    }
  });
  for (const [name, column] of Object.entries(columns)) {
    if (isRequiredIn(dataset, name, column) && !seen.has(name)) fail('header-missing', name);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, placed };
}

/** The form in which headers are compared. */
export function headerKeyOf(header: string): string {
  return header.replaceAll('\ufeff', '').normalize('NFKC').trim().toLowerCase();
}

/** What each header could mean. */
export function headerMeaningsOf(dataset: DatasetDefinition): ReadonlyMap<string, ReadonlySet<string>> {
  const meanings = new Map<string, Set<string>>();
  const add = (header: string, name: string) => {
    const key = headerKeyOf(header);
    const names = meanings.get(key);
    if (names) names.add(name);
    else meanings.set(key, new Set([name]));
  };
  for (const columns of [dataset.columns, envelopeColumns]) {
    for (const [name, column] of Object.entries<Column>(columns)) {
      for (const header of [name, column.label.zh, column.label.en, ...(column.aliases ?? [])]) add(header, name);
    }
  }
  for (const [name, label] of Object.entries(ownEnvelopeHeaders)) {
    for (const header of [name, label.zh, label.en]) add(header, name);
  }
  return meanings;
}

/** Headers of the dataset that could mean two columns: files must not use them. */
export function ambiguousHeadersOf(dataset: DatasetDefinition): readonly string[] {
  return [...headerMeaningsOf(dataset)].filter(([, names]) => names.size > 1).map(([header]) => header);
}

function withoutKeys<T extends object>(source: T, keys: object): Partial<T> {
  return Object.fromEntries(Object.entries(source).filter(([key]) => !Object.hasOwn(keys, key))) as Partial<T>;
}
