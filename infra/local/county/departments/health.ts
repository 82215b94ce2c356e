/** Health commission, medical insurance, disabled persons' federation. */
import { birthDeathCert } from '../../../../shared/datasets/birth-death-cert.ts';
import { disabilityCard } from '../../../../shared/datasets/disability-card.ts';
import { disabilityService } from '../../../../shared/datasets/disability-service.ts';
import { medicalAid } from '../../../../shared/datasets/medical-aid.ts';
import { medicalSettlement } from '../../../../shared/datasets/medical-settlement.ts';
import { seriousDisease } from '../../../../shared/datasets/serious-disease.ts';
import type { Programme } from '../../../../shared/domain/household.ts';
import { yuan } from '../../../../shared/domain/money.ts';
import { type Recorder, recorder } from '../book.ts';
import { dateOf } from '../days.ts';
import { flawRate } from '../flaws.ts';
import type { Person, Stay } from '../latent.ts';
import { ageOf, isCovered } from '../people.ts';
import type { Random } from '../random.ts';

const certificates = recorder({
  dataset: birthDeathCert,
  department: 'health',
  supplier: '威宁县卫生健康局',
  deltas: 3,
  record(world, book) {
    const { random, asOf } = book;
    for (const person of world.people) {
      const isWrong = !person.death && random.chance(flawRate('death-of-the-living'));
      if (isWrong || person.death?.sources.includes('health')) {
        const on = person.death?.on ?? asOf - random.int(4, 80);
        const values = {
          cert_type: '2',
          cert_no: `52SW${random.int(100000, 999999)}`,
          event_date: dateOf(on),
          cause_icd10: random.pick(['I21.9', 'I63.9', 'C34.9', 'J44.9']),
        };
        book.row(person, { ...values, issuing_org: '威宁县人民医院' }, { on, isTrace: person.death?.isTrace === true });
      }
      if (person.born > asOf - 240) {
        const mother = person.household.members.find(
          (one) => !one.isMale && ageOf(one, asOf) >= 18 && ageOf(one, asOf) < 48,
        );
        const values = {
          cert_type: '1',
          cert_no: `T52${random.int(1_000_000, 9_999_999)}`,
          event_date: dateOf(person.born),
          mother_id_no: mother?.id,
        };
        book.row(person, { ...values, issuing_org: '威宁县妇幼保健院' }, { on: person.born });
      }
    }
  },
});

const diseases = recorder({
  dataset: seriousDisease,
  department: 'health',
  supplier: '威宁县卫生健康局',
  snapshots: 1,
  style: { headers: 'english' },
  record(world, book) {
    for (const person of world.people) {
      const { illness } = person;
      if (!illness) continue;
      book.row(
        person,
        {
          disease_category: illness.category,
          icd10: illness.icd10,
          diagnosis_date: dateOf(illness.diagnosed),
          hospital_level: book.random.pick(['1', '2', '2', '3']),
          is_major: illness.isMajor,
          mental_risk_level: illness.category === '06' ? book.random.int(0, 3) : undefined,
        },
        { on: illness.diagnosed, isTrace: person.isStory === true && illness.isMajor },
      );
    }
  },
});

/** How insurance shared the cost; the parts add up to the total. */
function rowOfStay(person: Person, stay: Stay, random: Random) {
  const rest = stay.totalFen - stay.selfFen;
  const isAided = isCovered(person.household);
  const aid = isAided ? Math.round(rest * 0.12) : 0;
  const serious = stay.totalFen > yuan(20_000) ? Math.round(rest * 0.18) : 0;
  const outside = random.chance(0.3) ? Math.round(stay.selfFen * random.middle(0.1, 0.6)) : 0;
  return {
    insurance_type:
      person.job === 'employed' || person.job === 'public-payroll' ? '1' : random.chance(0.985) ? '2' : '3',
    hospital_name: random.pick([
      '威宁县人民医院',
      '威宁县中医医院',
      '毕节市第一人民医院',
      '示例乡镇卫生院',
      '贵州医科大学附属医院',
    ]),
    admit_date: dateOf(stay.admitted),
    discharge_date: dateOf(stay.discharged),
    settle_date: dateOf(stay.discharged),
    total_cost: stay.totalFen,
    pool_paid: rest - aid - serious,
    serious_illness_paid: serious,
    medical_aid_paid: aid,
    account_paid: 0,
    self_paid: stay.selfFen,
    class_c_cost: outside,
    cross_region: random.chance(0.14),
  };
}

