/**
 * What a household earns according to the departments, source by source (57-13). Figures are "at least": they add up only what is
 * reported and current, so nothing here is an estimate, and an empty ledger means unknown, not zero. A person's wage-like sources
 * describe one job, therefore the largest counts and the others corroborate it.
 */
import { agriSubsidyLand } from '../datasets/agri-subsidy-land.ts';
import { employment } from '../datasets/employment.ts';
import { housingFund } from '../datasets/housing-fund.ts';
import { pensionBenefit } from '../datasets/pension-benefit.ts';
import { publicPayroll } from '../datasets/public-payroll.ts';
import { ruralMonitoring } from '../datasets/rural-monitoring.ts';
import { socialInsurance } from '../datasets/social-insurance.ts';
import { taxRecord } from '../datasets/tax-record.ts';
import { addMonths, addToMonth, type CalendarDate, firstDayOf, monthOf, monthsBetween } from '../domain/dates.ts';
import type { PersonToken } from '../domain/identity.ts';
import { divideRounded, type Fen } from '../domain/money.ts';
import type { Fact, Subject } from './define.ts';

export type IncomeKind = 'wage' | 'pension' | 'business' | 'property' | 'transfer';

export interface IncomeItem {
  readonly kind: IncomeKind;
  readonly person: PersonToken;
  readonly fenMonth: Fen;
  readonly fact: Fact;
}

export interface IncomeLedger {
  /** Counted items: one wage per person, every other source. */
  readonly items: readonly IncomeItem[];
  /** Further wage-like rows that describe the same job as a counted one. */
  readonly corroborating: readonly IncomeItem[];
  /** Household total a month from the departments' rows. */
  readonly reportedFenMonth: Fen;
  /** The total over the counted members; undefined when nothing is reported. */
  readonly reportedPerCapitaFenMonth: Fen | undefined;
  /** Per-capita income of the last assessment or of the monitoring register, the later source; undefined when unknown. */
  readonly assessedPerCapitaFenMonth: Fen | undefined;
  /** The greater of both; undefined when neither is known. Never an exit by itself: it may only raise. */
  readonly perCapitaFenMonth: Fen | undefined;
  /** Members over whom it was divided. */
  readonly memberCount: number;
}

/** Kinds of social insurance only an employer's staff has; 310 is 职工医保. */
const staffInsurance = new Set(['110', '120', '310', '210', '410']);
const liveStatus = '1';
/** Rows older than this say nothing of today's income. */
const currentMonthsMax = 3;
const registeredMonthsMax = 24;

/** The ledger as the data stand on `asOf`. */
export function incomeLedgerOf(subject: Subject, asOf: CalendarDate): IncomeLedger {
  const wages = wageItems(subject, asOf);
  const items: IncomeItem[] = [];
  const corroborating: IncomeItem[] = [];
  for (const member of subject.countedMembers) {
    const own = wages.filter((item) => item.person === member.person).sort((a, b) => b.fenMonth - a.fenMonth);
    const first = own[0];
    if (first !== undefined) items.push(first);
    corroborating.push(...own.slice(1));
  }
  const counted = new Set(subject.countedMembers.map((member) => member.person));
  items.push(...otherItems(subject, asOf).filter((item) => counted.has(item.person)));
  const reportedFenMonth = items.reduce((sum, item) => sum + item.fenMonth, 0);
  const memberCount = Math.max(1, subject.countedMembers.length);
  const reported = items.length > 0 ? divideRounded(reportedFenMonth, memberCount) : undefined;
  const assessed = assessedPerCapita(subject);
  return {
    items,
    corroborating,
    reportedFenMonth,
    reportedPerCapitaFenMonth: reported,
    assessedPerCapitaFenMonth: assessed,
    perCapitaFenMonth: greater(reported, assessed),
    memberCount,
  };
}

