/** The civil affairs roster of the day: one row per person, true to what the bureau believes, not to what is. */

import { rosterFile } from '../../../shared/datasets/roster-file.ts';
import { programmes, rosterStatuses } from '../../../shared/domain/household.ts';
import { dateOf } from './days.ts';
import { type DropFile, type DropStyle, DropWriter } from './drop-writer.ts';
import { incomeOf } from './judge.ts';
import type { Household, World } from './latent.ts';
import { countedMembers, isCovered } from './people.ts';
import { type Random, randomOf } from './random.ts';
import { standardsOf } from './standards.ts';

const style: DropStyle = {
  encoding: 'utf-8',
  headers: 'chinese',
  labels: false,
  gzip: false,
  bom: false,
  dates: 'dashed',
  shuffled: false,
};

export function writeRoster(world: World): DropFile {
  const random = randomOf(world.seed, 'roster');
  const date = dateOf(world.asOf);
  const writer = new DropWriter(
    {
      department: 'civil-affairs',
      supplier: '威宁县民政局',
      dataset: rosterFile,
      period: date,
      mode: 'snapshot',
      producedAt: `${date}T01:00:00+08:00`,
      style,
    },
    random,
  );
  for (const household of world.households) {
    if (household.programme !== undefined) writeHousehold(writer, household, world.asOf, random);
  }
  return writer.finish(`roster-${date}-01`);
}

function writeHousehold(writer: DropWriter, household: Household, asOf: number, random: Random): void {
  const { programme, status } = household;
  if (programme === undefined || status === undefined) return;
  const isReviewed = programme !== 'none' && status !== 'applying';
  const isTimed = status === 'recognised' || status === 'gradual-exit';
  const hasProof = !random.chance(0.02);
  const isLegacy = random.chance(0.03);
  const common = {
    id_type: '111',
    source_update_time: `${dateOf(asOf - 1)}T18:00:00`,
    op_flag: 'U',
    region_code: household.village,
    household_no: household.householdNo,
    home_region: household.village,
    is_urban: household.isUrban,
    programme: programmes[programme].code,
    status: rosterStatuses[status].code,
    since: status === 'applying' ? undefined : dateOf(household.sinceDay),
    reviewed_on: isReviewed ? dateOf(Math.max(household.sinceDay, asOf - random.int(15, 340))) : undefined,
    valid_until: isTimed ? dateOf(asOf + random.int(15, 330)) : undefined,
    refused_on: status === 'refused' ? dateOf(asOf - random.int(20, 330)) : undefined,
    assessed_income: isReviewed ? assessedIncome(household, random) : undefined,
    has_application: isCovered(household) ? hasProof || !isLegacy : undefined,
    has_check_report: isCovered(household) ? hasProof : undefined,
    has_two_person_survey: isCovered(household) ? hasProof || random.chance(0.5) : undefined,
    has_publicity: isCovered(household) ? hasProof : undefined,
    has_confirmation: isCovered(household) ? hasProof : undefined,
    is_legacy_file: isCovered(household) ? isLegacy : undefined,
  };
  const texts = writer.textOf(common);
  const put = (name: string, text: string): void => {
    texts[writer.places.get(name) as number] = text;
  };
  for (const [index, person] of household.members.entries()) {
    put('record_id', `${household.householdNo}-${index + 1}`);
    put('id_no', person.id);
    put('name', person.name);
    put('relation', person.relation);
    put('member_status', person.memberStatus);
    writer.write(texts);
  }
}

/** What the last review found a month: near the truth where nothing was concealed, below the line where something was. */
function assessedIncome(household: Household, random: Random): number {
  const line = standardsOf(household.isUrban).lineFenYear;
  const real = incomeOf(household) / Math.max(1, countedMembers(household).length);
  const assumed = isCovered(household) && household.status !== 'gradual-exit' ? Math.min(real, line * 0.97) : real;
  const known =
    household.story !== undefined && !isCovered(household)
      ? Math.max(assumed, line * random.middle(1.04, 1.5))
      : assumed;
  return Math.round((known * random.middle(0.9, 1.04)) / 12);
}
