/** The leak rules of the catalogue, in its order. */
import type { Rule } from './define.ts';
import { heavySingleMedicalBill } from './heavy-single-medical-bill.ts';
import { joblessSevereDisabilityWithKin } from './jobless-severe-disability-with-kin.ts';
import { largeMedicalSelfPayment } from './large-medical-self-payment.ts';
import { newSeriousDisease } from './new-serious-disease.ts';
import { severalDisabledMembers } from './several-disabled-members.ts';
import { severeDisabilityCard } from './severe-disability-card.ts';
import { severeMentalDisorder } from './severe-mental-disorder.ts';

export const leakRules: readonly Rule[] = [
  largeMedicalSelfPayment,
  heavySingleMedicalBill,
  newSeriousDisease,
  severeMentalDisorder,
  severeDisabilityCard,
  joblessSevereDisabilityWithKin,
  severalDisabledMembers,
];
