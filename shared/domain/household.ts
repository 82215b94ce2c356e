/**
 * The household and its members as rules see them: who they are on the roster, and what the departments' rows say of them.
 * A household beside the roster ("outsider") is put together from household registration; its programme is then unknown.
 */
import type { CalendarDate } from './dates.ts';
import type { HouseholdId, PersonToken } from './identity.ts';
import type { Fen } from './money.ts';

/** Object types of the handbook (§0.3), `OBJ`. `none` is a registered household without any recognition. */
export const programmes = {
  'urban-dibao': {
    code: '01',
    zh: '城市低保',
    en: 'Urban dibao',
    isUrban: true,
    pays: true,
  },
  'rural-dibao': {
    code: '02',
    zh: '农村低保',
    en: 'Rural dibao',
    isUrban: false,
    pays: true,
  },
  'urban-tekun': {
    code: '03',
    zh: '城市特困',
    en: 'Urban extreme hardship',
    isUrban: true,
    pays: true,
  },
  'rural-tekun': {
    code: '04',
    zh: '农村特困',
    en: 'Rural extreme hardship',
    isUrban: false,
    pays: true,
  },
  edge: {
    code: '05',
    zh: '低保边缘',
    en: 'Dibao margin',
    isUrban: undefined,
    pays: false,
  },
  rigid: {
    code: '06',
    zh: '刚性支出困难',
    en: 'Rigid expenditure hardship',
    isUrban: undefined,
    pays: false,
  },
  monitored: {
    code: '07',
    zh: '防止返贫监测对象',
    en: 'Monitored against return to poverty',
    isUrban: false,
    pays: false,
  },
  'single-person': {
    code: '08',
    zh: '单人保',
    en: 'Single-person guarantee',
    isUrban: undefined,
    pays: true,
  },
  temporary: {
    code: '09',
    zh: '临时救助',
    en: 'Temporary assistance',
    isUrban: undefined,
    pays: false,
  },
  disaster: {
    code: '10',
    zh: '受灾人员',
    en: 'Disaster victim',
    isUrban: undefined,
    pays: false,
  },
  destitute: {
    code: '11',
    zh: '流散人员',
    en: 'Destitute person',
    isUrban: undefined,
    pays: false,
  },
  other: {
    code: '12',
    zh: '其他困难人员',
    en: 'Other hardship',
    isUrban: undefined,
    pays: false,
  },
  none: {
    code: '00',
    zh: '登记未认定',
    en: 'Registered, not recognised',
    isUrban: undefined,
    pays: false,
  },
} as const;
export type Programme = keyof typeof programmes;

/** State of the household in its programme. */
export const rosterStatuses = {
  covered: { code: '1', zh: '在保', en: 'Covered' },
  'gradual-exit': { code: '2', zh: '渐退期', en: 'Gradual exit' },
  suspended: { code: '3', zh: '暂停', en: 'Suspended' },
  ended: { code: '4', zh: '终止', en: 'Ended' },
  applying: { code: '5', zh: '申请中', en: 'Applying' },
  refused: { code: '6', zh: '未予确认', en: 'Refused' },
  recognised: { code: '7', zh: '已认定', en: 'Recognised' },
  watched: { code: '8', zh: '关注', en: 'Watched' },
} as const;
export type RosterStatus = keyof typeof rosterStatuses;

/** What a household's place on the roster means to rules; derived by {@link standingOf}. */
export type Standing =
  | 'covered' // receives dibao, tekun or single-person guarantee, or is in its gradual exit
  | 'recognised' // margin or rigid expenditure: recognised, not paid
  | 'watched' // monitored, registered, refused, ended: known, not covered
  | 'applying'
  | 'outsider'; // not on the roster at all

export const memberStatuses = ['counted', 'not-counted', 'in-custody', 'moved-out', 'dead'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** Relation to the head, GB/T 4761 two-digit. `''` is unknown. */
export type RelationCode = string;

/** How the procedure of the present coverage is documented (57-28); undefined is unknown (legacy). */
export type ProcedureEvidence = {
  readonly hasApplication?: boolean;
  readonly hasCheckReport?: boolean;
  readonly hasTwoPersonSurvey?: boolean;
  readonly hasPublicity?: boolean;
  readonly hasConfirmation?: boolean;
  /** The county marked the file as a migrated legacy file (历史档案补录). */
  readonly isLegacyFile?: boolean;
};

export interface RosterMember {
  readonly person: PersonToken;
  readonly birthDate: CalendarDate | undefined;
  readonly relation: RelationCode;
  readonly status: MemberStatus;
}

export interface RosterHousehold {
  readonly id: HouseholdId;
  /** 12-digit village or 9/12-digit township code where the household lives; '' when unknown. */
  readonly regionCode: string;
  readonly isUrban: boolean;
  readonly programme: Programme | undefined;
  readonly status: RosterStatus | undefined;
  readonly standing: Standing;
  /** First day of the present coverage or recognition. */
  readonly since: CalendarDate | undefined;
  readonly reviewedOn: CalendarDate | undefined;
  /** Last day of a recognition or of the gradual exit. */
  readonly validUntil: CalendarDate | undefined;
  readonly refusedOn: CalendarDate | undefined;
  /** Assessed per-capita income a month at the last review, in fen. */
  readonly assessedIncomeFenMonth: Fen | undefined;
  readonly procedure: ProcedureEvidence | undefined;
  readonly members: readonly RosterMember[];
}

export function standingOf(programme: Programme | undefined, status: RosterStatus | undefined): Standing {
  if (programme === undefined || status === undefined) return 'outsider';
  if (status === 'applying') return 'applying';
  const isLive = status === 'covered' || status === 'gradual-exit' || status === 'suspended';
  if (isLive && programmes[programme].pays) return 'covered';
  if (status === 'recognised' && (programme === 'edge' || programme === 'rigid')) return 'recognised';
  return 'watched';
}
