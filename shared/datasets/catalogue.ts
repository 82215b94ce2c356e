/** Every dataset of the catalogue, in the order of the handbook. */

import { accidentFire } from './accident-fire.ts';
import { agriMachinery } from './agri-machinery.ts';
import { agriSubsidyLand } from './agri-subsidy-land.ts';
import { assistanceRoster } from './assistance-roster.ts';
import { bankDeposit } from './bank-deposit.ts';
import { birthDeathCert } from './birth-death-cert.ts';
import { childWelfare } from './child-welfare.ts';
import { civilAllowance } from './civil-allowance.ts';
import { commercialInsurance } from './commercial-insurance.ts';
import { courtRecord } from './court-record.ts';
import { custody } from './custody.ts';
import type { DatasetDefinition } from './define.ts';
import { disabilityCard } from './disability-card.ts';
import { disabilityService } from './disability-service.ts';
import { disaster } from './disaster.ts';
import { distressedWorker } from './distressed-worker.ts';
import { employment } from './employment.ts';
import { exitEntry } from './exit-entry.ts';
import { funeral } from './funeral.ts';
import { hotlinePetition } from './hotline-petition.ts';
import { householdDeregistration } from './household-deregistration.ts';
import { householdRegistration } from './household-registration.ts';
import { housingContract } from './housing-contract.ts';
import { housingFund } from './housing-fund.ts';
import { housingSupport } from './housing-support.ts';
import { marketEntity } from './market-entity.ts';
import { marriage } from './marriage.ts';
import { medicalAid } from './medical-aid.ts';
import { medicalSettlement } from './medical-settlement.ts';
import { motorVehicle } from './motor-vehicle.ts';
import { paymentAccount } from './payment-account.ts';
import { paymentReturn } from './payment-return.ts';
import { pensionBenefit } from './pension-benefit.ts';
import { publicPayroll } from './public-payroll.ts';
import { realEstate } from './real-estate.ts';
import { ruralMonitoring } from './rural-monitoring.ts';
import { securitiesFund } from './securities-fund.ts';
import { seriousDisease } from './serious-disease.ts';
import { socialInsurance } from './social-insurance.ts';
import { socialOrg } from './social-org.ts';
import { studentAid } from './student-aid.ts';
import { studentEnrollment } from './student-enrollment.ts';
import { taxRecord } from './tax-record.ts';
import { transportVessel } from './transport-vessel.ts';
import { unemployment } from './unemployment.ts';
import { utilities } from './utilities.ts';
import { veteran } from './veteran.ts';

export const catalogue = [
  householdRegistration,
  householdDeregistration,
  exitEntry,
  motorVehicle,
  accidentFire,
  custody,
  courtRecord,
  funeral,
  marriage,
  assistanceRoster,
  childWelfare,
  civilAllowance,
  socialOrg,
  birthDeathCert,
  seriousDisease,
  medicalSettlement,
  medicalAid,
  disabilityCard,
  disabilityService,
  socialInsurance,
  pensionBenefit,
  unemployment,
  employment,
  studentEnrollment,
  studentAid,
  realEstate,
  housingContract,
  housingSupport,
  housingFund,
  marketEntity,
  taxRecord,
  bankDeposit,
  securitiesFund,
  commercialInsurance,
  paymentAccount,
  transportVessel,
  agriMachinery,
  ruralMonitoring,
  agriSubsidyLand,
  disaster,
  publicPayroll,
  veteran,
  distressedWorker,
  utilities,
  paymentReturn,
  hotlinePetition,
] as const;

const byKey = new Map<string, DatasetDefinition>(
  catalogue.map((dataset) => [dataset.key, dataset as DatasetDefinition]),
);

/** The dataset of a snake_case key, or undefined. */
export function datasetOf(key: string): DatasetDefinition | undefined {
  return byKey.get(key);
}
