/**
 * L-UTI-01: an old person living alone has used no water or power, or hardly any, for two months. It is auxiliary evidence (57-17), never
 * more than yellow: one meter is a signal, power and water together are worth a call. Normal use of another meter explains it.
 */
import { utilities } from '../datasets/utilities.ts';
import { addToMonth, firstDayOf, type Month, monthOf } from '../domain/dates.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { meansOf, raised } from './hardship.ts';
import { ageOf, isDead, isPresent } from './household-structure.ts';
import { law } from './law.ts';

export interface UtilityParameters {
  readonly ageMin: number;
  readonly monthsMin: number;
  /** Share of the usual use below which it counts as sharply reduced. */
  readonly usualPercent: number;
  /** Months a meter's last reading may be old. */
  readonly readMonthsMax: number;
}

interface Meter {
  readonly kind: string;
  readonly facts: readonly Fact<typeof utilities>[];
  /** First month of the low use; undefined when use is normal. */
  readonly lowSince: Month | undefined;
}

const homeMeters = new Set(['1', '2', '3']);
const reading = (kind: string, month: string, usage: number, zeroMonths?: number) =>
  row(utilities, {
    utility_kind: kind,
    month,
    usage,
    ...(zeroMonths === undefined ? {} : { zero_months: zeroMonths }),
  });
const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'];
const readings = (kind: string, usages: readonly number[]) =>
  usages.map((usage, index) => reading(kind, months[index] ?? '', usage));

