/** The error rules of the catalogue, in its order. */
import { ageThreshold } from './age-threshold.ts';
import { businessPremises } from './business-premises.ts';
import { companyRole } from './company-role.ts';
import { costlySchool } from './costly-school.ts';
import { deadHeadAccount } from './dead-head-account.ts';
import type { Rule } from './define.ts';
import { depositsOverLimit } from './deposits-over-limit.ts';
import { disabilityCardChange } from './disability-card-change.ts';
import { duplicateCoverage } from './duplicate-coverage.ts';
import { familyChange } from './family-change.ts';
import { financialAssets } from './financial-assets.ts';
import { graduatedChild } from './graduated-child.ts';
import { homePurchase } from './home-purchase.ts';
import { housingFundWage } from './housing-fund-wage.ts';
import { marriageChange } from './marriage-change.ts';
import { memberInCustody } from './member-in-custody.ts';
import { missingProcedure } from './missing-procedure.ts';
import { movedAway } from './moved-away.ts';
import { newCar } from './new-car.ts';
import { operatingAsset } from './operating-asset.ts';
import { paidAfterDeath } from './paid-after-death.ts';
import { pensionIncome } from './pension-income.ts';
import { privateCar } from './private-car.ts';
import { publicSalary } from './public-salary.ts';
import { refusedJobs } from './refused-jobs.ts';
import { reportedDeath } from './reported-death.ts';
import { reviewOverdue } from './review-overdue.ts';
import { secondHome } from './second-home.ts';
import { soleTrader } from './sole-trader.ts';
import { stableEmployment } from './stable-employment.ts';
import { staffInsurance } from './staff-insurance.ts';
import { taxedIncome } from './taxed-income.ts';
import { travelAbroad } from './travel-abroad.ts';

export const errorRules: readonly Rule[] = [
  reportedDeath,
  paidAfterDeath,
  deadHeadAccount,
  duplicateCoverage,
  memberInCustody,
  privateCar,
  newCar,
  operatingAsset,
  secondHome,
  homePurchase,
  businessPremises,
  companyRole,
  soleTrader,
  taxedIncome,
  housingFundWage,
  staffInsurance,
  pensionIncome,
  stableEmployment,
  refusedJobs,
  publicSalary,
  depositsOverLimit,
  financialAssets,
  travelAbroad,
  costlySchool,
  graduatedChild,
  marriageChange,
  familyChange,
  movedAway,
  ageThreshold,
  disabilityCardChange,
  reviewOverdue,
  missingProcedure,
];
