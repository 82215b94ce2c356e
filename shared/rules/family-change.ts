/**
 * A birth that the roster does not know, or a member whose registration joined or left the family's since the last review. Desk facts
 * that change the portrait: a birth or a return raises the amount and points to the leak side, a departure to the error side.
 */
import { birthDeathCert } from '../datasets/birth-death-cert.ts';
import { householdRegistration } from '../datasets/household-registration.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import { type Draft, defineRule, type Member, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

interface FamilyChangeParameters {
  /** Without a review on record, changes of so many months are looked at. */
  readonly lookBackMonths: number;
}

const birth = '1';
const headRelations = ['01', '02'];

export const familyChange = defineRule<FamilyChangeParameters>({
  id: 'family-change',
  code: 'E-NEW-01',
  title: { zh: '家庭人口增减', en: 'The family has grown or become smaller' },
  direction: 'both',
  level: 'yellow',
  strength: 'notice',
  appliesTo: ['covered', 'recognised', 'applying'],
  triggers: [
    trigger(birthDeathCert, (certificate) => certificate.cert_type === birth),
    trigger(householdRegistration, (registration) => registration.move_in_date !== undefined),
  ],
  basis: [law.recognition(7), law.recognition(30)],
  innocentIf: [
    { zh: '人户分离，仍共同生活', en: 'registered elsewhere but still living together' },
    { zh: '新生儿随另一方家庭生活', en: 'the newborn lives with the other parent’s family' },
    { zh: '变化已在办理', en: 'the change is already under way' },
  ],
  because: {
    zh: '{changedOn} 家庭人口有变化登记，应重新核定共同生活成员和保障金额',
    en: 'a change in the family was registered on {changedOn}; members and amount are to be determined again',
  },
  parameters: [{ from: '2020-01-01', value: { lookBackMonths: 12 }, source: 'default [OK]; 57-30' }],
  find: (subject, context) => {
    const { lookBackMonths } = context.parametersOn(context.asOf);
    const after = subject.reviewedOn ?? subject.since ?? addMonths(context.asOf, -lookBackMonths);
    return [...births(subject, after, context.asOf), ...moves(subject, after, context.asOf)];
  },
  examples: [
    example('a child born after the review is not on the roster yet', [born('2026-05-02')], 'leak'),
    example('a child who is on the roster already is not raised', [born('2026-03-03')]),
    example('a birth on the day of the review was known', [born('2026-01-15')]),
    example('a member who joined another registration is a departure', [joined('other', '2026-04-01')], 'error'),
    example('a member of the same registration is not raised', [joined('family', '2026-04-01')]),
    example(
      'somebody left out so far whose registration joined the family is an arrival',
      [joined('family', '2026-04-01')],
      'leak',
      'not-counted',
    ),
  ],
});

/** The row may be the mother's or the child's; a member born that day is the child. */
function births(subject: Subject, after: CalendarDate, asOf: CalendarDate): Draft[] {
  const drafts = subject.facts(birthDeathCert).flatMap((fact): Draft[] => {
    const bornOn = fact.row.event_date;
    const isNew = fact.row.cert_type === birth && bornOn !== undefined && bornOn > after && bornOn <= asOf;
    const isKnown = subject.members.some((member) => member.birthDate === bornOn && member.status === 'counted');
    if (!isNew || isKnown) return [];
    return [
      {
        key: evidenceKey('birth', bornOn, fact.row.cert_no ?? fact.row.mother_id_no ?? fact.member.person),
        direction: 'leak',
        evidence: evidence([fact]),
        measures: { changedOn: bornOn },
        factOn: bornOn,
      },
    ];
  });
  return [...new Map(drafts.map((draft) => [draft.key, draft])).values()];
}

function moves(subject: Subject, after: CalendarDate, asOf: CalendarDate): Draft[] {
  const home = headHukou(subject);
  if (home === undefined) return [];
  return subject.facts(householdRegistration).flatMap((fact): Draft[] => {
    const { hukou_no: hukou, move_in_date: movedOn } = fact.row;
    const isNew = movedOn !== undefined && movedOn > after && movedOn <= asOf;
    const direction = hukou === undefined ? undefined : directionOf(fact.member, hukou === home);
    if (!isNew || direction === undefined) return [];
    return [
      {
        key: evidenceKey('registration', fact.member.person, movedOn),
        person: fact.member.person,
        direction,
        evidence: evidence([fact]),
        measures: { changedOn: movedOn },
        factOn: movedOn,
      },
    ];
  });
}

function directionOf(member: Member, isHome: boolean): 'leak' | 'error' | undefined {
  if (member.status === 'counted' && !isHome) return 'error';
  const isLeftOut = member.status === 'not-counted' || member.status === 'moved-out';
  return isLeftOut && isHome ? 'leak' : undefined;
}

function headHukou(subject: Subject): string | undefined {
  const head = subject.members.find((member) => headRelations.includes(member.relation));
  return head === undefined ? undefined : subject.factsOf(head.person, householdRegistration)[0]?.row.hukou_no;
}

function born(on: CalendarDate) {
  return row(birthDeathCert, { cert_type: birth, event_date: on, cert_no: 'certificate', mother_id_no: 'partner' });
}

function joined(hukou: string, on: CalendarDate) {
  return row(householdRegistration, { hukou_no: hukou, move_in_date: on });
}

function example(
  claim: string,
  rows: readonly ReturnType<typeof row>[],
  direction?: 'leak' | 'error',
  status: 'counted' | 'not-counted' = 'counted',
) {
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      since: '2024-01-01',
      reviewedOn: '2026-01-15',
      members: [
        {
          person: 'head',
          relation: '02',
          rows: [row(householdRegistration, { hukou_no: 'family', move_in_date: '2010-01-01' })],
        },
        { person: 'partner', relation: '10', status, rows },
        { person: 'baby', relation: '20', birthDate: '2026-03-03' },
      ],
    },
    raises: direction === undefined ? [] : [{ direction, strength: 'notice' as const }],
  } as const;
}