export const utilityUseStopped = defineRule<UtilityParameters>({
  id: 'utility-use-stopped',
  code: 'L-UTI-01',
  title: { zh: '独居老人水电用量骤减', en: 'Old person living alone uses hardly any water or power' },
  direction: 'leak',
  level: 'yellow',
  triggers: [trigger(utilities, (row) => homeMeters.has(row.utility_kind ?? ''))],
  basis: [law.recognition(17)],
  innocentIf: [
    { zh: '已随子女居住或外出', en: 'has moved to the children or is away' },
    { zh: '住院或入住养老机构', en: 'is in hospital or in a home' },
    { zh: '更换电表、水表或改用其他能源', en: 'a meter was changed, or another energy is used' },
  ],
  because: {
    zh: '独居老人（{age} 岁）自 {sinceMonth} 起 {meters} 类水电气用量为零或骤减，请先电话了解近况',
    en: 'An old person of {age} living alone has used hardly any of {meters} utilities since {sinceMonth}; please call first',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { ageMin: 60, monthsMin: 2, usualPercent: 20, readMonthsMax: 3 },
      source: 'two months: handbook §2.7; default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    const parameters = context.parametersOn(asOf);
    const alone = subject.members.filter((member) => isPresent(member) && !isDead(subject, member, asOf));
    const [person] = alone;
    const age = person === undefined ? undefined : ageOf(person, asOf);
    if (person === undefined || alone.length !== 1 || age === undefined || age < parameters.ageMin) return [];
    if (isHouseholdPaid(subject, asOf) || meansOf(subject, context).need === 'comfortable') return [];
    const meters = metersOf(subject, person.person, monthOf(asOf), parameters);
    const low = meters.filter((meter) => meter.lowSince !== undefined);
    const hasNormalUse = meters.some(
      (meter) => meter.lowSince === undefined && (meter.facts.at(-1)?.row.usage ?? 0) > 0,
    );
    const sinceMonth = low
      .map((meter) => meter.lowSince ?? '')
      .sort()
      .at(0);
    if (sinceMonth === undefined || hasNormalUse) return [];
    return raised(
      { level: 'yellow', strength: low.length > 1 ? 'warning' : 'signal' },
      {
        key: `since-${sinceMonth}`,
        person: person.person,
        evidence: evidence(low.flatMap((meter) => meter.facts)),
        measures: { age, sinceMonth, meters: low.length },
        factOn: firstDayOf(sinceMonth),
      },
    );
  },
  examples: [
    {
      claim: 'power and water both at zero for two months are raised in yellow',
      asOf: '2026-09-10',
      household: {
        members: [
          {
            person: 'head',
            birthDate: '1948-01-01',
            rows: [...readings('1', [6000, 6200, 5800, 0, 0]), ...readings('2', [500, 480, 520, 0, 0])],
          },
        ],
      },
      raises: [{ level: 'yellow', strength: 'warning', key: 'since-2026-07', measures: { meters: 2, age: 78 } }],
    },
    {
      claim: 'one meter alone is a signal',
      asOf: '2026-09-10',
      household: { members: [{ person: 'head', birthDate: '1948-01-01', rows: [reading('1', '2026-08', 0, 2)] }] },
      raises: [{ strength: 'signal', key: 'since-2026-07' }],
    },
    {
      claim: 'a fifth of the usual use is not yet sharply reduced, and one month is not two',
      asOf: '2026-09-10',
      household: {
        members: [
          {
            person: 'head',
            birthDate: '1948-01-01',
            rows: [...readings('1', [6000, 6000, 6000, 1200, 1200]), reading('2', '2026-08', 0, 1)],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'normal use of power explains a dry water meter',
      asOf: '2026-09-10',
      household: {
        members: [
          {
            person: 'head',
            birthDate: '1948-01-01',
            rows: [...readings('1', [6000, 6200, 5800, 6100, 6000]), reading('2', '2026-08', 0, 4)],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'somebody who does not live alone is not raised',
      asOf: '2026-09-10',
      household: {
        members: [
          {
            person: 'head',
            birthDate: '1948-01-01',
            rows: [reading('1', '2026-08', 0, 3), reading('2', '2026-08', 0, 3)],
          },
          { person: 'wife', birthDate: '1950-01-01' },
        ],
      },
      raises: [],
    },
  ],
});

function metersOf(subject: Subject, person: string, today: Month, parameters: UtilityParameters): Meter[] {
  const byKind = new Map<string, Fact<typeof utilities>[]>();
  for (const fact of subject.factsOf(person, utilities)) {
    const { utility_kind: kind, month } = fact.row;
    const isKnown = kind !== undefined && homeMeters.has(kind) && month !== undefined && month <= today;
    if (isKnown) byKind.set(kind, [...(byKind.get(kind) ?? []), fact]);
  }
  return [...byKind].flatMap(([kind, unsorted]) => {
    const facts = unsorted.sort((a, b) => ((a.row.month ?? '') < (b.row.month ?? '') ? -1 : 1));
    const last = facts.at(-1)?.row.month ?? '';
    if (last < addToMonth(today, -parameters.readMonthsMax)) return [];
    return [{ kind, facts, lowSince: lowSinceOf(facts, parameters) }];
  });
}

/** From the meter's own count of empty months, or from the latest readings against the mean of those before them. */
function lowSinceOf(facts: readonly Fact<typeof utilities>[], parameters: UtilityParameters): Month | undefined {
  const last = facts.at(-1)?.row;
  const zeroMonths = last?.zero_months ?? 0;
  if (last?.month !== undefined && zeroMonths >= parameters.monthsMin) return addToMonth(last.month, 1 - zeroMonths);
  const known = facts.filter(({ row }) => row.usage !== undefined);
  const usages = known.map(({ row }) => row.usage ?? 0);
  for (let start = usages.length - parameters.monthsMin; start >= parameters.monthsMin; start--) {
    const usual = usages.slice(0, start).reduce((sum, usage) => sum + usage, 0) / start;
    const isLow = (usage: number) => usage * 100 < usual * parameters.usualPercent;
    if (!usages.slice(start).every(isLow)) return undefined;
    const isWhole = !isLow(usages[start - 1] ?? usual);
    if (isWhole) return known[start]?.row.month;
  }
  return undefined;
}
