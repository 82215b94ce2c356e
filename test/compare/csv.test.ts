import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvEvent, createCsvScanner, fieldBytesMax, recordBytesMax, scanCsv } from '../../shared/compare/csv.ts';
import type { TextEncoding } from '../../shared/compare/encoding.ts';
import { encodeGb18030 } from '../../shared/datasets/encode-gb18030.ts';
import { toCsv } from '../../shared/datasets/sample.ts';

const encoders: Record<TextEncoding, (text: string) => Uint8Array> = {
  'utf-8': (text) => new TextEncoder().encode(text),
  gb18030: encodeGb18030,
};
const bytesOf = encoders['utf-8'];

function eventsOf(bytes: Uint8Array, cuts: readonly number[] = [], encoding: TextEncoding = 'utf-8'): CsvEvent[] {
  const scanner = createCsvScanner({ encoding });
  const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  let from = 0;
  const events = ends.flatMap((end) => {
    // A chunk of its own, overwritten afterwards: the scanner may keep nothing of it.
    const chunk = Uint8Array.from(bytes.subarray(from, end));
    from = end;
    const found = [...scanner.push(chunk)];
    chunk.fill(0x58);
    return found;
  });
  return [...events, ...scanner.end()];
}
const fieldsOf = (text: string) =>
  eventsOf(bytesOf(text)).map((event) => (event.kind === 'record' ? event.fields : event.code));

/** Text without lone surrogates, with everything CSV is afraid of. */
const field = fc.string({
  unit: fc.constantFrom(
    'a',
    '1',
    ' ',
    ',',
    '"',
    '\n',
    '\r',
    '\r\n',
    '张',
    '㛃',
    '𬱖',
    '；',
    '\t',
    "'",
    '=',
    '亅',
    '羭',
  ),
  maxLength: 8,
});
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  );
const cuts = fc.array(fc.nat(400), { maxLength: 12 });
const encoding = fc.constantFrom<TextEncoding>('utf-8', 'gb18030');

