/**
 * Reads the key a department wrote: `drops/{department}/{dataset}/{period}/{folder}/{file}`. Only plain names pass; the key comes
 * URL-encoded in an S3 event and is decoded once. Nothing is ever joined to a path from it.
 */
import { decodedKey } from '../../shared/contracts/object-event.ts';
import { datasetOf } from '../../shared/datasets/catalogue.ts';
import type { DropFaultCode } from '../../shared/domain/drops.ts';

export interface DropKey {
  readonly path: string;
  readonly department: string;
  readonly dataset: string;
  readonly period: string;
  readonly folder: string;
  readonly file: string;
  readonly isManifest: boolean;
}

export type ParsedDropKey =
  | { readonly ok: true; readonly key: DropKey }
  | { readonly ok: false; readonly code: DropFaultCode };

const segment = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
const periodPattern = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const keyBytesMax = 512;

export function parseDropKey(encoded: string): ParsedDropKey {
  const decoded = decodedKey(encoded);
  if (decoded === undefined || Buffer.byteLength(decoded) > keyBytesMax) return { ok: false, code: 'key-invalid' };
  const parts = decoded.split('/');
  const [root, department, dataset, period, folder, file] = parts;
  const isShaped = parts.length === 6 && root === 'drops' && [department, dataset, folder, file].every(isPlain);
  if (!isShaped || !periodPattern.test(period ?? '')) return { ok: false, code: 'key-invalid' };
  if (datasetOf(dataset as string) === undefined) return { ok: false, code: 'dataset-unknown' };
  return {
    ok: true,
    key: {
      path: parts.slice(0, 5).join('/'),
      department: department as string,
      dataset: dataset as string,
      period: period as string,
      folder: folder as string,
      file: file as string,
      isManifest: file === 'manifest.json',
    },
  };
}

function isPlain(text: string | undefined): boolean {
  return text !== undefined && segment.test(text) && !text.includes('..');
}
