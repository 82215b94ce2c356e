/**
 * L-DISA-01: a disaster destroyed or badly damaged the family's house. Relief is owed to everybody struck (L-28), covered families
 * included; another home or a resettlement since explains it, transition aid already paid lowers the level.
 */
import { disaster } from '../datasets/disaster.ts';
import { housingSupport } from '../datasets/housing-support.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { addMonths } from '../domain/dates.ts';
import { byDisaster, hasHomeElsewhere, isHouseLost, isResettledSince } from './after-disaster.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { law } from './law.ts';

export interface HouseDestroyedParameters {
  readonly monthsMax: number;
}

const flood = (damage: string, values: { transition_aid?: boolean } = {}) =>
  row(disaster, { disaster_type: '1', disaster_date: '2026-07-08', house_damage: damage, ...values });

export const houseDestroyed = defineRule<HouseDestroyedParameters>({
  id: 'house-destroyed',
  code: 'L-DISA-01',
  title: { zh: '因灾房屋倒塌或严重损坏', en: 'House destroyed or badly damaged by a disaster' },
  direction: 'leak',
  level: 'red',
  appliesTo: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
  triggers: [trigger(disaster, isHouseLost)],
  basis: [law.practice('因灾'), law.socialAssistanceAct(28)],
  innocentIf: [
    { zh: '已安置或另有安全住房', en: 'resettled, or has another safe home' },
    { zh: '农房保险已赔付', en: 'house insurance has paid' },
    { zh: '受损的是闲置老屋', en: 'the damaged house was an empty old one' },
  ],
  because: {
    zh: '{disasterOn} 受灾，房屋损毁程度 {damageCode}（1 倒塌、2 严重损坏），未见安置记录，需尽快核实救助',
    en: 'Struck on {disasterOn}, house damage {damageCode} (1 destroyed, 2 badly damaged); no resettlement on record; help is to be verified soon',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 12 }, source: 'default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    return byDisaster(subject, asOf).flatMap(({ disasterOn, facts }) => {
      const lost = facts.filter(({ row }) => isHouseLost(row));
      const [first] = lost;
      if (first === undefined || disasterOn <= addMonths(asOf, -context.parametersOn(disasterOn).monthsMax)) return [];
      if (isResettledSince(subject, disasterOn)) return [];
      const need = subject.standing === 'covered' ? 'low' : meansOf(subject, context).need;
      const isAided = facts.some(({ row }) => row.transition_aid === true);
      const judgement = judge(isAided ? 'orange' : 'red', need);
      return raised(hasHomeElsewhere(subject, asOf) ? weakened(judgement) : judgement, {
        key: disasterOn,
        evidence: evidence(lost),
        measures: { disasterOn, damageCode: first.row.house_damage ?? '', isAided },
        factOn: disasterOn,
      });
    });
  },
  examples: [
    {
      claim: 'a destroyed house is raised in red, once for all members who report it',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [flood('1')] },
          { person: 'wife', rows: [flood('1')] },
        ],
      },
      raises: [{ level: 'red', strength: 'warning', key: '2026-07-08' }],
    },
    {
      claim: 'ordinary damage is not raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [flood('3')] }] },
      raises: [],
    },
    {
      claim: 'moving into a public flat after the flood is a resettlement',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [flood('2'), row(housingSupport, { support_kind: '1', move_in_date: '2026-08-01' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'transition aid already paid lowers the level',
      asOf: '2026-09-30',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [{ person: 'head', rows: [flood('2', { transition_aid: true })] }],
      },
      raises: [{ level: 'orange', strength: 'warning' }],
    },
    {
      claim: 'a second home leaves a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          {
            person: 'head',
            rows: [
              flood('1', { transition_aid: true }),
              row(realEstate, {
                cert_no: 'a',
                planned_use: '1',
                house_nature: '1',
                ownership_kind: '1',
                right_status: '1',
              }),
            ],
          },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
  ],
});
