/**
 * The truth about a household, judged from what it really earns, spends, owns and suffers, by the Social Assistance Act and the
 * demonstration standards. It knows no rule of the product, no department's data and no story: only the latent world.
 */
import type { Fen } from '../../../shared/domain/money.ts';
import type { Household, NeedKind, WrongKind } from './latent.ts';
import { countedMembers, isAlive, isAway, isCovered, isSeriouslyIll, isSeverelyDisabled } from './people.ts';
import { capitalFenMin, carValueFenMin, rigidShare, savingsMonthsMax, standardsOf } from './standards.ts';

export interface Judgement {
  readonly needs: readonly NeedKind[];
  readonly wrongs: readonly WrongKind[];
  readonly perCapitaFenYear: Fen;
  readonly perCapitaAfterFenYear: Fen;
}

export function judge(household: Household, asOf: number): Judgement {
  const count = Math.max(1, countedMembers(household).length);
  const income = incomeOf(household);
  const medical = medicalSelfOf(household, asOf);
  const perCapitaFenYear = Math.round(income / count);
  const perCapitaAfterFenYear = Math.round((income - medical) / count);
  const economy: Economy = { count, income, medical, perCapitaFenYear, perCapitaAfterFenYear };
  const isClaiming = isCovered(household) || household.status === 'applying';
  return {
    needs: isCovered(household) ? [] : findNeeds(household, economy),
    wrongs: isClaiming ? findWrongs(household, economy, asOf) : [],
    perCapitaFenYear,
    perCapitaAfterFenYear,
  };
}

interface Economy {
  readonly count: number;
  readonly income: Fen;
  readonly medical: Fen;
  readonly perCapitaFenYear: Fen;
  readonly perCapitaAfterFenYear: Fen;
}

/** Everything the counted members earn and receive; the central basic pension is not income in the sense of the law. */
export function incomeOf(household: Household): Fen {
  let total = household.otherFenYear;
  for (const person of countedMembers(household)) {
    total += person.earnedFenYear;
    if (person.pension) total += (person.pension.monthFen - person.pension.basicFen) * 12;
  }
  return total;
}

/** Paid for treatment from the household's own pocket in twelve months. */
export function medicalSelfOf(household: Household, asOf: number): Fen {
  let total = 0;
  for (const person of household.members) {
    for (const stay of person.stays ?? []) if (stay.discharged > asOf - 365) total += stay.selfFen;
  }
  return total;
}

function findNeeds(household: Household, economy: Economy): NeedKind[] {
  const needs: NeedKind[] = [];
  if (hasCalamity(household, economy)) needs.push('calamity');
  if (household.members.some((person) => person.isUnsupported)) needs.push('child-without-support');
  // An application already runs its course; a recognised rigid-expenditure family already has its help.
  if (household.status === 'applying' || findProperty(household, economy.count).length > 0) return needs;
  const { lineFenYear, disposableFenYear } = standardsOf(household.isUrban);
  const isRigidKnown = household.programme === 'rigid' && household.status === 'recognised';
  const measured = isRigidKnown ? economy.perCapitaFenYear : economy.perCapitaAfterFenYear;
  if (measured < lineFenYear) needs.push('income-below-line');
  else if (!isRigidKnown && economy.perCapitaFenYear < disposableFenYear) {
    if (economy.medical + household.educationFenYear >= economy.income * rigidShare) needs.push('rigid-expenditure');
  }
  const isEdge = household.programme === 'edge' && household.status === 'recognised';
  if (isEdge && countedMembers(household).some((person) => isSeverelyDisabled(person) || isSeriouslyIll(person))) {
    needs.push('single-person-guarantee');
  }
  return needs;
}

/** Damage that nobody bore and that the household cannot bear: more than half a year's income, which is below three lines. */
function hasCalamity(household: Household, economy: Economy): boolean {
  const { lineFenYear } = standardsOf(household.isUrban);
  if (economy.perCapitaFenYear > lineFenYear * 3) return false;
  return household.calamities.some((calamity) => calamity.lossFen - calamity.coveredFen > economy.income / 2);
}

function findWrongs(household: Household, economy: Economy, asOf: number): WrongKind[] {
  const wrongs: WrongKind[] = [];
  const { lineFenYear } = standardsOf(household.isUrban);
  const isLeaving = household.status === 'gradual-exit';
  const isOwnGuarantee = household.programme === 'single-person';
  if (economy.perCapitaAfterFenYear > lineFenYear && !isLeaving && !isOwnGuarantee) wrongs.push('income-above-line');
  wrongs.push(...findProperty(household, economy.count));
  for (const person of household.members) {
    if (person.memberStatus !== 'counted') continue;
    if (!isAlive(person)) wrongs.push('deceased-counted');
    else if (isAway(person)) wrongs.push('custody-counted');
    else if (person.migration && person.migration.on < asOf) wrongs.push('moved-away');
  }
  if (household.duplicate && !household.duplicate.isNominal) wrongs.push('duplicate-coverage');
  return [...new Set(wrongs)];
}

function findProperty(household: Household, count: number): WrongKind[] {
  const found: WrongKind[] = [];
  let savings = 0;
  let homes = 0;
  for (const asset of household.assets) {
    if (asset.flaw !== undefined) continue;
    if (asset.kind === 'vehicle' && asset.type === 'K' && asset.valueFen >= carValueFenMin) found.push('private-car');
    if (asset.kind === 'home') homes++;
    if (asset.kind === 'enterprise' && asset.paidFen >= capitalFenMin) found.push('enterprise');
    if (asset.kind === 'savings') savings += asset.amountFen;
  }
  if (homes >= 2) found.push('second-home');
  const savingsMax = (standardsOf(household.isUrban).lineFenYear / 12) * savingsMonthsMax * count;
  if (savings > savingsMax) found.push('savings');
  return found;
}
