/**
 * Cuts files into byte ranges for comparators. The one planner of the system: nothing downstream plans again or re-enqueues itself.
 * A range owns the records that begin in it. Compressed files, spreadsheets and files with line breaks in fields stay whole.
 */
import type { DropFile, DropPart } from '../../shared/domain/drops.ts';

/** A drop is never cut finer than this many parts: its record must stay small. */
const partsMax = 400;

export function planParts(files: readonly DropFile[], isWhole: boolean, partBytes: number): DropPart[] {
  const parts: DropPart[] = [];
  files.forEach((file, index) => {
    const isCut = file.format === 'csv' && !isWhole && file.bytes > partBytes;
    const size = isCut ? Math.max(partBytes, Math.ceil(file.bytes / partsMax)) : file.bytes;
    for (let from = 0; from < file.bytes; from += size) {
      parts.push({ part: parts.length, file: index, from, to: Math.min(file.bytes, from + size) });
    }
  });
  return parts;
}
