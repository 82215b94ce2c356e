/**
 * The yardsticks a province sets: standards by region class and date, and overrides of rule parameters, as one immutable, hashed
 * pack. The seed values are demonstration data near the published averages (handbook §2.4): a province replaces them.
 */
import type { CalendarDate } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { divideRounded } from '../domain/money.ts';
import type { DatedParameters, Standard } from './define.ts';

export type StandardClass = 'I' | 'II' | 'III';

interface DatedStandard {
  readonly from: CalendarDate;
  readonly source: string;
  readonly urbanDibaoFenMonth: Readonly<Record<StandardClass, Fen>>;
  readonly ruralDibaoFenYear: Readonly<Record<StandardClass, Fen>>;
  readonly minimumWageFenMonth: Fen;
  readonly basicPensionFenMonth: Fen;
  readonly urbanDisposableFenYear: Fen;
  readonly ruralDisposableFenYear: Fen;
  readonly monitoringLineFenYear: Fen;
}

export interface PolicyPack {
  readonly id: string;
  readonly standards: readonly DatedStandard[];
  /** Class of a county or prefecture by code; the nearest ancestor in the region path wins. */
  readonly classes: Readonly<Record<string, StandardClass>>;
  /** Parameters by rule code, put before the rule's own. */
  readonly overrides: Readonly<Record<string, readonly DatedParameters<unknown>[]>>;
}

export const seedPolicy: PolicyPack = {
  id: 'seed-2026',
  standards: [
    {
      from: '2024-01-01',
      source: 'demonstration data near the averages of end 2024 (P1) [OK]',
      urbanDibaoFenMonth: { I: 82_000, II: 76_000, III: 71_500 },
      ruralDibaoFenYear: { I: 720_000, II: 660_000, III: 618_000 },
      minimumWageFenMonth: 189_000,
      basicPensionFenMonth: 12_300,
      urbanDisposableFenYear: 4_200_000,
      ruralDisposableFenYear: 1_480_000,
      monitoringLineFenYear: 820_000,
    },
    {
      from: '2026-01-01',
      source: 'demonstration data, class table of handbook §2.4 [OK]; monitoring line P3',
      urbanDibaoFenMonth: { I: 85_000, II: 78_000, III: 73_500 },
      ruralDibaoFenYear: { I: 744_000, II: 684_000, III: 642_000 },
      minimumWageFenMonth: 198_000,
      basicPensionFenMonth: 14_300,
      urbanDisposableFenYear: 4_500_000,
      ruralDisposableFenYear: 1_650_000,
      monitoringLineFenYear: 850_000,
    },
  ],
  classes: {
    '52': 'II',
    '520100': 'I',
    '520500': 'III',
    '522600': 'III',
    '522300': 'III',
  },
  overrides: {},
};

/** The standard in force on a date; the earliest one also answers for dates before it. `regionPath` runs from village to province. */
export function standardOn(
  pack: PolicyPack,
  regionPath: readonly string[],
  isUrban: boolean,
  on: CalendarDate,
): Standard {
  const dated = pack.standards.filter((standard) => standard.from <= on).at(-1) ?? pack.standards[0];
  if (dated === undefined) throw new Error('policy pack without standards');
  const found = regionPath.map((code) => pack.classes[code]).find((value) => value !== undefined);
  const standardClass = found ?? pack.classes['52'] ?? 'II';
  const urbanMonth = dated.urbanDibaoFenMonth[standardClass];
  const ruralYear = dated.ruralDibaoFenYear[standardClass];
  return {
    dibaoFenMonth: isUrban ? urbanMonth : divideRounded(ruralYear, 12),
    dibaoFenYear: isUrban ? urbanMonth * 12 : ruralYear,
    minimumWageFenMonth: dated.minimumWageFenMonth,
    basicPensionFenMonth: dated.basicPensionFenMonth,
    disposableIncomeFenYear: isUrban ? dated.urbanDisposableFenYear : dated.ruralDisposableFenYear,
    monitoringLineFenYear: dated.monitoringLineFenYear,
  };
}

/** The parameters in force on a date: the most specific region first, then the latest date; the earliest value answers before it. */
export function parametersOn<P>(
  dated: readonly DatedParameters<P>[],
  regionPath: readonly string[],
  on: CalendarDate,
): P {
  let best: DatedParameters<P> | undefined;
  let bestDepth = Number.POSITIVE_INFINITY;
  for (const entry of dated) {
    const depth = entry.region === undefined ? regionPath.length : regionPath.indexOf(entry.region);
    if (depth < 0 || entry.from > on) continue;
    if (depth < bestDepth || (depth === bestDepth && best !== undefined && entry.from >= best.from)) {
      best = entry;
      bestDepth = depth;
    }
  }
  const chosen = best ?? dated.find((entry) => entry.region === undefined);
  if (chosen === undefined) throw new Error('rule without parameters for any region');
  return chosen.value;
}
