/** The mix of the roster by programme and status, and the income a household of each kind has when nothing extraordinary happened. */
import type { Programme, RosterStatus } from '../../../shared/domain/household.ts';
import type { Random } from './random.ts';

export interface Stratum {
  readonly programme: Programme | undefined;
  readonly status: RosterStatus | undefined;
  readonly isUrban: boolean | undefined;
  /** Per-capita income as multiples of the line. */
  readonly incomeFrom: number;
  readonly incomeTo: number;
}

const stratum = (
  programme: Programme | undefined,
  status: RosterStatus | undefined,
  isUrban: boolean | undefined,
  incomeFrom: number,
  incomeTo: number,
): Stratum => ({ programme, status, isUrban, incomeFrom, incomeTo });

export const strata = {
  'rural-covered': stratum('rural-dibao', 'covered', false, 0.32, 0.99),
  'rural-exit': stratum('rural-dibao', 'gradual-exit', false, 1.03, 1.9),
  'rural-suspended': stratum('rural-dibao', 'suspended', false, 0.4, 0.99),
  'urban-covered': stratum('urban-dibao', 'covered', true, 0.32, 0.99),
  'rural-tekun': stratum('rural-tekun', 'covered', false, 0.05, 0.7),
  'urban-tekun': stratum('urban-tekun', 'covered', true, 0.05, 0.7),
  edge: stratum('edge', 'recognised', undefined, 1.02, 1.49),
  'edge-split': stratum('edge', 'recognised', false, 1.02, 1.49),
  rigid: stratum('rigid', 'recognised', undefined, 1.1, 2.3),
  monitored: stratum('monitored', 'recognised', false, 1.04, 2.4),
  registered: stratum('none', 'watched', undefined, 1.08, 3.2),
  refused: stratum('rural-dibao', 'refused', false, 1.03, 2.8),
  ended: stratum('rural-dibao', 'ended', false, 1.06, 3.4),
  applying: stratum('rural-dibao', 'applying', false, 0.35, 0.99),
  outside: stratum(undefined, undefined, undefined, 1.12, 8),
} as const satisfies Record<string, Stratum>;
export type StratumName = keyof typeof strata;

const rosterMix: Readonly<Partial<Record<StratumName, number>>> = {
  'rural-covered': 36.6,
  'rural-exit': 1.1,
  'rural-suspended': 0.3,
  'urban-covered': 6,
  'rural-tekun': 2.6,
  'urban-tekun': 0.4,
  edge: 10,
  'edge-split': 2,
  rigid: 3,
  monitored: 18,
  registered: 4.5,
  refused: 4,
  ended: 5,
  applying: 4.5,
};

export function rosterStratum(random: Random): StratumName {
  return random.weighted(rosterMix as Record<StratumName, number>);
}

/** Multiple of the line a household of the stratum earns; outside the roster incomes spread widely. */
export function ordinaryIncome({ programme, incomeFrom, incomeTo }: Stratum, random: Random): number {
  if (programme === undefined) return Math.max(incomeFrom, random.skewed(2.7, 1.6));
  return incomeFrom + random.next() * (incomeTo - incomeFrom);
}
