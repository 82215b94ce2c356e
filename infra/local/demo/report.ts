/** The demo's tables, and its one JSON line. */
import { catalogue } from '../../../shared/datasets/catalogue.ts';
import { isOpenState } from '../../../shared/domain/cases/alert-states.ts';
import { regionOf } from '../../../shared/domain/regions.ts';
import { registeredRules } from '../../../shared/rules/registry.ts';
import type { County } from '../county/county.ts';
import type { Measured } from './measure.ts';

export interface Timings {
  readonly synthSeconds: number;
  readonly bootSeconds: number;
  readonly countySeconds: number;
  readonly rosterSeconds: number;
  readonly dropSeconds: number;
  readonly totalSeconds: number;
}

export interface DemoSummary {
  readonly people: number;
  readonly households: number;
  readonly datasetsInCatalogue: number;
  readonly rules: number;
  readonly drops: number;
  readonly rowsIn: number;
  readonly rowsAccounted: number;
  readonly rejects: number;
  readonly warnings: { readonly leak: number; readonly error: number };
  readonly precision: { readonly leak: number; readonly error: number };
  readonly recall: { readonly leak: number; readonly error: number };
  readonly naivePrecision: { readonly leak: number; readonly error: number };
  readonly cases: number;
  readonly seconds: number;
}

export function summaryOf(county: County, measured: Measured, timings: Timings): DemoSummary {
  const receipts = measured.drops.map(({ receipt }) => receipt).filter((receipt) => receipt !== undefined);
  const rows = receipts.map(({ rows: counts }) => counts);
  const open = measured.cases.filter((alertCase) => isOpenState(alertCase.state));
  const warnings = (direction: 'leak' | 'error') =>
    open
      .filter((alertCase) => alertCase.direction === direction)
      .reduce((sum, alertCase) => sum + alertCase.warnings.length, 0);
  return {
    people: county.summary.rosterPeople,
    households: county.summary.rosterHouseholds,
    datasetsInCatalogue: catalogue.length,
    rules: registeredRules.length,
    drops: receipts.length,
    rowsIn: rows.reduce((sum, count) => sum + count.in, 0),
    rowsAccounted: rows.reduce((sum, count) => sum + count.warnings + count.clean + count.rejected + count.skipped, 0),
    rejects: rows.reduce((sum, count) => sum + count.rejected, 0),
    warnings: { leak: warnings('leak'), error: warnings('error') },
    precision: { leak: rounded(measured.ours.leak.precision), error: rounded(measured.ours.error.precision) },
    recall: { leak: rounded(measured.ours.leak.recall), error: rounded(measured.ours.error.recall) },
    naivePrecision: { leak: rounded(measured.naive.leak.precision), error: rounded(measured.naive.error.precision) },
    cases: open.length,
    seconds: Math.round(timings.totalSeconds * 10) / 10,
  };
}

export function printReport(county: County, measured: Measured, timings: Timings): void {
  printDatasets(measured);
  printTownships(measured);
  printTruth(measured);
  const { summary } = county;
  console.log(
    `\nRoster ${summary.rosterHouseholds} households, ${summary.rosterPeople} people; ${summary.outsidePeople} people beside it. ` +
      `${summary.householdsInNeed} households in need, ${summary.householdsWronglyCovered} covered wrongly.`,
  );
  console.log(
    `Seconds: synthesis ${one(timings.synthSeconds)}, boot ${one(timings.bootSeconds)}, county ${one(timings.countySeconds)}, ` +
      `roster ${one(timings.rosterSeconds)}, drops to cases ${one(timings.dropSeconds)}; ${one(timings.totalSeconds)} in all.`,
  );
}

function printDatasets(measured: Measured): void {
  const table = new Map<
    string,
    { drops: number; rows: number; rejected: number; levels: Record<string, number>; states: Set<string> }
  >();
  for (const { dataset, receipt } of measured.drops) {
    const line = table.get(dataset) ?? { drops: 0, rows: 0, rejected: 0, levels: {}, states: new Set<string>() };
    table.set(dataset, line);
    line.drops += 1;
    line.rows += receipt?.rows.in ?? 0;
    line.rejected += receipt?.rows.rejected ?? 0;
    line.states.add(receipt?.state ?? 'no receipt');
    for (const [level, count] of Object.entries(receipt?.warnings ?? {}))
      line.levels[level] = (line.levels[level] ?? 0) + count;
  }
  const columns = ['leak-red', 'leak-orange', 'leak-yellow', 'error-red', 'error-orange', 'error-yellow'];
  const titles = ['防漏红', '橙', '黄', '防错红', '橙', '黄'];
  console.log(
    `\n${'dataset'.padEnd(24)}${'drops'.padStart(6)}${'rows'.padStart(8)}${'rejects'.padStart(8)}  ${titles.map((title) => title.padStart(5)).join('')}  state`,
  );
  for (const [dataset, line] of table) {
    const levels = columns.map((column) => String(line.levels[column] ?? 0).padStart(6)).join('');
    console.log(
      `${dataset.padEnd(24)}${String(line.drops).padStart(6)}${String(line.rows).padStart(8)}${String(line.rejected).padStart(8)}  ${levels}  ${[...line.states].join(' ')}`,
    );
  }
}

function printTownships(measured: Measured): void {
  const counts = new Map<string, { leak: number; error: number }>();
  for (const alertCase of measured.cases) {
    if (!isOpenState(alertCase.state)) continue;
    const count = counts.get(alertCase.township) ?? { leak: 0, error: 0 };
    counts.set(alertCase.township, count);
    count[alertCase.direction] += 1;
  }
  console.log('\nOpen cases by township (防漏/防错):');
  const cells = [...counts]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([code, count]) => `${regionOf(code)?.name ?? '待分派'} ${count.leak}/${count.error}`);
  for (let at = 0; at < cells.length; at += 6) console.log(`  ${cells.slice(at, at + 6).join('  ')}`);
}

function printTruth(measured: Measured): void {
  console.log('\nAgainst the known truth, by household:');
  for (const direction of ['leak', 'error'] as const) {
    const ours = measured.ours[direction];
    const naive = measured.naive[direction];
    console.log(
      `  ${direction.padEnd(6)} warned ${ours.warned}, true ${ours.truePositives} of ${ours.actual}: precision ${percent(ours.precision)}, recall ${percent(ours.recall)}` +
        ` | naive: warned ${naive.warned}, precision ${percent(naive.precision)}, recall ${percent(naive.recall)} | ${one(ours.precision / naive.precision)} × as precise`,
    );
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const one = (value: number) => value.toFixed(1);
const rounded = (share: number) => Math.round(share * 1000) / 1000;
