/** Prisons, detention, courts. */
import { courtRecord } from '../../../../shared/datasets/court-record.ts';
import { custody } from '../../../../shared/datasets/custody.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf } from '../days.ts';
import { ageOf } from '../people.ts';

const inCustody = recorder({
  dataset: custody,
  department: 'justice',
  supplier: '毕节市司法局',
  snapshots: 2,
  style: { labels: true },
  record(world, book) {
    for (const person of world.people) {
      const { custody: record } = person;
      if (!record) continue;
      book.row(
        person,
        {
          custody_type: record.type,
          custody_start: dateOf(record.from),
          custody_end_planned: book.random.chance(0.05) ? undefined : dateOf(record.until),
          release_date: record.released === undefined ? undefined : dateOf(record.released),
          facility:
            record.type === '4'
              ? '威宁县司法局社区矫正中心'
              : book.random.pick(['示例监狱', '示例看守所', '示例强制隔离戒毒所']),
          community_correction: record.isCommunity && (record.type === '4' || book.random.chance(0.4)),
        },
        { on: record.from, isTrace: record.isTrace },
      );
    }
  },
});

const court = recorder({
  dataset: courtRecord,
  department: 'justice',
  supplier: '威宁县人民法院',
  snapshots: 1,
  style: { headers: 'english', labels: true },
  record(world, book) {
    for (const person of world.people) {
      if (ageOf(person, world.asOf) < 20 || !book.random.chance(0.005)) continue;
      const on = world.asOf - book.random.int(30, 1200);
      const values = {
        record_type: book.random.weighted({ 1: 12, 2: 60, 3: 18, 5: 10 }),
        case_no: `(2026)黔0526执${book.random.int(1, 9999)}号`,
      };
      book.row(
        person,
        {
          ...values,
          amount: yuan(book.random.int(20, 900) * 100),
          decision_date: dateOf(on),
          status: book.random.pick(['1', '2', '3']),
        },
        { on },
      );
    }
  },
});

export const justice: readonly Recorder[] = [inCustody, court];
