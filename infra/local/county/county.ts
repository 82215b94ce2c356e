/**
 * The synthetic county: Weining as a seed makes it. It gives what departments and civil affairs would drop, and the truth that nobody
 * drops. It knows the catalogue and the law's words, and no rule: whether the system finds what is true is for a comparison to say.
 */
import { type Recorder, recordDrops } from './book.ts';
import { dayOf } from './days.ts';
import { civilAffairs } from './departments/civil-affairs.ts';
import { education } from './departments/education.ts';
import { finance } from './departments/finance.ts';
import { health } from './departments/health.ts';
import { humanResources } from './departments/human-resources.ts';
import { justice } from './departments/justice.ts';
import { market } from './departments/market.ts';
import { property } from './departments/property.ts';
import { publicSecurity } from './departments/public-security.ts';
import { publicServices } from './departments/public-services.ts';
import { ruralAffairs } from './departments/rural-affairs.ts';
import type { DropFile } from './drop-writer.ts';
import { writeRoster } from './roster.ts';
import { type CountySummary, summarise } from './summary.ts';
import { type HouseholdTruth, truthOf } from './truth.ts';
import { buildWorld } from './world.ts';

export type { DropFile } from './drop-writer.ts';
export type { CountySummary } from './summary.ts';
export type { HouseholdTruth } from './truth.ts';

export interface CountyOptions {
  readonly seed?: string;
  /** People on the roster, at least. */
  readonly people?: number;
  /** Day of the newest data, `YYYY-MM-DD`. */
  readonly asOf?: string;
}

export interface County {
  readonly seed: string;
  readonly asOf: string;
  readonly roster: DropFile;
  /** In order of production: a month's files before the next month's. */
  readonly drops: readonly DropFile[];
  readonly truth: readonly HouseholdTruth[];
  readonly summary: CountySummary;
}

export const countyDefaults = { seed: 'weining', people: 50_100, asOf: '2026-11-20' } as const;

export const recorders: readonly Recorder[] = [
  ...publicSecurity,
  ...justice,
  ...civilAffairs,
  ...health,
  ...humanResources,
  ...education,
  ...property,
  ...market,
  ...finance,
  ...ruralAffairs,
  ...publicServices,
];

export function generateCounty(options: CountyOptions = {}): County {
  const { seed, people, asOf } = { ...countyDefaults, ...options };
  const world = buildWorld(seed, people, dayOf(asOf));
  const drops = recorders.flatMap((recorder) => recordDrops(recorder, world));
  drops.sort((one, other) => compareText(one.period, other.period));
  const roster = writeRoster(world);
  const truth = world.households.map((household) => truthOf(household, world.asOf));
  return { seed, asOf, roster, drops, truth, summary: summarise(roster, drops, truth) };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
