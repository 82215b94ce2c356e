/**
 * L-DIS-03: two or more disabled members in one family. Raised when the family is known to have little or when two of them are
 * severely disabled; otherwise it counts with other signals.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import { isHouseholdPaid, isPaid } from './assistance-of.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { judge, meansOf, raised } from './hardship.ts';
import { isDead, isPresent, isSevereCard, isValidCard } from './household-structure.ts';
import { law } from './law.ts';

export interface SeveralDisabledParameters {
  readonly membersMin: number;
  /** So many severely disabled members need no known income to be raised. */
  readonly severeMin: number;
}

const card = (level: string, status = '1') =>
  row(disabilityCard, { disability_level: level, disability_type: '4', card_status: status, issue_date: '2024-05-10' });

export const severalDisabledMembers = defineRule<SeveralDisabledParameters>({
  id: 'several-disabled-members',
  code: 'L-DIS-03',
  title: { zh: '一户多残', en: 'Several disabled members in one family' },
  direction: 'leak',
  level: 'yellow',
  triggers: [trigger(disabilityCard)],
  basis: [law.checkPurposes('一户多残'), law.recognition(8), law.socialAssistanceAct(21)],
  innocentIf: [
    { zh: '残疾成员能正常就业，家庭收入稳定', en: 'the disabled members work and the income is stable' },
    { zh: '残疾证已过期或等级有误', en: 'a card has lapsed or its level is wrong' },
    { zh: '残疾成员已分户', en: 'a disabled member lives in a household of his own' },
  ],
  because: {
    zh: '家庭有 {disabled} 名持证残疾人，其中重度 {severe} 名，尚未纳入救助，可能需要帮助',
    en: '{disabled} members hold disability cards, {severe} of them severe; the family is not covered and may need help',
  },
  parameters: [{ from: '2020-01-01', value: { membersMin: 2, severeMin: 2 }, source: 'TZ2; default [OK]' }],
  find(subject, context) {
    const { asOf } = context;
    const { membersMin, severeMin } = context.parametersOn(asOf);
    const cards = subject.facts(disabilityCard).filter(({ member, row, isNameMatch }) => {
      const isCounted = isPresent(member) && !isDead(subject, member, asOf) && !isPaid(subject, member.person, asOf);
      return isCounted && isValidCard(row.card_status) && isNameMatch !== false;
    });
    const disabled = new Set(cards.map((fact) => fact.member.person));
    const severe = new Set(cards.filter(isSevereCard).map((fact) => fact.member.person));
    if (disabled.size < membersMin || isHouseholdPaid(subject, asOf)) return [];
    const { need } = meansOf(subject, context);
    const isStrong = severe.size >= severeMin && (need === 'unknown' || need === 'moderate');
    return raised(judge('yellow', isStrong ? 'low' : need), {
      key: `disabled-${disabled.size}`,
      evidence: evidence(cards),
      measures: { disabled: disabled.size, severe: severe.size },
      factOn:
        cards
          .map((fact) => fact.row.issue_date ?? '')
          .sort()
          .at(-1) || asOf,
    });
  },
  examples: [
    {
      claim: 'two severely disabled members are raised without a known income',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [card('1')] },
          { person: 'son', rows: [card('2')] },
        ],
      },
      raises: [{ level: 'yellow', strength: 'warning', measures: { disabled: 2, severe: 2 } }],
    },
    {
      claim: 'two lightly disabled members of unknown income are a signal',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [card('4')] },
          { person: 'son', rows: [card('3')] },
        ],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'two lightly disabled members of a monitored family are raised',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'head', rows: [card('4')] },
          { person: 'son', rows: [card('3')] },
        ],
      },
      raises: [{ strength: 'warning' }],
    },
    {
      claim: 'one person with two cards, or a cancelled card, is not two',
      asOf: '2026-09-30',
      household: {
        programme: 'monitored',
        status: 'watched',
        members: [
          { person: 'head', rows: [card('3'), card('2')] },
          { person: 'son', rows: [card('2', '3')] },
        ],
      },
      raises: [],
    },
  ],
});
