/**
 * The roster snapshot comparators join with: persons by packed identity number and by token, households by id, in one buffer that is
 * used as it lies (no parsing, no objects per person). Versioned, hashed; a truncated or altered file is refused. It holds packed
 * identity numbers and therefore lives only encrypted in the library bucket and in the memory of a comparator.
 *
 * Layout (little endian): magic `DOUDIROS`, u32 format, u32 header length, JSON header, padding to 8, then the sections named in
 * the header. Persons are sorted by hash bucket of their packed number, households by id.
 */
import { createHash } from 'node:crypto';
import { addDays, type CalendarDate, dateOfDayNumber, dayNumberOf } from '../domain/dates.ts';
import {
  type MemberStatus,
  memberStatuses,
  type ProcedureEvidence,
  type Programme,
  programmes,
  type RosterHousehold,
  type RosterMember,
  type RosterStatus,
  rosterStatuses,
  type Standing,
  standingOf,
} from '../domain/household.ts';
import { birthDateOf, type HouseholdId, packIdentity, unpackIdentity } from '../domain/identity.ts';
import { type Tokens, tokenKeyOf } from './tokens.ts';

const magic = 'DOUDIROS';
const format = 1;
const personsPerBucket = 2;

/** One household as the roster base keeps it, with canonical identity numbers. */
export interface RosterEntry {
  readonly id: HouseholdId;
  readonly regionCode: string;
  readonly isUrban: boolean;
  readonly programme: Programme;
  readonly status: RosterStatus;
  readonly since: CalendarDate | undefined;
  readonly reviewedOn: CalendarDate | undefined;
  readonly validUntil: CalendarDate | undefined;
  readonly refusedOn: CalendarDate | undefined;
  readonly assessedIncomeFenMonth: number | undefined;
  readonly procedure: ProcedureEvidence | undefined;
  readonly members: readonly RosterEntryMember[];
}

export interface RosterEntryMember {
  readonly id: string;
  readonly nameMark: number;
  readonly relation: string;
  readonly status: MemberStatus;
}

interface SnapshotHeader {
  readonly asOf: CalendarDate;
  readonly people: number;
  readonly households: number;
  readonly bucketBits: number;
  readonly regions: readonly string[];
  readonly sections: Readonly<Record<SectionName, { offset: number; bytes: number }>>;
  /** SHA-256 of everything after the header, in hexadecimal: the id of the snapshot. */
  readonly sha256: string;
}

const sectionNames = [
  'buckets', // u32[2^bits + 1] first person of each bucket
  'keyHigh', // u32 first 8 digits
  'keyLow', // u32 last 9 digits
  'nameMark', // u32
  'household', // u32 household ordinal
  'relation', // u8
  'memberStatus', // u8
  'tokenHigh', // u32 sorted
  'tokenLow', // u32
  'tokenPerson', // u32 person of the sorted token
  'householdKey', // u32 pairs, sorted: first 60 bits of the id
  'householdTail', // u8[14] the other characters of the id
  'memberStart', // u32[households + 1]
  'member', // u32 persons by household
  'region', // u16 index into header.regions
  'programme', // u8
  'status', // u8
  'flags', // u16 urban and procedure evidence
  'since', // u16 days since 1970-01-01, 0 unknown
  'reviewedOn',
  'validUntil',
  'refusedOn',
  'assessedIncome', // i32 fen, -1 unknown
] as const;
type SectionName = (typeof sectionNames)[number];

const programmeNames = Object.keys(programmes) as Programme[];
const statusNames = Object.keys(rosterStatuses) as RosterStatus[];
const procedureNames = [
  'hasApplication',
  'hasCheckReport',
  'hasTwoPersonSurvey',
  'hasPublicity',
  'hasConfirmation',
  'isLegacyFile',
] as const;

export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault';
}

/** Where a person stands on the roster; `person` is the ordinal inside the snapshot. */
export interface RosterPlace {
  readonly person: number;
  readonly household: number;
}

