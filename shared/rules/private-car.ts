/**
 * A car in the household's name is a question to answer, not a refusal. Vehicles of a person with a fuel subsidy are exempt; old,
 * cheap, stale or doubtful registrations and limb-disabled members only give a signal. Motorcycles, tricycles and tractors do not
 * count below the value limit.
 */
import { disabilityService } from '../datasets/disability-service.ts';
import { motorVehicle } from '../datasets/motor-vehicle.ts';
import type { OwnedVehicle } from './assets-ledger.ts';
import { countedVehicles, currentValueOf, isVehicleDoubtful, type VehicleLimits } from './counted-vehicles.ts';
import { type Draft, defineRule, type RuleContext, row, type Subject, trigger } from './define.ts';
import { evidence } from './evidence-key.ts';
import { earlierOf, warningUnless } from './freshness.ts';
import { law } from './law.ts';

const value: VehicleLimits = {
  carsMax: 0,
  edgeCarsMax: 1,
  carValueFen: 2_000_000,
  lossPercentYear: 15,
  oldYears: 12,
  staleMonthsMax: 84,
  fuelSubsidyMonths: 24,
};

export const privateCar = defineRule<VehicleLimits>({
  id: 'private-car',
  code: 'E-CAR-01',
  title: { zh: '家庭名下有非营运汽车', en: 'The household owns a private car' },
  direction: 'error',
  level: 'orange',
  triggers: [trigger(motorVehicle, (vehicle) => !['B', 'C', 'E', 'M', 'P'].includes(vehicle.vehicle_status ?? ''))],
  basis: [law.socialAssistanceAct(18), law.socialAssistanceAct(23), law.recognition(14)],
  innocentIf: [
    { zh: '残疾人功能性补偿代步车辆', en: 'the vehicle compensates for a disability' },
    { zh: '就医、康复或家庭谋生必需', en: 'needed for treatment, rehabilitation or the family’s living' },
    { zh: '名义车主，实际由他人出资使用', en: 'nominal owner: somebody else paid for it and uses it' },
    { zh: '已报废、转卖或灭失但未办理注销', en: 'scrapped, sold or lost but not deregistered' },
    { zh: '二手车或年限较长，价值较低', en: 'second-hand or old, of little value' },
  ],
  because: {
    zh: '家庭成员名下登记有 {cars} 辆非营运汽车，与申报的家庭财产信息不一致，待核实',
    en: '{cars} private car(s) registered to members of the household do not agree with its declared property; to be verified',
  },
  parameters: [
    { from: '2020-01-01', value, source: 'CAR_COUNT, CAR_VALUE: default [OK]; 57-14' },
    {
      from: '2026-07-01',
      region: '520100',
      value: { ...value, carValueFen: 3_000_000 },
      source: 'regional limit of Guiyang under L-23: default [OK]',
    },
  ],
  find: (subject, context) => {
    const parameters = context.parametersOn(context.asOf);
    const counted = countedVehicles(subject, context.asOf, parameters);
    const carsMax = subject.programme === 'edge' ? parameters.edgeCarsMax : parameters.carsMax;
    if (counted.length <= carsMax) return [];
    return counted.map((vehicle) => draftOf(vehicle, counted.length, subject, context));
  },
  examples: [
    {
      claim: 'a two-year-old car of a covered household is raised',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [{ person: 'head', rows: [car({ first_reg_date: '2024-03-01', invoice_amount: 8_000_000 })] }],
      },
      raises: [{ level: 'orange', strength: 'warning', measures: { cars: 1, valueFen: 5_780_000 } }],
    },
    {
      claim: 'scrapped, stolen and deregistered cars and a motorcycle are not raised',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [
          {
            person: 'head',
            rows: [
              car({ plate_no: 'a', vehicle_status: 'E' }),
              car({ plate_no: 'b', vehicle_status: 'C' }),
              car({ plate_no: 'c', scrap_due_date: '2025-05-01' }),
              car({ plate_no: 'd', vehicle_type: 'M', invoice_amount: 600_000 }),
            ],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'the vehicle of a member with a fuel subsidy is not raised',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [
          {
            person: 'head',
            rows: [car({}), row(disabilityService, { service_type: '5', service_date: '2026-01-10' })],
          },
        ],
      },
      raises: [],
    },
    {
      claim: 'a car of 25,000 yuan is a warning in Bijie and below the limit of Guiyang only a signal',
      asOf: '2026-08-31',
      household: {
        programme: 'urban-dibao',
        status: 'covered',
        regionCode: '520103001001',
        members: [{ person: 'head', rows: [car({ first_reg_date: '2026-01-01', invoice_amount: 2_500_000 })] }],
      },
      raises: [{ strength: 'signal' }],
    },
    {
      claim: 'the same car in Guiyang before the regional limit took effect is a warning',
      asOf: '2026-06-30',
      household: {
        programme: 'urban-dibao',
        status: 'covered',
        regionCode: '520103001001',
        members: [{ person: 'head', rows: [car({ first_reg_date: '2026-01-01', invoice_amount: 2_500_000 })] }],
      },
      raises: [{ strength: 'warning' }],
    },
    {
      claim: 'a fifteen-year-old car of unknown price is a signal',
      asOf: '2026-08-31',
      household: {
        programme: 'rural-dibao',
        status: 'covered',
        members: [{ person: 'head', rows: [car({ first_reg_date: '2011-03-01' })] }],
      },
      raises: [{ strength: 'signal' }],
    },
  ],
});

function draftOf(vehicle: OwnedVehicle, cars: number, subject: Subject, context: RuleContext<VehicleLimits>): Draft {
  const { fact } = vehicle;
  const registeredOn = fact.row.first_reg_date;
  const factOn = earlierOf(fact.ref.sourceUpdatedOn ?? context.asOf, context.asOf);
  const parameters = context.parametersOn(context.asOf);
  const valueFen = currentValueOf(vehicle, context.asOf, parameters);
  return {
    key: vehicle.key,
    strength: warningUnless(isVehicleDoubtful(vehicle, subject, context.asOf, parameters)),
    evidence: evidence([fact]),
    measures: {
      cars,
      ...(valueFen === undefined ? {} : { valueFen }),
      ...(registeredOn === undefined ? {} : { registeredOn }),
    },
    factOn,
  };
}

/** Hoisted for the examples: a private car in good standing. */
function car(values: Parameters<typeof row<typeof motorVehicle>>[1]) {
  return row(motorVehicle, {
    plate_no: 'plate',
    vehicle_type: 'K',
    use_nature: 'A',
    vehicle_status: 'A',
    first_reg_date: '2023-05-01',
    ...values,
  });
}