describe('scanning CSV', () => {
  it('gives back every field of every table, in both encodings, however the bytes are cut', () => {
    fc.assert(
      fc.property(table, cuts, encoding, ([headers = [], ...rows], at, name) => {
        const events = eventsOf(encoders[name](toCsv(headers, rows)), at, name);
        expect(events.map((event) => event.kind === 'record' && event.fields)).toEqual([headers, ...rows]);
        expect(events.map((event) => event.row)).toEqual(events.map((_, index) => index));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same events of any bytes, however they are cut', () => {
    const bytes = fc.array(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0xe5, 0xbc, 0xa0, 0xef, 0xbb, 0xbf), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(bytes, cuts, (content, at) => {
        const whole = Uint8Array.from(content);
        expect(eventsOf(whole, at)).toEqual(eventsOf(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells where each record lies: the records tile the file', () => {
    fc.assert(
      fc.property(table, ([headers = [], ...rows]) => {
        const bytes = bytesOf(toCsv(headers, rows));
        const events = eventsOf(bytes);
        expect(events[0]?.from).toBe(0);
        expect(events.at(-1)?.to).toBe(bytes.length);
        for (let at = 1; at < events.length; at++) expect(events[at]?.from).toBe(events[at - 1]?.to);
      }),
    );
  });

  it('finds each record in exactly one of any ranges, wherever the file is split', () => {
    const unbroken = fc.string({ unit: fc.constantFrom('a', ',', '"', '张', '𬱖', ' '), maxLength: 6 });
    const rows = fc.array(fc.tuple(unbroken, unbroken), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.nat(200), { maxLength: 5 }),
        encoding,
        fc.boolean(),
        ([headers = [], ...data], splits, name, isWindows) => {
          const csv = toCsv(headers, data);
          const bytes = encoders[name](isWindows ? csv : csv.replaceAll('\r\n', '\n'));
          const bounds = [...new Set([0, ...splits.filter((split) => split < bytes.length), bytes.length])].sort(
            (a, b) => a - b,
          );
          const found = bounds.slice(1).flatMap((to, index) => {
            const from = bounds[index] as number;
            const scanner = createCsvScanner({ encoding: name, range: { from, to } });
            const events: CsvEvent[] = [];
            for (let at = Math.max(0, from - 1); at < bytes.length && !scanner.isDone; at += 7) {
              events.push(...scanner.push(bytes.subarray(at, at + 7)));
            }
            return [...events, ...scanner.end()];
          });
          const place = ({ from, to }: CsvEvent) => ({ from, to });
          expect(found.map(place)).toEqual(eventsOf(bytes, [], name).map(place));
          expect(found.map((event) => event.kind === 'record' && event.fields)).toEqual([headers, ...data]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes CRLF, LF and no line end at the end, and passes over blank lines', () => {
    expect(fieldsOf('a,b\r\n\r\n1,2\n\n3,4')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(fieldsOf('"a"\r\n""\n')).toEqual([['a'], ['']]);
    expect(fieldsOf('a,\n,b\n,')).toEqual([
      ['a', ''],
      ['', 'b'],
      ['', ''],
    ]);
    expect(fieldsOf('')).toEqual([]);
  });

  it('drops a byte order mark, also before a quote', () => {
    expect(fieldsOf('\ufeff"a,b",c\n')).toEqual([['a,b', 'c']]);
    const marked = Uint8Array.from([0x84, 0x31, 0x95, 0x33, ...encodeGb18030('姓名,a\n')]);
    expect(eventsOf(marked, [2], 'gb18030')).toMatchObject([{ fields: ['姓名', 'a'] }]);
  });

  it('keeps line breaks inside quotes and counts them as one row', () => {
    expect(
      eventsOf(bytesOf('a\n"x\r\ny"\nz\n')).map((event) => [event.row, event.kind === 'record' && event.fields[0]]),
    ).toEqual([
      [0, 'a'],
      [1, 'x\r\ny'],
      [2, 'z'],
    ]);
  });

  it('names a quote out of place and reads on at the next line', () => {
    expect(fieldsOf('a"b,c\nd,e\n"f"g,h\ni,j\n"k"\rl\nm,n')).toEqual([
      'quote-misplaced',
      ['d', 'e'],
      'quote-misplaced',
      ['i', 'j'],
      'quote-misplaced',
      ['m', 'n'],
    ]);
  });

  it('names an unclosed quote at the end of the file', () => {
    expect(eventsOf(bytesOf('a,b\n1,"2\n3,4\n'))).toMatchObject([
      { kind: 'record' },
      { kind: 'fault', row: 1, code: 'quote-unterminated', field: 1, from: 4 },
    ]);
  });

  it('gives up an unclosed quote after 64 KB and reads on at the next line', () => {
    const lines = Array.from({ length: 9000 }, (_, index) => `${index},eight`).join('\n');
    const events = eventsOf(bytesOf(`a,"b\n${lines}\nlast,line\n`), [10, 70_000]);
    expect(events[0]).toMatchObject({ kind: 'fault', row: 0, code: 'quote-unterminated' });
    expect(events.length).toBeGreaterThan(100);
    expect(events.at(-1)).toMatchObject({ kind: 'record', fields: ['last', 'line'] });
  });

  it('names a field over 4 KB and takes one of 4 KB', () => {
    expect(fieldsOf(`${'x'.repeat(fieldBytesMax)},1\n`)).toEqual([['x'.repeat(fieldBytesMax), '1']]);
    expect(eventsOf(bytesOf(`1,${'x'.repeat(fieldBytesMax + 1)}\n2,3\n`))).toMatchObject([
      { kind: 'fault', code: 'field-too-long', field: 1 },
      { kind: 'record', fields: ['2', '3'] },
    ]);
  });

  it('names a line over 64 KB, keeps no more of it, and reads on', () => {
    const long = 'x,'.repeat(recordBytesMax);
    const scanner = createCsvScanner({ encoding: 'utf-8' });
    const events = [...scanner.push(bytesOf(`${long}\n1,2\n`)), ...scanner.end()];
    expect(events).toMatchObject([
      { kind: 'fault', row: 0, code: 'record-too-long' },
      { kind: 'record', row: 1, fields: ['1', '2'] },
    ]);
    const whole = 'y,'.repeat(recordBytesMax / 2 - 1);
    expect(eventsOf(bytesOf(`${whole}\r\n1,2\n`), [100])).toMatchObject([{ kind: 'record' }, { fields: ['1', '2'] }]);
  });

  it('names a field that is not valid in the encoding, and never replaces a character', () => {
    const bytes = Uint8Array.from([
      ...bytesOf('a,b\n1,'),
      0xd5,
      0xc5,
      ...bytesOf('\n2,"'),
      0xff,
      ...bytesOf('"\n3,4\n'),
    ]);
    expect(eventsOf(bytes)).toMatchObject([
      { fields: ['a', 'b'] },
      { kind: 'fault', row: 1, code: 'encoding-invalid', field: 1 },
      { kind: 'fault', row: 2, code: 'encoding-invalid', field: 1 },
      { fields: ['3', '4'] },
    ]);
  });

  it('splits on tabs and semicolons where told', () => {
    const scanner = createCsvScanner({ encoding: 'utf-8', delimiter: '\t', rowFirst: 10 });
    expect(scanner.push(bytesOf('a,b\t"c\td"\n'))).toMatchObject([{ row: 10, fields: ['a,b', 'c\td'] }]);
  });

  it('streams, and stops at the end of its range', async () => {
    let pulled = 0;
    function* chunks() {
      for (let index = 0; index < 100; index++) {
        pulled++;
        yield bytesOf('a,b\n');
      }
    }
    const events: CsvEvent[] = [];
    for await (const event of scanCsv(chunks(), { encoding: 'utf-8', range: { from: 0, to: 6 } })) events.push(event);
    expect(events.map(({ from }) => from)).toEqual([0, 4]);
    expect(pulled).toBe(2);
  });
});
