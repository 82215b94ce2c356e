/** Payrolls, veterans, unions, utilities, payments, hotline. */
import { distressedWorker } from '../../../../shared/datasets/distressed-worker.ts';
import { hotlinePetition } from '../../../../shared/datasets/hotline-petition.ts';
import { paymentReturn } from '../../../../shared/datasets/payment-return.ts';
import { publicPayroll } from '../../../../shared/datasets/public-payroll.ts';
import { utilities } from '../../../../shared/datasets/utilities.ts';
import { veteran } from '../../../../shared/datasets/veteran.ts';
import { type Fen, yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay, yearOfDay } from '../days.ts';
import type { Household, Job, Person } from '../latent.ts';
import { ageOf, isAlive, isCovered } from '../people.ts';
import type { Random } from '../random.ts';

const payrollTypes: Partial<Record<Job, string>> = { 'public-payroll': '2', 'village-cadre': '4', 'public-post': '5' };

const payroll = recorder({
  dataset: publicPayroll,
  department: 'treasury',
  supplier: '威宁县财政局',
  snapshots: 1,
  style: { encoding: 'gb18030' },
  record(world, book) {
    for (const person of world.people) {
      const type = payrollTypes[person.job];
      if (type === undefined || !book.random.chance(type === '5' ? 0.85 : 0.98)) continue;
      book.row(
        person,
        {
          payroll_type: type === '2' ? book.random.pick(['1', '2', '2', '3']) : type,
          employer_name: person.employer,
          position:
            type === '4'
              ? book.random.pick(['村委会副主任', '村监委主任', '村民组长'])
              : type === '5'
                ? '保洁员'
                : '工作人员',
          month_income: Math.round(person.earnedFenYear / 12),
          start_month: monthOfDay(person.jobFrom ?? book.asOf - 300),
          status: '1',
        },
        { isTrace: person.isStory === true },
      );
    }
  },
});

const veterans = recorder({
  dataset: veteran,
  department: 'veterans',
  supplier: '威宁县退役军人事务局',
  snapshots: 1,
  record(world, book) {
    for (const person of world.people) {
      if (!person.isVeteran || person.death) continue;
      const age = ageOf(person, book.asOf);
      const values = {
        veteran_type: book.random.weighted({ 6: 70, 4: 14, 5: 10, 1: 6 }),
        benefit_amount: yuan(book.random.int(12, 90) * 100),
      };
      book.row(person, {
        ...values,
        card_no: `黔F${book.random.int(100_000, 999_999)}`,
        start_year: yearOfDay(book.asOf) - Math.max(0, age - 60),
      });
    }
  },
});

const workers = recorder({
  dataset: distressedWorker,
  department: 'trade-union',
  supplier: '威宁县总工会',
  snapshots: 1,
  style: { labels: true },
  record(world, book) {
    for (const person of world.people) {
      const isHit = person.unemployment !== undefined && person.isStory && book.random.chance(0.12);
      if (!isHit && !(person.job === 'employed' && book.random.chance(0.02))) continue;
      const on = book.asOf - book.random.int(20, 400);
      const values = {
        worker_category: isHit ? '1' : book.random.pick(['2', '2', '3']),
        reason: isHit ? '下岗失业' : '本人或家属患病',
      };
      book.row(
        person,
        { ...values, file_status: '1', aid_amount: yuan(book.random.int(5, 30) * 100), file_date: dateOf(on) },
        { on, isTrace: isHit },
      );
    }
  },
});

function isEmpty(household: Household): boolean {
  return household.story === 'moved' || household.story === 'alone';
}

