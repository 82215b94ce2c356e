/** Market supervision, taxes, transport, agricultural machines. */
import { agriMachinery } from '../../../../shared/datasets/agri-machinery.ts';
import { marketEntity } from '../../../../shared/datasets/market-entity.ts';
import { taxRecord } from '../../../../shared/datasets/tax-record.ts';
import { transportVessel } from '../../../../shared/datasets/transport-vessel.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay, yearOfDay } from '../days.ts';
import type { Enterprise } from '../latent.ts';
import type { Random } from '../random.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code with a right check character (GB 32100-2015). */
export function creditCodeOf(random: Random): string {
  let code = '92520526MA';
  for (let index = 0; index < 7; index++) code += alphabet[random.int(0, 30)];
  let sum = 0;
  let weight = 1;
  for (const character of code) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return code + alphabet[(31 - (sum % 31)) % 31];
}

/** The day an enterprise was struck off, of which it was told to departments; undefined while it exists. */
function cancelledDay(entity: Enterprise, asOf: number): number | undefined {
  return entity.status === '3' ? Math.min(entity.established + 250, asOf - 1) : undefined;
}

function rowOfEntity(entity: Enterprise, cancelled: number | undefined, random: Random) {
  return {
    uscc: creditCodeOf(random),
    entity_name: entity.name,
    entity_type: entity.type,
    role: entity.role,
    subscribed_capital: entity.capitalFen,
    paid_capital: entity.paidFen === 0 ? undefined : entity.paidFen,
    establish_date: dateOf(entity.established),
    business_scope: random.pick(['种植,养殖,销售', '日用百货零售', '餐饮服务', '建筑劳务分包']),
    status: entity.status,
    cancel_date: cancelled === undefined ? undefined : dateOf(cancelled),
    abnormal_list: entity.flaw === 'company-dormant' && random.chance(0.6),
  };
}

const entities = recorder({
  dataset: marketEntity,
  department: 'market-supervision',
  supplier: '威宁县市场监督管理局',
  deltas: 2,
  style: { gzip: true, labels: true },
  record(world, book) {
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.kind !== 'enterprise') continue;
        const cancelled = cancelledDay(asset, book.asOf);
        const row = rowOfEntity(asset, cancelled, book.random);
        book.row(asset.owner, row, { on: cancelled ?? asset.established, isTrace: asset.isTrace });
      }
    }
  },
});

const taxes = recorder({
  dataset: taxRecord,
  department: 'taxation',
  supplier: '国家税务总局威宁县税务局',
  deltas: 3,
  isSteady: true,
  style: { headers: 'english', shuffled: true },
  record(world, book) {
    const { random, asOf } = book;
    for (const person of world.people) {
      const isPublic = person.job === 'public-payroll';
      if ((person.job !== 'employed' && !isPublic) || !random.chance(isPublic ? 0.98 : 0.72)) continue;
      for (let month = 0; month < 3; month++) {
        const day = asOf - 12 - month * 30;
        const gross = Math.round((person.earnedFenYear / 12) * random.middle(0.92, 1.08));
        const period = monthOfDay(day - 25);
        const values = {
          income_item: '1',
          period_start: period,
          period_end: period,
          gross_income: gross,
          taxable_income: Math.max(0, gross - yuan(5000)),
        };
        book.row(
          person,
          {
            ...values,
            tax_paid: Math.round(Math.max(0, gross - yuan(5000)) * 0.03),
            withholding_agent: person.employer,
            payment_date: dateOf(day),
          },
          { on: day, isTrace: person.isStory === true },
        );
      }
    }
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.kind !== 'enterprise' || asset.turnoverFenYear < yuan(40_000)) continue;
        const day = asOf - random.int(5, 50);
        const period = monthOfDay(day - 25);
        const values = {
          income_item: '5',
          period_start: period,
          period_end: period,
          gross_income: Math.round(asset.turnoverFenYear / 12),
        };
        book.row(
          asset.owner,
          {
            ...values,
            taxable_income: Math.round(asset.turnoverFenYear / 60),
            invoice_amount_12m: asset.turnoverFenYear,
            payment_date: dateOf(day),
          },
          { on: day, isTrace: asset.isTrace },
        );
      }
    }
  },
});

const transport = recorder({
  dataset: transportVessel,
  department: 'transport',
  supplier: '威宁县交通运输局',
  snapshots: 1,
  record(world, book) {
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.kind !== 'transport') continue;
        book.row(
          asset.owner,
          {
            asset_kind: asset.type,
            plate_or_ship_no: asset.type === '7' ? undefined : `贵F${book.random.int(10_000, 99_999)}`,
            operating_license_no: `520526${book.random.int(100_000, 999_999)}`,
            owner_name: asset.owner.name,
            tonnage: asset.type === '2' ? book.random.int(200, 1800) : undefined,
            qualification_name: asset.type === '7' ? '道路货物运输从业资格' : undefined,
            valid_until: dateOf(book.asOf + book.random.int(30, 1200)),
            status: 'A',
          },
          { on: asset.bought, isTrace: asset.isTrace },
        );
      }
    }
    for (const person of world.people) {
      if (
        !person.isMale ||
        person.death ||
        !['migrant', 'informal', 'farm'].includes(person.job) ||
        !book.random.chance(0.012)
      )
        continue;
      book.row(person, {
        asset_kind: '7',
        qualification_name: '道路货物运输从业资格',
        valid_until: dateOf(book.asOf + book.random.int(-300, 1500)),
        status: 'A',
      });
    }
  },
});

const machines = recorder({
  dataset: agriMachinery,
  department: 'agriculture',
  supplier: '威宁县农业农村局',
  snapshots: 1,
  style: { encoding: 'gb18030' },
  record(world, book) {
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.kind !== 'machine') continue;
        book.row(
          asset.owner,
          {
            machine_type: asset.type,
            plate_no: asset.type === '1' || asset.type === '2' ? `贵F${book.random.int(10_000, 99_999)}` : undefined,
            purchase_date: dateOf(asset.bought),
            sale_price: asset.priceFen,
            subsidy_amount: Math.round(asset.priceFen * 0.3),
            subsidy_year: yearOfDay(asset.bought),
            status: 'A',
          },
          { on: asset.bought, isTrace: asset.isTrace },
        );
      }
    }
  },
});

export const market: readonly Recorder[] = [entities, taxes, transport, machines];
