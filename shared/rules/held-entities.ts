/** Enterprises a household runs or holds a part of: each once, cancelled and revoked ones left out, with signs of trade. */
import { marketEntity } from '../datasets/market-entity.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import { addToMonth, type CalendarDate, monthOf } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fen } from '../domain/money.ts';
import type { Fact, Subject } from './define.ts';
import { evidenceKey } from './evidence-key.ts';

export type EntityFact = Fact<typeof marketEntity>;

export interface HeldEntity {
  readonly key: string;
  readonly facts: readonly EntityFact[];
  readonly typeCode: string | undefined;
  readonly roleCodes: readonly string[];
  /** `dormant`: out of business, being cancelled, or listed as abnormal. */
  readonly state: 'live' | 'dormant' | 'unknown';
  readonly subscribedFen: Fen | undefined;
  readonly paidFen: Fen | undefined;
  /** Tax or invoice rows of a holder in the last 12 months. */
  readonly tradeFacts: readonly Fact<typeof taxRecord>[];
}

const goneEntities = new Set(['2', '3', '4']);
const dormantEntities = new Set(['5', '6']);

export function entitiesOf(subject: Subject, asOf: CalendarDate): HeldEntity[] {
  const byEntity = new Map<string, EntityFact[]>();
  for (const fact of subject.facts(marketEntity)) {
    const { row } = fact;
    const isGone = goneEntities.has(row.status ?? '') || (row.cancel_date !== undefined && row.cancel_date <= asOf);
    if (isGone) continue;
    const key = evidenceKey(
      'entity',
      row.uscc ?? row.entity_name ?? fact.member.person,
      row.uscc === undefined ? row.establish_date : '',
    );
    byEntity.set(key, [...(byEntity.get(key) ?? []), fact]);
  }
  return [...byEntity].map(([key, facts]) => ({
    key,
    facts,
    typeCode: facts.map((fact) => fact.row.entity_type).find((type) => type !== undefined),
    roleCodes: [...new Set(facts.flatMap((fact) => fact.row.role ?? []))].sort(),
    state: entityState(facts),
    subscribedFen: total(facts, (fact) => fact.row.subscribed_capital),
    paidFen: total(facts, (fact) => fact.row.paid_capital),
    tradeFacts: tradeFactsOf(subject, facts, asOf),
  }));
}

function entityState(facts: readonly EntityFact[]): HeldEntity['state'] {
  const isDormant = facts.some((fact) => dormantEntities.has(fact.row.status ?? '') || fact.row.abnormal_list === true);
  if (isDormant) return 'dormant';
  return facts.some((fact) => fact.row.status === '1') ? 'live' : 'unknown';
}

function tradeFactsOf(subject: Subject, facts: readonly EntityFact[], asOf: CalendarDate) {
  const earliest = addToMonth(monthOf(asOf), -12);
  const holders = new Set(facts.map((fact) => fact.member.person));
  return subject.facts(taxRecord).filter(({ row, member }) => {
    const isTrade = (row.invoice_amount_12m ?? 0) > 0 || (row.income_item === '5' && (row.taxable_income ?? 0) > 0);
    return isTrade && holders.has(member.person) && (row.period_end ?? '') > earliest;
  });
}

/** A member's several roles in one entity repeat the same capital: the largest counts, members add up. */
function total(facts: readonly EntityFact[], amount: (fact: EntityFact) => Fen | undefined): Fen | undefined {
  const byPerson = new Map<PersonToken, Fen>();
  for (const fact of facts) {
    const fen = amount(fact);
    if (fen === undefined) continue;
    byPerson.set(fact.member.person, Math.max(fen, byPerson.get(fact.member.person) ?? 0));
  }
  return byPerson.size > 0 ? [...byPerson.values()].reduce((sum, fen) => sum + fen, 0) : undefined;
}
