/** Reads a file of the county back as texts under snake_case names; for the baseline and for looking at a drop by hand. */
import { gunzipSync } from 'node:zlib';
import { datasetOf } from '../../../shared/datasets/catalogue.ts';
import { envelopeColumns } from '../../../shared/datasets/envelope.ts';
import { rosterFile } from '../../../shared/datasets/roster-file.ts';
import type { DropFile } from './drop-writer.ts';

export interface DropText {
  /** Header words as the file has them. */
  readonly words: readonly string[];
  /** Column names as in the catalogue, in the order of the file. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readDrop(drop: DropFile): DropText {
  const plain = drop.fileName.endsWith('.gz') ? gunzipSync(drop.bytes) : drop.bytes;
  const text = new TextDecoder(drop.manifest.encoding ?? 'utf-8', { fatal: true }).decode(plain);
  const [first, ...rest] = text.split('\r\n');
  const names = columnNamesOf(drop.dataset);
  const words = fieldsOf((first ?? '').replace(/^\ufeff/, ''));
  const header = words.map((word) => names.get(word) ?? word);
  return { words, header, rows: rest.filter((line) => line !== '').map(fieldsOf) };
}

function columnNamesOf(dataset: string): ReadonlyMap<string, string> {
  const columns = dataset === rosterFile.key ? rosterFile.columns : (datasetOf(dataset)?.columns ?? {});
  const names = new Map<string, string>();
  for (const [name, column] of Object.entries({ ...envelopeColumns, ...columns })) {
    for (const word of [column.label.zh, ...(column.aliases ?? [])]) names.set(word, name);
  }
  return names;
}

function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) =>
    match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
  );
}
