/** Houses: registered, contracted, subsidised, and the housing fund. */
import { housingContract } from '../../../../shared/datasets/housing-contract.ts';
import { housingFund } from '../../../../shared/datasets/housing-fund.ts';
import { housingSupport } from '../../../../shared/datasets/housing-support.ts';
import { realEstate } from '../../../../shared/datasets/real-estate.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay } from '../days.ts';
import { isCovered } from '../people.ts';

const registered = recorder({
  dataset: realEstate,
  department: 'natural-resources',
  supplier: '威宁县自然资源局',
  deltas: 2,
  style: { encoding: 'gb18030' },
  record(world, book) {
    for (const household of world.households) {
      for (const home of household.assets) {
        if (home.kind !== 'home' || home.isContract) continue;
        const isShared = home.share !== '' && home.share !== '100%';
        book.row(
          home.owner,
          {
            cert_no: `黔(2026)威宁县不动产权第${String(book.random.int(1, 9_999_999)).padStart(7, '0')}号`,
            location: `威宁县示例${home.nature === '4' ? '村' : '路'}${book.random.int(1, 300)}号`,
            building_area: home.areaHundredths,
            planned_use: '1',
            house_nature: home.nature,
            house_type: home.nature === '4' ? '自建住宅' : '成套住宅',
            ownership_kind: isShared ? '3' : '1',
            share_ratio: home.share === '' ? undefined : home.share,
            register_date: dateOf(home.registered),
            right_status: book.random.chance(0.02) ? '2' : '1',
            mortgage_flag: home.nature === '1' && book.random.chance(0.3),
            transfer_price: home.priceFen === 0 ? undefined : home.priceFen,
          },
          { on: home.registered, isTrace: home.isTrace },
        );
      }
    }
  },
});

const contracts = recorder({
  dataset: housingContract,
  department: 'housing',
  supplier: '威宁县住房和城乡建设局',
  deltas: 2,
  record(world, book) {
    for (const household of world.households) {
      for (const home of household.assets) {
        if (home.kind !== 'home' || home.nature !== '1' || (!home.isContract && !book.random.chance(0.2))) continue;
        const signed = home.isContract ? home.registered : home.registered - 60;
        book.row(
          home.owner,
          {
            contract_no: `WN${book.random.int(10_000_000, 99_999_999)}`,
            project_name: book.random.pick(['示例花园', '草海示例府', '示例新城']),
            room_no: `${book.random.int(1, 12)}-${book.random.int(1, 32)}-${book.random.int(1, 4)}`,
            building_area: home.areaHundredths,
            total_price: home.priceFen,
            sign_date: dateOf(signed),
            record_status: home.isContract ? book.random.pick(['1', '2', '2']) : '4',
            buyer_ratio: '100%',
          },
          { on: signed, isTrace: home.isTrace },
        );
      }
    }
  },
});

const support = recorder({
  dataset: housingSupport,
  department: 'housing',
  supplier: '威宁县住房和城乡建设局、生态移民局',
  snapshots: 1,
  style: { labels: true },
  record(world, book) {
    for (const household of world.households) {
      const head = household.members.find((person) => !person.death);
      if (!head) continue;
      const move_in_date = dateOf(book.asOf - book.random.int(300, 2600));
      if (household.isRelocated) {
        book.row(head, {
          support_kind: '4',
          address: '威宁县阳光新城',
          move_in_date,
          origin_region: household.village,
        });
      } else if (household.isUrban && book.random.chance(isCovered(household) ? 0.4 : 0.1)) {
        book.row(head, {
          support_kind: book.random.pick(['1', '2']),
          address: '威宁县示例公租房小区',
          subsidy_amount: yuan(book.random.int(8, 24) * 10),
          move_in_date,
        });
      } else if (book.random.chance(isCovered(household) ? 0.12 : 0.05)) {
        const appraisal = book.asOf - book.random.int(100, 1800);
        const danger_level = book.random.weighted({ B: 40, C: 44, D: 16 });
        book.row(
          head,
          {
            support_kind: '3',
            danger_level,
            appraisal_date: dateOf(appraisal),
            subsidy_amount: danger_level === 'B' ? undefined : yuan(book.random.int(10, 35) * 1000),
          },
          { on: appraisal },
        );
      }
    }
  },
});

const fund = recorder({
  dataset: housingFund,
  department: 'housing-fund',
  supplier: '毕节市住房公积金管理中心威宁管理部',
  snapshots: 1,
  style: { headers: 'english' },
  record(world, book) {
    for (const person of world.people) {
      const isPublic = person.job === 'public-payroll';
      if (person.job !== 'employed' && !isPublic) continue;
      if (!book.random.chance(isPublic ? 0.97 : 0.3)) continue;
      const base = Math.round(person.earnedFenYear / 12);
      const hasLoan = book.random.chance(0.15);
      book.row(
        person,
        {
          account_status: '1',
          employer_name: person.employer,
          personal_rate: 800,
          unit_rate: 800,
          month_deposit: Math.round(base * 0.16),
          deposit_base: base,
          last_month: monthOfDay(book.asOf - 25),
          balance: Math.round(base * 0.16 * book.random.int(4, 60)),
          loan_flag: hasLoan,
          loan_month_repay: hasLoan ? yuan(book.random.int(9, 26) * 100) : undefined,
        },
        { isTrace: person.isStory === true },
      );
    }
  },
});

export const property: readonly Recorder[] = [registered, contracts, support, fund];
