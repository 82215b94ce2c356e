/** How far each stream mapping has come; on disk, replaced atomically, when the host keeps its state. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Checkpoints } from './stream-source.ts';

export function openCheckpoints(file: string | undefined): Checkpoints {
  const positions = new Map<string, string>(
    file !== undefined && existsSync(file)
      ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
      : [],
  );
  return {
    read: (mappingId) => positions.get(mappingId),
    store(mappingId, sequence) {
      positions.set(mappingId, sequence);
      if (file === undefined) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(positions)));
      renameSync(`${file}.new`, file);
    },
  };
}
