/**
 * L-HOU-01: a house appraised as dangerous (C or D) without a repair or relocation programme. Covered families are asked too: housing
 * help is for them (L-26). A safe home elsewhere explains it.
 */
import { housingSupport } from '../datasets/housing-support.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { hasHomeElsewhere } from './after-disaster.ts';
import { defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { law } from './law.ts';

export interface DangerousHouseParameters {
  /** An appraisal older than this may have been dealt with long ago. */
  readonly monthsMax: number;
}

const dangerous = new Set(['C', 'D']);
const appraisal = (level: string, on?: string) =>
  row(housingSupport, { support_kind: '3', danger_level: level, ...(on === undefined ? {} : { appraisal_date: on }) });

export const dangerousHouse = defineRule<DangerousHouseParameters>({
  id: 'dangerous-house',
  code: 'L-HOU-01',
  title: { zh: '危房未纳入改造', en: 'Dangerous house without a repair programme' },
  direction: 'leak',
  level: 'orange',
  appliesTo: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
  triggers: [trigger(housingSupport, (row) => dangerous.has(row.danger_level ?? ''))],
  basis: [law.socialAssistanceAct(26), law.press(4)],
  innocentIf: [
    { zh: '已在他处建房或购房', en: 'has built or bought elsewhere' },
    { zh: '鉴定房屋为闲置老屋，无人居住', en: 'the appraised house is an empty old one' },
    { zh: '改造或搬迁已安排，补贴待发', en: 'repair or relocation is arranged, the subsidy is due' },
  ],
  because: {
    zh: '住房鉴定为 {dangerCode} 级危房，未见改造补贴或安置记录，可能需要住房救助',
    en: 'The house is appraised as dangerous, level {dangerCode}; no repair subsidy or resettlement on record; housing help may be needed',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 36 }, source: 'levels C and D: L-26; age: default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    const facts = subject.facts(housingSupport);
    const judged = facts.filter(({ row }) => row.danger_level !== undefined && (row.appraisal_date ?? asOf) <= asOf);
    const latest = [...judged].sort((a, b) => compare(a.row.appraisal_date ?? '', b.row.appraisal_date ?? '')).at(-1);
    if (latest === undefined || !dangerous.has(latest.row.danger_level ?? '')) return [];
    const appraisedOn = latest.row.appraisal_date ?? latest.eventOn;
    if (facts.some((fact) => isHelped(fact, appraisedOn)) || hasRebuilt(subject, appraisedOn)) return [];
    const isOld =
      appraisedOn !== undefined && appraisedOn <= addMonths(asOf, -context.parametersOn(appraisedOn).monthsMax);
    const need = subject.standing === 'covered' ? 'low' : meansOf(subject, context).need;
    const judgement = judge('orange', need);
    return raised(isOld || hasHomeElsewhere(subject, asOf) ? weakened(judgement) : judgement, {
      key: `level-${latest.row.danger_level} ${appraisedOn ?? ''}`.trim(),
      evidence: evidence([latest]),
      measures: { dangerCode: latest.row.danger_level ?? '', ...(appraisedOn === undefined ? {} : { appraisedOn }) },
      factOn: appraisedOn ?? asOf,
    });
  },
  examples: [
    {
      claim: 'a house of level D without a subsidy is raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [appraisal('D', '2026-06-01')] }] },
      raises: [{ level: 'orange', strength: 'warning', key: 'level-D 2026-06-01' }],
    },
    {
      claim: 'a paid repair subsidy is a programme',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              appraisal('C', '2026-06-01'),
              row(housingSupport, { support_kind: '3', subsidy_amount: 3_500_000 }, { eventOn: '2026-08-01' }),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'a later appraisal at level B replaces an earlier one at level D',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [appraisal('D', '2024-06-01'), appraisal('B', '2026-02-01')] }] },
      raises: [],
    },
    {
      claim: 'a house built elsewhere since explains it',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              appraisal('D', '2026-02-01'),
              row(realEstate, {
                cert_no: 'a',
                planned_use: '1',
                house_nature: '4',
                right_status: '1',
                register_date: '2026-07-01',
              }),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'an appraisal of three years ago leaves a signal',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [appraisal('C', '2023-09-30')] }] },
      raises: [{ strength: 'signal' }],
    },
  ],
});

/** A repair subsidy, a public flat or a relocation home, given after the appraisal as far as its date is known. */
function isHelped({ row, eventOn }: Fact<typeof housingSupport>, appraisedOn: CalendarDate | undefined): boolean {
  const isRepaired = row.support_kind === '3' && (row.subsidy_amount ?? 0) > 0;
  const isMoved = row.support_kind !== '2' && row.move_in_date !== undefined;
  const helpedOn = row.move_in_date ?? eventOn ?? appraisedOn ?? '';
  return (isRepaired || isMoved) && helpedOn >= (appraisedOn ?? '');
}

function hasRebuilt(subject: Subject, appraisedOn: CalendarDate | undefined): boolean {
  return subject.facts(realEstate).some(({ row }) => {
    const isHome = row.planned_use === '1' && row.right_status === '1';
    return isHome && appraisedOn !== undefined && (row.register_date ?? '') > appraisedOn;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
