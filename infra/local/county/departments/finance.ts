/** Banks, securities, insurers and payment institutions: only about people whose household authorised the question. */
import { bankDeposit } from '../../../../shared/datasets/bank-deposit.ts';
import { commercialInsurance } from '../../../../shared/datasets/commercial-insurance.ts';
import { paymentAccount } from '../../../../shared/datasets/payment-account.ts';
import { securitiesFund } from '../../../../shared/datasets/securities-fund.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Book, type Recorder, recorder } from '../book.ts';
import { dateOf } from '../days.ts';
import type { Household, Person, Savings, World } from '../latent.ts';
import { ageOf, isCovered } from '../people.ts';
import { standardsOf } from '../standards.ts';

const department = 'finance';

function isAsked(household: Household): boolean {
  return isCovered(household) || household.status === 'applying' || household.programme === 'edge';
}

function savingsOf(person: Person, where: Savings['where']): Savings | undefined {
  return person.household.assets.find(
    (asset): asset is Savings => asset.kind === 'savings' && asset.where === where && asset.owner === person,
  );
}

/** Adults of asked households; `ask` decides who has an answer. */
function forAsked(world: World, book: Book<never>, ask: (person: Person) => void): void {
  for (const person of world.people) {
    if (isAsked(person.household) && ageOf(person, book.asOf) >= 18 && !person.death) ask(person);
  }
}

const deposits = recorder({
  dataset: bankDeposit,
  department,
  supplier: '贵州省核对中心',
  snapshots: 1,
  style: { encoding: 'gb18030', gzip: true },
  record(world, book) {
    forAsked(world, book, (person) => {
      const held = person.household.assets.filter(
        (asset): asset is Savings => asset.kind === 'savings' && asset.where === 'bank' && asset.owner === person,
      );
      const amount = held.reduce((sum, savings) => sum + savings.amountFen, 0);
      const limit = standardsOf(person.household.isUrban).lineFenYear * 2;
      const asked = book.asOf - book.random.int(10, 300);
      const values = {
        query_date: dateOf(asked),
        bank_code: '402709000001',
        authorization_no: `SQ${person.household.hukouNo}`,
      };
      const isFailed = book.random.chance(0.01);
      const result_flag = isFailed ? '2' : amount > 0 ? '1' : '0';
      const isOver = amount > limit * person.household.members.length;
      const answer = isFailed
        ? {}
        : {
            account_count: amount > 0 ? book.random.int(1, 4) : 0,
            balance_total: amount > 0 && book.random.chance(0.8) ? amount : undefined,
            over_personal_limit: amount > limit,
            over_family_limit: isOver,
            large_txn_flag: amount > limit && book.random.chance(0.4),
          };
      book.row(
        person,
        { ...values, ...answer, result_flag },
        { on: asked, isTrace: held.some((savings) => savings.isTrace) },
      );
    });
  },
});

const securities = recorder({
  dataset: securitiesFund,
  department,
  supplier: '贵州省核对中心',
  snapshots: 1,
  record(world, book) {
    forAsked(world, book, (person) => {
      const held = savingsOf(person, 'securities');
      if (!held && !book.random.chance(0.012)) return;
      const stock = held?.amountFen ?? yuan(book.random.int(0, 30) * 100);
      const asked = book.asOf - book.random.int(10, 300);
      const values = {
        query_date: dateOf(asked),
        stock_value: stock,
        fund_value: 0,
        bond_value: 0,
        custodian: '示例证券',
        account_opened: true,
      };
      book.row(person, { ...values, result_flag: '1' }, { on: asked, isTrace: held?.isTrace === true });
    });
  },
});

const policies = recorder({
  dataset: commercialInsurance,
  department,
  supplier: '贵州省核对中心',
  snapshots: 1,
  style: { headers: 'english', labels: true },
  record(world, book) {
    forAsked(world, book, (person) => {
      const held = savingsOf(person, 'policy');
      if (!held && !book.random.chance(0.11)) return;
      const began = book.asOf - book.random.int(100, 2000);
      const product = held ? '2' : book.random.weighted({ 6: 60, 4: 26, 1: 12, 2: 2 });
      book.row(
        person,
        {
          policy_no: `P${book.random.int(100_000_000, 999_999_999)}`,
          insurer: '示例人寿保险股份有限公司',
          product_type: product,
          policy_role: held || book.random.chance(0.4) ? '1' : '2',
          annual_premium: held
            ? Math.round(held.amountFen / 5)
            : yuan(product === '6' ? 69 : book.random.int(1, 12) * 100),
          cash_value: held ? held.amountFen : 0,
          effective_date: dateOf(began),
          policy_status: book.random.chance(0.92) ? '1' : '2',
        },
        { on: began, isTrace: held?.isTrace === true },
      );
    });
  },
});

const payments = recorder({
  dataset: paymentAccount,
  department,
  supplier: '贵州省核对中心',
  snapshots: 1,
  record(world, book) {
    forAsked(world, book, (person) => {
      const held = savingsOf(person, 'payment');
      if (!held && (ageOf(person, book.asOf) > 60 || !book.random.chance(0.3))) return;
      const amount = held?.amountFen ?? yuan(book.random.int(0, 180) * 10);
      const asked = book.asOf - book.random.int(10, 200);
      const values = {
        institution: book.random.pick(['示例支付', '示例钱包']),
        query_date: dateOf(asked),
        balance_total: Math.round(amount * 0.3),
      };
      const mmf_value = amount - Math.round(amount * 0.3);
      book.row(
        person,
        { ...values, mmf_value, over_limit: held !== undefined, result_flag: '1' },
        { on: asked, isTrace: held?.isTrace === true },
      );
    });
  },
});

export const finance: readonly Recorder[] = [deposits, securities, policies, payments];
