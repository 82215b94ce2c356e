/**
 * The form a department's row takes on the shelf: typed values in the order of the dataset's columns, without names, free
 * identifying text and protected columns; other persons' identity numbers have become tokens.
 */
import type { DatasetDefinition } from '../datasets/define.ts';
import type { CalendarDate } from '../domain/dates.ts';
import type { Fact, Member } from '../rules/define.ts';
import { protectedColumns } from '../rules/define.ts';

export type StoredValue = string | number | boolean | null;

export interface StoredRow {
  readonly recordId: string;
  readonly operation: 'I' | 'U' | 'D';
  readonly eventOn: CalendarDate | undefined;
  readonly sourceUpdatedOn: CalendarDate | undefined;
  readonly regionCode: string | undefined;
  /** Compared with the roster's name when the drop was compared; undefined for persons beside the roster. */
  readonly isNameMatch: boolean | undefined;
  /** From the person's identity number: the only thing of it that rules may know. */
  readonly birthDate: CalendarDate | undefined;
  readonly values: readonly StoredValue[];
}

/** Columns that reach the shelf, in their order. */
export function shelfColumnsOf(dataset: DatasetDefinition): readonly string[] {
  return Object.entries(dataset.columns)
    .filter(([name, column]) => {
      if ((protectedColumns as readonly string[]).includes(name)) return false;
      return column.kind === 'identity' || column.sensitivity !== 'identifying';
    })
    .map(([name]) => name);
}

/** Compact JSON: trailing unknowns are dropped. */
export function encodeStoredRow(row: StoredRow): string {
  const fields: StoredValue[] = [
    row.recordId,
    row.operation,
    row.eventOn ?? null,
    row.sourceUpdatedOn ?? null,
    row.regionCode ?? null,
    row.isNameMatch ?? null,
    row.birthDate ?? null,
    ...row.values,
  ];
  while (fields.length > 7 && fields.at(-1) === null) fields.pop();
  return JSON.stringify(fields);
}

export function decodeStoredRow(json: string): StoredRow {
  const [recordId, operation, eventOn, sourceUpdatedOn, regionCode, isNameMatch, birthDate, ...values] = JSON.parse(
    json,
  ) as StoredValue[];
  return {
    recordId: recordId as string,
    operation: operation as StoredRow['operation'],
    eventOn: (eventOn as string | null) ?? undefined,
    sourceUpdatedOn: (sourceUpdatedOn as string | null) ?? undefined,
    regionCode: (regionCode as string | null) ?? undefined,
    isNameMatch: (isNameMatch as boolean | null) ?? undefined,
    birthDate: (birthDate as string | null) ?? undefined,
    values,
  };
}

/** The fact a rule sees. */
export function factOf(
  dataset: DatasetDefinition,
  columns: readonly string[],
  stored: StoredRow,
  member: Member,
  place: { dropId: string; row: number },
): Fact {
  const row: Record<string, unknown> = {};
  columns.forEach((name, index) => {
    row[name] = stored.values[index] ?? undefined;
  });
  return {
    row: row as Fact['row'],
    member,
    ref: {
      dataset: dataset.key,
      recordId: stored.recordId,
      dropId: place.dropId,
      row: place.row,
      sourceUpdatedOn: stored.sourceUpdatedOn,
    },
    eventOn: stored.eventOn,
    regionCode: stored.regionCode,
    isNameMatch: stored.isNameMatch,
  };
}
