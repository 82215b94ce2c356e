/**
 * A member who counts is in prison or compulsory treatment and does not count there (57-7). Community correction, release and parole
 * do not take anybody out of a family. It concerns the member: the family may need more help, not less.
 */
import { custody } from '../datasets/custody.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { defineRule, type Fact, type Level, row, type Strength, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { isStale } from './freshness.ts';
import { law } from './law.ts';

interface CustodyParameters {
  readonly staleMonthsMax: number;
}

const detention = '2';
const communityCorrection = '4';

export const memberInCustody = defineRule<CustodyParameters>({
  id: 'member-in-custody',
  code: 'E-CUS-01',
  title: { zh: '在保成员正在服刑或强制隔离戒毒', en: 'A member who counts is in prison or compulsory treatment' },
  direction: 'error',
  level: 'red',
  triggers: [
    trigger(custody, (record) => record.custody_type !== communityCorrection && record.community_correction !== true),
  ],
  basis: [law.recognition('7'), law.tekun('24(三)')],
  innocentIf: [
    { zh: '已释放、假释或保外就医回家', en: 'released, on parole or on medical parole at home' },
    { zh: '社区矫正，仍共同生活', en: 'community correction, still living with the family' },
    { zh: '姓名或证件号误匹配', en: 'a mistaken match of name or number' },
    { zh: '家庭失去主要劳动力，需要加大救助', en: 'the family lost its earner and needs more help' },
  ],
  because: {
    zh: '登记显示该成员自 {heldSinceOn} 起羁押，仍计入共同生活成员；按人核减，不停整户，待核实',
    en: 'the register shows the member held since {heldSinceOn} while still counted; it concerns this person, not the family; to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { staleMonthsMax: 12 }, source: 'default [OK]; 57-7' }],
  find: (subject, context) => {
    const { staleMonthsMax } = context.parametersOn(context.asOf);
    return subject.countedMembers.flatMap(({ person }) => {
      const held = subject.factsOf(person, custody).filter((fact) => isHeld(fact, context.asOf));
      const strongest =
        held.find((fact) => weightOf(fact, context.asOf, staleMonthsMax).strength === 'warning') ?? held[0];
      if (strongest === undefined) return [];
      const heldSinceOn = strongest.row.custody_start ?? context.asOf;
      const endsOn = strongest.row.custody_end_planned;
      return [
        {
          key: evidenceKey('custody', person, strongest.row.custody_start, strongest.row.custody_type),
          person,
          ...weightOf(strongest, context.asOf, staleMonthsMax),
          evidence: evidence(held),
          measures: { heldSinceOn, ...(endsOn === undefined ? {} : { endsOn }) },
          factOn: heldSinceOn,
        },
      ];
    });
  },
  examples: [
    example('a member serving a sentence until 2028 is raised', {}, 'warning'),
    example('a member in compulsory treatment is raised', { custody_type: '3' }, 'warning'),
    example('community correction is not custody', { custody_type: '4' }),
    example('a sentence served in community correction is not custody', { community_correction: true }),
    example('a member released yesterday is not in custody', { release_date: '2026-08-30' }),
    example('a member to be released tomorrow still is', { release_date: '2026-09-01' }, 'warning'),
    example(
      'a sentence that has run out without a release on record is a signal',
      { custody_end_planned: '2026-08-30' },
      'signal',
    ),
    example('detention before trial is a signal', { custody_type: '2' }, 'signal'),
    {
      ...example('a member the roster already leaves out is not raised', {}),
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [{ person: 'son', status: 'in-custody', rows: [held({})] }],
      },
    },
  ],
});

function isHeld({ row: record }: Fact<typeof custody>, asOf: CalendarDate): boolean {
  const isAtHome = record.custody_type === communityCorrection || record.community_correction === true;
  const isReleased = record.release_date !== undefined && record.release_date <= asOf;
  return !isAtHome && !isReleased && record.custody_type !== undefined && (record.custody_start ?? asOf) <= asOf;
}

function weightOf(
  fact: Fact<typeof custody>,
  asOf: CalendarDate,
  staleMonthsMax: number,
): { level: Level; strength: Strength } {
  const { custody_type: type, custody_end_planned: endsOn, release_date: releasedOn, custody_start: start } = fact.row;
  const isPast = endsOn !== undefined && endsOn < asOf && releasedOn === undefined;
  const isUndated = start === undefined || (endsOn === undefined && isStale(fact, asOf, staleMonthsMax));
  const isDoubtful = type === detention || isPast || isUndated || fact.isNameMatch === false;
  return isDoubtful ? { level: 'yellow', strength: 'signal' } : { level: 'red', strength: 'warning' };
}

function held(values: Parameters<typeof row<typeof custody>>[1]) {
  return row(custody, { custody_type: '1', custody_start: '2025-04-01', custody_end_planned: '2028-03-31', ...values });
}

function example(claim: string, values: Parameters<typeof row<typeof custody>>[1], strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      members: [{ person: 'head' }, { person: 'son', rows: [held(values)] }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
