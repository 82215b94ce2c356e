/**
 * Vehicles for hire, vessels and large machinery. What a family needs to earn its living may be exempt (57-14), therefore taxis,
 * fishing boats and farm machinery only signal; coaches, trucks and ships warn. A professional qualification is no asset.
 */
import { agriMachinery } from '../datasets/agri-machinery.ts';
import { motorVehicle } from '../datasets/motor-vehicle.ts';
import { transportVessel } from '../datasets/transport-vessel.ts';
import type { CalendarDate } from '../domain/dates.ts';
import type { Fen } from '../domain/money.ts';
import { assetsLedgerOf } from './assets-ledger.ts';
import { type Draft, defineRule, row, type Subject, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { warningUnless } from './freshness.ts';
import { law } from './law.ts';

interface OperatingAssetParameters {
  /** Price from which a farm machine is large. */
  readonly machineFen: Fen;
}

const goneStatuses = ['B', 'C', 'E', 'M', 'P'];
/** Coaches, trucks and inland vessels. */
const businessKinds = ['1', '2', '5'];
const livelihoodKinds = ['3', '4', '6'];

export const operatingAsset = defineRule<OperatingAssetParameters>({
  id: 'operating-asset',
  code: 'E-CAR-03',
  title: {
    zh: '家庭名下有营运车船或大型机械',
    en: 'The household owns a vehicle for hire, a vessel or large machinery',
  },
  direction: 'error',
  level: 'yellow',
  triggers: [
    trigger(transportVessel, (asset) => asset.asset_kind !== '7'),
    trigger(agriMachinery, (machine) => machine.machine_type !== '3'),
    trigger(motorVehicle, (vehicle) => vehicle.use_nature !== undefined && vehicle.use_nature !== 'A'),
  ],
  basis: [law.recognition(14), law.socialAssistanceAct(23)],
  innocentIf: [
    { zh: '维持家庭生产经营的必需财产', en: 'property the family needs to work and live' },
    { zh: '挂靠经营或名义登记', en: 'operated by others under this name' },
    { zh: '贷款购置，净值较低', en: 'bought on credit, little net value' },
    { zh: '已转让、报废但未办理变更', en: 'sold or scrapped, the register not updated' },
  ],
  because: {
    zh: '家庭成员名下登记有营运车船或大型机械 {assets} 台（艘），用途与收入待核实',
    en: '{assets} vehicle(s) for hire, vessel(s) or large machine(s) registered to the household; use and income to be verified',
  },
  parameters: [{ from: '2020-01-01', value: { machineFen: 8_000_000 }, source: 'default [OK]; 57-14' }],
  find: (subject, context) => {
    const drafts = [
      ...transportDrafts(subject, context.asOf),
      ...vehicleDrafts(subject, context.asOf),
      ...machineDrafts(subject, context.asOf, context.parametersOn(context.asOf).machineFen),
    ];
    const byKey = [...new Map(drafts.toReversed().map((draft) => [draft.key, draft])).values()].toReversed();
    return byKey.map((draft) => ({ ...draft, measures: { ...draft.measures, assets: byKey.length } }));
  },
  examples: [
    example('a truck with an operating licence is raised', [vessel({ asset_kind: '2', status: 'A' })], 'warning'),
    example('a fishing boat is a signal', [vessel({ asset_kind: '6', status: 'A' })], 'signal'),
    example('a driver’s professional qualification is not raised', [vessel({ asset_kind: '7', status: 'A' })]),
    example('a licence that ended yesterday is not raised', [
      vessel({ asset_kind: '2', status: 'A', valid_until: '2026-08-30' }),
    ]),
    example(
      'a licence that ends today is raised',
      [vessel({ asset_kind: '2', status: 'A', valid_until: '2026-08-31' })],
      'warning',
    ),
    example('a micro-tiller is not raised', [
      row(agriMachinery, { machine_type: '3', sale_price: 900_000, status: 'A' }),
    ]),
  ],
});

function transportDrafts(subject: Subject, asOf: CalendarDate): Draft[] {
  return subject.facts(transportVessel).flatMap((fact) => {
    const { asset_kind: kind, status, valid_until: validUntil, plate_or_ship_no: number } = fact.row;
    const isKind = kind !== undefined && [...businessKinds, ...livelihoodKinds].includes(kind);
    const isGone = goneStatuses.includes(status ?? '') || (validUntil !== undefined && validUntil < asOf);
    if (!isKind || isGone) return [];
    const isDoubtful = livelihoodKinds.includes(kind) || status === undefined || fact.isNameMatch === false;
    return [
      {
        key: evidenceKey('operating', number ?? fact.row.operating_license_no ?? fact.member.person),
        strength: warningUnless(isDoubtful),
        evidence: evidence([fact]),
        measures: { kindCode: kind },
        factOn: asOf,
      },
    ];
  });
}

function vehicleDrafts(subject: Subject, asOf: CalendarDate): Draft[] {
  return assetsLedgerOf(subject, asOf)
    .vehicles.filter((vehicle) => vehicle.isOperating === true && vehicle.kind !== 'light')
    .map(({ key, fact }) => ({
      key: fact.row.plate_no === undefined ? key : evidenceKey('operating', fact.row.plate_no),
      strength: warningUnless(fact.row.use_nature === 'D' || fact.isNameMatch === false),
      evidence: evidence([fact]),
      measures: { useCode: fact.row.use_nature ?? '' },
      factOn: asOf,
    }));
}

function machineDrafts(subject: Subject, asOf: CalendarDate, machineFen: Fen): Draft[] {
  return subject.facts(agriMachinery).flatMap((fact) => {
    const { machine_type: kind, status, sale_price: priceFen, purchase_date: boughtOn } = fact.row;
    const isLarge = kind !== '3' && priceFen !== undefined && priceFen >= machineFen;
    if (!isLarge || goneStatuses.includes(status ?? '')) return [];
    return [
      {
        key: evidenceKey('machine', fact.row.plate_no ?? fact.member.person, boughtOn, kind),
        strength: 'signal',
        evidence: evidence([fact]),
        measures: { priceFen },
        factOn: boughtOn !== undefined && boughtOn <= asOf ? boughtOn : asOf,
      },
    ];
  });
}

function vessel(values: Parameters<typeof row<typeof transportVessel>>[1]) {
  return row(transportVessel, { plate_or_ship_no: 'number', ...values });
}

function example(claim: string, rows: readonly ReturnType<typeof row>[], strength?: 'warning' | 'signal') {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows }] },
    raises: strength === undefined ? [] : [{ strength, measures: { assets: 1 } }],
  } as const;
}
