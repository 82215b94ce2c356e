/**
 * L-EXP-01: a rigid-expenditure recognition, or the gradual exit from dibao, ends within thirty days or has ended. The family gets a
 * renewal check or a notice in time. It rests on the roster alone, so it may have no department row.
 */
import { assistanceRoster } from '../datasets/assistance-roster.ts';
import { rosterFile } from '../datasets/roster-file.ts';
import { type CalendarDate, daysBetween, lastDayOf } from '../domain/dates.ts';
import { assistanceOf, rosterTypes } from './assistance-of.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { law } from './law.ts';

export interface ExpiringParameters {
  readonly daysMax: number;
  /** Days after the end in which the roster is taken to be merely late. */
  readonly overdueDaysMax: number;
}

export const recognitionExpiring = defineRule<ExpiringParameters>({
  id: 'recognition-expiring',
  code: 'L-EXP-01',
  title: { zh: '刚性支出认定或渐退期即将到期', en: 'Recognition or gradual exit about to end' },
  direction: 'leak',
  level: 'yellow',
  appliesTo: ['covered', 'recognised'],
  triggers: [trigger(assistanceRoster, (row) => row.assist_type === '06' || row.status === '2'), trigger(rosterFile)],
  basis: [law.rigidExpenditure(10), law.recognition(33)],
  innocentIf: [
    { zh: '续期复核已在办理', en: 'the renewal check is under way' },
    { zh: '家庭困难已消除，同意到期退出', en: 'the hardship is over and the family agrees to leave' },
    { zh: '有效期已更新，名册尚未同步', en: 'the validity was renewed, the roster is behind' },
  ],
  because: {
    zh: '{kindCode} 将于 {validUntilOn} 到期，请办理续期复核或到期告知',
    en: '{kindCode} ends on {validUntilOn}: renew it or give notice',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { daysMax: 30, overdueDaysMax: 180 },
      source: '30 days: handbook §2.7; GX-10; default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    const kindCode =
      subject.programme === 'rigid' && subject.status === 'recognised'
        ? 'rigid'
        : subject.status === 'gradual-exit'
          ? 'gradual-exit'
          : undefined;
    if (kindCode === undefined) return [];
    const rows = rosterRowsOf(subject, asOf);
    const validUntilOn = subject.validUntil ?? lastMonthOf(rows);
    if (validUntilOn === undefined) return [];
    const { daysMax, overdueDaysMax } = context.parametersOn(validUntilOn);
    const days = daysBetween(asOf, validUntilOn);
    if (days > daysMax || days < -overdueDaysMax) return [];
    return [
      {
        key: validUntilOn,
        evidence: evidence(rows),
        measures: { kindCode, validUntilOn, days },
        factOn: validUntilOn,
      },
    ];
  },
  examples: [
    {
      claim: 'a recognition that ends in exactly thirty days is raised',
      asOf: '2026-09-30',
      household: { programme: 'rigid', status: 'recognised', validUntil: '2026-10-30', members: [{ person: 'head' }] },
      raises: [{ level: 'yellow', strength: 'warning', key: '2026-10-30', measures: { kindCode: 'rigid', days: 30 } }],
    },
    {
      claim: 'thirty-one days are too early',
      asOf: '2026-09-30',
      household: { programme: 'rigid', status: 'recognised', validUntil: '2026-10-31', members: [{ person: 'head' }] },
      raises: [],
    },
    {
      claim: 'a gradual exit that ends is raised, from the roster of assistance when the household carries no date',
      asOf: '2026-10-05',
      household: {
        programme: 'rural-dibao',
        status: 'gradual-exit',
        members: [
          {
            person: 'head',
            rows: [row(assistanceRoster, { assist_type: '02', status: '2', guarantee_end: '2026-10' })],
          },
        ],
      },
      raises: [{ key: '2026-10-31', measures: { kindCode: 'gradual-exit' } }],
    },
    {
      claim: 'a household normally covered has no end to watch',
      asOf: '2026-09-30',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        validUntil: '2026-10-10',
        members: [{ person: 'head' }],
      },
      raises: [],
    },
  ],
});

function rosterRowsOf(subject: Subject, asOf: CalendarDate): readonly Fact<typeof assistanceRoster>[] {
  const types = subject.status === 'gradual-exit' ? rosterTypes.dibao : rosterTypes.rigid;
  return subject.members.flatMap((member) => assistanceOf(subject, member.person, asOf, types));
}

function lastMonthOf(rows: readonly Fact<typeof assistanceRoster>[]): CalendarDate | undefined {
  const month = rows
    .flatMap(({ row }) => row.guarantee_end ?? [])
    .sort()
    .at(-1);
  return month === undefined ? undefined : lastDayOf(month);
}
