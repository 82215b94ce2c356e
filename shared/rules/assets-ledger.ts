/**
 * What a household owns according to the departments: each thing once, however many members and rows name it. It states facts and
 * judges nothing: what is closed, scrapped, stolen, transferred or historic is left out, what a department does not say stays
 * `undefined`, and thresholds belong to the rules. Deposits are not here: they are shared by flag only.
 */
import { commercialInsurance } from '../datasets/commercial-insurance.ts';
import { motorVehicle } from '../datasets/motor-vehicle.ts';
import { paymentAccount } from '../datasets/payment-account.ts';
import { securitiesFund } from '../datasets/securities-fund.ts';
import { type CalendarDate, monthOf, monthsBetween } from '../domain/dates.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import type { Fact, Subject } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { entitiesOf, type HeldEntity } from './held-entities.ts';
import { estatesOf, type OwnedEstate } from './owned-estates.ts';

export type VehicleFact = Fact<typeof motorVehicle>;

export interface OwnedVehicle {
  readonly key: string;
  readonly fact: VehicleFact;
  /** `light`: motorcycle, tricycle, tractor. `unknown`: the department does not say. */
  readonly kind: 'car' | 'truck' | 'light' | 'unknown';
  readonly isOperating: boolean | undefined;
  /** False when the department does not state the vehicle's status. */
  readonly isStatusKnown: boolean;
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

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
