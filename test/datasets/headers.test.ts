import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { exitEntry } from '../../shared/datasets/exit-entry.ts';
import { motorVehicle } from '../../shared/datasets/motor-vehicle.ts';
import { rowReaderFor } from '../../shared/datasets/read-row.ts';
import { sampleColumnsOf, sampleHeadersOf } from '../../shared/datasets/sample.ts';

const least = ['record_id', 'id_no', 'name', 'plate_no', 'vehicle_status'];
const faultsOf = (dataset: DatasetDefinition, headers: readonly string[]) => {
  const outcome = rowReaderFor(dataset, headers);
  return outcome.ok ? [] : outcome.faults;
};

describe('the headers of a file', () => {
  it('match by name, Chinese label or English label in all 46 datasets', () => {
    for (const dataset of catalogue as readonly DatasetDefinition[]) {
      for (const language of ['name', 'zh', 'en'] as const) {
        const outcome = rowReaderFor(dataset, sampleHeadersOf(dataset, language));
        expect(outcome.ok, `${dataset.key} ${language}`).toBe(true);
        if (outcome.ok) expect(outcome.reader.columnNames).toEqual(sampleColumnsOf(dataset));
      }
    }
  });

  it('match whatever their order, language, case, width and blanks', () => {
    const byColumn = sampleColumnsOf(motorVehicle).map((name, index) => ({
      name,
      spellings: (['name', 'zh', 'en'] as const).map(
        (language) => sampleHeadersOf(motorVehicle, language)[index] as string,
      ),
    }));
    const dressed = (header: string) =>
      fc.constantFrom(
        header,
        ` ${header}\t`,
        header.toUpperCase(),
        `\u3000${header}`,
        header.replaceAll('(', '（').replaceAll(')', '）'),
      );
    const file = fc.shuffledSubarray(byColumn, { minLength: byColumn.length }).chain((columns) =>
      fc.tuple(
        ...columns.map(({ name, spellings }) =>
          fc
            .constantFrom(...spellings)
            .chain(dressed)
            .map((header) => ({ name, header })),
        ),
      ),
    );
    fc.assert(
      fc.property(file, (columns) => {
        const outcome = rowReaderFor(
          motorVehicle,
          columns.map(({ header }) => header),
        );
        expect(outcome.ok && outcome.reader.columnNames).toEqual(columns.map(({ name }) => name));
      }),
    );
  });

  it('may begin with a byte order mark', () => {
    expect(faultsOf(motorVehicle, ['\ufeffrecord_id', ...least.slice(1)])).toEqual([]);
  });

  it('match by alias', () => {
    expect(faultsOf(motorVehicle, ['主键', '公民身份号码', '姓名', '车牌号', '车辆状态'])).toEqual([]);
  });

  it('hold the drop when one is unknown, and say which', () => {
    expect(faultsOf(motorVehicle, [...least, '车主电话'])).toEqual([
      { code: 'header-unknown', header: '车主电话', position: 5 },
    ]);
  });

  it('hold the drop when a column comes twice, also under two names', () => {
    expect(faultsOf(motorVehicle, [...least, '号牌号码'])).toEqual([
      { code: 'header-duplicate', header: '号牌号码', position: 5 },
    ]);
  });

  it('hold the drop when a required column is missing', () => {
    expect(faultsOf(motorVehicle, least.slice(0, 4))).toEqual([
      { code: 'header-missing', header: 'vehicle_status', position: undefined },
    ]);
  });

  it('hold the drop when there are none, or one is empty', () => {
    expect(faultsOf(motorVehicle, [])[0]?.code).toBe('header-empty');
    expect(faultsOf(motorVehicle, [...least, ' '])).toEqual([{ code: 'header-empty', header: ' ', position: 5 }]);
  });

  it('are not guessed where two columns answer to one', () => {
    const headers = ['record_id', 'id_no', 'name', '证件类型', 'exit_date'];
    expect(faultsOf(exitEntry, headers)).toEqual([{ code: 'header-ambiguous', header: '证件类型', position: 3 }]);
  });

  it('may name the columns doudi itself writes, which are passed over', () => {
    const outcome = rowReaderFor(motorVehicle, [...least, 'received_at', '质量标记']);
    expect(outcome.ok && outcome.reader.columnNames.slice(-2)).toEqual([undefined, undefined]);
  });
});