function wageItems(subject: Subject, asOf: CalendarDate): IncomeItem[] {
  const items: IncomeItem[] = [];
  const add = (fact: Fact, fenMonth: Fen | undefined) => {
    if (fenMonth !== undefined && fenMonth > 0)
      items.push({ kind: 'wage', person: fact.member.person, fenMonth, fact });
  };
  for (const fact of subject.facts(socialInsurance)) {
    const { row } = fact;
    const isStaff =
      row.insurance_kind !== undefined &&
      staffInsurance.has(row.insurance_kind) &&
      (row.employer_uscc !== undefined || row.employer_name !== undefined);
    const isLive =
      row.insured_status === liveStatus && row.pay_status === liveStatus && isCurrentMonth(row.pay_month, asOf);
    if (isStaff && isLive) add(fact as unknown as Fact, row.pay_base);
  }
  for (const fact of subject.facts(employment)) {
    const confirmedOn = fact.ref.sourceUpdatedOn ?? fact.row.employ_date;
    const isCurrent = confirmedOn !== undefined && confirmedOn >= addMonths(asOf, -registeredMonthsMax);
    if (isCurrent) add(fact as unknown as Fact, fact.row.wage_declared);
  }
  for (const fact of subject.facts(publicPayroll)) {
    if (fact.row.status === liveStatus) add(fact as unknown as Fact, fact.row.month_income);
  }
  for (const fact of subject.facts(housingFund)) {
    const isLive = fact.row.account_status === liveStatus && isCurrentMonth(fact.row.last_month, asOf);
    if (isLive) add(fact as unknown as Fact, fact.row.deposit_base);
  }
  items.push(...taxItems(subject, asOf, 'wage'));
  return items;
}

function otherItems(subject: Subject, asOf: CalendarDate): IncomeItem[] {
  const items: IncomeItem[] = [];
  for (const fact of subject.facts(pensionBenefit)) {
    const { row } = fact;
    if (row.month_amount === undefined || row.stop_reason !== undefined) continue;
    const fenMonth = row.month_amount - (row.basic_pension_part ?? 0);
    if (fenMonth > 0)
      items.push({
        kind: 'pension',
        person: fact.member.person,
        fenMonth,
        fact: fact as unknown as Fact,
      });
  }
  items.push(...taxItems(subject, asOf, 'business'), ...taxItems(subject, asOf, 'property'));
  for (const fact of subject.facts(agriSubsidyLand)) {
    const { row } = fact;
    if (row.year === undefined || row.year < Number(asOf.slice(0, 4)) - 1) continue;
    const fenYear = (row.land_transfer_income ?? 0) + (row.collective_dividend ?? 0);
    const fenMonth = divideRounded(fenYear, 12);
    if (fenMonth > 0)
      items.push({
        kind: 'transfer',
        person: fact.member.person,
        fenMonth,
        fact: fact as unknown as Fact,
      });
  }
  return items;
}

const taxKinds: Readonly<Record<string, IncomeKind>> = {
  '1': 'wage',
  '2': 'wage',
  '3': 'wage',
  '4': 'wage',
  '5': 'business',
  '7': 'property',
};

/** Taxed income of the last 12 months by its own period, spread over the months it was earned in. One-off income is left out. */
function taxItems(subject: Subject, asOf: CalendarDate, kind: IncomeKind): IncomeItem[] {
  const items: IncomeItem[] = [];
  const earliest = addToMonth(monthOf(asOf), -12);
  for (const member of subject.members) {
    const facts = subject
      .factsOf(member.person, taxRecord)
      .filter((fact) => taxKinds[fact.row.income_item ?? ''] === kind && (fact.row.period_end ?? '') > earliest);
    const amounts = facts.map((fact) => (kind === 'business' ? fact.row.taxable_income : fact.row.gross_income) ?? 0);
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    const [first] = facts;
    if (first === undefined || total <= 0) continue;
    const fenMonth = divideRounded(total, 12);
    items.push({
      kind,
      person: member.person,
      fenMonth,
      fact: first as unknown as Fact,
    });
  }
  return items;
}

function assessedPerCapita(subject: Subject): Fen | undefined {
  const monitored = subject
    .facts(ruralMonitoring)
    .map((fact) => fact.row.per_capita_income)
    .filter((value) => value !== undefined)
    .map((fenYear) => divideRounded(fenYear, 12));
  const fromRegister = monitored.length > 0 ? Math.max(...monitored) : undefined;
  return subject.assessedIncomeFenMonth ?? fromRegister;
}

function isCurrentMonth(month: string | undefined, asOf: CalendarDate): boolean {
  if (month === undefined) return false;
  const age = monthsBetween(month, monthOf(asOf));
  return age <= currentMonthsMax && firstDayOf(month) <= asOf;
}

function greater(a: Fen | undefined, b: Fen | undefined): Fen | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
