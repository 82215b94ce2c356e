/**
 * A rule asks one question of one household and its rows, and answers with findings. It is pure: no clock, no I/O, no other
 * household. It may only raise: no type here lets a rule produce a stop of benefits. Unknown (`undefined`) never becomes "no".
 *
 * Protected inputs (sex, ethnicity, religion, political status) and free text are not part of the rows a rule can see.
 */
import type { DatasetDefinition, Direction, RowOf, Text } from '../datasets/define.ts';
import type { CalendarDate } from '../domain/dates.ts';
import type { RosterHousehold, RosterMember, Standing } from '../domain/household.ts';
import type { PersonToken } from '../domain/identity.ts';
import type { Fen } from '../domain/money.ts';
import type { LawReference } from './law.ts';

/** Columns no rule may read, in any dataset. They are dropped before rows reach the shelf. */
export const protectedColumns = ['gender', 'ethnicity'] as const;
type ProtectedColumn = (typeof protectedColumns)[number];

export type RuleRow<D> = Omit<RowOf<D>, ProtectedColumn>;

/** Where a row came from: enough to find it again years later. */
export interface EvidenceRef {
  readonly dataset: string;
  readonly recordId: string;
  readonly dropId: string;
  /** 1-based data row in the drop. */
  readonly row: number;
  /** Updated at the source, or undefined when the department does not say. */
  readonly sourceUpdatedOn: CalendarDate | undefined;
}

/** One department row about one member. */
export interface Fact<D = DatasetDefinition> {
  readonly row: RuleRow<D>;
  readonly member: Member;
  readonly ref: EvidenceRef;
  /** The envelope's business date. */
  readonly eventOn: CalendarDate | undefined;
  readonly regionCode: string | undefined;
  /** Whether the row's name is the roster's name of this person; undefined when the person is not on the roster. */
  readonly isNameMatch: boolean | undefined;
}

export interface Member extends RosterMember {}

/** A household with all live rows of all datasets about its members. */
export interface Subject extends RosterHousehold {
  /** Rows of a dataset about any member, ordered by member, then record id. */
  facts<D extends DatasetDefinition>(dataset: D): readonly Fact<D>[];
  /** Rows of a dataset about one member. */
  factsOf<D extends DatasetDefinition>(person: PersonToken, dataset: D): readonly Fact<D>[];
  /** Members who count for means (57-7): roster status `counted`. For an outsider household, everybody registered. */
  readonly countedMembers: readonly Member[];
}

export type Level = 'red' | 'orange' | 'yellow';
/**
 * `warning` wants a human's look and opens a case; `signal` is too weak alone and only counts towards the combined rule;
 * `notice` changes the portrait and needs no visit.
 */
export type Strength = 'warning' | 'signal' | 'notice';

/** Numbers, dates and codes behind a finding. The suffix tells the unit: `…Fen`, `…On`, `…Month`, `…Ratio`, `…Code`, else plain. */
export type Measures = Readonly<Record<string, number | string | boolean>>;

/** One answer of a rule. */
export interface Draft {
  /**
   * What was found, by its own identity (a plate number, a certificate, `2026-08` of a crossing), never by its delivery: the
   * warning id is a hash of rule, household or person and this key. Never a name, ID number or account.
   */
  readonly key: string;
  /** Given when the finding is about one person and not the household. */
  readonly person?: PersonToken;
  /** Required for rules of direction `both`. */
  readonly direction?: 'leak' | 'error';
  /** When it differs from the rule's own level or strength. */
  readonly level?: Level;
  readonly strength?: Strength;
  /** Rows it rests on; at least one, except for findings about the roster itself. */
  readonly evidence: readonly Fact[];
  readonly measures: Measures;
  /** The date whose parameters judged it. */
  readonly factOn: CalendarDate;
}

/** One dated, optionally regional value of a rule's parameters. */
export interface DatedParameters<P> {
  readonly from: CalendarDate;
  /** Region code (6 or 2 digits …) it is limited to; absent: everywhere. The most specific region wins, then the latest date. */
  readonly region?: string;
  readonly value: P;
  /** Law, notice or `default [OK]`. */
  readonly source: string;
}

/** The income and asset yardsticks in force for a region on a date. */
export interface Standard {
  /** Dibao standard per person and month, in fen. */
  readonly dibaoFenMonth: Fen;
  /** Dibao standard per person and year, in fen: the authoritative value for rural areas. */
  readonly dibaoFenYear: Fen;
  readonly minimumWageFenMonth: Fen;
  /** Central basic pension part, disregarded as income, per month. */
  readonly basicPensionFenMonth: Fen;
  /** Last year's local per-capita disposable income, per year. */
  readonly disposableIncomeFenYear: Fen;
  /** Guizhou's monitoring line against return to poverty, per person and year. */
  readonly monitoringLineFenYear: Fen;
}

