/** All parts of a compared drop put together: statistics added, row numbers counted over the whole drop, totals checked. */
import { addStatistics, emptyStatistics, type RowStatistics } from '../../shared/compare/compare-rows.ts';
import { partKeys, replyKeys } from '../../shared/compare/keys.ts';
import type { SegmentLine } from '../../shared/compare/segment.ts';
import type { Drop, DropFault } from '../../shared/domain/drops.ts';
import type { Objects } from '../../shared/ports/objects.ts';

export interface ComparedLine extends SegmentLine {
  /** Ordinal in the drop's pinned snapshot, -1 beside the roster, -2 for a group line. */
  readonly household: number;
  readonly isTriggered: boolean;
}

export interface ComparedDrop {
  readonly statistics: RowStatistics;
  readonly lines: readonly ComparedLine[];
  readonly rejects: readonly Buffer[];
  /** Totals that contradict the manifest: the drop is refused whole. */
  readonly faults: readonly DropFault[];
}

export async function readComparedDrop(drop: Drop, library: Objects): Promise<ComparedDrop> {
  const statistics = emptyStatistics();
  const lines: ComparedLine[] = [];
  const rejects: Buffer[] = [];
  for (const { part } of drop.parts) {
    const keys = partKeys(drop.id, part);
    const [json, text, rejected] = await Promise.all([
      library.read(keys.statistics),
      library.read(keys.lines),
      library.read(keys.rejects),
    ]);
    if (json === undefined || text === undefined || rejected === undefined)
      throw new Error(`part ${part} of ${drop.id} is missing`);
    const rowsBefore = statistics.rows;
    for (const line of parseLines(text, rowsBefore)) lines.push(line);
    rejects.push(numberedRejects(rejected, rowsBefore));
    addStatistics(statistics, JSON.parse(json.toString('utf8')) as RowStatistics);
  }
  return { statistics, lines, rejects, faults: totalsFaults(drop, statistics) };
}

/** rejects.csv beside the receipt: row, column, code, masked value. */
export async function writeRejects(
  drop: Drop,
  compared: ComparedDrop,
  ports: { readonly drops: Objects },
): Promise<void> {
  const header = Buffer.from('\ufeffrow,column,code,value\n');
  await ports.drops.write(
    replyKeys(drop.path).rejects,
    Buffer.concat([header, ...compared.rejects]),
    'text/csv; charset=utf-8',
  );
}

/** `token TAB household TAB triggered TAB row TAB json LF` */
function* parseLines(text: Buffer, rowsBefore: number): Generator<ComparedLine> {
  let start = 0;
  for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, start)) {
    const tab1 = text.indexOf(9, start);
    const tab2 = text.indexOf(9, tab1 + 1);
    const tab3 = text.indexOf(9, tab2 + 1);
    const tab4 = text.indexOf(9, tab3 + 1);
    const row = Number(text.toString('latin1', tab3 + 1, tab4));
    yield {
      token: text.toString('latin1', start, tab1),
      household: Number(text.toString('latin1', tab1 + 1, tab2)),
      isTriggered: text[tab2 + 1] === 0x31,
      row: row === 0 ? 0 : row + rowsBefore,
      json: text.toString('utf8', tab4 + 1, end),
    };
    start = end + 1;
  }
}

function numberedRejects(text: Buffer, rowsBefore: number): Buffer {
  if (rowsBefore === 0 || text.length === 0) return text;
  const lines = text.toString('utf8').split('\n');
  return Buffer.from(
    lines
      .map((line) => {
        const comma = line.indexOf(',');
        return comma < 0 ? line : `${Number(line.slice(0, comma)) + rowsBefore}${line.slice(comma)}`;
      })
      .join('\n'),
  );
}

function totalsFaults(drop: Drop, statistics: RowStatistics): DropFault[] {
  if (drop.isBare) return [];
  const faults: DropFault[] = [];
  if (drop.manifestRows !== undefined && drop.manifestRows !== statistics.rows) {
    faults.push({ code: 'rows-mismatch', detail: { expected: drop.manifestRows, found: statistics.rows } });
  }
  for (const [column, expected] of Object.entries(drop.controlSums)) {
    // A field that does not read cannot be added: then the sum proves nothing either way.
    if ((statistics.unsummable[column] ?? 0) > 0) continue;
    const found = BigInt(statistics.sums[column] ?? '0');
    if (found !== hundredthsOf(expected)) {
      faults.push({ code: 'control-sum-mismatch', detail: { column, expected, found: textOf(found) } });
    }
  }
  return faults;
}

function hundredthsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return text.startsWith('-') ? -value : value;
}

function textOf(hundredths: bigint): string {
  const abs = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? '-' : ''}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`;
}
