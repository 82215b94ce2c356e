/** The records of one part of a drop, whatever the format of its file; row numbers count from 1 within the part. */

import type { Drop, DropPart } from '../domain/drops.ts';
import type { Objects } from '../ports/objects.ts';
import type { RecordRead } from './compare-rows.ts';
import { type CsvEvent, scanCsv } from './csv.ts';
import { inflate } from './inflate.ts';
import { readSpreadsheet, SpreadsheetFault } from './spreadsheet.ts';

export async function* readRecords(
  drop: Pick<Drop, 'id' | 'files'>,
  part: DropPart,
  drops: Objects,
): AsyncGenerator<RecordRead> {
  const file = drop.files[part.file];
  if (file === undefined) throw new Error(`drop ${drop.id} has no file ${part.file}`);
  if (file.format === 'xlsx') {
    yield* spreadsheetRecords(await drops.read(file.key));
    return;
  }
  const isFirst = part.from === 0;
  const from = isFirst ? 0 : part.from - 1;
  const bytes = drops.stream(file.key, from);
  const isGzip = file.format === 'csv.gz';
  const events = scanCsv(isGzip ? inflate(bytes, file.bytes) : bytes, {
    encoding: file.encoding,
    offset: from,
    rowFirst: isFirst ? 0 : 1,
    ...(isGzip || (isFirst && part.to === file.bytes) ? {} : { range: { from: part.from, to: part.to } }),
  });
  for await (const event of events) {
    if (event.row > 0) yield recordOf(event);
  }
}

function recordOf(event: CsvEvent): RecordRead {
  if (event.kind === 'record') return { row: event.row, fields: event.fields };
  return { row: event.row, fault: { column: '', code: event.code, maskedValue: '' } };
}

async function* spreadsheetRecords(bytes: Buffer | undefined): AsyncGenerator<RecordRead> {
  if (bytes === undefined) throw new SpreadsheetFault('file-format');
  const [headers = [], ...rows] = await readSpreadsheet(bytes);
  let row = 0;
  for (const fields of rows) {
    row += 1;
    // Trailing empty cells are not stored in a sheet.
    yield { row, fields: [...fields, ...Array<string>(Math.max(0, headers.length - fields.length)).fill('')] };
  }
}