/** Builds the file from roster entries. Deterministic: the same roster gives the same bytes whatever the order of entries. */
export function buildSnapshot(entries: readonly RosterEntry[], asOf: CalendarDate, tokens: Tokens): Buffer {
  const households = [...entries].sort(byHouseholdKey);
  const people = households.reduce((sum, household) => sum + household.members.length, 0);
  const bucketBits = Math.max(1, Math.ceil(Math.log2(Math.max(2, people / personsPerBucket))));
  const persons: {
    high: number;
    low: number;
    household: number;
    member: RosterEntryMember;
    bucket: number;
  }[] = [];
  households.forEach((household, ordinal) => {
    for (const member of household.members) {
      const { high, low } = packIdentity(member.id);
      persons.push({
        high,
        low,
        household: ordinal,
        member,
        bucket: bucketOf(high, low, bucketBits),
      });
    }
  });
  persons.sort((a, b) => a.bucket - b.bucket || a.high - b.high || a.low - b.low);
  for (let index = 1; index < persons.length; index++) {
    const before = persons[index - 1];
    const here = persons[index];
    if (before?.high === here?.high && before?.low === here?.low)
      throw new SnapshotFault('a person stands in two households');
  }
  const regions = [...new Set(households.map((household) => household.regionCode))].sort();
  const regionIndex = new Map(regions.map((code, index) => [code, index]));
  if (regions.length > 0xffff) throw new SnapshotFault('too many regions');

  const sections: Record<SectionName, ArrayBufferView> = {
    buckets: bucketOffsets(persons, bucketBits),
    keyHigh: Uint32Array.from(persons, (person) => person.high),
    keyLow: Uint32Array.from(persons, (person) => person.low),
    nameMark: Uint32Array.from(persons, (person) => person.member.nameMark),
    household: Uint32Array.from(persons, (person) => person.household),
    relation: Uint8Array.from(persons, (person) =>
      person.member.relation === '' ? 0 : Number(person.member.relation),
    ),
    memberStatus: Uint8Array.from(persons, (person) => memberStatuses.indexOf(person.member.status)),
    ...tokenSections(persons, tokens),
    ...householdKeySections(households),
    ...memberSections(persons, households.length),
    region: Uint16Array.from(households, (household) => regionIndex.get(household.regionCode) ?? 0),
    programme: Uint8Array.from(households, (household) => programmeNames.indexOf(household.programme)),
    status: Uint8Array.from(households, (household) => statusNames.indexOf(household.status)),
    flags: Uint16Array.from(households, flagsOf),
    since: Uint16Array.from(households, (household) => packedDate(household.since)),
    reviewedOn: Uint16Array.from(households, (household) => packedDate(household.reviewedOn)),
    validUntil: Uint16Array.from(households, (household) => packedDate(household.validUntil)),
    refusedOn: Uint16Array.from(households, (household) => packedDate(household.refusedOn)),
    assessedIncome: Int32Array.from(households, (household) => household.assessedIncomeFenMonth ?? -1),
  };
  return assemble(sections, {
    asOf,
    people,
    households: households.length,
    bucketBits,
    regions,
  });
}

/** The order in which households are searched: by the number their id stands for, not by its letters. */
function byHouseholdKey(a: RosterEntry, b: RosterEntry): number {
  const one = tokenKeyOf(a.id);
  const other = tokenKeyOf(b.id);
  return one.high - other.high || one.low - other.low || (a.id < b.id ? -1 : 1);
}

function bucketOffsets(persons: readonly { bucket: number }[], bucketBits: number): Uint32Array {
  const offsets = new Uint32Array(2 ** bucketBits + 1);
  for (const person of persons) offsets[person.bucket + 1] = (offsets[person.bucket + 1] ?? 0) + 1;
  for (let index = 1; index < offsets.length; index++)
    offsets[index] = (offsets[index] ?? 0) + (offsets[index - 1] ?? 0);
  return offsets;
}

function tokenSections(persons: readonly { member: RosterEntryMember }[], tokens: Tokens) {
  const keys = persons.map((person, ordinal) => ({
    ...tokenKeyOf(tokens.personOf(person.member.id)),
    ordinal,
  }));
  keys.sort((a, b) => a.high - b.high || a.low - b.low);
  return {
    tokenHigh: Uint32Array.from(keys, (key) => key.high),
    tokenLow: Uint32Array.from(keys, (key) => key.low),
    tokenPerson: Uint32Array.from(keys, (key) => key.ordinal),
  };
}

