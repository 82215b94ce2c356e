/**
 * What a household owns according to the departments: each thing once, however many members and rows name it. It states facts and
 * judges nothing: what is closed, scrapped, stolen, transferred or historic is left out, what a department does not say stays
 * `undefined`, and thresholds belong to the rules. Deposits are not here: they are shared by flag only.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { marketEntity } from '../datasets/market-entity.ts';
import { motorVehicle } from '../datasets/motor-vehicle.ts';
import { paymentAccount } from '../datasets/payment-account.ts';
import { realEstate } from '../datasets/real-estate.ts';
import { securitiesFund } from '../datasets/securities-fund.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import { addToMonth, type CalendarDate, monthOf, monthsBetween } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import type { Fact, Subject } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';

export type VehicleFact = Fact<typeof motorVehicle>;
export type EstateFact = Fact<typeof realEstate>;
export type EntityFact = Fact<typeof marketEntity>;

export interface OwnedVehicle {
  readonly key: string;
  readonly fact: VehicleFact;
  /** `light`: motorcycle, tricycle, tractor. `unknown`: the department does not say. */
  readonly kind: 'car' | 'truck' | 'light' | 'unknown';
  readonly isOperating: boolean | undefined;
  /** False when the department does not state the vehicle's status. */
  readonly isStatusKnown: boolean;
}

export interface OwnedEstate {
  readonly key: string;
  /** Rows of all members about this certificate. */
  readonly facts: readonly EstateFact[];
  /** Area of the whole unit, in hundredths of a square metre. */
  readonly areaHundredths: number | undefined;
  /** What the household's members hold together, 0 to 100; undefined when a joint owner is not on record. */
  readonly sharePercent: number | undefined;
  readonly useCode: string | undefined;
  readonly natureCode: string | undefined;
}

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

export interface FinancialAssets {
  /** "At least": securities, cash values of own policies and payment accounts whose amounts were returned. */
  readonly fen: Fen;
  readonly items: readonly { readonly fen: Fen; readonly fact: Fact }[];
}

export interface AssetsLedger {
  readonly vehicles: readonly OwnedVehicle[];
  readonly homes: readonly OwnedEstate[];
  /** Shops, offices, workshops and parking spaces. */
  readonly premises: readonly OwnedEstate[];
  /** The household's shares of its homes together, in hundredths of a square metre; undefined when no area is known. */
  readonly homeAreaHundredths: number | undefined;
  readonly entities: readonly HeldEntity[];
  /** Undefined when no amount is known, which is not zero. */
  readonly financial: FinancialAssets | undefined;
}

export function assetsLedgerOf(subject: Subject, asOf: CalendarDate): AssetsLedger {
  const estates = estatesOf(subject);
  const homes = estates.filter((estate) => estate.useCode === '1');
  const areas = homes.flatMap((home) =>
    home.areaHundredths === undefined || home.sharePercent === undefined
      ? []
      : [divideRounded(home.areaHundredths * home.sharePercent, 100)],
  );
  return {
    vehicles: vehiclesOf(subject, asOf),
    homes,
    premises: estates.filter((estate) => ['2', '3', '4', '5'].includes(estate.useCode ?? '')),
    homeAreaHundredths: areas.length > 0 ? sum(areas) : undefined,
    entities: entitiesOf(subject, asOf),
    financial: financialOf(subject),
  };
}

const goneVehicles = new Set(['B', 'C', 'E', 'M', 'P']);
const vehicleKinds: Readonly<Record<string, OwnedVehicle['kind']>> = {
  K: 'car',
  H: 'truck',
  M: 'light',
  N: 'light',
  T: 'light',
};

function vehiclesOf(subject: Subject, asOf: CalendarDate): OwnedVehicle[] {
  const owned = new Map<string, OwnedVehicle>();
  for (const fact of subject.facts(motorVehicle)) {
    const { row, member } = fact;
    if (goneVehicles.has(row.vehicle_status ?? '') || isPastScrapping(fact, asOf)) continue;
    const key =
      row.plate_no === undefined
        ? evidenceKey('vehicle', member.person, row.model, row.first_reg_date)
        : evidenceKey('vehicle', row.plate_no, row.plate_kind);
    if (owned.has(key)) continue;
    owned.set(key, {
      key,
      fact,
      kind: vehicleKinds[row.vehicle_type?.slice(0, 1) ?? ''] ?? 'unknown',
      isOperating: row.use_nature === undefined ? undefined : row.use_nature !== 'A',
      isStatusKnown: row.vehicle_status !== undefined,
    });
  }
  return [...owned.values()];
}

/** Past the date of forced scrapping, unless a later violation shows that somebody still drives it. */
function isPastScrapping(fact: VehicleFact, asOf: CalendarDate): boolean {
  const { scrap_due_date: dueOn, vehicle_status: status } = fact.row;
  if (dueOn === undefined || dueOn >= asOf) return false;
  const isDrivenLater = status === 'G' && (fact.ref.sourceUpdatedOn ?? '') > dueOn;
  return !isDrivenLater;
}

/** What is left of a purchase price on a day, losing a fixed part of the rest with each completed year. */
export function depreciatedFen(priceFen: Fen, boughtOn: CalendarDate, on: CalendarDate, lossPercentYear: number): Fen {
  const years = Math.max(0, Math.floor(monthsBetween(monthOf(boughtOn), monthOf(on)) / 12));
  let rest = priceFen;
  for (let year = 0; year < years; year++) rest = divideRounded(rest * (100 - lossPercentYear), 100);
  return rest;
}