export interface RuleContext<P> {
  /** The day on which the data stand: the latest production date among the accepted drops. Not a wall clock. */
  readonly asOf: CalendarDate;
  /** The rule's parameters in force on a date in the household's region. */
  parametersOn(on: CalendarDate): P;
  /** The standard in force on a date for the household's region and urban or rural kind. */
  standardOn(on: CalendarDate): Standard;
}

/** Which row makes a household worth looking at; a cheap necessary condition, executed for every accepted row. */
export interface Trigger<D extends DatasetDefinition = DatasetDefinition> {
  readonly dataset: D;
  readonly when?: (row: RuleRow<D>) => boolean;
}

export function trigger<D extends DatasetDefinition>(dataset: D, when?: (row: RuleRow<D>) => boolean): Trigger {
  return (when ? { dataset, when } : { dataset }) as unknown as Trigger;
}

/** A household as an example writes it down; see `shared/rules/testing.ts` for the builder. */
export interface RuleExample {
  /** A claim: "a scrapped car is not raised". */
  readonly claim: string;
  readonly asOf: CalendarDate;
  readonly household: ExampleHousehold;
  /** `[]` when nothing is raised; otherwise what each finding must contain. */
  readonly raises: readonly {
    readonly level?: Level;
    readonly strength?: Strength;
    readonly direction?: 'leak' | 'error';
    readonly key?: string;
    readonly measures?: Measures;
  }[];
}

export interface ExampleHousehold {
  readonly programme?: RosterHousehold['programme'];
  readonly status?: RosterHousehold['status'];
  readonly isUrban?: boolean;
  readonly regionCode?: string;
  readonly since?: CalendarDate;
  readonly reviewedOn?: CalendarDate;
  readonly validUntil?: CalendarDate;
  readonly refusedOn?: CalendarDate;
  readonly assessedIncomeFenMonth?: Fen;
  readonly procedure?: RosterHousehold['procedure'];
  readonly members: readonly ExampleMember[];
}

export interface ExampleMember {
  /** Short name used as the person token in the example, e.g. `head`. */
  readonly person: string;
  readonly birthDate?: CalendarDate;
  readonly relation?: string;
  readonly status?: RosterMember['status'];
  readonly rows?: readonly ExampleRow[];
}

export interface ExampleRow {
  readonly dataset: DatasetDefinition;
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly recordId?: string;
  readonly eventOn?: CalendarDate;
  readonly regionCode?: string;
  readonly sourceUpdatedOn?: CalendarDate;
  readonly isNameMatch?: boolean;
}

/** A row of an example, typed by its dataset. */
export function row<D extends DatasetDefinition>(
  dataset: D,
  values: Partial<RowOf<D>>,
  envelope: Omit<ExampleRow, 'dataset' | 'values'> = {},
): ExampleRow {
  return { dataset, values: values as ExampleRow['values'], ...envelope };
}

export interface Rule<P = unknown> {
  /** kebab-case, the file's name. */
  readonly id: string;
  /** Code of the rule catalogue, e.g. `E-CAR-01`. */
  readonly code: string;
  /** Raised by one with every change of its logic; part of a warning's trace, never of its identity. */
  readonly version: number;
  readonly title: Text;
  readonly direction: Exclude<Direction, 'funds'>;
  readonly level: Level;
  readonly strength: Strength;
  /** Households the rule speaks about; default: error → covered, applying; leak → all that are not covered. */
  readonly appliesTo: readonly Standing[];
  /** Rows that can change its answer upwards. A rule about the roster itself names the roster's dataset. */
  readonly triggers: readonly Trigger[];
  readonly basis: readonly LawReference[];
  /** What would explain it innocently: the visit sheet asks for these, in this order. */
  readonly innocentIf: readonly Text[];
  /** One sentence with `{measure}` placeholders, shown to officers and citizens. Neutral wording: 信息不一致, 待核实. */
  readonly because: Text;
  readonly parameters: readonly DatedParameters<P>[];
  /** Weight in the additive order of work and in the combined rule; red 3, orange 2, yellow 1 unless said otherwise. */
  readonly weight: number;
  find(subject: Subject, context: RuleContext<P>): readonly Draft[];
  readonly examples: readonly RuleExample[];
}

type RuleInput<P> = Omit<Rule<P>, 'version' | 'strength' | 'appliesTo' | 'weight'> &
  Partial<Pick<Rule<P>, 'version' | 'strength' | 'appliesTo' | 'weight'>>;

const defaultStandings: Record<Rule['direction'], readonly Standing[]> = {
  error: ['covered', 'applying'],
  leak: ['recognised', 'watched', 'applying', 'outsider'],
  both: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
};
const defaultWeights: Record<Level, number> = { red: 3, orange: 2, yellow: 1 };

export function defineRule<P>(input: RuleInput<P>): Rule<P> {
  return {
    version: 1,
    strength: 'warning',
    appliesTo: defaultStandings[input.direction],
    weight: defaultWeights[input.level],
    ...input,
  };
}
