/** The error rules of the catalogue, in its order. */
import { businessPremises } from './business-premises.ts';
import { companyRole } from './company-role.ts';
import type { Rule } from './define.ts';
import { homePurchase } from './home-purchase.ts';
import { newCar } from './new-car.ts';
import { operatingAsset } from './operating-asset.ts';
import { privateCar } from './private-car.ts';
import { secondHome } from './second-home.ts';
import { soleTrader } from './sole-trader.ts';

export const errorRules: readonly Rule[] = [
  privateCar,
  newCar,
  operatingAsset,
  secondHome,
  homePurchase,
  businessPremises,
  companyRole,
  soleTrader,
];
