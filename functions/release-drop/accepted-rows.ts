/** Accepted rows as plain compressed CSV by dataset and period: what Athena, Spark or DuckDB answer from, without names or numbers. */
import { gzipSync } from 'node:zlib';
import { csvField } from '../../shared/compare/compare-rows.ts';
import { acceptedKey } from '../../shared/compare/keys.ts';
import { decodeStoredRow, shelfColumnsOf } from '../../shared/compare/stored-row.ts';
import { datasetOf } from '../../shared/datasets/catalogue.ts';
import type { Drop } from '../../shared/domain/drops.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { ComparedDrop } from './compared-drop.ts';

const leadingColumns = ['person', 'drop_id', 'row', 'record_id', 'operation', 'event_on', 'region_code'];

export async function writeAcceptedRows(drop: Drop, compared: ComparedDrop, library: Objects): Promise<void> {
  const dataset = datasetOf(drop.dataset);
  if (dataset === undefined) throw new Error(`no dataset ${drop.dataset}`);
  const columns = shelfColumnsOf(dataset);
  const lines = [[...leadingColumns, ...columns].join(',')];
  for (const line of compared.lines) {
    if (line.row === 0) continue;
    const { recordId, operation, eventOn, regionCode, values } = decodeStoredRow(line.json);
    const fields = [
      line.token,
      drop.id,
      line.row,
      recordId,
      operation,
      eventOn,
      regionCode,
      ...columns.map((_, at) => values[at]),
    ];
    lines.push(fields.map((value) => csvField(String(value ?? ''))).join(','));
  }
  const bytes = gzipSync(Buffer.from(`${lines.join('\n')}\n`), { level: 1 });
  await library.write(acceptedKey(drop.dataset, drop.period, drop.id), bytes, 'application/gzip');
}
