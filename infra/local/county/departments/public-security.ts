/** Police: registration, deregistration, borders, vehicles, accidents. */
import { accidentFire } from '../../../../shared/datasets/accident-fire.ts';
import { exitEntry } from '../../../../shared/datasets/exit-entry.ts';
import { householdDeregistration } from '../../../../shared/datasets/household-deregistration.ts';
import { householdRegistration } from '../../../../shared/datasets/household-registration.ts';
import { motorVehicle } from '../../../../shared/datasets/motor-vehicle.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { regionOf } from '../../../../shared/domain/regions.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf } from '../days.ts';
import { flawRate } from '../flaws.ts';
import type { Calamity, Person, Vehicle } from '../latent.ts';
import { ageOf, canWork } from '../people.ts';
import type { Random } from '../random.ts';

const department = 'public-security';
const supplier = '威宁县公安局';
const stationOf = (person: Person): string => `${townshipNameOf(person)}派出所`;

function townshipNameOf(person: Person): string {
  return regionOf(`${person.household.village.slice(0, 9)}000`)?.name ?? '威宁县';
}

const registration = recorder({
  dataset: householdRegistration,
  department,
  supplier,
  deltas: 5,
  style: { encoding: 'gb18030', gzip: true },
  record(world, book) {
    for (const person of world.people) {
      if (person.death && book.random.chance(0.7)) continue;
      const isMoved = book.random.chance(person.relation === '12' ? 0.06 : 0.012);
      const movedOn = isMoved ? Math.max(person.born, world.asOf - book.random.int(1, 700)) : undefined;
      const bornOn = person.born > world.asOf - 110 ? person.born : undefined;
      book.row(
        person,
        {
          hukou_no: person.hukouNo,
          hukou_address: `贵州省威宁县${townshipNameOf(person)}`,
          hukou_region_code: person.household.village,
          police_station: stationOf(person),
          gender: person.isMale ? '1' : '2',
          ethnicity: person.nation,
          birth_date: dateOf(person.born),
          relation_to_head: person.relation,
          hukou_type: '1',
          hukou_nature: person.household.isUrban ? '02' : '01',
          move_in_date: movedOn === undefined ? undefined : dateOf(movedOn),
        },
        { on: bornOn ?? movedOn, op: movedOn === undefined ? 'I' : 'U' },
      );
    }
  },
});

const deregistration = recorder({
  dataset: householdDeregistration,
  department,
  supplier,
  deltas: 4,
  style: { encoding: 'gb18030' },
  record(world, book) {
    for (const person of world.people) {
      const { death, migration } = person;
      if (death?.sources.includes('police')) {
        const cancelled = Math.min(world.asOf - 1, death.on + book.random.int(2, 40));
        const values = {
          cancel_flag: '01',
          cancel_reason: '01',
          cancel_date: dateOf(cancelled),
          death_date: dateOf(death.on),
        };
        book.row(
          person,
          { ...values, police_station: stationOf(person) },
          { on: cancelled, isTrace: death.isTrace, op: 'D' },
        );
      } else if (migration) {
        const values = {
          cancel_flag: '02',
          cancel_reason: '02',
          cancel_date: dateOf(migration.on),
          moved_to_region: migration.region,
        };
        book.row(
          person,
          { ...values, police_station: stationOf(person) },
          { on: migration.on, isTrace: person.isStory === true, op: 'D' },
        );
      } else if (!death && book.random.chance(flawRate('death-of-the-living'))) {
        const on = world.asOf - book.random.int(2, 80);
        book.row(
          person,
          { cancel_flag: '01', cancel_reason: '01', cancel_date: dateOf(on), death_date: dateOf(on) },
          { on, op: 'D' },
        );
      }
    }
  },
});

const borders = recorder({
  dataset: exitEntry,
  department,
  supplier,
  snapshots: 1,
  style: { headers: 'english' },
  record(world, book) {
    for (const person of world.people) {
      const isRich = person.household.householdNo === undefined;
      if (ageOf(person, world.asOf) < 16 || !book.random.chance(isRich ? 0.012 : 0.0012)) continue;
      const left = world.asOf - book.random.int(20, 340);
      const days = book.random.int(3, 16);
      const purpose = book.random.weighted({ 1: 50, 2: 28, 3: 14, 4: 4, 5: 4 });
      const values = {
        doc_type: '1',
        exit_date: dateOf(left),
        entry_date: dateOf(left + days),
        destination: book.random.pick(['老挝', '泰国', '缅甸', '越南']),
      };
      book.row(person, { ...values, purpose, days_abroad: days }, { on: left });
    }
  },
});

