/**
 * What has been raised and still stands, by household: the memory that recognises repeated findings at their source, so that a
 * monthly full file with one percent of change sends about one percent of the messages. Kept in buckets by household id.
 */
import type { Finding } from '../rules/evaluate.ts';
import { tokenBucketOf } from './tokens.ts';

export const indexBucketBits = 3;

/** A live finding, as short as telling apart needs. */
export interface IndexedFinding {
  readonly level: Finding['level'];
  readonly strength: Finding['strength'];
  readonly direction: Finding['direction'];
  readonly datasets: readonly string[];
}

export interface IndexedHousehold {
  /** Persons of a household beside the roster; empty for a roster household. */
  readonly members: readonly string[];
  readonly findings: Readonly<Record<string, IndexedFinding>>;
}

export type FindingIndex = Map<string, IndexedHousehold>;

export function indexBucketOf(household: string): string {
  return String(tokenBucketOf(household, indexBucketBits));
}

export function encodeIndexBucket(entries: Iterable<readonly [string, IndexedHousehold]>): Buffer {
  const lines = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map((entry) => `${JSON.stringify(entry)}\n`);
  return Buffer.from(lines.join(''));
}

export function decodeIndexBucket(bytes: Buffer, into: FindingIndex): void {
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line === '') continue;
    const [household, entry] = JSON.parse(line) as [string, IndexedHousehold];
    into.set(household, entry);
  }
}

export function indexedOf(findings: readonly Finding[], members: readonly string[]): IndexedHousehold | undefined {
  if (findings.length === 0) return undefined;
  return {
    members,
    findings: Object.fromEntries(
      findings.map((finding) => [
        finding.id,
        {
          level: finding.level,
          strength: finding.strength,
          direction: finding.direction,
          datasets: [...new Set(finding.evidence.map((ref) => ref.dataset))].sort(),
        },
      ]),
    ),
  };
}
