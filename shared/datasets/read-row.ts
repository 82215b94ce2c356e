/**
 * The reference reader of department rows: from the fields of a record to typed values, or to every fault of the row at once. It decides
 * what is valid for all datasets; faster readers must agree with it. It repairs only what loses nothing, says that it did, and never
 * rounds, guesses or evaluates.
 */
import type { CalendarDate } from '../domain/dates.ts';
import type { Columns, DatasetDefinition, ValuesOf } from './define.ts';
import { type EnvelopeValues, envelopeColumns } from './envelope.ts';
import type { HeaderFault, RowFault } from './faults.ts';
import {
  type FieldRepair,
  type FieldValue,
  fieldCharactersMax,
  fieldReaderOf,
  noteFault,
  noteFieldFault,
  type ReadField,
  type RowNotes,
} from './field-readers.ts';
import { isRequiredIn, matchHeaders } from './headers.ts';
import { isCitizenDocument } from './read-identity.ts';

export interface ReadRow<Cs extends Columns = Columns> {
  readonly recordId: string;
  readonly name: string;
  /** The canonical citizen number, or the trimmed number of another document, or `''` for an anonymous row. */
  readonly identity: string;
  /** Rows of `other` are nobody on a roster: they are skipped, not rejected. */
  readonly identityKind: 'citizen' | 'other';
  readonly envelope: EnvelopeValues;
  readonly values: ValuesOf<Cs>;
  readonly repairs: readonly FieldRepair[];
}

export type RowOutcome<Cs extends Columns = Columns> =
  | { ok: true; row: ReadRow<Cs> }
  | { ok: false; faults: readonly RowFault[] };

export interface RowReader<Cs extends Columns = Columns> {
  /** Columns in the order of the file; `undefined` where doudi writes the column itself. */
  readonly columnNames: readonly (string | undefined)[];
  read(fields: readonly string[]): RowOutcome<Cs>;
}

export type RowReaderOutcome<Cs extends Columns = Columns> =
  | { ok: true; reader: RowReader<Cs> }
  | { ok: false; faults: readonly HeaderFault[] };

export interface RowReaderOptions {
  /** The day the drop was produced: dates beyond the next day are faults where the column cannot lie ahead. */
  readonly producedOn?: CalendarDate;
  readonly faultsMax?: number;
}

/** Most faults reported of one row. */
export const rowFaultsMax = 8;

export function rowReaderFor<Cs extends Columns>(
  dataset: DatasetDefinition<Cs>,
  headers: readonly string[],
  options: RowReaderOptions = {},
): RowReaderOutcome<Cs> {
  const matched = matchHeaders(dataset, headers);
  if (!matched.ok) return matched;
  const places = matched.placed.map((place) => place && placeOf(dataset, place.name, place.column, options));
  const identityAt = places.findIndex((place) => place?.name === 'id_no');
  const idTypeAt = places.findIndex((place) => place?.name === 'id_type');
  const faultsMax = options.faultsMax ?? rowFaultsMax;
  // Copied for each row: the copies share one hidden class, which growing objects of this many keys would not.
  const emptyValues = unknownsOf(places.flatMap((place) => (place?.isOwn ? [place.name] : [])));
  const emptyEnvelope = unknownsOf(places.flatMap((place) => (place?.isEnvelope ? [place.name] : [])));
  const read = (fields: readonly string[]): RowOutcome<Cs> => {
    const notes: RowNotes = { faults: [], repairs: [], faultsMax };
    if (fields.length !== places.length) {
      noteFault(notes, '', 'column-count', `[${fields.length}/${places.length}]`);
      return { ok: false, faults: notes.faults };
    }
    const values = { ...emptyValues };
    const envelope = { ...emptyEnvelope };
    const idTypePlace = places[idTypeAt];
    const idType = idTypePlace?.read(fields[idTypeAt] as string, notes) as string | undefined;
    const isCitizen = isCitizenDocument(idType);
    if (idTypePlace) envelope.id_type = idType;
    for (let at = 0; at < places.length; at++) {
      const place = places[at];
      if (place === undefined || at === idTypeAt) continue;
      const raw = fields[at] as string;
      const value = at === identityAt && !isCitizen ? otherDocumentNumber(raw, notes) : place.read(raw, notes);
      if (place.isOwn) values[place.name] = value;
      if (place.isEnvelope) envelope[place.name] = value;
    }
    if (notes.faults.length > 0) return { ok: false, faults: notes.faults };
    return {
      ok: true,
      row: {
        recordId: envelope.record_id as string,
        name: (envelope.name as string | undefined) ?? '',
        identity: (envelope.id_no as string | undefined) ?? '',
        identityKind: isCitizen && envelope.id_no !== undefined ? 'citizen' : 'other',
        envelope: envelope as EnvelopeValues,
        values: values as ValuesOf<Cs>,
        repairs: notes.repairs,
      },
    };
  };
  return { ok: true, reader: { columnNames: places.map((place) => place?.name), read } };
}

interface Place {
  readonly name: string;
  readonly isOwn: boolean;
  readonly isEnvelope: boolean;
  readonly read: ReadField;
}

function unknownsOf(names: readonly string[]): Record<string, FieldValue | undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** A column that the dataset and the envelope share (`event_date`) feeds both. */
function placeOf(dataset: DatasetDefinition, name: string, column: Columns[string], options: RowReaderOptions): Place {
  return {
    name,
    isOwn: Object.hasOwn(dataset.columns, name),
    isEnvelope: Object.hasOwn(envelopeColumns, name),
    read: fieldReaderOf(name, column, {
      isRequired: isRequiredIn(dataset, name, column),
      producedOn: options.producedOn,
    }),
  };
}

const documentNumberMax = 40;

/** Another document's number: any text of a sensible length; the row will be skipped, but it must not carry a hidden formula. */
function otherDocumentNumber(raw: string, notes: RowNotes): string | undefined {
  const text = raw.length > fieldCharactersMax ? raw : raw.trim();
  if (text === '') {
    noteFault(notes, 'id_no', 'identity-missing', '');
    return undefined;
  }
  if (text.length > documentNumberMax) {
    noteFieldFault(notes, 'id_no', envelopeColumns.id_no, 'identity-length', raw);
    return undefined;
  }
  return text;
}
