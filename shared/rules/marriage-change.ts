/**
 * A marriage registered after the last review whose spouse is not in the family, or a divorce after it. Of head or spouse a marriage
 * changes who counts and warns; a married child usually leaves, and a divorce reduces the family by itself, so these are notices and
 * signals. Replacement and revoked certificates say nothing.
 */
import { marriage } from '../datasets/marriage.ts';
import type { CalendarDate } from '../domain/dates.ts';
import { type Draft, defineRule, type Fact, type Member, row, type Strength, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

interface MarriageParameters {
  /** Whether a divorce with both still in the household is worth a signal. */
  readonly isSharedHomeSignalled: boolean;
}

type MarriageFact = Fact<typeof marriage>;
const wedding = '1';
const divorce = '2';

export const marriageChange = defineRule<MarriageParameters>({
  id: 'marriage-change',
  code: 'E-MAR-01',
  title: { zh: '复核后登记结婚或离婚，家庭成员未更新', en: 'A marriage or divorce after the last review' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(marriage, (record) => record.register_type === wedding || record.register_type === divorce)],
  basis: [law.recognition(7), law.recognition(30)],
  innocentIf: [
    { zh: '配偶长期不在一起生活', en: 'the spouse lives elsewhere for good' },
    { zh: '子女婚后已分户独立生活', en: 'a child married and left the household' },
    { zh: '离婚后因照料或无房仍同住', en: 'still living together for care or want of a home' },
    { zh: '已报告，正在办理成员变更', en: 'reported, the change of members is under way' },
  ],
  because: {
    zh: '{registeredOn} 登记婚姻变动，晚于最近一次核定（{reviewedOn}），共同生活成员信息待核实',
    en: 'a change of marriage was registered on {registeredOn}, after the last review of {reviewedOn}; who lives together is to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { isSharedHomeSignalled: true }, source: '57-7; default [OK]' }],
  find: (subject, context) => {
    const reviewedOn = subject.reviewedOn ?? subject.since;
    if (reviewedOn === undefined) return [];
    const events = new Map<string, { draft: Draft; facts: MarriageFact[] }>();
    for (const fact of subject.facts(marriage)) {
      const { register_date: registeredOn, register_type: type } = fact.row;
      const isLater = registeredOn !== undefined && registeredOn > reviewedOn && registeredOn <= context.asOf;
      if (!isLater || fact.member.status !== 'counted') continue;
      const strength = strengthOf(fact, subject, context.parametersOn(registeredOn));
      if (strength === undefined) continue;
      // Both spouses bring a row of the same event.
      const key = evidenceKey(
        'marriage',
        type,
        registeredOn,
        ...[fact.member.person, fact.row.spouse_id_no ?? ''].sort(),
      );
      const known = events.get(key);
      const facts = [...(known?.facts ?? []), fact];
      events.set(key, { facts, draft: draftOf(key, strength, facts, registeredOn, reviewedOn) });
    }
    return [...events.values()].map(({ draft }) => draft);
  },
  examples: [
    example('the head married after the review and the spouse is not in the family', {}, 'warning'),
    example('the spouse is already in the family', { spouse_id_no: 'partner' }),
    example('a marriage on the day of the review was known', { register_date: '2026-01-15' }),
    example('a marriage the day after is raised', { register_date: '2026-01-16' }, 'warning'),
    example('a marriage to somebody the registry does not name is a signal', { spouse_id_no: undefined }, 'signal'),
    example('a married daughter is a notice', {}, 'notice', '30'),
    example(
      'a divorce with both still in the household is a signal',
      { register_type: '2', spouse_id_no: 'partner' },
      'signal',
    ),
    example('a divorce from somebody outside the family is a notice', { register_type: '2' }, 'notice'),
    example('a replacement certificate is not raised', { register_type: '3' }),
  ],
});

function strengthOf(fact: MarriageFact, subject: Subject, parameters: MarriageParameters): Strength | undefined {
  const { register_type: type, spouse_id_no: spouse } = fact.row;
  const isInFamily = subject.members.some((member) => member.person === spouse && member.status === 'counted');
  if (type === divorce) return isInFamily && parameters.isSharedHomeSignalled ? 'signal' : 'notice';
  if (type !== wedding || isInFamily) return undefined;
  if (isChild(fact.member)) return 'notice';
  return spouse === undefined || fact.isNameMatch === false ? 'signal' : 'warning';
}

function isChild(member: Member): boolean {
  return ['2', '3', '4'].includes(member.relation.slice(0, 1));
}

function draftOf(
  key: string,
  strength: Strength,
  facts: readonly MarriageFact[],
  registeredOn: CalendarDate,
  reviewedOn: CalendarDate,
): Draft {
  return { key, strength, evidence: evidence(facts), measures: { registeredOn, reviewedOn }, factOn: registeredOn };
}

function example(
  claim: string,
  values: Parameters<typeof row<typeof marriage>>[1],
  strength?: Strength,
  relation = '02',
) {
  const record = row(marriage, {
    register_type: wedding,
    register_date: '2026-05-20',
    spouse_id_no: 'stranger',
    ...values,
  });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      since: '2024-01-01',
      reviewedOn: '2026-01-15',
      members: [{ person: 'head', relation, rows: [record] }, { person: 'partner' }],
    },
    raises: strength === undefined ? [] : [{ strength }],
  } as const;
}
