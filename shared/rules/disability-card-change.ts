/**
 * A disability card ran out or its level was lowered. Expiry is not recovery: it points to the leak side, because a category may be
 * lost for want of a renewal. A lower level or a cancelled card is a signal on the error side. Cards of the dead or of those who
 * moved are other questions.
 */
import { disabilityCard } from '../datasets/disability-card.ts';
import type { CalendarDate } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { type Draft, defineRule, type Fact, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { earlierOf } from './freshness.ts';
import { law } from './law.ts';

interface CardParameters {
  /** A lowered level of these or more severe levels changes the category. */
  readonly severeLevels: readonly string[];
}

type CardFact = Fact<typeof disabilityCard>;
const expired = '2';
const cancelled = '3';
const gone = ['4', '5'];

export const disabilityCardChange = defineRule<CardParameters>({
  id: 'disability-card-change',
  code: 'E-CARD-01',
  title: { zh: '残疾人证过期或等级降低', en: 'A disability card ran out or was lowered' },
  direction: 'both',
  level: 'yellow',
  strength: 'signal',
  appliesTo: ['covered', 'recognised'],
  triggers: [trigger(disabilityCard, (card) => !gone.includes(card.card_status ?? ''))],
  basis: [law.recognition(8), law.recognition(27), law.tekun(5)],
  innocentIf: [
    { zh: '证件到期未换，残疾状况未变', en: 'not renewed, the disability is unchanged' },
    { zh: '因行动不便未能参加评定', en: 'could not travel to the assessment' },
    { zh: '重新评定等级有异议', en: 'the new level is disputed' },
  ],
  because: {
    zh: '残疾人证状态于 {changedOn} 变化（{changeCode}），过期不等于康复，类别与分类施保待核实',
    en: 'the disability card changed on {changedOn} ({changeCode}); expiry is not recovery; category and supplements to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { severeLevels: ['1', '2', '3'] }, source: 'TK-5; 57-8; default [OK]' }],
  find: (subject, context) => {
    const { severeLevels } = context.parametersOn(context.asOf);
    return subject.countedMembers.flatMap(({ person }) => {
      const cards = cardsOf(subject, person, context.asOf);
      const latest = cards.at(-1);
      if (latest === undefined) return [];
      const former = cards.at(-2);
      return [
        ...(isExpired(latest, context.asOf) ? [expiryDraft(latest, context.asOf)] : []),
        ...(isLowered(latest, former, severeLevels) ? [loweredDraft(latest, former, context.asOf)] : []),
      ];
    });
  },
  examples: [
    example(
      'a card past its check is a notice on the leak side',
      [card({ recheck_date: '2026-08-30' })],
      'leak',
      'notice',
    ),
    example('a card to be checked today is not raised', [card({ recheck_date: '2026-08-31' })]),
    example('a valid card is not raised', [card({ recheck_date: '2030-01-01' })]),
    example(
      'a level lowered from 2 to 4 is a signal on the error side',
      [
        card({ issue_date: '2019-05-01', disability_level: '2' }),
        card({ issue_date: '2026-05-01', disability_level: '4' }),
      ],
      'error',
      'signal',
    ),
    example('a level that became more severe is not raised', [
      card({ issue_date: '2019-05-01', disability_level: '4' }),
      card({ issue_date: '2026-05-01', disability_level: '2' }),
    ]),
    example('a cancelled card is a signal on the error side', [card({ card_status: '3' })], 'error', 'signal'),
    example('a card moved with its holder is not raised', [card({ card_status: '5' })]),
  ],
});

/** By date of issue; cards of the dead and of those who moved are left out. */
function cardsOf(subject: Subject, person: PersonToken, asOf: CalendarDate): readonly CardFact[] {
  const key = ({ row: each, ref }: CardFact) =>
    `${each.issue_date ?? ''} ${ref.sourceUpdatedOn ?? ''} ${each.card_no ?? ''}`;
  return subject
    .factsOf(person, disabilityCard)
    .filter(({ row: each }) => !gone.includes(each.card_status ?? '') && (each.issue_date ?? asOf) <= asOf)
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function isExpired({ row: latest }: CardFact, asOf: CalendarDate): boolean {
  if (latest.card_status === cancelled) return false;
  return latest.card_status === expired || (latest.recheck_date !== undefined && latest.recheck_date < asOf);
}

function isLowered({ row: latest }: CardFact, former: CardFact | undefined, severeLevels: readonly string[]): boolean {
  if (latest.card_status === cancelled) return true;
  const before = former?.row.disability_level;
  const now = latest.disability_level;
  return before !== undefined && now !== undefined && severeLevels.includes(before) && now > before;
}

function expiryDraft(latest: CardFact, asOf: CalendarDate): Draft {
  const changedOn = latest.row.recheck_date ?? latest.ref.sourceUpdatedOn ?? asOf;
  return {
    key: evidenceKey('card-expired', latest.member.person, latest.row.recheck_date ?? latest.row.issue_date),
    person: latest.member.person,
    direction: 'leak',
    strength: 'notice',
    evidence: evidence([latest]),
    measures: { changedOn, changeCode: 'expired' },
    factOn: earlierOf(changedOn, asOf),
  };
}

function loweredDraft(latest: CardFact, former: CardFact | undefined, asOf: CalendarDate): Draft {
  const isCancelled = latest.row.card_status === cancelled;
  const changedOn = (isCancelled ? latest.ref.sourceUpdatedOn : latest.row.issue_date) ?? asOf;
  return {
    key: evidenceKey('card-lowered', latest.member.person, latest.row.issue_date, latest.row.disability_level),
    person: latest.member.person,
    direction: 'error',
    strength: 'signal',
    evidence: evidence(former === undefined ? [latest] : [former, latest]),
    measures: { changedOn, changeCode: isCancelled ? 'cancelled' : 'lowered' },
    factOn: earlierOf(changedOn, asOf),
  };
}

function card(values: Parameters<typeof row<typeof disabilityCard>>[1]) {
  return row(disabilityCard, {
    disability_type: '4',
    disability_level: '3',
    issue_date: '2020-05-01',
    card_status: '1',
    ...values,
  });
}

function example(
  claim: string,
  rows: readonly ReturnType<typeof row>[],
  direction?: 'leak' | 'error',
  strength: 'signal' | 'notice' = 'signal',
) {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'member', rows }] },
    raises: direction === undefined ? [] : [{ direction, strength }],
  } as const;
}
