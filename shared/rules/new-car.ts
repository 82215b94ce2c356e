/** A car first registered while the household was covered was certainly bought then; an older car may have come later unseen. */
import { disabilityService } from '../datasets/disability-service.ts';
import { motorVehicle } from '../datasets/motor-vehicle.ts';
import { addMonths } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface NewCarParameters {
  /** A cheaper new car, such as a small electric one, is only a signal. */
  readonly newCarFen: Fen;
  readonly fuelSubsidyMonths: number;
}

export const newCar = defineRule<NewCarParameters>({
  id: 'new-car',
  code: 'E-CAR-02',
  title: { zh: '保障期间新登记汽车', en: 'A car was newly registered during coverage' },
  direction: 'error',
  level: 'orange',
  appliesTo: ['covered'],
  triggers: [trigger(motorVehicle, (vehicle) => vehicle.vehicle_type === 'K' && vehicle.first_reg_date !== undefined)],
  basis: [law.recognition(14), law.recognition(30), law.socialAssistanceAct(23)],
  innocentIf: [
    { zh: '贷款购车用于就业谋生', en: 'bought on credit to earn a living' },
    { zh: '亲属赠与或出资', en: 'a gift, or paid by relatives' },
    { zh: '与他人共同购买或仅登记在名下', en: 'bought jointly, or only registered in this name' },
    { zh: '残疾代步、就医必需', en: 'needed because of a disability or for treatment' },
  ],
  because: {
    zh: '保障期间（{coveredSinceOn} 起）于 {registeredOn} 新登记汽车一辆，信息待核实',
    en: 'a car was first registered on {registeredOn}, during the coverage that began on {coveredSinceOn}; to be verified',
  },
  parameters: [
    { from: '2020-01-01', value: { newCarFen: 3_000_000, fuelSubsidyMonths: 24 }, source: 'CAR_VALUE: default [OK]' },
  ],
  find: (subject, context) => {
    const { since } = subject;
    if (since === undefined) return [];
    const earliest = addMonths(context.asOf, -context.parametersOn(context.asOf).fuelSubsidyMonths);
    const hasFuelSubsidy = subject
      .facts(disabilityService)
      .some(({ row: service }) => service.service_type === '5' && (service.service_date ?? '') >= earliest);
    if (hasFuelSubsidy) return [];
    return assetsLedgerOf(subject, context.asOf).vehicles.flatMap(({ key, fact, kind, isOperating, isStatusKnown }) => {
      const registeredOn = fact.row.first_reg_date;
      const isNew = registeredOn !== undefined && registeredOn >= since && registeredOn <= context.asOf;
      if (kind !== 'car' || isOperating === true || !isNew) return [];
      const priceFen = fact.row.invoice_amount;
      const isCheap = priceFen !== undefined && priceFen < context.parametersOn(registeredOn).newCarFen;
      return [
        {
          key: evidenceKey('new-car', key),
          strength: warningUnless(isCheap || !isStatusKnown || fact.isNameMatch === false),
          evidence: evidence([fact]),
          measures: { registeredOn, coveredSinceOn: since, ...(priceFen === undefined ? {} : { priceFen }) },
          factOn: registeredOn,
        },
      ];
    });
  },
  examples: [
    example('a car first registered a year into coverage is raised', '2025-03-10', 8_500_000, 'warning'),
    example('a small electric car of 29,999 yuan is a signal', '2025-03-10', 2_999_900, 'signal'),
    example('a car registered on the first day of coverage is raised', '2024-01-01', 3_000_000, 'warning'),
    example('a car registered the day before coverage began is not new', '2023-12-31', 8_500_000, undefined),
  ],
});

function example(claim: string, registeredOn: string, priceFen: Fen, strength: 'warning' | 'signal' | undefined) {
  const vehicle = row(motorVehicle, {
    plate_no: 'plate',
    vehicle_type: 'K',
    use_nature: 'A',
    vehicle_status: 'A',
    first_reg_date: registeredOn,
    invoice_amount: priceFen,
  });
  return {
    claim,
    asOf: '2026-08-31',
    household: {
      programme: 'rural-dibao',
      status: 'covered',
      since: '2024-01-01',
      members: [{ person: 'head', rows: [vehicle] }],
    },
    raises: strength === undefined ? [] : [{ strength, measures: { registeredOn } }],
  } as const;
}
