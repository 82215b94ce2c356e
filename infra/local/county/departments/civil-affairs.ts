/** Civil affairs beside the roster: funerals, marriages, assistance elsewhere, children, allowances, social organisations. */
import { assistanceRoster } from '../../../../shared/datasets/assistance-roster.ts';
import { childWelfare } from '../../../../shared/datasets/child-welfare.ts';
import { civilAllowance } from '../../../../shared/datasets/civil-allowance.ts';
import { funeral } from '../../../../shared/datasets/funeral.ts';
import { marriage } from '../../../../shared/datasets/marriage.ts';
import { socialOrg } from '../../../../shared/datasets/social-org.ts';
import type { Programme } from '../../../../shared/domain/household.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf, monthOfDay } from '../days.ts';
import { flawRate } from '../flaws.ts';
import { ageOf, countedMembers, isAway, isCovered, isSeverelyDisabled } from '../people.ts';

const department = 'civil-affairs';
const supplier = '威宁县民政局';

const funerals = recorder({
  dataset: funeral,
  department,
  supplier: '威宁县殡仪馆',
  deltas: 4,
  record(world, book) {
    for (const person of world.people) {
      const { death } = person;
      const isWrong = !death && book.random.chance(flawRate('death-of-the-living'));
      if (!isWrong && !death?.sources.includes('funeral')) continue;
      const on = death?.on ?? world.asOf - book.random.int(4, 80);
      book.row(
        person,
        {
          death_date: dateOf(on),
          cremation_date: dateOf(Math.min(world.asOf - 1, on + 2)),
          funeral_home: '威宁县殡仪馆',
          death_cause: book.random.pick(['疾病', '自然死亡', '意外']),
          burial_form: book.random.chance(0.86) ? '1' : '2',
        },
        { on: Math.min(world.asOf - 1, on + 2), isTrace: death?.isTrace === true },
      );
    }
  },
});

const marriages = recorder({
  dataset: marriage,
  department,
  supplier,
  deltas: 2,
  style: { headers: 'english' },
  record(world, book) {
    for (const household of world.households) {
      const [head, second] = household.members;
      if (
        head &&
        second?.marital === '20' &&
        ['10', '11', '12'].includes(second.relation) &&
        book.random.chance(0.12)
      ) {
        const on = world.asOf - book.random.int(1, 700);
        const values = { marital_status: '20', register_type: '1', register_date: dateOf(on), register_org: supplier };
        book.row(head, { ...values, spouse_name: second.name, spouse_id_no: second.id }, { on });
        book.row(second, { ...values, spouse_name: head.name, spouse_id_no: head.id }, { on });
      }
      for (const person of household.members) {
        if (!person.marriage) continue;
        const { spouseId, spouseName, on, isTrace, type } = person.marriage;
        const values = { marital_status: '20', register_type: type, register_date: dateOf(on), register_org: supplier };
        book.row(person, { ...values, spouse_name: spouseName, spouse_id_no: spouseId }, { on, isTrace });
      }
    }
  },
});

const assistCodes: Partial<Record<Programme, string>> = {
  'urban-dibao': '01',
  'rural-dibao': '02',
  'urban-tekun': '03',
  'rural-tekun': '04',
  'single-person': '02',
};

/** The ministry's platform gives back this county's own people and those also registered elsewhere. */
const assistance = recorder({
  dataset: assistanceRoster,
  department,
  supplier: '贵州省民政厅核对中心',
  snapshots: 1,
  style: { headers: 'english', gzip: true },
  record(world, book) {
    for (const household of world.households) {
      if (!isCovered(household) || !household.programme) continue;
      const counted = countedMembers(household);
      const own = {
        assist_type: assistCodes[household.programme],
        household_no: household.householdNo,
        guarantee_start: monthOfDay(household.sinceDay),
        monthly_amount: yuan(book.random.int(140, 420)) * counted.length,
        member_count: counted.length,
        region_code: household.village,
        status: household.status === 'gradual-exit' ? '2' : household.status === 'suspended' ? '3' : '1',
      };
      for (const person of counted) book.row(person, own);
      const { duplicate } = household;
      if (!duplicate) continue;
      const end = duplicate.isNominal && book.random.chance(0.5) ? monthOfDay(household.sinceDay + 20) : undefined;
      const elsewhere = {
        ...own,
        household_no: `QT${household.hukouNo}`,
        region_code: `${duplicate.region}100000`,
        guarantee_start: monthOfDay(duplicate.from),
      };
      for (const person of counted)
        book.row(
          person,
          { ...elsewhere, guarantee_end: end, status: end ? '4' : '1' },
          { isTrace: !duplicate.isNominal },
        );
    }
  },
});

const children = recorder({
  dataset: childWelfare,
  department,
  supplier,
  snapshots: 1,
  record(world, book) {
    for (const household of world.households) {
      const guardian = household.members.find((person) => ageOf(person, world.asOf) >= 18);
      const isParentAway = household.members.some(
        (person) => ['02', '12', '11'].includes(person.relation) && (isAway(person) || person.death),
      );
      for (const person of household.members) {
        const age = ageOf(person, world.asOf);
        if (age >= 16) continue;
        const isLeftBehind = person.relation === '40' || book.random.chance(0.025);
        const type =
          person.childType ?? (isParentAway && book.random.chance(0.4) ? '3' : isLeftBehind ? '4' : undefined);
        if (type === undefined) continue;
        const isPaid = (type === '1' || type === '2') && !person.isUnsupported;
        book.row(
          person,
          {
            child_type: type,
            guardian_name: guardian?.name,
            guardian_id_no: guardian?.id,
            benefit_amount: isPaid ? yuan(1100) : undefined,
            start_month: monthOfDay(world.asOf - book.random.int(40, 1200)),
            placement: '1',
          },
          { isTrace: person.isUnsupported === true },
        );
      }
    }
  },
});

const allowances = recorder({
  dataset: civilAllowance,
  department,
  supplier,
  snapshots: 2,
  style: { encoding: 'gb18030', labels: true },
  record(world, book) {
    for (const person of world.people) {
      const age = ageOf(person, world.asOf);
      if (person.death && book.random.chance(0.7)) continue;
      const authorised = dateOf(world.asOf - book.random.int(40, 360));
      const allow = (allowance_type: string, amount: number): void => {
        const start_month = monthOfDay(world.asOf - book.random.int(60, 2000));
        book.row(
          person,
          { allowance_type, month_amount: yuan(amount), start_month, auth_date: authorised },
          { isTrace: person.isStory === true && age >= 60 },
        );
      };
      if (age >= 80 && book.random.chance(0.94)) allow('03', age >= 90 ? 100 : 50);
      if (isSeverelyDisabled(person) && book.random.chance(0.85)) allow('02', 100);
      if (isCovered(person.household) && person.disability?.status === '1' && book.random.chance(0.9)) allow('01', 90);
    }
  },
});

const organisations = recorder({
  dataset: socialOrg,
  department,
  supplier,
  snapshots: 1,
  record(world, book) {
    for (const person of world.people) {
      const age = ageOf(person, world.asOf);
      if (age < 25 || age > 75 || !book.random.chance(0.003)) continue;
      const org_name = `威宁县示例${book.random.pick(['种植', '养殖', '老年', '刺绣'])}协会`;
      book.row(person, {
        org_name,
        org_type: '1',
        position: book.random.pick(['会长', '理事', '秘书长']),
        registered_fund: yuan(30_000),
        register_org: supplier,
        status: '1',
      });
    }
  },
});

export const civilAffairs: readonly Recorder[] = [funerals, marriages, assistance, children, allowances, organisations];
