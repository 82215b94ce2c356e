import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { Column, Columns, DatasetDefinition } from '../../shared/datasets/define.ts';
import { type FaultCode, faultTexts } from '../../shared/datasets/faults.ts';
import { fileColumnsOf, isRequiredIn } from '../../shared/datasets/headers.ts';
import { hotlinePetition } from '../../shared/datasets/hotline-petition.ts';
import { householdRegistration } from '../../shared/datasets/household-registration.ts';
import { marriage } from '../../shared/datasets/marriage.ts';
import { medicalSettlement } from '../../shared/datasets/medical-settlement.ts';
import { motorVehicle } from '../../shared/datasets/motor-vehicle.ts';
import { type ReadRow, type RowReader, rowReaderFor } from '../../shared/datasets/read-row.ts';
import { sampleColumnsOf, sampleRows } from '../../shared/datasets/sample.ts';
import { checkCharacterOf } from '../../shared/domain/identity.ts';

const producedOn = '2026-11-01';
const datasets: readonly DatasetDefinition[] = catalogue;

function readerOf<Cs extends Columns>(dataset: DatasetDefinition<Cs>, headers: readonly string[]): RowReader<Cs> {
  const outcome = rowReaderFor(dataset, headers, { producedOn });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.reader;
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const envelope = { record_id: 'r-1', id_no: '11010519491231002X', name: '张三' };
const least: Record<string, Record<string, string>> = {
  motor_vehicle: { plate_no: '贵F12345', vehicle_status: 'A' },
  medical_settlement: { settle_date: '2026-10-01', self_paid: '1' },
  household_registration: { hukou_no: '1' },
  marriage: { register_type: '1', register_date: '2026-10-01' },
  hotline_petition: { demand_type: '2', received_at: '2026-10-01T08:00:00' },
};

/** Reads one row of the least valid columns, changed by `fields`. */
function readOne<Cs extends Columns>(dataset: DatasetDefinition<Cs>, fields: Record<string, string>) {
  const row = { ...envelope, ...least[dataset.key], ...fields };
  return readerOf(dataset, Object.keys(row)).read(Object.values(row));
}
function rowOf<Cs extends Columns>(dataset: DatasetDefinition<Cs>, fields: Record<string, string> = {}): ReadRow<Cs> {
  const outcome = readOne(dataset, fields);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.row;
}
const faultsOf = <Cs extends Columns>(dataset: DatasetDefinition<Cs>, fields: Record<string, string>) => {
  const outcome = readOne(dataset, fields);
  return outcome.ok ? [] : outcome.faults.map(({ column, code }) => `${column}: ${code}`);
};
const repairsOf = (row: { repairs: readonly { column: string; repair: string }[] }) =>
  row.repairs.map(({ column, repair }) => `${column}: ${repair}`);

describe('reading a row', () => {
  it('accepts every sample row of all 46 datasets, without repairs of its numbers and dates', () => {
    fc.assert(
      fc.property(fc.constantFrom(...datasets), fc.integer(), (dataset, seed) => {
        const reader = readerOf(dataset, sampleColumnsOf(dataset));
        for (const fields of sampleRows(dataset, randomOf(seed), 5)) {
          const outcome = reader.read(fields);
          expect(outcome, JSON.stringify(fields)).toMatchObject({ ok: true });
          if (outcome.ok) expect(repairsOf(outcome.row)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    for (const dataset of datasets) {
      const reader = readerOf(dataset, sampleColumnsOf(dataset));
      for (const fields of sampleRows(dataset, randomOf(1), 20)) expect(reader.read(fields).ok, dataset.key).toBe(true);
    }
  });

  it('names the column and the code of any single corruption', () => {
    const corruption = fc.constantFrom(...datasets).chain((dataset) =>
      fc.record({
        dataset: fc.constant(dataset),
        name: fc.constantFrom(...sampleColumnsOf(dataset).filter((name) => name !== 'id_type')),
        choice: fc.nat(),
        seed: fc.integer(),
      }),
    );
    fc.assert(
      fc.property(corruption, ({ dataset, name, choice, seed }) => {
        const names = sampleColumnsOf(dataset);
        const column = fileColumnsOf(dataset)[name] as Column;
        const wrongs = corruptionsOf(column, isRequiredIn(dataset, name, column));
        const [raw, code] = wrongs[choice % wrongs.length] as [string, FaultCode];
        const fields = sampleRows(dataset, randomOf(seed), 1)[0] as string[];
        fields[names.indexOf(name)] = raw;
        const outcome = readerOf(dataset, names).read(fields);
        expect(outcome, `${dataset.key}.${name} = ${raw}`).toMatchObject({
          ok: false,
          faults: [{ column: name, code }],
        });
        if (!outcome.ok) expect(outcome.faults).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever the fields are', () => {
    const reader = readerOf(medicalSettlement, sampleColumnsOf(medicalSettlement));
    const count = sampleColumnsOf(medicalSettlement).length;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: count, maxLength: count }), (fields) => {
        expect(reader.read(fields).ok).toBe(false);
      }),
    );
  });

  it('reads a canonical row and its dressed-up spelling to the same values', () => {
    fc.assert(
      fc.property(fc.constantFrom(...datasets), fc.integer(), (dataset, seed) => {
        const names = sampleColumnsOf(dataset);
        const columns = fileColumnsOf(dataset);
        const reader = readerOf(dataset, names);
        const [fields] = sampleRows(dataset, randomOf(seed), 1) as [string[]];
        const dressed = fields.map((field, at) => dressedUp(field, columns[names[at] as string] as Column));
        const plain = reader.read(fields);
        const repaired = reader.read(dressed);
        if (!plain.ok || !repaired.ok) throw new Error(JSON.stringify([plain, repaired]));
        expect({ ...repaired.row, repairs: [] }).toEqual({ ...plain.row, repairs: [] });
      }),
    );
  });

  it('refuses a row with more or fewer fields than the header', () => {
    const reader = readerOf(motorVehicle, ['record_id', 'id_no', 'name', 'plate_no', 'vehicle_status']);
    expect(reader.read(['1', '2'])).toEqual({
      ok: false,
      faults: [{ column: '', code: 'column-count', maskedValue: '[2/5]' }],
    });
  });

  it('reports all faults of a row at once, eight at most', () => {
    expect(faultsOf(motorVehicle, { plate_no: '', vehicle_status: 'Z', first_reg_date: '2026-02-30' })).toEqual([
      'plate_no: required-missing',
      'vehicle_status: code-unknown',
      'first_reg_date: date-impossible',
    ]);
    const wrong = Object.fromEntries(Object.keys(medicalSettlement.columns).map((name) => [name, '@']));
    expect(faultsOf(medicalSettlement, wrong)).toHaveLength(8);
  });
});

describe('the person of a row', () => {
  it('is the canonical citizen number, whatever the spreadsheet did to it without losing a digit', () => {
    const spellings = [
      '11010519491231002x',
      "'11010519491231002X",
      ' 11010519491231002X\t',
      '１１０１０５１９４９１２３１００２Ｘ',
      '110105491231002',
    ];
    for (const id_no of spellings) {
      const row = rowOf(motorVehicle, { id_no });
      expect(row).toMatchObject({ identity: '11010519491231002X', identityKind: 'citizen' });
      expect(row.repairs.length).toBeGreaterThan(0);
    }
  });

  it('is refused by name when the spreadsheet lost digits', () => {
    expect(faultsOf(motorVehicle, { id_no: '1.10105E+17' })).toEqual(['id_no: identity-scientific']);
    expect(faultsOf(motorVehicle, { id_no: '110105194912310000' })).toEqual(['id_no: identity-rounded']);
    expect(faultsOf(motorVehicle, { id_no: '11010519491231002' })).toEqual(['id_no: identity-length']);
    expect(faultsOf(motorVehicle, { id_no: '1101051949123100A2' })).toEqual(['id_no: identity-characters']);
    expect(faultsOf(motorVehicle, { id_no: '110105194912310021' })).toEqual(['id_no: identity-checksum']);
    const noSuchDay = '11010519490230002';
    expect(faultsOf(motorVehicle, { id_no: noSuchDay + checkCharacterOf(noSuchDay) })).toEqual([
      'id_no: identity-birth-date',
    ]);
    expect(faultsOf(motorVehicle, { id_no: '' })).toEqual(['id_no: identity-missing']);
  });

  it('is the trimmed number of another document, to be skipped and not rejected', () => {
    expect(rowOf(motorVehicle, { id_type: '414', id_no: ' E12345678 ' })).toMatchObject({
      identity: 'E12345678',
      identityKind: 'other',
    });
    expect(rowOf(motorVehicle, { id_type: '港澳居民居住证', id_no: '810000199001011234' }).identityKind).toBe('other');
    expect(rowOf(motorVehicle, { id_type: '临时居民身份证' }).identityKind).toBe('citizen');
  });

  it('may be nobody in a hotline call, and nowhere else', () => {
    const anonymous = { id_no: '', name: '', anonymous: '是' };
    expect(rowOf(hotlinePetition, anonymous)).toMatchObject({ identity: '', identityKind: 'other', name: '' });
    expect(faultsOf(medicalSettlement, { id_no: '', name: '' })).toEqual([
      'id_no: identity-missing',
      'name: required-missing',
    ]);
  });

  it('has another person’s number checked like its own', () => {
    expect(rowOf(marriage, { spouse_id_no: '440524188001010014' }).values.spouse_id_no).toBe('440524188001010014');
    expect(faultsOf(marriage, { spouse_id_no: '440524188001010015' })).toEqual(['spouse_id_no: identity-checksum']);
    expect(rowOf(marriage, { spouse_id_no: '' }).values.spouse_id_no).toBeUndefined();
  });
});

describe('a date', () => {
  it('is read from every form departments use', () => {
    for (const text of [
      '2026-03-05',
      '2026/3/5',
      '20260305',
      '2026年3月5日',
      '2026.03.05',
      '2026-03-05 00:00:00',
      '20260305101500',
    ]) {
      expect(rowOf(motorVehicle, { first_reg_date: text }).values.first_reg_date, text).toBe('2026-03-05');
    }
  });

  it('must exist', () => {
    for (const text of ['2026-02-29', '20261301', '2026/0/1', '1800-01-01', '2026-11-31 00:00:00']) {
      expect(faultsOf(motorVehicle, { first_reg_date: text }), text).toEqual(['first_reg_date: date-impossible']);
    }
    for (const text of ['45000', '5/3/2026', '2026-03/05', '2026年3-5', 'gestern', '2026-3-5日本']) {
      expect(faultsOf(motorVehicle, { first_reg_date: text }), text).toEqual(['first_reg_date: date-format']);
    }
  });

  it('may not lie more than a day after production, except where it is planned', () => {
    expect(faultsOf(motorVehicle, { first_reg_date: '2026-11-02' })).toEqual([]);
    expect(faultsOf(motorVehicle, { first_reg_date: '2026-11-03' })).toEqual(['first_reg_date: date-future']);
    expect(faultsOf(motorVehicle, { first_reg_date: '2026/11/3' })).toEqual(['first_reg_date: date-future']);
    expect(faultsOf(motorVehicle, { scrap_due_date: '2040-01-01' })).toEqual([]);
    const unlimited = rowReaderFor(motorVehicle, [
      'record_id',
      'id_no',
      'name',
      'plate_no',
      'vehicle_status',
      'event_date',
    ]);
    expect(unlimited.ok && unlimited.reader.read(['1', envelope.id_no, 'x', 'y', 'A', '2100-01-01']).ok).toBe(true);
  });

  it('is unknown where an open end is written as the end of time', () => {
    for (const text of ['9999-12-31', '99991231', '长期', '9999-12-31 00:00:00']) {
      const row = rowOf(motorVehicle, { scrap_due_date: text });
      expect(row.values.scrap_due_date, text).toBeUndefined();
      expect(repairsOf(row)).toEqual(['scrap_due_date: open-ended']);
    }
    expect(faultsOf(motorVehicle, { first_reg_date: '9999-12-31' })).toEqual(['first_reg_date: date-impossible']);
  });

  it('with a time is an instant in Shanghai', () => {
    const at = (source_update_time: string) => rowOf(motorVehicle, { source_update_time }).envelope.source_update_time;
    expect(at('2026-10-31 23:59:58')).toBe('2026-10-31T23:59:58');
    expect(at('2026/10/31 7:05')).toBe('2026-10-31T07:05:00');
    expect(at('20261031235958')).toBe('2026-10-31T23:59:58');
    expect(at('2026-10-31T16:30:00Z')).toBe('2026-11-01T00:30:00');
    expect(at('2026-10-31T23:59:58.123+08:00')).toBe('2026-10-31T23:59:58');
    expect(at('2026-10-31')).toBe('2026-10-31T00:00:00');
    expect(faultsOf(motorVehicle, { source_update_time: '2026-10-31T24:00:00' })).toEqual([
      'source_update_time: date-impossible',
    ]);
  });
});

describe('an amount', () => {
  const self = (self_paid: string) => rowOf(medicalSettlement, { self_paid }).values.self_paid;
  it('is fen by its digits', () => {
    expect([self('1.00'), self('12'), self('0.1'), self('12.3400'), self('+7.5'), self('007')]).toEqual([
      100, 1200, 10, 1234, 750, 700,
    ]);
    expect(self('999999999999.99')).toBe(99_999_999_999_999);
    expect(self('12,345.60')).toBe(1_234_560);
    expect(self('１２.５')).toBe(1250);
    expect(self('-0.00')).toBe(0);
  });

  it('of any fen is read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (fen) => {
        const digits = String(fen).padStart(3, '0');
        expect(self(`${digits.slice(0, -2)}.${digits.slice(-2)}`)).toBe(fen);
      }),
    );
  });

  it('is refused when it is no number, too fine or too large', () => {
    const code = (class_c_cost: string) => faultsOf(medicalSettlement, { class_c_cost });
    for (const text of ['1.2.3', '12元', '1e5', '1.5E+05', '.', '5.', '.5', '1,23', '- 5', '0x10']) {
      expect(code(text), text).toEqual(['class_c_cost: number-format']);
    }
    expect(code('1.005')).toEqual(['class_c_cost: number-decimals']);
    expect(code('1000000000000')).toEqual(['class_c_cost: number-range']);
  });

  it('may be negative only where a settlement can be reversed', () => {
    expect(self('-20.50')).toBe(-2050);
    expect(faultsOf(motorVehicle, { invoice_amount: '-1' })).toEqual(['invoice_amount: number-negative']);
    expect(faultsOf(motorVehicle, { displacement_ml: '-1' })).toEqual(['displacement_ml: number-negative']);
    expect(faultsOf(motorVehicle, { displacement_ml: '60001' })).toEqual(['displacement_ml: number-range']);
    expect(faultsOf(motorVehicle, { displacement_ml: '1.5' })).toEqual(['displacement_ml: number-decimals']);
    expect(rowOf(motorVehicle, { displacement_ml: '1498.0' }).values.displacement_ml).toBe(1498);
  });
});

describe('a code', () => {
  it('is given as itself, its label, part of its label, an alias, or without the zero a spreadsheet dropped', () => {
    expect(rowOf(motorVehicle, { vehicle_status: '强制报废' }).values.vehicle_status).toBe('P');
    expect(rowOf(motorVehicle, { vehicle_status: 'p' }).values.vehicle_status).toBe('P');
    expect(rowOf(motorVehicle, { vehicle_type: 'K33' }).values.vehicle_type).toBe('K');
    expect(rowOf(householdRegistration, { ethnicity: '苗族' }).values.ethnicity).toBe('06');
    expect(repairsOf(rowOf(householdRegistration, { relation_to_head: '2' }))).toEqual([
      'relation_to_head: leading-zero-restored',
    ]);
  });

  it('of a region follows its pattern', () => {
    expect(rowOf(householdRegistration, { hukou_region_code: '520526116210' }).values.hukou_region_code).toBe(
      '520526116210',
    );
    expect(faultsOf(householdRegistration, { hukou_region_code: '52052' })).toEqual([
      'hukou_region_code: code-unknown',
    ]);
  });

  it('that means nothing is a fault, an empty one is unknown', () => {
    expect(faultsOf(motorVehicle, { vehicle_status: '报废' })).toEqual(['vehicle_status: code-unknown']);
    for (const text of ['', ' ', 'NULL', '\\N'])
      expect(rowOf(motorVehicle, { use_nature: text }).values.use_nature).toBeUndefined();
    expect(faultsOf(motorVehicle, { vehicle_status: 'NULL' })).toEqual(['vehicle_status: required-missing']);
  });
});

describe('a text', () => {
  it('is kept as it is, but for the blanks around it', () => {
    const location = '威宁县“草海镇”（东）,-1楼\n二单元';
    expect(rowOf(medicalSettlement, { hospital_name: location }).values.hospital_name).toBe(location);
    expect(rowOf(medicalSettlement, { hospital_name: ' 县医院\u3000' }).values.hospital_name).toBe('县医院');
    expect(rowOf(medicalSettlement, { hospital_name: "'县医院" }).values.hospital_name).toBe('县医院');
    for (const text of ['-1楼', '+86 139 0000', '-', '--', '-12.5']) {
      expect(rowOf(medicalSettlement, { hospital_name: text }).values.hospital_name).toBe(text);
    }
  });

  it('that a spreadsheet would run is refused, never evaluated', () => {
    for (const text of ['=1+1', '@SUM(A1)', '+cmd|x', '-2+3+cmd', '\t=1', "'=1", ' =HYPERLINK("x")', '+1+cmd|A0']) {
      expect(faultsOf(medicalSettlement, { hospital_name: text }), text).toEqual(['hospital_name: formula-cell']);
    }
  });

  it('is refused when it holds control characters, is too long, or was a number', () => {
    const code = (hospital_name: string) => faultsOf(medicalSettlement, { hospital_name });
    for (const text of ['a\u0000b', 'a\u007f', 'a\u202eb', '\ufffd', 'a\u001b[0m']) {
      expect(code(text)).toEqual(['hospital_name: text-control-character']);
    }
    expect(code('院'.repeat(61))).toEqual(['hospital_name: text-too-long']);
    expect(code('𬱖'.repeat(60))).toEqual([]);
    expect(code('6.21E+18')).toEqual(['hospital_name: text-scientific']);
    expect(code('院'.repeat(4097))).toEqual(['hospital_name: field-too-long']);
  });
});

describe('the masked value of a fault', () => {
  const maskOf = (dataset: DatasetDefinition, fields: Record<string, string>) => {
    const outcome = readOne(dataset, fields);
    return outcome.ok ? undefined : outcome.faults[0]?.maskedValue;
  };
  it('shows the region and the last two of an identity number', () => {
    expect(maskOf(motorVehicle, { id_no: '110105194912310021' })).toBe('[18] 110105…21');
    expect(maskOf(motorVehicle, { id_no: '1.10105E+17' })).toBe('[11] 1.…');
  });

  it('shows at most two characters and the length of anything else', () => {
    expect(maskOf(motorVehicle, { vehicle_status: '停用三年' })).toBe('[4] 停用…');
    expect(maskOf(motorVehicle, { name: '=三' })).toBe('[2] =…');
    expect(maskOf(medicalSettlement, { hospital_name: '\u202e院' })).toBe('[2] ?…');
  });

  it('never shows more of any field, and never begins like a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const mask = maskOf(medicalSettlement, { class_c_cost: text }) ?? '';
        expect(mask).toMatch(/^$|^\[\d+\] .{0,2}…?$/su);
      }),
    );
  });
});

