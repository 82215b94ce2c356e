/** The leak rules of the catalogue, in its order. */
import { accidentOfBreadwinner } from './accident-of-breadwinner.ts';
import { admittedStudent } from './admitted-student.ts';
import { belowMonitoringLine } from './below-monitoring-line.ts';
import { breadwinnerInCustody } from './breadwinner-in-custody.ts';
import { callForHelp } from './call-for-help.ts';
import { compulsorySchoolDropout } from './compulsory-school-dropout.ts';
import { dangerousHouse } from './dangerous-house.ts';
import { deathOfMainEarner } from './death-of-main-earner.ts';
import type { Rule } from './define.ts';
import { disasterAidEnded } from './disaster-aid-ended.ts';
import { edgeMemberNewlySevere } from './edge-member-newly-severe.ts';
import { heavySingleMedicalBill } from './heavy-single-medical-bill.ts';
import { houseDestroyed } from './house-destroyed.ts';
import { joblessSevereDisabilityWithKin } from './jobless-severe-disability-with-kin.ts';
import { largeMedicalSelfPayment } from './large-medical-self-payment.ts';
import { monitoredNotAssisted } from './monitored-not-assisted.ts';
import { newSeriousDisease } from './new-serious-disease.ts';
import { recognitionExpiring } from './recognition-expiring.ts';
import { refusedWithNewRisk } from './refused-with-new-risk.ts';
import { returnedMigrant } from './returned-migrant.ts';
import { rigidExpenditureHardship } from './rigid-expenditure-hardship.ts';
import { severalDisabledMembers } from './several-disabled-members.ts';
import { severeDisabilityCard } from './severe-disability-card.ts';
import { severeMentalDisorder } from './severe-mental-disorder.ts';
import { threeMonthsWithoutIncomeRecord } from './three-months-without-income-record.ts';
import { unattendedChild } from './unattended-child.ts';
import { unemploymentBenefitExhausted } from './unemployment-benefit-exhausted.ts';
import { utilityUseStopped } from './utility-use-stopped.ts';

export const leakRules: readonly Rule[] = [
  largeMedicalSelfPayment,
  heavySingleMedicalBill,
  newSeriousDisease,
  severeMentalDisorder,
  severeDisabilityCard,
  joblessSevereDisabilityWithKin,
  severalDisabledMembers,
  unemploymentBenefitExhausted,
  threeMonthsWithoutIncomeRecord,
  admittedStudent,
  compulsorySchoolDropout,
  houseDestroyed,
  disasterAidEnded,
  accidentOfBreadwinner,
  monitoredNotAssisted,
  belowMonitoringLine,
  dangerousHouse,
  breadwinnerInCustody,
  unattendedChild,
  deathOfMainEarner,
  edgeMemberNewlySevere,
  rigidExpenditureHardship,
  recognitionExpiring,
  utilityUseStopped,
  callForHelp,
  refusedWithNewRisk,
  returnedMigrant,
];
