/**
 * Keeps the AWS SDK out of a function's own file: imports of it are pointed at `./sdk/<package>.mjs`, and the names imported are
 * read back from the bundle, so that those files can be built to hold just them. Refuses namespace, default and dynamic
 * imports, which would pull in a whole client or name no names.
 */
import type { Plugin } from 'esbuild';

export interface SdkImport {
  /** Name of the file under `sdk/`, without extension. */
  readonly file: string;
  readonly specifier: string;
  readonly names: readonly string[];
}

const isSdk = /^@(aws-sdk|smithy)\//;
const fileOf = (specifier: string) => specifier.slice(1).replaceAll('/', '.');

export const sdkAsOwnFiles: Plugin = {
  name: 'sdk-as-own-files',
  setup: ({ onResolve }) => {
    onResolve({ filter: isSdk }, ({ path }) => ({ path: `./sdk/${fileOf(path)}.mjs`, external: true }));
  },
};

/** The SDK names a minified bundle imports, per package. */
export function sdkImportsOf(bundle: string): SdkImport[] {
  const [lazy] = /import\("\.\/sdk\/[^"]+"\)/.exec(bundle) ?? [];
  if (lazy !== undefined) throw new Error(`import SDK names statically: ${lazy}`);
  const names = new Map<string, Set<string>>();
  for (const [statement, list, file] of bundle.matchAll(/import([^"';]*)from"\.\/sdk\/([\w.-]+)\.mjs"/g)) {
    if (file === undefined || !list?.trim().startsWith('{'))
      throw new Error(`import SDK names one by one: ${statement}`);
    const known = names.get(file) ?? new Set<string>();
    for (const name of list.trim().slice(1, -1).split(',')) known.add(name.trim().split(' as ')[0] ?? '');
    names.set(file, known);
  }
  return [...names].sort().map(([file, known]) => ({
    file,
    specifier: `@${file.replace('.', '/')}`,
    names: [...known].filter((name) => name !== '').sort(),
  }));
}
