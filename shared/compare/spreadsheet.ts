/**
 * The first sheet of an XLSX file as rows of text. Numbers stay the text that stands in the file (an identity number that a
 * spreadsheet turned into 5.1E+17 is then recognised as such, not rounded once more); formulas are never evaluated. A bomb is refused
 * by its declared sizes before anything is inflated, and again by what it inflates to.
 */
import { unzipSync } from 'fflate';

export const spreadsheetBytesMax = 50 << 20;
const inflatedRatioMax = 100;
const inflatedBytesMax = 1 << 30;
const entriesMax = 1000;

export class SpreadsheetFault extends Error {
  override readonly name = 'SpreadsheetFault';
  readonly code: 'file-format' | 'compression-bomb' | 'file-too-large';

  constructor(code: SpreadsheetFault['code']) {
    super(code);
    this.code = code;
  }
}

export async function readSpreadsheet(bytes: Buffer): Promise<string[][]> {
  if (bytes.length > spreadsheetBytesMax) throw new SpreadsheetFault('file-too-large');
  assertNoBomb(bytes);
  const copy = new Uint8Array(bytes).buffer;
  // Loaded only by the few invocations that meet a spreadsheet.
  const { readSheet } = await import('read-excel-file/universal');
  try {
    const rows = await readSheet(copy as ArrayBuffer, { parseNumber: ((text: string) => text) as never, trim: false });
    return (rows as unknown[][]).map((row) => row.map(cellText));
  } catch (error) {
    throw Object.assign(new SpreadsheetFault('file-format'), { cause: error });
  }
}

function assertNoBomb(bytes: Buffer): void {
  let entries = 0;
  let inflated = 0;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        entries += 1;
        inflated += entry.originalSize;
        return false;
      },
    });
  } catch (error) {
    throw Object.assign(new SpreadsheetFault('file-format'), { cause: error });
  }
  const limit = Math.min(inflatedBytesMax, bytes.length * inflatedRatioMax);
  if (entries > entriesMax || inflated > limit) throw new SpreadsheetFault('compression-bomb');
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'Y' : 'N';
  return String(cell);
}
