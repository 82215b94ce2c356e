/**
 * Builds one function: `index.mjs` from its handler; `data-*.mjs` with the tables of datasets, code lists and regions it uses;
 * `sdk/*.mjs` with the AWS SDK, tree-shaken to the names it imports, so that the version tested is the version that runs. A
 * dynamic import becomes a file of its own that loads on demand. Examples of rules are tests and do not travel.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { repository } from './repository.ts';
import { type SdkImport, sdkAsOwnFiles, sdkImportsOf } from './sdk-imports.ts';
import { withoutExamples } from './without-examples.ts';

interface BuiltFunction {
  /** Own source files, relative to the repository. */
  readonly sources: readonly string[];
  readonly packages: readonly string[];
  readonly sizes: { readonly bytes: number; readonly dataBytes: number; readonly sdkBytes: number };
}

const common = {
  bundle: true,
  splitting: true,
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

export async function buildFunction(entry: string, outDirectory: string): Promise<BuiltFunction> {
  rmSync(outDirectory, { recursive: true, force: true });
  const own = await build({
    ...common,
    entryPoints: { index: entry, data: 'data-modules:' },
    chunkNames: 'data-[hash]',
    outdir: outDirectory,
    plugins: [sdkAsOwnFiles, withoutExamples, virtual('data-modules', dataModulesSource)],
  });
  const outputs = Object.entries(own.metafile.outputs);
  const index = outputs.find(([path]) => path.endsWith('/index.mjs'));
  const data = outputs.find(([path]) => path.endsWith('/data.mjs'));
  if (index === undefined || data === undefined) throw new Error(`nothing was built of ${entry}`);
  // Only what the handler shares with it is wanted, and that is in a file of its own.
  rmSync(join(repository, data[0]));
  const kept = outputs.filter((output) => output !== data);
  const sdkImports = kept.flatMap(([path]) => sdkImportsOf(readFileSync(join(repository, path), 'utf8')));
  const sdk = await buildSdk(merged(sdkImports), join(outDirectory, 'sdk'));
  const used = new Set(kept.flatMap(([, output]) => Object.keys(output.inputs)));
  const inputs = [...used, ...Object.keys(sdk.inputs)];
  const atStart = reachedFrom(own.metafile, [index[0]]);
  const dataFiles = reachedFrom(own.metafile, [data[0]]);
  return {
    sources: inputs.filter((file) => !/node_modules\/|^(sdk-names|data-modules):/.test(file)).sort(),
    packages: [...new Set(inputs.flatMap((file) => packageOf(file) ?? []))].sort(),
    sizes: {
      bytes: bytesOf(
        own.metafile,
        [...atStart].filter((path) => !dataFiles.has(path)),
      ),
      dataBytes: bytesOf(
        own.metafile,
        [...atStart].filter((path) => dataFiles.has(path)),
      ),
      sdkBytes: bytesOf(
        sdk,
        reachedFrom(
          sdk,
          Object.keys(sdk.outputs).filter((path) => isNamed(sdk, path)),
        ),
      ),
    },
  };
}

/** Modules that are tables of data: dataset definitions, code lists, the roster file, region tables. */
export function dataModules(): string[] {
  const datasets = readdirSync(join(repository, 'shared/datasets'))
    .map((file) => `shared/datasets/${file}`)
    .filter(
      (file) =>
        file.endsWith('code-lists.ts') || readFileSync(join(repository, file), 'utf8').includes('= defineDataset('),
    );
  const regions = readdirSync(join(repository, 'shared/domain'))
    .filter((file) => file.endsWith('-table.ts'))
    .map((file) => `shared/domain/${file}`);
  return [...datasets, ...regions].sort();
}

const dataModulesSource = () =>
  dataModules()
    .map((file, index) => `export * as m${index} from './${file}';`)
    .join('\n');

async function buildSdk(imports: readonly SdkImport[], outDirectory: string): Promise<Metafile> {
  if (imports.length === 0) return { inputs: {}, outputs: {} };
  const sources = new Map(
    imports.map(({ file, specifier, names }) => [file, `export { ${names.join(', ')} } from '${specifier}';`]),
  );
  const result = await build({
    ...common,
    entryPoints: Object.fromEntries(imports.map(({ file }) => [file, `sdk-names:${file}`])),
    chunkNames: 'shared-[hash]',
    outdir: outDirectory,
    plugins: [virtual('sdk-names', (file) => sources.get(file) ?? '')],
  });
  return result.metafile;
}

/** Entry points whose source is made here rather than read. */
function virtual(namespace: string, sourceOf: (name: string) => string): Plugin {
  return {
    name: namespace,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
        path: path.slice(namespace.length + 1) || 'all',
        namespace,
      }));
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: sourceOf(path), resolveDir: repository }));
    },
  };
}

function merged(imports: readonly SdkImport[]): SdkImport[] {
  const files = new Map<string, SdkImport>();
  for (const entry of imports) {
    const names = new Set([...(files.get(entry.file)?.names ?? []), ...entry.names]);
    files.set(entry.file, { ...entry, names: [...names].sort() });
  }
  return [...files.values()];
}

const isNamed = ({ outputs }: Metafile, path: string) => outputs[path]?.entryPoint?.startsWith('sdk-names:') ?? false;

/** The files given and all they import statically. */
function reachedFrom({ outputs }: Metafile, roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { path: imported, kind } of output.imports) if (kind === 'import-statement') visit(imported);
  };
  for (const root of roots) visit(root);
  return seen;
}

const bytesOf = ({ outputs }: Metafile, paths: Iterable<string>) =>
  [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);

function packageOf(file: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
}
