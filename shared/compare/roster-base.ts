/**
 * The roster base: what import-roster accepted last, as one compressed file of households with packed identity numbers, from which
 * snapshots are built. It lies only in the encrypted library bucket.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { CalendarDate } from '../domain/dates.ts';
import type { Objects } from '../ports/objects.ts';
import { currentRosterBaseKey, rosterBaseKey } from './keys.ts';
import type { RosterEntry } from './snapshot.ts';

export interface RosterPointer {
  readonly drop: string;
  readonly key: string;
  readonly people: number;
  readonly households: number;
  readonly asOf: CalendarDate;
  /** Production order of the roster: an older one never replaces a newer. */
  readonly order: string;
}

export async function writeRosterBase(
  library: Objects,
  drop: string,
  entries: readonly RosterEntry[],
): Promise<string> {
  const key = rosterBaseKey(drop);
  const lines = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => JSON.stringify(entry));
  await library.write(key, gzipSync(Buffer.from(lines.join('\n')), { level: 1 }), 'application/gzip');
  return key;
}

export async function readRosterBase(library: Objects, key: string): Promise<RosterEntry[]> {
  const bytes = await library.read(key);
  if (bytes === undefined) throw new Error(`no ${key}`);
  const text = gunzipSync(bytes).toString('utf8');
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as RosterEntry);
}

export async function readRosterPointer(library: Objects): Promise<RosterPointer | undefined> {
  const bytes = await library.read(currentRosterBaseKey);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as RosterPointer);
}

export async function writeRosterPointer(library: Objects, pointer: RosterPointer): Promise<void> {
  await library.write(currentRosterBaseKey, Buffer.from(JSON.stringify(pointer)), 'application/json');
}

/** Digest of a household's entry, to tell which households a new roster changes. */
export function entryDigest(entry: RosterEntry): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64url');
}
