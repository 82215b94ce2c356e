/**
 * L-DISA-02: months after a disaster the family is still without its house while transition aid has ended, or it lost more than half of
 * its crops. Where the farmed area is not on record the share is unknown, and the loss is a signal only.
 */
import { agriSubsidyLand } from '../datasets/agri-subsidy-land.ts';
import { disaster } from '../datasets/disaster.ts';
import { housingSupport } from '../datasets/housing-support.ts';
import { addMonths, daysBetween } from '../domain/dates.ts';
import { byDisaster, hasHomeElsewhere, isHouseLost, isResettledSince } from './after-disaster.ts';
import { isHouseholdPaid } from './assistance-of.ts';
import { defineRule, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised, weakened } from './hardship.ts';
import { law } from './law.ts';

export interface DisasterAidParameters {
  /** Days transition aid usually lasts. */
  readonly transitionDays: number;
  readonly cropLossPercent: number;
  /** Area below which a loss without a known farm is not worth a note, in hundredths of a mu. */
  readonly cropLossHundredthsMin: number;
  readonly monthsMax: number;
}

const struck = (values: Parameters<typeof row<typeof disaster>>[1]) =>
  row(disaster, { disaster_type: '1', disaster_date: '2026-05-08', ...values });
const farm = (area: number) => row(agriSubsidyLand, { subsidy_type: '1', area_mu: area, year: 2026 });

export const disasterAidEnded = defineRule<DisasterAidParameters>({
  id: 'disaster-aid-ended',
  code: 'L-DISA-02',
  title: { zh: '灾后过渡期救助结束仍有困难', en: 'Still in hardship after disaster aid ended' },
  direction: 'leak',
  level: 'orange',
  triggers: [trigger(disaster, (row) => isHouseLost(row) || (row.crop_loss_mu ?? 0) > 0)],
  basis: [law.notice2022('二（二）'), law.socialAssistanceAct(28)],
  innocentIf: [
    { zh: '已搬入新居，信息尚未更新', en: 'has moved into a new home, the record is not updated' },
    { zh: '农业保险已赔付，或已补种', en: 'crop insurance has paid, or the field was sown again' },
    { zh: '家庭主要收入不来自农业', en: 'the family does not live on farming' },
  ],
  because: {
    zh: '{disasterOn} 受灾后过渡期救助已结束，房屋未恢复或农作物损失占比较高（{cropLossPercent}%），可能需要帮助',
    en: 'After the disaster of {disasterOn} aid has ended while the house is not restored or crops were lost ({cropLossPercent} %); help may be needed',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { transitionDays: 90, cropLossPercent: 50, cropLossHundredthsMin: 200, monthsMax: 12 },
      source: 'half of the area: handbook §2.7; three months of transition: default [OK]',
    },
  ],
  find(subject, context) {
    const { asOf } = context;
    if (isHouseholdPaid(subject, asOf)) return [];
    return byDisaster(subject, asOf).flatMap(({ disasterOn, facts }) => {
      const parameters = context.parametersOn(disasterOn);
      if (disasterOn <= addMonths(asOf, -parameters.monthsMax)) return [];
      const isAidOver =
        facts.some(({ row }) => row.transition_aid === false) && !facts.some(({ row }) => row.transition_aid === true);
      const isHomeless =
        facts.some(({ row }) => isHouseLost(row)) &&
        isAidOver &&
        daysBetween(disasterOn, asOf) > parameters.transitionDays &&
        !isResettledSince(subject, disasterOn) &&
        !hasHomeElsewhere(subject, asOf);
      const lost = facts.reduce((sum, { row }) => Math.max(sum, row.crop_loss_mu ?? 0), 0);
      const farmed = farmedHundredths(subject);
      const lossPercent = farmed === undefined ? undefined : Math.min(100, Math.floor((lost * 100) / farmed));
      const isCropLost = farmed !== undefined && lost * 100 > farmed * parameters.cropLossPercent;
      const isCropDoubtful = farmed === undefined && lost >= parameters.cropLossHundredthsMin;
      if (!isHomeless && !isCropLost && !isCropDoubtful) return [];
      const { need } = meansOf(subject, context);
      const judgement = judge('orange', need);
      return raised(!isHomeless && (isCropDoubtful || need === 'moderate') ? weakened(judgement) : judgement, {
        key: disasterOn,
        evidence: evidence(facts),
        measures: {
          disasterOn,
          isHouseLost: isHomeless,
          cropLossPercent: lossPercent ?? 0,
          cropLossHundredthsMu: lost,
        },
        factOn: disasterOn,
      });
    });
  },
  examples: [
    {
      claim: 'a house still lost after three months without aid is raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [struck({ house_damage: '1', transition_aid: false })] }] },
      raises: [{ level: 'orange', strength: 'warning', key: '2026-05-08' }],
    },
    {
      claim: 'aid that still runs, or a new home since, is not raised',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [struck({ house_damage: '1', transition_aid: true })] },
          { person: 'wife', rows: [row(housingSupport, { support_kind: '3', move_in_date: '2026-08-20' })] },
        ],
      },
      raises: [],
    },
    {
      claim: 'exactly half of the crops is not more than half',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [struck({ crop_loss_mu: 250 }), farm(500)] }] },
      raises: [],
    },
    {
      claim: 'more than half of the crops is raised',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [struck({ crop_loss_mu: 300 }), farm(500)] }] },
      raises: [{ strength: 'warning', measures: { cropLossPercent: 60 } }],
    },
    {
      claim: 'a loss without a known farmed area is a signal',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [struck({ crop_loss_mu: 300 })] }] },
      raises: [{ strength: 'signal' }],
    },
  ],
});

/** The household's farmed area of the latest year. Subsidies of several kinds are paid for the same fields: the largest counts. */
function farmedHundredths(subject: Subject): number | undefined {
  const fields = subject
    .facts(agriSubsidyLand)
    .filter(({ row }) => ['1', '6'].includes(row.subsidy_type ?? '') && (row.area_mu ?? 0) > 0);
  const year = Math.max(...fields.map(({ row }) => row.year ?? 0));
  const byKind = new Map<string, number>();
  for (const { row } of fields)
    if ((row.year ?? 0) === year)
      byKind.set(row.subsidy_type ?? '', (byKind.get(row.subsidy_type ?? '') ?? 0) + (row.area_mu ?? 0));
  return byKind.size === 0 ? undefined : Math.max(...byKind.values());
}