const supplies = recorder({
  dataset: utilities,
  department: 'utilities',
  supplier: '威宁供电局',
  snapshots: 1,
  style: { headers: 'english', gzip: true },
  record(world, book) {
    const { random } = book;
    const month = monthOfDay(book.asOf - 25);
    for (const household of world.households) {
      const head = household.members.find(isAlive);
      if (!head || random.chance(0.08)) continue;
      const isZero = (isEmpty(household) && random.chance(0.55)) || random.chance(0.025);
      const usage = isZero ? 0 : Math.round(random.skewed(household.householdNo === undefined ? 13_000 : 7200, 1.7));
      book.row(
        head,
        {
          utility_kind: '1',
          account_no_masked: `0526****${random.int(1000, 9999)}`,
          month,
          usage,
          fee: Math.round(usage * 0.46),
          zero_months: isZero ? random.int(2, 9) : 0,
        },
        { isTrace: isZero && isEmpty(household) },
      );
    }
  },
});

/** Each covered household is paid once a month; a few payments come back. */
const payments = recorder({
  dataset: paymentReturn,
  department: 'treasury',
  supplier: '威宁县农村信用合作联社',
  deltas: 2,
  isSteady: true,
  style: { encoding: 'gb18030', gzip: true },
  record(world, book) {
    for (const household of world.households) {
      const payee = household.members[0];
      if (!isCovered(household) || household.status === 'suspended' || !payee) continue;
      const amount = yuan(book.random.int(90, 330)) * Math.max(1, household.members.length);
      for (const paidDay of [book.asOf - 42, book.asOf - 12]) {
        book.row(payee, rowOfPayment(household, payee, amount, paidDay, book.random), { on: paidDay });
      }
    }
  },
});

function rowOfPayment(household: Household, payee: Person, amount: Fen, paidDay: number, random: Random) {
  const isFailed = random.chance(payee.death ? 0.4 : 0.012);
  const reason = payee.death ? 'B11' : random.pick(['B01', 'B03', 'B05', 'B06', 'B08', 'B13']);
  return {
    batch_no: `PAY${monthOfDay(paidDay).replace('-', '')}520526`,
    item_code: household.programme?.endsWith('tekun') ? '2082102' : household.isUrban ? '2081901' : '2081902',
    account_name: payee.name,
    account_no: `6217****${random.int(1000, 9999)}`,
    amount,
    paid_amount: isFailed ? 0 : amount,
    result: isFailed ? '2' : '1',
    return_code: isFailed ? reason : undefined,
    paid_time: `${dateOf(paidDay)}T10:15:00`,
    bank_serial: `WN${random.int(100_000_000, 999_999_999)}`,
  };
}

const summaries: Readonly<Record<string, string>> = {
  '1': '咨询低保申请条件和所需材料',
  '2': '反映家庭困难未纳入救助',
  '4': '反映补贴未按时到账',
  '6': '家中突发变故,请求临时救助',
};

const hotline = recorder({
  dataset: hotlinePetition,
  department: 'hotline',
  supplier: '威宁县12345政务服务热线',
  deltas: 3,
  record(world, book) {
    const { random, asOf } = book;
    for (const household of world.households) {
      const caller = household.members.find((person) => isAlive(person) && ageOf(person, asOf) >= 18);
      if (!caller) continue;
      const isInTrouble = household.story !== undefined && !isCovered(household) && household.status !== 'applying';
      const isAsking = isInTrouble && random.chance(household.story === 'alone' ? 0.6 : 0.12);
      if (!isAsking && !random.chance(0.012)) continue;
      const on = asOf - random.int(1, 85);
      const demand_type = isAsking ? random.pick(['2', '6', '6']) : random.weighted({ 1: 50, 2: 16, 4: 26, 6: 8 });
      book.row(
        caller,
        {
          ticket_no: `RX${dateOf(on).replaceAll('-', '')}${random.int(1000, 9999)}`,
          channel: random.pick(['1', '2', '4', '5']),
          demand_type,
          region_code: household.village,
          received_at: `${dateOf(on)}T${random.int(10, 17)}:${random.int(10, 59)}:00`,
          summary: summaries[demand_type],
          anonymous: false,
        },
        { on, isTrace: isAsking },
      );
    }
  },
});

export const publicServices: readonly Recorder[] = [payroll, veterans, workers, supplies, payments, hotline];
