/**
 * A dataset as a Frictionless Table Schema (Data Package v1), for departments whose tools check files before they send them. The schema says
 * what every file must satisfy in its canonical form; the reader accepts further spellings.
 */
import type { Column, DatasetDefinition } from './define.ts';
import { fieldCharactersMax, missingValues } from './field-readers.ts';
import { ambiguousHeadersOf, fileColumnsOf, isRequiredIn } from './headers.ts';

export interface TableSchemaField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'string' | 'date' | 'yearmonth' | 'datetime' | 'number' | 'integer' | 'boolean';
  readonly format?: string;
  readonly decimalChar?: string;
  readonly bareNumber?: boolean;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly constraints: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Extensions of this project. */
  readonly kind: Column['kind'];
  readonly sensitivity: string;
  readonly codeList?: string;
  readonly aliases?: readonly string[];
}

export interface TableSchema {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly fields: readonly TableSchemaField[];
  readonly missingValues: readonly string[];
  readonly primaryKey: readonly string[];
}

const identityPattern = '\\d{17}[\\dX]';
const twoDecimals = '-?\\d{1,12}(\\.\\d{1,2})?';

export function tableSchemaOf(dataset: DatasetDefinition): TableSchema {
  const columns = fileColumnsOf(dataset);
  const envelope = Object.keys(columns).filter((name) => !Object.hasOwn(dataset.columns, name));
  const names = [...envelope, ...Object.keys(dataset.columns)];
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    name: dataset.key,
    title: dataset.title.zh,
    fields: names.map((name) => fieldOf(dataset, name, columns[name] as Column)),
    missingValues,
    primaryKey: ['record_id'],
  };
}

function fieldOf(dataset: DatasetDefinition, name: string, column: Column): TableSchemaField {
  const isRequired = isRequiredIn(dataset, name, column);
  const ambiguous = ambiguousHeadersOf(dataset);
  const aliases = (column.aliases ?? []).filter((alias) => !ambiguous.includes(alias));
  return {
    name,
    title: column.label.zh,
    description: column.label.en,
    ...typeOf(column),
    constraints: { ...(isRequired ? { required: true } : {}), ...constraintsOf(column) },
    kind: column.kind,
    sensitivity: column.sensitivity ?? 'internal',
    ...(column.kind === 'code' ? { codeList: column.list.name } : {}),
    ...(aliases.length > 0 ? { aliases } : {}),
  };
}

function typeOf(
  column: Column,
): Omit<TableSchemaField, 'name' | 'title' | 'description' | 'constraints' | 'kind' | 'sensitivity'> {
  switch (column.kind) {
    case 'text':
    case 'code':
    case 'identity':
      return { type: 'string' };
    case 'date':
      return { type: 'date', format: '%Y-%m-%d' };
    case 'month':
      return { type: 'yearmonth' };
    case 'instant':
      return { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S' };
    case 'money':
    case 'decimal':
      return { type: 'number', decimalChar: '.', bareNumber: true };
    case 'integer':
      return { type: 'integer', bareNumber: true };
    case 'boolean':
      return { type: 'boolean', trueValues: ['Y', '是', '1', 'true'], falseValues: ['N', '否', '0', 'false'] };
  }
}

function constraintsOf(column: Column): TableSchemaField['constraints'] {
  switch (column.kind) {
    case 'text':
      return { maxLength: Math.min(column.lengthMax, fieldCharactersMax) };
    case 'identity':
      return { pattern: identityPattern };
    case 'code': {
      const { pattern } = column.list;
      if (pattern) return { pattern: pattern.source.replace(/^\^|\$$/g, '') };
      return { enum: Object.keys(column.list.values) };
    }
    case 'money':
    case 'decimal':
      return { ...boundsOf(column, 100), pattern: twoDecimals };
    case 'integer':
      return boundsOf(column, 1);
    default:
      return {};
  }
}

function boundsOf(column: Column, scale: 1 | 100): Record<string, number> {
  const minimum = column.valueMin ?? (column.isNegativeAllowed ? undefined : 0);
  return {
    ...(minimum === undefined ? {} : { minimum: minimum / scale }),
    ...(column.valueMax === undefined ? {} : { maximum: column.valueMax / scale }),
  };
}
