/** Content digests behind the caches of bundles and of synthesised assemblies. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function digestOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex');
}

export function digestOfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Digest over the names and contents of a folder's TypeScript files; `skip` names folders that do not count. */
export function digestOfFolder(path: string, skip: readonly string[] = []): string {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return digestOf(
    entries.flatMap((entry) => {
      if (entry.isDirectory()) {
        return skip.includes(entry.name) ? [] : [entry.name, digestOfFolder(join(path, entry.name), skip)];
      }
      return entry.name.endsWith('.ts') ? [entry.name, digestOfFile(join(path, entry.name))] : [];
    }),
  );
}
