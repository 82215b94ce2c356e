/**
 * How likely a household that is not covered is in need, as far as the departments tell: the answer decides whether a hardship is
 * worth a visit. A known income above the line or clear wealth speaks against it; an unknown income speaks neither way, so a strong
 * hardship is raised all the same and a weak one only counts together with others. It never refuses anybody anything.
 */
import { bankDeposit } from '../datasets/bank-deposit.ts';
import { distressedWorker } from '../datasets/distressed-worker.ts';
import { housingContract } from '../datasets/housing-contract.ts';
import { publicPayroll } from '../datasets/public-payroll.ts';
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { addMonths, type CalendarDate } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import { type AssetsLedger, assetsLedgerOf, depreciatedFen, type OwnedVehicle } from './assets-ledger.ts';
import { isAssistedAs, rosterTypes } from './assistance-of.ts';
import type { Draft, Fact, Level, Standard, Strength, Subject } from './define.ts';
import { labourMembersOf } from './household-structure.ts';
import { type IncomeLedger, incomeLedgerOf } from './income-ledger.ts';

/**
 * `low`: known to be below the margin line, or on a register of people in hardship. `moderate`: known to be below the average
 * income. `doubtful`: something speaks against need. `comfortable`: clearly no household for social assistance.
 */
export type Need = 'low' | 'moderate' | 'unknown' | 'doubtful' | 'comfortable';

export interface Means {
  readonly need: Need;
  readonly ledger: IncomeLedger;
  /** Per person and month; undefined when unknown. It is "at least" unless `isIncomeComplete`. */
  readonly perCapitaFen: Fen | undefined;
  /** An assessment is on file, or every member able to work has a reported income. */
  readonly isIncomeComplete: boolean;
}

interface MeansContext {
  readonly asOf: CalendarDate;
  standardOn(on: CalendarDate): Standard;
}

const edgeLinePercent = 150;
const yuanFen = 100;
/** Worth of a car that a household in need does not drive, and of a business that is more than a stall. */
const dearCarFen = 80_000 * yuanFen;
/** A car worth less, or this old when its price is unknown, says nothing against need. */
const cheapCarFen = 20_000 * yuanFen;
const oldCarMonths = 120;
const carLossPercentYear = 15;
const realCapitalFen = 500_000 * yuanFen;
const someCapitalFen = 50_000 * yuanFen;
const savingsMonthsMax = 24;
const recentMonths = 24;

/** What the household has to live on as the data stand. `without` leaves out a member who is gone, with his income. */
export function meansOf(subject: Subject, context: MeansContext, without?: PersonToken): Means {
  const { asOf } = context;
  const rest = without === undefined ? subject : withoutMember(subject, without);
  const standard = context.standardOn(asOf);
  const ledger = incomeLedgerOf(rest, asOf);
  // The last assessment counted the income of the member who is gone.
  const perCapitaFen = without === undefined ? ledger.perCapitaFenMonth : ledger.reportedPerCapitaFenMonth;
  const isAssessed = without === undefined && ledger.assessedPerCapitaFenMonth !== undefined;
  const isIncomeComplete = isAssessed || hasEveryLabourIncome(rest, ledger, asOf);
  const wealth = wealthOf(rest, asOf, standard);
  return {
    need: needOf(rest, asOf, standard, perCapitaFen, isIncomeComplete, wealth),
    ledger,
    perCapitaFen,
    isIncomeComplete,
  };
}

function withoutMember(subject: Subject, person: PersonToken): Subject {
  return { ...subject, countedMembers: subject.countedMembers.filter((member) => member.person !== person) };
}

function hasEveryLabourIncome(subject: Subject, ledger: IncomeLedger, asOf: CalendarDate): boolean {
  const earners = new Set(ledger.items.filter((item) => item.kind !== 'transfer').map((item) => item.person));
  return earners.size > 0 && labourMembersOf(subject, asOf).every((member) => earners.has(member.person));
}

function needOf(
  subject: Subject,
  asOf: CalendarDate,
  standard: Standard,
  perCapitaFen: Fen | undefined,
  isIncomeComplete: boolean,
  wealth: 'none' | 'some' | 'clear',
): Need {
  const averageFen = divideRounded(standard.disposableIncomeFenYear, 12);
  if (perCapitaFen !== undefined && perCapitaFen >= averageFen) return 'comfortable';
  const marginFen = divideRounded(standard.dibaoFenMonth * edgeLinePercent, 100);
  const isAboveMargin = perCapitaFen !== undefined && perCapitaFen >= marginFen;
  const isLow =
    !isAboveMargin && (isOnHardshipRegister(subject, asOf) || (perCapitaFen !== undefined && isIncomeComplete));
  if (wealth === 'clear') return isLow ? 'doubtful' : 'comfortable';
  if (isLow) return wealth === 'some' ? 'moderate' : 'low';
  if (wealth === 'some') return 'doubtful';
  return isAboveMargin ? 'moderate' : 'unknown';
}

