/** Schools and student aid. */
import { studentAid } from '../../../../shared/datasets/student-aid.ts';
import { studentEnrollment } from '../../../../shared/datasets/student-enrollment.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay, yearOfDay } from '../days.ts';
import { isCovered } from '../people.ts';

const department = 'education';
const supplier = '威宁县教育科技局';

const enrolment = recorder({
  dataset: studentEnrollment,
  department,
  supplier,
  snapshots: 1,
  style: { encoding: 'gb18030', gzip: true, labels: true },
  record(world, book) {
    for (const person of world.people) {
      const { school } = person;
      if (!school) continue;
      const year = Math.max(1, yearOfDay(book.asOf) - yearOfDay(school.enrolled) + 1);
      book.row(
        person,
        {
          school_name: school.name,
          school_kind: school.kind,
          edu_stage: school.stage,
          grade: `${year}年级`,
          enroll_date: dateOf(Math.min(school.enrolled, book.asOf - 30)),
          expected_graduation: monthOfDay(school.graduates),
          status: school.status,
          boarding: Number(school.stage) >= 3 && book.random.chance(0.6),
          tuition_fee: school.tuitionFen,
        },
        { isTrace: person.isStory === true && school.status === '3' },
      );
    }
  },
});

const aid = recorder({
  dataset: studentAid,
  department,
  supplier,
  snapshots: 1,
  record(world, book) {
    const year = yearOfDay(book.asOf);
    for (const person of world.people) {
      const { school, household } = person;
      if (!school || school.status === '3') continue;
      const isCollege = school.stage === '6' || school.stage === '7';
      const academic_year = `${year}-${year + 1}`;
      if (isCollege && school.enrolled > book.asOf - 120) {
        book.row(
          person,
          {
            aid_kind: '6',
            academic_year,
            admission_school: school.name,
            admission_batch: school.stage === '7' ? '本科批' : '高职(专科)批',
          },
          { isTrace: person.isStory === true },
        );
      }
      if (isCollege && (person.isStory || book.random.chance(household.householdNo === undefined ? 0.3 : 0.7))) {
        book.row(
          person,
          {
            aid_kind: '5',
            academic_year,
            amount: yuan(book.random.pick([8000, 10_000, 12_000])),
            loan_balance: yuan(book.random.int(8, 36) * 1000),
          },
          { isTrace: person.isStory === true },
        );
      }
      if (
        Number(school.stage) <= 5 &&
        book.random.chance(isCovered(household) ? 0.8 : household.householdNo === undefined ? 0.06 : 0.4)
      ) {
        book.row(person, { aid_kind: '1', academic_year, amount: yuan(book.random.pick([500, 625, 1000, 2000])) });
      }
    }
  },
});

export const education: readonly Recorder[] = [enrolment, aid];
