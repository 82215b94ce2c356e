/** The files of the repository, without what is installed, built or kept by git. Needs no git: a downloaded archive has none. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const skipped = new Set(['node_modules', 'dist', 'cdk.out', '.git', '.cache', '.data', 'coverage']);

/** Paths below the given folders (`''`: all), `/`-separated, from the root. */
export function filesIn(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((name) => !skipped.has(name))
      .flatMap((name) => {
        const path = folder === '' ? name : `${folder}/${name}`;
        return statSync(`${root}${path}`).isDirectory() ? filesIn(path) : [path];
      }),
  );
}

export function textOf(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}
