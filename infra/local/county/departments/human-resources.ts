/** Social insurance, pensions, unemployment, work. */
import { employment } from '../../../../shared/datasets/employment.ts';
import { pensionBenefit } from '../../../../shared/datasets/pension-benefit.ts';
import { socialInsurance } from '../../../../shared/datasets/social-insurance.ts';
import { unemployment } from '../../../../shared/datasets/unemployment.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay } from '../days.ts';
import type { Job } from '../latent.ts';
import { ageOf } from '../people.ts';

const department = 'human-resources';
const supplier = '威宁县人力资源和社会保障局';

const insurance = recorder({
  dataset: socialInsurance,
  department,
  supplier,
  snapshots: 1,
  style: { headers: 'english', gzip: true },
  record(world, book) {
    const lastMonth = monthOfDay(book.asOf - 25);
    for (const person of world.people) {
      const age = ageOf(person, book.asOf);
      if (age < 16 || person.death) continue;
      const isEmployee = person.job === 'employed' || person.job === 'public-payroll';
      if (isEmployee) {
        const isUninsured = person.job === 'employed' && book.random.chance(0.16);
        if (isUninsured) continue;
        const kinds = person.job === 'public-payroll' ? ['120', '310'] : ['110', '310'];
        const base = Math.round(Math.max(person.earnedFenYear / 12, yuan(4200)));
        const values = {
          insured_status: '1',
          employer_name: person.employer,
          pay_base: base,
          pay_month: lastMonth,
          pay_status: '1',
        };
        for (const insurance_kind of kinds) {
          book.row(
            person,
            { ...values, insurance_kind, first_insured_date: dateOf(person.jobFrom ?? book.asOf - 100) },
            { isTrace: person.isStory === true },
          );
        }
      } else if (person.oldJob && book.random.chance(0.5)) {
        const values = {
          insurance_kind: '110',
          employer_name: person.oldJob.employer,
          pay_base: yuan(4200),
          pay_month: monthOfDay(person.oldJob.ended),
        };
        const isStale = book.random.chance(0.2);
        book.row(person, { ...values, insured_status: isStale ? '1' : '2', pay_status: isStale ? '2' : '3' });
      } else if (age < 60 && book.random.chance(0.72)) {
        const month = `${lastMonth.slice(0, 4)}-0${book.random.int(3, 9)}`;
        book.row(person, {
          insurance_kind: '170',
          insured_status: '1',
          pay_base: yuan(book.random.pick([200, 200, 300, 500])),
          pay_month: month,
          pay_status: '1',
        });
      }
    }
  },
});

const pensions = recorder({
  dataset: pensionBenefit,
  department,
  supplier,
  snapshots: 2,
  style: { encoding: 'gb18030' },
  record(world, book) {
    for (const person of world.people) {
      const { pension } = person;
      if (!pension || (person.death && book.random.chance(0.75))) continue;
      book.row(
        person,
        {
          benefit_type: pension.type,
          month_amount: pension.monthFen,
          basic_pension_part: pension.basicFen === 0 ? undefined : pension.basicFen,
          start_month: monthOfDay(Math.max(pension.from, 14_000)),
          pay_bank_tail: String(book.random.int(0, 9999)).padStart(4, '0'),
          auth_date: dateOf(book.asOf - book.random.int(40, 360)),
        },
        { isTrace: person.isStory === true && pension.type !== '2' },
      );
    }
  },
});

const jobless = recorder({
  dataset: unemployment,
  department,
  supplier,
  deltas: 4,
  record(world, book) {
    for (const person of world.people) {
      const record = person.unemployment;
      if (!record) continue;
      const isBack = !person.isStory && book.random.chance(0.25);
      book.row(
        person,
        {
          register_date: dateOf(record.registered),
          unemp_reason: record.reason,
          reduce_reason: isBack ? '已就业' : undefined,
          benefit_months_left: record.monthsLeft,
          benefit_end: monthOfDay(book.asOf + record.monthsLeft * 30 - 10),
          last_employer: person.oldJob?.employer ?? '威宁示例商贸有限公司',
          handling_org: '威宁县就业局',
        },
        { on: record.registered, isTrace: person.isStory === true },
      );
    }
  },
});

const forms: Partial<Record<Job, string>> = {
  employed: '1',
  informal: '2',
  'self-employed': '3',
  'public-post': '4',
  migrant: '5',
  transport: '3',
};
/** How likely the employment office knows of such work. */
const known: Partial<Record<Job, number>> = {
  employed: 0.8,
  informal: 0.2,
  'self-employed': 0.25,
  'public-post': 0.97,
  migrant: 0.75,
  transport: 0.2,
};

const work = recorder({
  dataset: employment,
  department,
  supplier,
  snapshots: 1,
  style: { labels: true, shuffled: true },
  record(world, book) {
    for (const person of world.people) {
      const form = forms[person.job];
      if (form !== undefined && book.random.chance(person.isStory ? 0.94 : (known[person.job] ?? 0))) {
        const isStated = book.random.chance(0.72);
        book.row(
          person,
          {
            employ_form: form,
            employer_name: person.employer,
            employ_date: dateOf(person.jobFrom ?? book.asOf - 200),
            work_region:
              person.job === 'migrant' ? book.random.pick(['330300', '440300', '350500', '530100']) : '520526',
            wage_declared: isStated ? Math.round(person.earnedFenYear / 12 / 10_000) * 10_000 : undefined,
            is_public_post: person.job === 'public-post',
            refuse_count: 0,
          },
          { on: person.jobFrom, isTrace: person.isStory === true },
        );
      } else if (person.oldJob) {
        const { employer, from } = person.oldJob;
        book.row(
          person,
          {
            employ_form: '1',
            employer_name: employer,
            employ_date: dateOf(from),
            wage_declared: yuan(book.random.int(22, 46) * 100),
            is_public_post: false,
          },
          { on: from },
        );
      }
    }
  },
});

export const humanResources: readonly Recorder[] = [insurance, pensions, jobless, work];
