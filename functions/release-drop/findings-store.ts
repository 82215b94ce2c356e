/** Findings of a release in the library: events to send, all findings for portraits and replay, and the index of what stands. */
import type { ExaminationResult } from '../../shared/compare/examine.ts';
import {
  decodeIndexBucket,
  encodeIndexBucket,
  type FindingIndex,
  type IndexedHousehold,
  indexBucketOf,
} from '../../shared/compare/finding-index.ts';
import { eventsKey, findingsKey, indexKey } from '../../shared/compare/keys.ts';
import { type WarningEvent, type WarningsRaised, warningEvent } from '../../shared/contracts/messages.ts';
import type { CatalogueHead } from '../../shared/ports/drop-store.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';

const eventsPerMessageMax = 50;
const messageBytesMax = 200_000;

export async function readIndex(head: CatalogueHead, library: Objects): Promise<FindingIndex> {
  const index: FindingIndex = new Map();
  await Promise.all(
    Object.values(head.findings).map(async (key) => {
      const bytes = await library.read(key);
      if (bytes === undefined) throw new Error(`no ${key}`);
      decodeIndexBucket(bytes, index);
    }),
  );
  return index;
}

export interface FindingsPlace {
  readonly head: CatalogueHead;
  readonly index: FindingIndex;
  readonly revision: number;
  readonly source: string;
}

/** Writes everything the release found; returns the keys of the index buckets of the next catalogue version. */
export async function storeFindings(
  result: ExaminationResult,
  place: FindingsPlace,
  library: Objects,
): Promise<{ readonly findings: CatalogueHead['findings'] }> {
  const { head, index, revision, source } = place;
  const next = new Map<string, IndexedHousehold>(index);
  const changed = new Set<string>();
  for (const [household, entry] of result.index) {
    if (JSON.stringify(entry) === JSON.stringify(index.get(household))) continue;
    changed.add(indexBucketOf(household));
    if (entry === undefined) next.delete(household);
    else next.set(household, entry);
  }
  const byBucket = new Map<string, (readonly [string, IndexedHousehold])[]>([...changed].map((bucket) => [bucket, []]));
  for (const entry of next) byBucket.get(indexBucketOf(entry[0]))?.push(entry);
  const findings: Record<string, string> = { ...head.findings };
  await Promise.all([
    library.write(eventsKey(revision, source), ndjson(result.events), 'application/x-ndjson'),
    library.write(findingsKey(revision, source), ndjson(result.findings), 'application/x-ndjson'),
    ...[...byBucket].map(async ([bucket, entries]) => {
      const key = indexKey(bucket, revision, source);
      await library.write(key, encodeIndexBucket(entries), 'application/x-ndjson');
      findings[bucket] = key;
    }),
  ]);
  return { findings };
}

/** Sends the events of a release; sending them twice changes nothing. */
export async function sendEvents(
  revision: number,
  source: string,
  ports: { readonly library: Objects; readonly warnings: Outbox<WarningsRaised> },
): Promise<void> {
  const bytes = await ports.library.read(eventsKey(revision, source));
  if (bytes === undefined) throw new Error(`no events of revision ${revision}`);
  const events = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => warningEvent.parse(JSON.parse(line)));
  await ports.warnings.send(messagesOf(source, events));
}

function messagesOf(source: string, events: readonly WarningEvent[]): WarningsRaised[] {
  const messages: WarningsRaised[] = [];
  let batch: WarningEvent[] = [];
  let bytes = 0;
  const flush = () => {
    if (batch.length > 0) messages.push({ version: 1, source, events: batch });
    batch = [];
    bytes = 0;
  };
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    if (batch.length === eventsPerMessageMax || bytes + size > messageBytesMax) flush();
    batch.push(event);
    bytes += size;
  }
  flush();
  return messages;
}

function ndjson(values: readonly unknown[]): Buffer {
  return Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}
