/**
 * Bundles every functions/<name>/handler.ts into dist/functions/<name>: `index.mjs` (our code and its libraries, ≤ 300 KB; a
 * dynamic import becomes a part of its own, loaded on demand) and `sdk/*.mjs` (the AWS SDK, tree-shaken to the names the function
 * imports, so that the version tested is the version that runs). Unchanged functions are not rebuilt: a bundle is current while the
 * digest of every input, the lock file and the recipe stand.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { digestOf, digestOfFile } from './digest.ts';
import { type SdkImport, sdkAsOwnFiles, sdkImportsOf } from './sdk-imports.ts';

export const repository = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

export interface FunctionBundle {
  readonly name: string;
  /** Size of `index.mjs` and what it imports at once, minified; parts that load on demand are left out. */
  readonly bytes: number;
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

const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire}from'module';const require=createRequire(import.meta.url);" },
  absWorkingDir: repository,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Names of the function folders, in alphabetical order. */
export function functionNames(): string[] {
  return readdirSync(join(repository, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(repository, 'functions', entry.name, 'config.ts')))
    .map((entry) => entry.name)
    .sort();
}

export async function bundleFunctions(options: BundleOptions): Promise<FunctionBundle[]> {
  const recipe = digestOf([
    JSON.stringify(common),
    ...['infra/bundle.ts', 'infra/sdk-imports.ts', 'package-lock.json'].map((file) =>
      digestOfFile(join(repository, file)),
    ),
  ]);
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
  const built = await buildFunction(name, entry, join(options.outDirectory, name));
  const inputs = Object.fromEntries(
    built.sources.map((file): [string, string] => [file, digestOfFile(join(repository, file))]),
  );
  const bundle = { ...built.bundle, digest: digestOf([recipe, entry, JSON.stringify(inputs)]) };
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

export async function buildFunction(name: string, entry: string, outDirectory: string) {
  rmSync(outDirectory, { recursive: true, force: true });
  const own = await build({
    ...common,
    splitting: true,
    entryPoints: { index: entry },
    chunkNames: 'part-[hash]',
    outdir: outDirectory,
    plugins: [sdkAsOwnFiles],
  });
  const written = Object.keys(own.metafile.outputs).map((file) => readFileSync(join(repository, file), 'utf8'));
  const sdk = await buildSdk(sdkImportsOf(written.join('\n')), join(outDirectory, 'sdk'));
  const inputs = [...Object.keys(own.metafile.inputs), ...Object.keys(sdk.inputs)];
  return {
    sources: inputs.filter((file) => !file.includes('node_modules/') && !file.startsWith('sdk-names:')).sort(),
    bundle: {
      name,
      bytes: bytesAtStart(own.metafile),
      sdkBytes: bytesAtStart(sdk),
      packages: [...new Set(inputs.flatMap((file) => packageOf(file) ?? []))].sort(),
    },
  };
}

async function buildSdk(imports: readonly SdkImport[], outDirectory: string): Promise<Metafile> {
  if (imports.length === 0) return { inputs: {}, outputs: {} };
  const contents = new Map(imports.map(({ file, specifier, names }) => [file, { specifier, names }]));
  const result = await build({
    ...common,
    splitting: true,
    entryPoints: Object.fromEntries(imports.map(({ file }) => [file, `sdk-names:${file}`])),
    chunkNames: 'shared-[hash]',
    outdir: outDirectory,
    plugins: [
      {
        name: 'sdk-names',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^sdk-names:/ }, ({ path }) => ({ path: path.slice(10), namespace: 'sdk-names' }));
          onLoad({ filter: /.*/, namespace: 'sdk-names' }, ({ path }) => {
            const wanted = contents.get(path);
            return {
              contents: `export { ${wanted?.names.join(', ')} } from '${wanted?.specifier}';`,
              resolveDir: repository,
            };
          });
        },
      },
    ],
  });
  return result.metafile;
}

/** Bytes of the entry files and of what they import statically. */
function bytesAtStart({ outputs }: Metafile): number {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { path: imported, kind } of output.imports) if (kind === 'import-statement') visit(imported);
  };
  for (const [path, output] of Object.entries(outputs)) {
    if (path.endsWith('/index.mjs') || output.entryPoint?.startsWith('sdk-names:')) visit(path);
  }
  return [...seen].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

function packageOf(file: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
}

/** One line per function, for people. */
export function describeBundles(bundles: readonly FunctionBundle[]): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`.padStart(7);
  return bundles
    .map(
      ({ name, bytes, sdkBytes, isCached }) =>
        `${name.padEnd(16)}${kilobytes(bytes)}  + SDK ${kilobytes(sdkBytes)}${isCached ? '  (unchanged)' : ''}`,
    )
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(describeBundles(await bundleFunctions({ outDirectory: join(repository, 'dist/functions') })));
}
