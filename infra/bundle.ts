/**
 * Bundles every functions/<name>/handler.ts into dist/functions/<name>: `index.mjs` (our code and its libraries, ≤ 300 KB), data and
 * SDK in files beside it. Unchanged functions are not rebuilt: a bundle is current while the digest of every input, the lock file
 * and the recipe stand. How one function is built: `build-function.ts`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, digestOfFile } from './digest.ts';
import { repository } from './repository.ts';

export interface FunctionBundle {
  readonly name: string;
  /** Size of `index.mjs` and what it imports at once, minified; data, SDK and parts that load on demand are left out. */
  readonly bytes: number;
  /** Size of the tables of data: datasets, code lists, regions. */
  readonly dataBytes: number;
  /** Size of the SDK files loaded at start; credential providers that load on demand are left out. */
  readonly sdkBytes: number;
  /** Packages inside, in alphabetical order. */
  readonly packages: readonly string[];
  /** Digest of everything the bundle was made from. */
  readonly digest: string;
  readonly isCached: boolean;
}

export interface BundleOptions {
  /** Where the bundles go, one folder per function. */
  readonly outDirectory: string;
  /** A handler used for function folders that have none; only tests of the stacks pass it. */
  readonly standInHandler?: string;
}

interface CacheEntry {
  readonly recipe: string;
  /** Digest by path, relative to the repository; packages are covered by the lock file in the recipe. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly bundle: Omit<FunctionBundle, 'isCached'>;
}

const recipeFiles = [
  'infra/build-function.ts',
  'infra/sdk-imports.ts',
  'infra/without-examples.ts',
  'package-lock.json',
  'tsconfig.json',
];

/** Names of the function folders, in alphabetical order. */
export function functionNames(): string[] {
  return readdirSync(join(repository, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(repository, 'functions', entry.name, 'config.ts')))
    .map((entry) => entry.name)
    .sort();
}

export async function bundleFunctions(options: BundleOptions): Promise<FunctionBundle[]> {
  const recipe = digestOf(recipeFiles.map((file) => digestOfFile(join(repository, file))));
  return Promise.all(functionNames().map((name) => bundleFunction(name, recipe, options)));
}

async function bundleFunction(name: string, recipe: string, options: BundleOptions): Promise<FunctionBundle> {
  const handler = join(repository, 'functions', name, 'handler.ts');
  const entry = existsSync(handler) ? handler : options.standInHandler;
  if (entry === undefined) throw new Error(`functions/${name} has no handler.ts`);
  const cacheFile = join(options.outDirectory, '.cache', `${name}.json`);
  const cached = readCurrent(cacheFile, recipe, entry);
  if (cached !== undefined && existsSync(join(options.outDirectory, name, 'index.mjs'))) {
    return { ...cached, isCached: true };
  }
  // The bundler is loaded only when something has to be built.
  const { buildFunction } = await import('./build-function.ts');
  const built = await buildFunction(entry, join(options.outDirectory, name));
  const inputs = Object.fromEntries(
    built.sources.map((file): [string, string] => [file, digestOfFile(join(repository, file))]),
  );
  const bundle = {
    name,
    ...built.sizes,
    packages: built.packages,
    digest: digestOf([recipe, entry, JSON.stringify(inputs)]),
  };
  mkdirSync(dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify({ recipe, inputs, bundle } satisfies CacheEntry));
  return { ...bundle, isCached: false };
}

function readCurrent(cacheFile: string, recipe: string, entry: string): CacheEntry['bundle'] | undefined {
  if (!existsSync(cacheFile)) return undefined;
  const cached = JSON.parse(readFileSync(cacheFile, 'utf8')) as CacheEntry;
  const isCurrent =
    cached.recipe === recipe &&
    relative(repository, entry) in cached.inputs &&
    Object.entries(cached.inputs).every(([file, digest]) => {
      const path = join(repository, file);
      return existsSync(path) && digestOfFile(path) === digest;
    });
  return isCurrent ? cached.bundle : undefined;
}

/** One line per function, for people. */
export function describeBundles(bundles: readonly FunctionBundle[]): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`.padStart(7);
  return bundles
    .map(
      ({ name, bytes, dataBytes, sdkBytes, isCached }) =>
        `${name.padEnd(16)}${kilobytes(bytes)}  + data ${kilobytes(dataBytes)}  + SDK ${kilobytes(sdkBytes)}${isCached ? '  (unchanged)' : ''}`,
    )
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(describeBundles(await bundleFunctions({ outDirectory: join(repository, 'dist/functions') })));
}