const brands: Readonly<Record<string, readonly string[]>> = {
  K: ['五菱', '长安', '吉利', '哈弗', '比亚迪', '大众'],
  H: ['东风', '福田', '江淮'],
  M: ['嘉陵', '宗申', '隆鑫'],
  N: ['福田五星', '时风'],
};

function plateOf(vehicle: Vehicle, random: Random): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
  let tail = '';
  for (let index = 0; index < (vehicle.isElectric ? 6 : 5); index++)
    tail += letters[random.int(index === 0 ? 0 : 10, 33)];
  return `贵F${tail}`;
}

function rowOfVehicle(vehicle: Vehicle, random: Random) {
  const { type, isElectric } = vehicle;
  const brand = random.pick(brands[type] as readonly string[]);
  return {
    plate_no: plateOf(vehicle, random),
    plate_kind: type === 'H' ? '01' : type === 'M' || type === 'N' ? '07' : isElectric ? '52' : '02',
    brand_cn: brand,
    model: `${brand}${random.int(1000, 9999)}`,
    vehicle_type: type,
    first_reg_date: dateOf(vehicle.registered),
    use_nature: type === 'H' && random.chance(0.5) ? 'F' : 'A',
    vehicle_status: vehicle.status,
    displacement_ml: isElectric
      ? 0
      : type === 'M'
        ? random.pick([100, 125, 150])
        : random.pick([998, 1206, 1498, 1598, 1998]),
    energy_kind: isElectric ? 'C' : type === 'H' ? 'B' : 'A',
    invoice_amount: vehicle.flaw === 'vehicle-scrapped' || random.chance(0.25) ? undefined : vehicle.invoiceFen,
    scrap_due_date: type === 'K' ? undefined : dateOf(vehicle.registered + (type === 'H' ? 15 : 13) * 365),
  };
}

const vehicles = recorder({
  dataset: motorVehicle,
  department,
  supplier: '威宁县公安局交警大队',
  snapshots: 2,
  style: { encoding: 'gb18030', shuffled: true },
  record(world, book) {
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.kind !== 'vehicle') continue;
        book.row(asset.owner, rowOfVehicle(asset, book.random), { on: asset.registered, isTrace: asset.isTrace });
      }
    }
  },
});

const accidentTypes: Readonly<Record<Calamity['kind'], string>> = {
  traffic: '1',
  fire: '2',
  injury: '4',
  disaster: '9',
};

const accidents = recorder({
  dataset: accidentFire,
  department,
  supplier: '威宁县公安局交警大队、消防救援大队',
  deltas: 3,
  record(world, book) {
    for (const household of world.households) {
      for (const calamity of household.calamities) {
        if (calamity.kind === 'disaster') continue;
        book.row(
          calamity.victim,
          {
            event_type: accidentTypes[calamity.kind],
            event_date: dateOf(calamity.on),
            event_place: townshipNameOf(calamity.victim),
            casualty_level: calamity.severity,
            liability: calamity.kind === 'traffic' ? book.random.pick(['1', '2', '3', '4', '5']) : undefined,
            property_loss: calamity.kind === 'fire' ? calamity.lossFen : Math.min(calamity.lossFen, yuan(6000)),
          },
          { on: calamity.on, isTrace: calamity.isTrace },
        );
      }
    }
    for (const person of world.people) {
      if (!canWork(person, world.asOf) || !book.random.chance(0.004)) continue;
      const on = world.asOf - book.random.int(2, 120);
      const values = {
        event_type: '1',
        event_date: dateOf(on),
        casualty_level: '4',
        liability: book.random.pick(['1', '3', '5']),
      };
      book.row(person, { ...values, property_loss: yuan(book.random.int(3, 40) * 100) }, { on });
    }
  },
});

export const publicSecurity: readonly Recorder[] = [registration, deregistration, borders, vehicles, accidents];