describe('fault codes', () => {
  it('each have a sentence in both languages', () => {
    for (const [code, text] of Object.entries(faultTexts)) {
      expect(text.zh, code).toMatch(/\p{Script=Han}/u);
      expect(text.en, code).toMatch(/^[A-Z]/);
    }
  });
});

/** Wrong values of a column with the code each must get. */
function corruptionsOf(column: Column, isRequired: boolean): [string, FaultCode][] {
  const missing: [string, FaultCode][] = isRequired
    ? [
        [
          column.kind === 'identity' ? 'NULL' : '  ',
          column.kind === 'identity' ? 'identity-missing' : 'required-missing',
        ],
      ]
    : [];
  const number: [string, FaultCode][] = [
    ['12a', 'number-format'],
    ['1.001', 'number-decimals'],
    ['9999999999999', 'number-range'],
    ...(column.isNegativeAllowed ? [] : ([['-1', 'number-negative']] as [string, FaultCode][])),
  ];
  const dated: [string, FaultCode][] = [
    ['2026-13-01', 'date-impossible'],
    ['明天', 'date-format'],
    ...(column.isFutureAllowed ? [] : ([['2027-01-01', 'date-future']] as [string, FaultCode][])),
  ];
  switch (column.kind) {
    case 'text':
      return [
        ...missing,
        ['=A1', 'formula-cell'],
        ['a\u0001b', 'text-control-character'],
        ['长'.repeat(column.lengthMax + 1), 'text-too-long'],
      ];
    case 'identity':
      return [
        ...missing,
        ['520526199001010000', 'identity-rounded'],
        ['520526', 'identity-length'],
        ['5.2E+17', 'identity-scientific'],
      ];
    case 'code':
      return [...missing, ['不在表中', 'code-unknown']];
    case 'boolean':
      return [...missing, ['也许', 'boolean-format']];
    case 'date':
    case 'month':
    case 'instant':
      return [...missing, ...dated];
    case 'money':
    case 'decimal':
    case 'integer':
      return [...missing, ...number];
  }
}

/** The same value as another department, or its spreadsheet, would write it. */
function dressedUp(field: string, column: Column): string {
  if (field === '') return 'NULL';
  switch (column.kind) {
    case 'date':
      return `${field.replaceAll('-', '/')} 00:00:00`;
    case 'month':
      return field.replace('-', '年').concat('月');
    case 'instant':
      return field.replace('T', ' ');
    case 'money':
    case 'decimal':
      return ` ${field}00`;
    case 'integer':
      return `${field}.0`;
    case 'boolean':
      return field === 'Y' ? '是' : '否';
    case 'code':
      return `\u3000${column.list.values[field]?.zh ?? field}`;
    case 'identity':
      return `'${field.toLowerCase()}`;
    case 'text':
      return `\t${field} `;
  }
}