function estatesOf(subject: Subject): OwnedEstate[] {
  const byCertificate = new Map<string, EstateFact[]>();
  for (const fact of subject.facts(realEstate)) {
    const { row, member } = fact;
    const isHeld = row.right_status === '1' || row.right_status === '3';
    if (!isHeld) continue;
    const key =
      row.cert_no === undefined
        ? evidenceKey('estate', row.location ?? member.person, row.building_area, row.register_date)
        : evidenceKey('estate', row.cert_no);
    byCertificate.set(key, [...(byCertificate.get(key) ?? []), fact]);
  }
  return [...byCertificate].map(([key, facts]) => ({
    key,
    facts,
    areaHundredths: firstKnown(facts, (fact) => fact.row.building_area),
    sharePercent: householdShare(facts),
    useCode: firstKnown(facts, (fact) => fact.row.planned_use),
    natureCode: firstKnown(facts, (fact) => fact.row.house_nature),
  }));
}

function householdShare(facts: readonly EstateFact[]): number | undefined {
  const byPerson = new Map<PersonToken, EstateFact>();
  for (const fact of facts) byPerson.set(fact.member.person, fact);
  const holders = [...byPerson.values()];
  if (holders.some((fact) => fact.row.ownership_kind === '1')) return 100;
  const shares = holders.map((fact) => sharePercentOf(fact.row.share_ratio));
  const known = shares.filter((share) => share !== undefined);
  if (known.length === shares.length) return Math.min(100, sum(known));
  // Spouses who hold jointly and are both on the roster hold all of it; a single joint owner's part is not on record.
  return holders.length > 1 && holders.every((fact) => fact.row.ownership_kind === '2') ? 100 : undefined;
}

/** `1/3`, `33.3%`, `0.5` or `50` in percent; undefined when it is none of these. */
export function sharePercentOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(?:\/(\d+)|\s*(%))?$/.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1]);
  const share =
    match[2] !== undefined
      ? (value * 100) / Number(match[2])
      : match[3] !== undefined || value > 1
        ? value
        : value * 100;
  return Number.isFinite(share) && share <= 100 ? Math.round(share) : undefined;
}

const goneEntities = new Set(['2', '3', '4']);
const dormantEntities = new Set(['5', '6']);

function entitiesOf(subject: Subject, asOf: CalendarDate): HeldEntity[] {
  const byEntity = new Map<string, EntityFact[]>();
  for (const fact of subject.facts(marketEntity)) {
    const { row } = fact;
    const isGone = goneEntities.has(row.status ?? '') || (row.cancel_date !== undefined && row.cancel_date <= asOf);
    if (isGone) continue;
    const key = evidenceKey('entity', row.uscc ?? row.entity_name ?? fact.ref.recordId);
    byEntity.set(key, [...(byEntity.get(key) ?? []), fact]);
  }
  return [...byEntity].map(([key, facts]) => ({
    key,
    facts,
    typeCode: firstKnown(facts, (fact) => fact.row.entity_type),
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

/** The latest answer of each institution about each member; older ones describe the same money. */
function financialOf(subject: Subject): FinancialAssets | undefined {
  const latest = new Map<string, { on: CalendarDate; fen: Fen; fact: Fact }>();
  const add = (source: string, on: CalendarDate | undefined, fen: Fen, facts: readonly Fact[]) => {
    const [fact] = facts;
    if (fact === undefined || fen <= 0) return;
    const known = latest.get(source);
    if (known === undefined || (on ?? '') > known.on) latest.set(source, { on: on ?? '', fen, fact });
  };
  for (const fact of subject.facts(securitiesFund)) {
    const { row, member } = fact;
    if (row.result_flag !== '1') continue;
    const values = [row.stock_value, row.fund_value, row.bond_value, row.neeq_value];
    add(
      `securities ${member.person} ${row.custodian}`,
      row.query_date,
      sum(values.map((fen) => fen ?? 0)),
      evidence([fact]),
    );
  }
  for (const fact of subject.facts(commercialInsurance)) {
    const { row, member } = fact;
    // The holder owns the cash value; being insured or named as beneficiary is no asset.
    if (row.policy_role !== '1' || row.policy_status !== '1') continue;
    const on = fact.ref.sourceUpdatedOn ?? row.effective_date;
    add(`policy ${member.person} ${row.policy_no ?? fact.ref.recordId}`, on, row.cash_value ?? 0, evidence([fact]));
  }
  for (const fact of subject.facts(paymentAccount)) {
    const { row, member } = fact;
    if (row.result_flag !== '1') continue;
    const fen = (row.balance_total ?? 0) + (row.mmf_value ?? 0);
    add(`account ${member.person} ${row.institution}`, row.query_date, fen, evidence([fact]));
  }
  const items = [...latest.values()];
  if (items.length === 0) return undefined;
  return { fen: sum(items.map((item) => item.fen)), items: items.map(({ fen, fact }) => ({ fen, fact })) };
}

/** A member's several roles in one entity repeat the same capital: the largest counts, members add up. */
function total(facts: readonly EntityFact[], amount: (fact: EntityFact) => Fen | undefined): Fen | undefined {
  const byPerson = new Map<PersonToken, Fen>();
  for (const fact of facts) {
    const fen = amount(fact);
    if (fen === undefined) continue;
    byPerson.set(fact.member.person, Math.max(fen, byPerson.get(fact.member.person) ?? 0));
  }
  return byPerson.size > 0 ? sum([...byPerson.values()]) : undefined;
}

function firstKnown<T, V>(facts: readonly T[], value: (fact: T) => V | undefined): V | undefined {
  return facts.map(value).find((found) => found !== undefined);
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
