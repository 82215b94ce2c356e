/** Which vehicles of a household count as private means, what they are worth, and what speaks for an innocent explanation. */
import { disabilityCard } from '../datasets/disability-card.ts';
import { disabilityService } from '../datasets/disability-service.ts';
import { addMonths, type CalendarDate, monthOf, monthsBetween } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf, depreciatedFen, type OwnedVehicle } from './assets-ledger.ts';
import type { Subject } from './define.ts';
import { isStale } from './freshness.ts';

export interface VehicleLimits {
  readonly carsMax: number;
  readonly edgeCarsMax: number;
  /** A car worth less is only a signal; another vehicle counts only above it. */
  readonly carValueFen: Fen;
  readonly lossPercentYear: number;
  /** A car this old whose price nobody knows is only a signal. */
  readonly oldYears: number;
  readonly staleMonthsMax: number;
  readonly fuelSubsidyMonths: number;
}

/** Private vehicles of weight, less one for a person with a fuel subsidy for a disability vehicle. */
export function countedVehicles(subject: Subject, asOf: CalendarDate, limits: VehicleLimits): OwnedVehicle[] {
  const counted = assetsLedgerOf(subject, asOf)
    .vehicles.filter((vehicle) => vehicle.isOperating !== true)
    .filter((vehicle) => vehicle.kind === 'car' || (currentValueOf(vehicle, asOf, limits) ?? 0) > limits.carValueFen);
  const earliest = addMonths(asOf, -limits.fuelSubsidyMonths);
  const subsidised = new Set(
    subject
      .facts(disabilityService)
      .filter(({ row: service }) => service.service_type === '5' && (service.service_date ?? '') >= earliest)
      .map((fact) => fact.member.person),
  );
  if (subsidised.size === 0) return counted;
  const exempt = counted.find((vehicle) => subsidised.has(vehicle.fact.member.person)) ?? counted[0];
  return counted.filter((vehicle) => vehicle !== exempt);
}

/** What is left of the purchase price; undefined when nobody states it. */
export function currentValueOf(vehicle: OwnedVehicle, asOf: CalendarDate, limits: VehicleLimits): Fen | undefined {
  const { invoice_amount: priceFen, first_reg_date: boughtOn } = vehicle.fact.row;
  if (priceFen === undefined) return undefined;
  return boughtOn === undefined ? priceFen : depreciatedFen(priceFen, boughtOn, asOf, limits.lossPercentYear);
}

/** Old, cheap, stale or unclear registrations, and families with a limb-disabled member. */
export function isVehicleDoubtful(
  vehicle: OwnedVehicle,
  subject: Subject,
  asOf: CalendarDate,
  limits: VehicleLimits,
): boolean {
  const { fact } = vehicle;
  const isLimbDisabled = subject
    .facts(disabilityCard)
    .some(({ row: card }) => card.disability_type === '4' && (card.card_status ?? '1') === '1');
  return (
    isCheap(vehicle, asOf, limits) ||
    isLimbDisabled ||
    !vehicle.isStatusKnown ||
    vehicle.kind === 'unknown' ||
    fact.isNameMatch === false ||
    isStale(fact, asOf, limits.staleMonthsMax)
  );
}

function isCheap(vehicle: OwnedVehicle, asOf: CalendarDate, limits: VehicleLimits): boolean {
  const valueFen = currentValueOf(vehicle, asOf, limits);
  if (valueFen !== undefined) return valueFen <= limits.carValueFen;
  const registeredOn = vehicle.fact.row.first_reg_date;
  if (registeredOn === undefined) return false;
  return Math.floor(monthsBetween(monthOf(registeredOn), monthOf(asOf)) / 12) >= limits.oldYears;
}