function householdKeySections(households: readonly RosterEntry[]) {
  const householdKey = new Uint32Array(households.length * 2);
  const householdTail = new Uint8Array(households.length * 14);
  households.forEach((household, ordinal) => {
    const { high, low } = tokenKeyOf(household.id);
    householdKey[ordinal * 2] = high;
    householdKey[ordinal * 2 + 1] = low;
    householdTail.set(Buffer.from(household.id.slice(3 + 12), 'latin1'), ordinal * 14);
  });
  return { householdKey, householdTail };
}

function memberSections(persons: readonly { household: number }[], households: number) {
  const memberStart = new Uint32Array(households + 1);
  for (const person of persons) memberStart[person.household + 1] = (memberStart[person.household + 1] ?? 0) + 1;
  for (let index = 1; index <= households; index++)
    memberStart[index] = (memberStart[index] ?? 0) + (memberStart[index - 1] ?? 0);
  const next = memberStart.slice();
  const member = new Uint32Array(persons.length);
  persons.forEach((person, ordinal) => {
    const at = next[person.household] ?? 0;
    member[at] = ordinal;
    next[person.household] = at + 1;
  });
  return { memberStart, member };
}

function flagsOf(household: RosterEntry): number {
  let flags = household.isUrban ? 1 : 0;
  procedureNames.forEach((name, index) => {
    const value = household.procedure?.[name];
    if (value !== undefined) flags |= (value ? 3 : 2) << (1 + index * 2);
  });
  return flags;
}

function packedDate(date: CalendarDate | undefined): number {
  return date === undefined ? 0 : Math.min(0xffff, Math.max(1, dayNumberOf(date)));
}

function assemble(
  sections: Record<SectionName, ArrayBufferView>,
  counts: Omit<SnapshotHeader, 'sections' | 'sha256'>,
): Buffer {
  const table: Record<string, { offset: number; bytes: number }> = {};
  let offset = 0;
  for (const name of sectionNames) {
    table[name] = { offset, bytes: sections[name].byteLength };
    offset += align(sections[name].byteLength);
  }
  const body = Buffer.alloc(offset);
  for (const name of sectionNames) {
    const view = sections[name];
    body.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), table[name]?.offset);
  }
  const header = {
    ...counts,
    sections: table,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  const json = Buffer.from(JSON.stringify(header));
  const start = align(16 + json.length);
  const file = Buffer.alloc(start + body.length);
  file.write(magic, 'latin1');
  file.writeUInt32LE(format, 8);
  file.writeUInt32LE(json.length, 12);
  json.copy(file, 16);
  body.copy(file, start);
  return file;
}

/** The snapshot, ready to be probed. */
export class Snapshot {
  readonly header: SnapshotHeader;
  readonly #u32: Record<string, Uint32Array>;
  readonly #u16: Record<string, Uint16Array>;
  readonly #u8: Record<string, Uint8Array>;
  readonly #income: Int32Array;

