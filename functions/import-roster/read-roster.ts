/**
 * Reads a roster file into households. Every row is validated; a person who stands in two households keeps the first and the other row
 * is rejected, for people decide collisions, not machines. Rows of one household that contradict each other take the first's word.
 */

import type { RecordRead } from '../../shared/compare/compare-rows.ts';
import type { RosterEntry, RosterEntryMember } from '../../shared/compare/snapshot.ts';
import type { Tokens } from '../../shared/compare/tokens.ts';
import type { ReadRow, RowReader } from '../../shared/datasets/read-row.ts';
import type { rosterFile } from '../../shared/datasets/roster-file.ts';
import {
  type MemberStatus,
  type ProcedureEvidence,
  type Programme,
  programmes,
  type RosterStatus,
  rosterStatuses,
} from '../../shared/domain/household.ts';
import type { RosterVaultMember } from '../../shared/ports/registry.ts';

type RosterRow = ReadRow<(typeof rosterFile)['columns']>;

export interface ReadRoster {
  readonly households: readonly {
    readonly entry: RosterEntry;
    readonly householdNo: string;
    readonly people: readonly RosterVaultMember[];
  }[];
  readonly rows: number;
  readonly people: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly faults: Readonly<Record<string, number>>;
  /** `row,column,code,masked value` lines. */
  readonly rejects: readonly string[];
}

const programmeByCode = new Map(
  Object.entries(programmes).map(([name, { code }]) => [code as string, name as Programme]),
);
const statusByCode = new Map(
  Object.entries(rosterStatuses).map(([name, { code }]) => [code as string, name as RosterStatus]),
);

export async function readRoster(
  records: AsyncIterable<RecordRead>,
  reader: RowReader<(typeof rosterFile)['columns']>,
  tokens: Tokens,
): Promise<ReadRoster> {
  const drafts = new Map<
    string,
    { first: RosterRow; members: { member: RosterEntryMember; vault: RosterVaultMember }[] }
  >();
  const seen = new Set<string>();
  const faults: Record<string, number> = {};
  const rejects: string[] = [];
  let rows = 0;
  let rejected = 0;
  let skipped = 0;
  const reject = (row: number, found: readonly { column: string; code: string; maskedValue: string }[]) => {
    rejected += 1;
    for (const fault of found) {
      faults[fault.code] = (faults[fault.code] ?? 0) + 1;
      rejects.push(`${row},${fault.column},${fault.code},${fault.maskedValue.replaceAll(',', ' ')}\n`);
    }
  };
  for await (const record of records) {
    rows += 1;
    if ('fault' in record) {
      reject(record.row, [record.fault]);
      continue;
    }
    const outcome = reader.read(record.fields);
    if (!outcome.ok) reject(record.row, outcome.faults);
    else if (outcome.row.identityKind === 'other') skipped += 1;
    else if (seen.has(outcome.row.identity)) {
      reject(record.row, [{ column: 'id_no', code: 'roster-person-twice', maskedValue: '' }]);
    } else {
      seen.add(outcome.row.identity);
      const key = outcome.row.values.household_no as string;
      const draft = drafts.get(key) ?? { first: outcome.row, members: [] };
      drafts.set(key, draft);
      draft.members.push(memberOf(outcome.row, tokens));
    }
  }
  const households = [...drafts].map(([householdNo, draft]) => ({
    householdNo,
    entry: entryOf(
      householdNo,
      draft.first,
      draft.members.map(({ member }) => member),
      tokens,
    ),
    people: draft.members.map(({ vault }) => vault),
  }));
  return { households, rows, people: seen.size, rejected, skipped, faults, rejects };
}

function memberOf(row: RosterRow, tokens: Tokens): { member: RosterEntryMember; vault: RosterVaultMember } {
  const { identity: id, name } = row;
  const status = row.values.member_status as MemberStatus;
  return {
    member: { id, nameMark: tokens.nameMarkOf(name), relation: row.values.relation ?? '', status },
    vault: { person: tokens.personOf(id), id, name, relation: row.values.relation ?? '', status },
  };
}

function entryOf(
  householdNo: string,
  row: RosterRow,
  members: readonly RosterEntryMember[],
  tokens: Tokens,
): RosterEntry {
  const { values } = row;
  const procedure: ProcedureEvidence = {
    ...(values.has_application === undefined ? {} : { hasApplication: values.has_application }),
    ...(values.has_check_report === undefined ? {} : { hasCheckReport: values.has_check_report }),
    ...(values.has_two_person_survey === undefined ? {} : { hasTwoPersonSurvey: values.has_two_person_survey }),
    ...(values.has_publicity === undefined ? {} : { hasPublicity: values.has_publicity }),
    ...(values.has_confirmation === undefined ? {} : { hasConfirmation: values.has_confirmation }),
    ...(values.is_legacy_file === undefined ? {} : { isLegacyFile: values.is_legacy_file }),
  };
  return {
    id: tokens.householdOf(householdNo),
    regionCode: values.home_region ?? '',
    isUrban: values.is_urban ?? false,
    programme: programmeByCode.get(values.programme ?? '') ?? 'none',
    status: statusByCode.get(values.status ?? '') ?? 'watched',
    since: values.since,
    reviewedOn: values.reviewed_on,
    validUntil: values.valid_until,
    refusedOn: values.refused_on,
    assessedIncomeFenMonth: values.assessed_income,
    procedure: Object.keys(procedure).length > 0 ? procedure : undefined,
    members,
  };
}
