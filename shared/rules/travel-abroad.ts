/**
 * Journeys abroad at one's own cost. Auxiliary evidence only (57-17): always a signal. Work abroad, study and visits of unknown
 * purpose are left out.
 */
import { exitEntry } from '../datasets/exit-entry.ts';
import { addMonths } from '../domain/dates.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

interface TravelParameters {
  readonly tripsMin: number;
  /** DAYS_ABROAD within twelve months, work left out. */
  readonly daysMax: number;
}

const tourism = '1';
/** Tourism, visits and business; work and study have their own reasons. */
const privatePurposes = ['1', '3', '5'];

export const travelAbroad = defineRule<TravelParameters>({
  id: 'travel-abroad',
  code: 'E-EXT-01',
  title: { zh: '一年内多次自费出境', en: 'Several private journeys abroad within a year' },
  direction: 'error',
  level: 'yellow',
  strength: 'signal',
  triggers: [trigger(exitEntry, (trip) => privatePurposes.includes(trip.purpose ?? ''))],
  basis: [law.recognition(17)],
  innocentIf: [
    { zh: '劳务输出或务工', en: 'labour export or work' },
    { zh: '就医、探亲由他人承担费用', en: 'treatment or a family visit paid by others' },
    { zh: '边民往来或组织安排', en: 'border residents’ traffic, or arranged by an organisation' },
  ],
  because: {
    zh: '近12个月自费出境旅游 {trips} 次，境外停留 {days} 天，作为辅助信息待核实',
    en: '{trips} private journey(s) abroad and {days} day(s) there in 12 months; auxiliary information to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { tripsMin: 2, daysMax: 30 }, source: 'DAYS_ABROAD: default [OK]; 57-17' }],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const earliest = addMonths(context.asOf, -12);
    return subject.countedMembers.flatMap(({ person }) => {
      const journeys = subject.factsOf(person, exitEntry).filter(({ row: trip, isNameMatch }) => {
        const isRecent = trip.exit_date !== undefined && trip.exit_date > earliest && trip.exit_date <= context.asOf;
        return isRecent && privatePurposes.includes(trip.purpose ?? '') && isNameMatch !== false;
      });
      const trips = new Set(
        journeys.filter(({ row: trip }) => trip.purpose === tourism).map(({ row: trip }) => trip.exit_date),
      ).size;
      const days = journeys.reduce((sum, { row: trip }) => sum + (trip.days_abroad ?? 0), 0);
      if (trips < parameters.tripsMin && days <= parameters.daysMax) return [];
      const dates = journeys.flatMap(({ row: trip }) => trip.exit_date ?? []).sort();
      return [
        {
          key: evidenceKey('abroad', person, dates.at(-1)?.slice(0, 4)),
          evidence: evidence(journeys),
          measures: { trips, days },
          factOn: dates.at(-1) ?? context.asOf,
        },
      ];
    });
  },
  examples: [
    example('two tourist journeys are a signal', [trip('2025-10-01', '1', 5), trip('2026-02-01', '1', 6)], true),
    example('one tourist journey is not raised', [trip('2026-02-01', '1', 6)]),
    example('a year of work abroad is not raised', [trip('2025-10-01', '2', 300)]),
    example('thirty days of visits are not raised', [trip('2026-02-01', '3', 30)]),
    example('thirty-one days of visits are a signal', [trip('2026-02-01', '3', 31)], true),
    example('journeys of more than a year ago are not raised', [
      trip('2025-08-31', '1', 20),
      trip('2025-07-01', '1', 20),
    ]),
  ],
});

function trip(exitOn: string, purpose: string, days: number) {
  return row(exitEntry, { exit_date: exitOn, purpose, days_abroad: days });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], isRaised = false) {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'urban-dibao', status: 'covered', members: [{ person: 'head', rows }] },
    raises: isRaised ? [{ strength: 'signal' as const }] : [],
  } as const;
}
