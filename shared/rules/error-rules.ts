/** The error rules of the catalogue, in its order. */

import { businessPremises } from './business-premises.ts';
import { companyRole } from './company-role.ts';
import { deadHeadAccount } from './dead-head-account.ts';
import type { Rule } from './define.ts';
import { duplicateCoverage } from './duplicate-coverage.ts';
import { homePurchase } from './home-purchase.ts';
import { housingFundWage } from './housing-fund-wage.ts';
import { memberInCustody } from './member-in-custody.ts';
import { newCar } from './new-car.ts';
import { operatingAsset } from './operating-asset.ts';
import { paidAfterDeath } from './paid-after-death.ts';
import { pensionIncome } from './pension-income.ts';
import { privateCar } from './private-car.ts';
import { publicSalary } from './public-salary.ts';
import { refusedJobs } from './refused-jobs.ts';
import { reportedDeath } from './reported-death.ts';
import { secondHome } from './second-home.ts';
import { soleTrader } from './sole-trader.ts';
import { stableEmployment } from './stable-employment.ts';
import { staffInsurance } from './staff-insurance.ts';
import { taxedIncome } from './taxed-income.ts';

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
];