const settlements = recorder({
  dataset: medicalSettlement,
  department: 'medical-insurance',
  supplier: '威宁县医疗保障局',
  deltas: 4,
  style: { encoding: 'gb18030', gzip: true },
  record(world, book) {
    for (const person of world.people) {
      for (const stay of person.stays ?? []) {
        book.row(person, rowOfStay(person, stay, book.random), { on: stay.discharged, isTrace: stay.isTrace });
      }
    }
  },
});

const identityCodes: Partial<Record<Programme, string>> = {
  'urban-dibao': '01',
  'rural-dibao': '02',
  'urban-tekun': '03',
  'rural-tekun': '04',
  'single-person': '02',
  edge: '05',
  rigid: '06',
};

const aid = recorder({
  dataset: medicalAid,
  department: 'medical-insurance',
  supplier: '威宁县医疗保障局',
  snapshots: 1,
  style: { gzip: true },
  record(world, book) {
    for (const household of world.households) {
      const identity = household.programme === undefined ? undefined : identityCodes[household.programme];
      if (identity === undefined || household.status === 'refused' || household.status === 'ended') continue;
      for (const person of household.members) {
        if (person.death || book.random.chance(0.05)) continue;
        const benefit_start = dateOf(Math.min(book.asOf - 5, Math.max(household.sinceDay, book.asOf - 320)));
        book.row(person, {
          aid_type: '1',
          aid_identity: identity,
          subsidy_amount: yuan(book.random.pick([200, 300, 400])),
          benefit_start,
          insured_status: '1',
        });
      }
    }
  },
});

const cards = recorder({
  dataset: disabilityCard,
  department: 'disabled-federation',
  supplier: '威宁县残疾人联合会',
  snapshots: 2,
  style: { bom: true },
  record(world, book) {
    for (const person of world.people) {
      const card = person.disability;
      if (!card) continue;
      book.row(
        person,
        {
          card_no: `${person.id}${card.type}${card.level}`,
          disability_type: card.type,
          disability_level: card.level,
          multi_types: card.type === '7' ? '4,5' : undefined,
          issue_date: dateOf(card.issued),
          recheck_date: dateOf(card.issued + 3650),
          card_status: person.death && book.random.chance(0.6) ? '4' : card.status,
        },
        { on: card.issued, isTrace: person.isStory === true },
      );
    }
  },
});

const services = recorder({
  dataset: disabilityService,
  department: 'disabled-federation',
  supplier: '威宁县残疾人联合会',
  snapshots: 1,
  style: { labels: true },
  record(world, book) {
    for (const household of world.households) {
      for (const asset of household.assets) {
        if (asset.flaw !== 'vehicle-for-disabled' || book.random.chance(0.15)) continue;
        const on = book.asOf - book.random.int(60, 300);
        book.row(
          asset.owner,
          { service_type: '5', provider: '威宁县残联', subsidy_amount: yuan(260), service_date: dateOf(on) },
          { on },
        );
      }
    }
    for (const person of world.people) {
      if (!person.disability || !book.random.chance(0.12)) continue;
      const on = book.asOf - book.random.int(20, 340);
      const self_paid = yuan(book.random.int(0, 12) * 50);
      book.row(
        person,
        {
          service_type: book.random.pick(['1', '2', '2', '4']),
          provider: '威宁县康复中心',
          self_paid,
          subsidy_amount: yuan(600),
          service_date: dateOf(on),
        },
        { on },
      );
    }
  },
});

export const health: readonly Recorder[] = [certificates, diseases, settlements, aid, cards, services];