/** Recognised or monitored by any department; a refused, ended or merely registered household is not. */
function isOnHardshipRegister(subject: Subject, asOf: CalendarDate): boolean {
  const { programme, status } = subject;
  const isClosed = status === 'refused' || status === 'ended';
  if (programme !== undefined && programme !== 'none' && !isClosed && status !== 'applying') return true;
  const isMonitored = subject
    .facts(ruralMonitoring)
    .some(({ row }) => row.risk_eliminated === false && ['1', '2', '3'].includes(row.monitor_type ?? ''));
  if (isMonitored) return true;
  if (subject.facts(distressedWorker).some(({ row }) => row.file_status === '1')) return true;
  return subject.members.some((member) => isAssistedAs(subject, member.person, asOf, rosterTypes.recognised));
}

/** Public payrolls of officials and staff; village posts and public-welfare posts are small allowances. */
const staffPayrolls = new Set(['1', '2', '3', '6']);

function wealthOf(subject: Subject, asOf: CalendarDate, standard: Standard): 'none' | 'some' | 'clear' {
  const assets = assetsLedgerOf(subject, asOf);
  const recently = addMonths(asOf, -recentMonths);
  const savingsMaxFen = standard.dibaoFenMonth * savingsMonthsMax * Math.max(1, subject.countedMembers.length);
  const payroll = subject
    .facts(publicPayroll)
    .filter(({ row }) => row.status === '1' && staffPayrolls.has(row.payroll_type ?? ''));
  const isClear =
    isDepositOverLimit(subject, recently) ||
    (assets.financial?.fen ?? 0) > savingsMaxFen ||
    boughtHomes(assets) > 1 ||
    subject.facts(housingContract).some(({ row }) => row.record_status !== '3' && (row.sign_date ?? '') >= recently) ||
    assets.vehicles.some((vehicle) => (carWorth(vehicle.fact.row, asOf) ?? 0) >= dearCarFen) ||
    capitalFen(assets) >= realCapitalFen ||
    payroll.some(({ row }) => row.month_income === undefined);
  if (isClear) return 'clear';
  const isSome =
    payroll.length > 0 ||
    assets.premises.length > 0 ||
    assets.vehicles.some((vehicle) => isOfWorth(vehicle, asOf)) ||
    capitalFen(assets) >= someCapitalFen;
  return isSome ? 'some' : 'none';
}

function isDepositOverLimit(subject: Subject, recently: CalendarDate): boolean {
  return subject
    .facts(bankDeposit)
    .some(({ row }) => row.over_family_limit === true && (row.query_date ?? recently) >= recently);
}

/** Self-built, resettlement and danger-zone houses are where poor families live; a small inherited share is no second home. */
function boughtHomes(assets: AssetsLedger): number {
  const bought = assets.homes.filter((home) => !['4', '5'].includes(home.natureCode ?? ''));
  return bought.filter((home) => (home.sharePercent ?? 100) >= 50).length;
}

function isOfWorth({ kind, fact }: OwnedVehicle, asOf: CalendarDate): boolean {
  if (kind !== 'car' && kind !== 'truck') return false;
  const worth = carWorth(fact.row, asOf);
  if (worth !== undefined) return worth >= cheapCarFen;
  return (fact.row.first_reg_date ?? asOf) > addMonths(asOf, -oldCarMonths);
}

function carWorth(
  car: { readonly invoice_amount?: Fen | undefined; readonly first_reg_date?: CalendarDate | undefined },
  asOf: CalendarDate,
): Fen | undefined {
  if (car.invoice_amount === undefined) return undefined;
  return depreciatedFen(car.invoice_amount, car.first_reg_date ?? asOf, asOf, carLossPercentYear);
}

/** Capital of live companies. Stalls declare any sum; members of cooperatives and supervisors often lend only their name. */
function capitalFen(assets: AssetsLedger): Fen {
  const owning = assets.entities.filter(
    (entity) =>
      entity.state === 'live' &&
      !['2', '3'].includes(entity.typeCode ?? '') &&
      entity.roleCodes.some((role) => ['1', '2', '6'].includes(role)),
  );
  return owning.reduce((sum, entity) => sum + (entity.paidFen ?? entity.subscribedFen ?? 0), 0);
}

export interface Judgement {
  readonly level: Level;
  readonly strength: Strength;
}

/** How a hardship of a level is raised for a household in such need; undefined: not at all. */
export function judge(level: Level, need: Need): Judgement | undefined {
  if (need === 'comfortable') return undefined;
  if (need === 'low') return { level, strength: 'warning' };
  const isDoubtful = need === 'doubtful';
  switch (level) {
    case 'red':
      return { level: isDoubtful ? 'orange' : 'red', strength: 'warning' };
    case 'orange':
      return { level, strength: isDoubtful ? 'signal' : 'warning' };
    case 'yellow':
      return isDoubtful ? undefined : { level, strength: 'signal' };
  }
}

/** The same judgement as a signal: something explains the fact, or the fact is only half known. */
export function weakened(judgement: Judgement | undefined): Judgement | undefined {
  return judgement === undefined ? undefined : { ...judgement, strength: 'signal' };
}

/** The finding as judged, or none. Rows that carry another name than the roster's are likely another person's: a signal at most. */
export function raised(judgement: Judgement | undefined, draft: Omit<Draft, 'level' | 'strength'>): Draft[] {
  if (judgement === undefined) return [];
  const isOtherName = draft.evidence.length > 0 && draft.evidence.every((fact: Fact) => fact.isNameMatch === false);
  return [{ ...draft, level: judgement.level, strength: isOtherName ? 'signal' : judgement.strength }];
}
