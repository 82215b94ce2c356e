/**
 * What a department may send, by contract. A dataset is data: columns with kinds, steward, cadence, retention, law. From this one
 * description come the row validators, the Frictionless table schema, the sample rows, the shelf layout and the types rules see.
 */
import type { CodeList } from './code-lists.ts';

/** A text in both languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** How much harm a leaked value does. `identifying` never leaves the vault, drops and rejects' masked form. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive' | 'identifying';

interface ColumnOptions {
  /** The row is rejected without it. */
  readonly required?: boolean;
  readonly sensitivity?: Sensitivity;
  /** Further header names departments use, matched without case and surrounding blanks. */
  readonly aliases?: readonly string[];
  /** A date, month or instant may lie after the drop's production date (a planned end); otherwise that is a fault. */
  readonly isFutureAllowed?: boolean;
  /** An amount or number may be below zero (a reversed settlement); otherwise that is a fault. */
  readonly isNegativeAllowed?: boolean;
  /** Bounds in the row's own unit (integer, fen or hundredths), both inclusive. */
  readonly valueMin?: number;
  readonly valueMax?: number;
}

interface ColumnBase extends ColumnOptions {
  readonly label: Text;
}

export interface TextColumn extends ColumnBase {
  readonly kind: 'text';
  readonly lengthMax: number;
}
export interface CodeColumn extends ColumnBase {
  readonly kind: 'code';
  readonly list: CodeList;
}
export interface DateColumn extends ColumnBase {
  readonly kind: 'date';
}
export interface MonthColumn extends ColumnBase {
  readonly kind: 'month';
}
/** `YYYY-MM-DDTHH:mm:ss` in Shanghai time. */
export interface InstantColumn extends ColumnBase {
  readonly kind: 'instant';
}
/** Yuan with at most two decimals in the file, integer fen in the row. */
export interface MoneyColumn extends ColumnBase {
  readonly kind: 'money';
}
/** A quantity with at most two decimals in the file, integer hundredths in the row. */
export interface DecimalColumn extends ColumnBase {
  readonly kind: 'decimal';
}
export interface IntegerColumn extends ColumnBase {
  readonly kind: 'integer';
}
export interface BooleanColumn extends ColumnBase {
  readonly kind: 'boolean';
}
/** Another person's identity number: checked like the row's own, a person token in the row. */
export interface IdentityColumn extends ColumnBase {
  readonly kind: 'identity';
}

export type Column =
  | TextColumn
  | CodeColumn
  | DateColumn
  | MonthColumn
  | InstantColumn
  | MoneyColumn
  | DecimalColumn
  | IntegerColumn
  | BooleanColumn
  | IdentityColumn;

type ValueOf<C extends Column> = C['kind'] extends 'money' | 'decimal' | 'integer'
  ? number
  : C['kind'] extends 'boolean'
    ? boolean
    : string;

export type Columns = { readonly [name: string]: Column };

/** Values of one row, typed by the columns; an empty field is `undefined`: unknown, never "no". */
export type ValuesOf<Cs extends Columns> = {
  readonly [K in keyof Cs]: ValueOf<Cs[K]> | undefined;
};

export type Direction = 'leak' | 'error' | 'both' | 'funds';
/** Whether a file without a manifest is accepted (and held longer by the guard). */
export type ManifestNeed = 'required' | 'optional';
export type DropMode = 'snapshot' | 'delta';

export interface DatasetDefinition<Cs extends Columns = Columns> {
  /** Class code of the handbook, e.g. `A04`. */
  readonly code: string;
  /** snake_case name used in keys and paths, e.g. `motor_vehicle`. */
  readonly key: string;
  readonly title: Text;
  readonly steward: Text;
  /** How it is shared: API, batch, file query. */
  readonly channel: Text;
  readonly cadence: Text;
  /** Days after which the last drop counts as stale. */
  readonly freshDaysMax: number;
  readonly direction: Direction;
  readonly isCore: boolean;
  /** The modes a drop may declare; the first is the default of a file without manifest. */
  readonly modes: readonly DropMode[];
  readonly manifest: ManifestNeed;
  /** Months an accepted row is kept (design: raw drops at most 13, parsed rows at most 25). */
  readonly retentionMonths: number;
  /** The articles that allow the data to be asked for and used. */
  readonly legalBasis: Text;
  /** A stored, dated authorisation of the household is a precondition (社会救助法 art. 40–41). */
  readonly isAuthorisationNeeded: boolean;
  /** Rows about nobody in particular are expected (anonymous calls): they are skipped, not rejected. */
  readonly isAnonymousAllowed?: boolean;
  /** Column whose value groups persons into a household beside the roster (A01: `hukou_no`). */
  readonly groupColumn?: string;
  readonly columns: Cs;
}

export function defineDataset<const Cs extends Columns>(definition: DatasetDefinition<Cs>): DatasetDefinition<Cs> {
  return definition;
}

/** Values of the dataset's own columns. */
export type RowOf<D> = D extends DatasetDefinition<infer Cs> ? ValuesOf<Cs> : never;

const base = (label: Text, options: ColumnOptions | undefined): ColumnBase => ({
  label,
  ...options,
});

/** Builders: `column.text(60, zh, en, options)`. */
export const column = {
  text: (lengthMax: number, zh: string, en: string, options?: ColumnOptions): TextColumn => ({
    kind: 'text',
    lengthMax,
    ...base({ zh, en }, options),
  }),
  code: (list: CodeList, zh: string, en: string, options?: ColumnOptions): CodeColumn => ({
    kind: 'code',
    list,
    ...base({ zh, en }, options),
  }),
  date: (zh: string, en: string, options?: ColumnOptions): DateColumn => ({
    kind: 'date',
    ...base({ zh, en }, options),
  }),
  month: (zh: string, en: string, options?: ColumnOptions): MonthColumn => ({
    kind: 'month',
    ...base({ zh, en }, options),
  }),
  instant: (zh: string, en: string, options?: ColumnOptions): InstantColumn => ({
    kind: 'instant',
    ...base({ zh, en }, options),
  }),
  money: (zh: string, en: string, options?: ColumnOptions): MoneyColumn => ({
    kind: 'money',
    ...base({ zh, en }, options),
  }),
  decimal: (zh: string, en: string, options?: ColumnOptions): DecimalColumn => ({
    kind: 'decimal',
    ...base({ zh, en }, options),
  }),
  integer: (zh: string, en: string, options?: ColumnOptions): IntegerColumn => ({
    kind: 'integer',
    ...base({ zh, en }, options),
  }),
  boolean: (zh: string, en: string, options?: ColumnOptions): BooleanColumn => ({
    kind: 'boolean',
    ...base({ zh, en }, options),
  }),
  identity: (zh: string, en: string, options?: ColumnOptions): IdentityColumn => ({
    kind: 'identity',
    ...base({ zh, en }, options),
  }),
};
