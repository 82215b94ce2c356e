/**
 * Keeps the counters of cases from the cases table's stream: a changed case leaves its old bucket and enters its new one. Each version
 * of a case is counted once, however often its record is delivered. Every other item of the table, the counters themselves
 * included, changes nothing.
 */
import { caseItem } from '../../shared/contracts/case-item.ts';
import { findBucketMove } from '../../shared/domain/cases/case-counts.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { CounterStore } from '../../shared/ports/counter-store.ts';

export interface ProjectPorts {
  readonly counters: CounterStore;
  readonly clock: Clock;
}

type Item = Readonly<Record<string, unknown>>;

export async function project(
  change: { readonly before: Item | undefined; readonly after: Item | undefined },
  { counters, clock }: ProjectPorts,
): Promise<void> {
  const before = caseOf(change.before);
  const after = caseOf(change.after);
  const move = findBucketMove(before, after);
  const version = after?.version ?? (before === undefined ? 0 : before.version + 1);
  const caseId = after?.id ?? before?.id;
  if (move === undefined || caseId === undefined) return;
  await counters.move({ ...move, caseId, version, at: clock.now() });
}

function caseOf(item: Item | undefined) {
  const isCase = item?.['sk'] === 'CASE' && String(item['pk']).startsWith('CASE#');
  return isCase ? caseItem.parse(item).case : undefined;
}
