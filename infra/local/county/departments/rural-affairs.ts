/** Countryside and emergency: monitoring against return to poverty, subsidies, disasters. */
import { agriSubsidyLand } from '../../../../shared/datasets/agri-subsidy-land.ts';
import { disaster } from '../../../../shared/datasets/disaster.ts';
import { ruralMonitoring } from '../../../../shared/datasets/rural-monitoring.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, yearOfDay } from '../days.ts';
import { incomeOf, medicalSelfOf } from '../judge.ts';
import type { Household } from '../latent.ts';
import { canWork, countedMembers, isCovered } from '../people.ts';

const risks: Readonly<Record<string, string>> = {
  illness: '1',
  disability: '2',
  education: '3',
  disaster: '4',
  traffic: '5',
  fire: '5',
  death: '6',
  custody: '6',
  'job-loss': '7',
  harvest: '8',
};

/** Villages find about half of the households in new trouble themselves. */
function isSuddenRisk(household: Household, draw: number): boolean {
  return household.story !== undefined && !isCovered(household) && household.status !== 'applying' && draw < 0.4;
}

const monitoring = recorder({
  dataset: ruralMonitoring,
  department: 'agriculture',
  supplier: '威宁县农业农村局(乡村振兴局)',
  snapshots: 2,
  style: { gzip: true },
  record(world, book) {
    const { random, asOf } = book;
    for (const household of world.households) {
      if (household.isUrban) continue;
      const isSudden = isSuddenRisk(household, random.next());
      const wasPoor = household.isMonitoredPoor || isSudden || random.chance(0.12);
      if (!wasPoor) continue;
      const counted = countedMembers(household);
      const isMonitored = household.programme === 'monitored' || isSudden || household.isMonitoredPoor;
      const isOver = !isSudden && random.chance(0.62);
      const values = {
        monitor_type: isSudden ? '3' : isMonitored ? random.pick(['1', '2']) : '0',
        monitor_year: isSudden ? yearOfDay(asOf) : random.int(2020, 2026),
        risk_types: isMonitored
          ? (risks[household.story ?? ''] ?? random.pick(['1', '2', '3', '6', '7', '8', '99']))
          : undefined,
        risk_eliminated: isMonitored ? isOver : undefined,
        household_no: `FP${household.hukouNo}`,
        per_capita_income: Math.round(
          ((incomeOf(household) - medicalSelfOf(household, asOf) * 0.5) / Math.max(1, counted.length)) *
            random.middle(0.85, 1.3),
        ),
        labor_count: counted.filter((person) => canWork(person, asOf)).length,
        eliminated_date: isMonitored && isOver ? dateOf(asOf - random.int(60, 900)) : undefined,
      };
      for (const person of household.members) {
        if (!person.death) book.row(person, values, { isTrace: isSudden });
      }
    }
  },
});

const subsidies = recorder({
  dataset: agriSubsidyLand,
  department: 'agriculture',
  supplier: '威宁县财政局、农业农村局',
  snapshots: 1,
  style: { encoding: 'gb18030', gzip: true },
  record(world, book) {
    const { random } = book;
    for (const household of world.households) {
      const head = household.members.find((person) => !person.death);
      if (household.isUrban || !head || random.chance(0.1)) continue;
      const area = random.int(80, 1400);
      const price = yuan(78);
      const transfer = random.chance(0.08) ? yuan(random.int(2, 16) * 100) : undefined;
      const year = yearOfDay(book.asOf);
      book.row(head, {
        subsidy_type: '1',
        area_mu: area,
        unit_price: price,
        amount: Math.round((area * price) / 100),
        year,
        land_transfer_income: transfer,
        collective_dividend: random.chance(0.15) ? yuan(random.int(2, 30) * 10) : undefined,
      });
      if (random.chance(0.03)) book.row(head, { subsidy_type: '4', amount: yuan(10_000), year });
      if (random.chance(0.05)) book.row(head, { subsidy_type: '5', amount: yuan(random.int(5, 40) * 100), year });
    }
  },
});

const disasters = recorder({
  dataset: disaster,
  department: 'emergency',
  supplier: '威宁县应急管理局',
  deltas: 3,
  record(world, book) {
    for (const household of world.households) {
      for (const calamity of household.calamities) {
        if (calamity.kind !== 'disaster') continue;
        const isHouse = calamity.severity !== '3' || household.story === 'disaster';
        book.row(
          calamity.victim,
          {
            disaster_type: isHouse ? book.random.pick(['1', '4', '3']) : book.random.pick(['2', '3', '5']),
            disaster_date: dateOf(calamity.on),
            house_damage: isHouse || book.random.chance(0.3) ? calamity.severity : undefined,
            rooms_damaged: isHouse ? book.random.int(1, 4) : undefined,
            crop_loss_mu: isHouse ? undefined : book.random.int(30, 900),
            economic_loss: calamity.lossFen,
            transition_aid: calamity.severity === '1' && book.random.chance(0.5),
          },
          { on: calamity.on, isTrace: calamity.isTrace },
        );
      }
    }
  },
});

export const ruralAffairs: readonly Recorder[] = [monitoring, subsidies, disasters];
