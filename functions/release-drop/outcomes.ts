/** What each drop of a release brought about, for its receipt and for the guard of the next one. */
import type { ExaminationResult } from '../../shared/compare/examine.ts';
import type { Receipt } from '../../shared/compare/receipts.ts';
import type { Candidate } from './release-drop.ts';
import type { Touched } from './touched.ts';

export interface DropOutcome {
  /** Households newly warned about on this drop's evidence. */
  readonly households: number;
  readonly outcome: Pick<Receipt, 'rows' | 'vanished' | 'faultsByCode' | 'warnings' | 'withdrawn'>;
}

/** A warning is counted for the drop whose row it rests on, or for the first when it rests on rows accepted before. */
export function outcomesOf(
  candidates: readonly Candidate[],
  touched: readonly Touched[],
  result: ExaminationResult,
): readonly DropOutcome[] {
  const place = new Map(candidates.map(({ drop }, at) => [drop.id, at]));
  const warningRows = candidates.map(() => new Set<number>());
  for (const finding of result.findings) {
    if (finding.strength !== 'warning') continue;
    for (const ref of finding.evidence) {
      const at = place.get(ref.dropId);
      if (at !== undefined) warningRows[at]?.add(ref.row);
    }
  }
  const warnings = candidates.map((): Record<string, number> => ({}));
  const households = candidates.map(() => new Set<string>());
  for (const event of result.events) {
    if (event.kind !== 'raised') continue;
    const own = event.finding.evidence.map((ref) => place.get(ref.dropId)).find((at) => at !== undefined) ?? 0;
    const name = `${event.finding.direction}-${event.finding.level}`;
    const counts = warnings[own] ?? {};
    counts[name] = (counts[name] ?? 0) + 1;
    if (result.newlyWarned.has(event.finding.household)) households[own]?.add(event.finding.household);
  }
  const withdrawn = result.events.filter((event) => event.kind === 'withdrawn').length;
  return candidates.map(({ compared: { statistics } }, at) => ({
    households: households[at]?.size ?? 0,
    outcome: {
      rows: {
        in: statistics.rows,
        warnings: warningRows[at]?.size ?? 0,
        clean: statistics.accepted - (warningRows[at]?.size ?? 0),
        rejected: statistics.rejected,
        skipped: statistics.skipped,
      },
      vanished: touched[at]?.vanishedRows ?? 0,
      faultsByCode: statistics.faults,
      warnings: warnings[at] ?? {},
      withdrawn: at === 0 ? withdrawn : 0,
    },
  }));
}