  private constructor(header: SnapshotHeader, body: Uint8Array) {
    this.header = header;
    const view = (name: SectionName) => {
      const { offset, bytes } = header.sections[name];
      if (offset + bytes > body.byteLength) throw new SnapshotFault('snapshot truncated');
      return { buffer: body.buffer, at: body.byteOffset + offset, bytes };
    };
    const u32 = (name: SectionName) => {
      const { buffer, at, bytes } = view(name);
      return new Uint32Array(buffer as ArrayBuffer, at, bytes / 4);
    };
    const u16 = (name: SectionName) => {
      const { buffer, at, bytes } = view(name);
      return new Uint16Array(buffer as ArrayBuffer, at, bytes / 2);
    };
    const u8 = (name: SectionName) => {
      const { buffer, at, bytes } = view(name);
      return new Uint8Array(buffer as ArrayBuffer, at, bytes);
    };
    const all = <T>(names: readonly SectionName[], make: (name: SectionName) => T) =>
      Object.fromEntries(names.map((name) => [name, make(name)])) as Record<string, T>;
    this.#u32 = all(
      [
        'buckets',
        'keyHigh',
        'keyLow',
        'nameMark',
        'household',
        'tokenHigh',
        'tokenLow',
        'tokenPerson',
        'householdKey',
        'memberStart',
        'member',
      ],
      u32,
    );
    this.#u16 = all(['region', 'flags', 'since', 'reviewedOn', 'validUntil', 'refusedOn'], u16);
    this.#u8 = all(['relation', 'memberStatus', 'householdTail', 'programme', 'status'], u8);
    const income = view('assessedIncome');
    this.#income = new Int32Array(income.buffer as ArrayBuffer, income.at, income.bytes / 4);
  }

  /** Reads and checks a snapshot file; throws {@link SnapshotFault} when it is not whole. */
  static open(file: Uint8Array): Snapshot {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    if (bytes.length < 16 || bytes.toString('latin1', 0, 8) !== magic) throw new SnapshotFault('not a roster snapshot');
    if (bytes.readUInt32LE(8) !== format) throw new SnapshotFault('unknown snapshot format');
    const headerBytes = bytes.readUInt32LE(12);
    if (16 + headerBytes > bytes.length) throw new SnapshotFault('snapshot truncated');
    const header = JSON.parse(bytes.toString('utf8', 16, 16 + headerBytes)) as SnapshotHeader;
    // A pooled Buffer may start anywhere: typed arrays need an aligned start.
    const body = new Uint8Array(bytes.subarray(align(16 + headerBytes)));
    if (createHash('sha256').update(body).digest('hex') !== header.sha256) throw new SnapshotFault('snapshot corrupt');
    return new Snapshot(header, body);
  }

  get id(): string {
    return this.header.sha256;
  }

  /** The person of a packed identity number, or -1. */
  findPacked(high: number, low: number): number {
    const { buckets, keyHigh, keyLow } = this.#u32 as Record<'buckets' | 'keyHigh' | 'keyLow', Uint32Array>;
    const bucket = bucketOf(high, low, this.header.bucketBits);
    const end = buckets[bucket + 1] as number;
    for (let index = buckets[bucket] as number; index < end; index++) {
      if (keyLow[index] === low && keyHigh[index] === high) return index;
    }
    return -1;
  }

  /** The person of a token, or -1. */
  findToken(token: string): number {
    const { tokenHigh, tokenLow, tokenPerson } = this.#u32 as Record<
      'tokenHigh' | 'tokenLow' | 'tokenPerson',
      Uint32Array
    >;
    const key = tokenKeyOf(token);
    let from = 0;
    let to = tokenHigh.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const high = tokenHigh[middle] as number;
      if (high < key.high || (high === key.high && (tokenLow[middle] as number) < key.low)) from = middle + 1;
      else to = middle;
    }
    return tokenHigh[from] === key.high && tokenLow[from] === key.low ? (tokenPerson[from] as number) : -1;
  }

  /** The household of an id, or -1. */
  findHousehold(id: HouseholdId): number {
    const keys = this.#u32.householdKey as Uint32Array;
    const key = tokenKeyOf(id);
    let from = 0;
    let to = this.header.households;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const high = keys[middle * 2] as number;
      if (high < key.high || (high === key.high && (keys[middle * 2 + 1] as number) < key.low)) from = middle + 1;
      else to = middle;
    }
    return from < this.header.households && this.householdIdOf(from) === id ? from : -1;
  }

  householdOfPerson(person: number): number {
    return (this.#u32.household as Uint32Array)[person] as number;
  }

  nameMarkOf(person: number): number {
    return (this.#u32.nameMark as Uint32Array)[person] as number;
  }

  standingOfHousehold(household: number): Standing {
    return standingOf(
      programmeNames[(this.#u8.programme as Uint8Array)[household] as number],
      statusNames[(this.#u8.status as Uint8Array)[household] as number],
    );
  }

  householdIdOf(household: number): HouseholdId {
    const keys = this.#u32.householdKey as Uint32Array;
    const tail = Buffer.from((this.#u8.householdTail as Uint8Array).subarray(household * 14, household * 14 + 14));
    return `hh_${base32Text(keys[household * 2] as number)}${base32Text(keys[household * 2 + 1] as number)}${tail.toString('latin1')}`;
  }

  /** The household as rules see it, members as tokens. */
  readHousehold(household: number, tokens: Tokens): RosterHousehold {
    const { memberStart, member } = this.#u32 as Record<'memberStart' | 'member', Uint32Array>;
    const members: RosterMember[] = [];
    for (let index = memberStart[household] as number; index < (memberStart[household + 1] as number); index++) {
      members.push(this.#readMember(member[index] as number, tokens));
    }
    members.sort((a, b) => (a.person < b.person ? -1 : 1));
    const programme = programmeNames[(this.#u8.programme as Uint8Array)[household] as number];
    const status = statusNames[(this.#u8.status as Uint8Array)[household] as number];
    const flags = (this.#u16.flags as Uint16Array)[household] as number;
    const income = this.#income[household] as number;
    return {
      id: this.householdIdOf(household),
      regionCode: this.header.regions[(this.#u16.region as Uint16Array)[household] as number] ?? '',
      isUrban: (flags & 1) === 1,
      programme,
      status,
      standing: standingOf(programme, status),
      since: this.#dateOf('since', household),
      reviewedOn: this.#dateOf('reviewedOn', household),
      validUntil: this.#dateOf('validUntil', household),
      refusedOn: this.#dateOf('refusedOn', household),
      assessedIncomeFenMonth: income < 0 ? undefined : income,
      procedure: procedureOf(flags),
      members,
    };
  }

  #readMember(person: number, tokens: Tokens): RosterMember {
    const { keyHigh, keyLow } = this.#u32 as Record<'keyHigh' | 'keyLow', Uint32Array>;
    const id = unpackIdentity(keyHigh[person] as number, keyLow[person] as number);
    const relation = (this.#u8.relation as Uint8Array)[person] as number;
    return {
      person: tokens.personOf(id),
      birthDate: birthDateOf(id),
      relation: relation === 0 ? '' : String(relation).padStart(2, '0'),
      status: memberStatuses[(this.#u8.memberStatus as Uint8Array)[person] as number] ?? 'counted',
    };
  }

  #dateOf(name: 'since' | 'reviewedOn' | 'validUntil' | 'refusedOn', household: number): CalendarDate | undefined {
    const days = (this.#u16[name] as Uint16Array)[household] as number;
    return days === 0 ? undefined : dateOfDayNumber(days);
  }

  /** Whether the roster says the same of a household as another snapshot does; used to re-examine only what changed. */
  digestOfHousehold(household: number): string {
    const { memberStart, member, keyHigh, keyLow } = this.#u32 as Record<string, Uint32Array>;
    const parts: (number | string)[] = [this.#income[household] as number];
    for (const name of ['flags', 'since', 'reviewedOn', 'validUntil', 'refusedOn'])
      parts.push(this.#u16[name]?.[household] as number);
    parts.push(this.header.regions[this.#u16.region?.[household] as number] ?? '');
    parts.push(this.#u8.programme?.[household] as number, this.#u8.status?.[household] as number);
    const people: string[] = [];
    for (let index = memberStart?.[household] as number; index < (memberStart?.[household + 1] as number); index++) {
      const person = member?.[index] as number;
      people.push(
        `${keyHigh?.[person]}-${keyLow?.[person]}-${this.#u8.relation?.[person]}-${this.#u8.memberStatus?.[person]}`,
      );
    }
    return createHash('sha256')
      .update(`${parts.join(',')};${people.sort().join(';')}`)
      .digest('base64url')
      .slice(0, 16);
  }

  /** Recognitions or gradual exits that end within `days` after `on`, and reviews older than 12 months. */
  isDueOn(household: number, on: CalendarDate, days: number): boolean {
    const until = this.#dateOf('validUntil', household);
    if (until !== undefined && until <= addDays(on, days)) return true;
    const reviewed = this.#dateOf('reviewedOn', household);
    return reviewed !== undefined && reviewed < addDays(on, -180);
  }
}

function procedureOf(flags: number): ProcedureEvidence | undefined {
  const procedure: Record<string, boolean> = {};
  procedureNames.forEach((name, index) => {
    const value = (flags >> (1 + index * 2)) & 3;
    if (value >= 2) procedure[name] = value === 3;
  });
  return Object.keys(procedure).length > 0 ? (procedure as ProcedureEvidence) : undefined;
}

function bucketOf(high: number, low: number, bits: number): number {
  const mixed = Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> (32 - bits);
}

function base32Text(value: number): string {
  let text = '';
  for (let shift = 25; shift >= 0; shift -= 5) text += 'abcdefghijklmnopqrstuvwxyz234567'[(value >>> shift) & 31];
  return text;
}

function align(bytes: number): number {
  return (bytes + 7) & ~7;
}
