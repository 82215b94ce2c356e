/**
 * Holds the tree to the import rules of `.dependency-cruiser.cjs`. Refuses to call a run clean that saw fewer than 100 of our own
 * modules: a checker that cannot read TypeScript sees none and ends well.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}
export interface ImportCheck {
  readonly modules: number;
  readonly dependencies: number;
  readonly violations: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const modulesMin = 100;

/** Reads the imports of the given folders; throws when the checker itself fails or has seen too little. */
export function checkImports(folders: readonly string[] = ['shared', 'functions', 'infra']): ImportCheck {
  const binary = fileURLToPath(new URL('../../node_modules/.bin/depcruise', import.meta.url));
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const run = spawnSync(binary, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw new Error('dependency-cruiser did not start', { cause: run.error });
  if (run.stdout === '') throw new Error(`dependency-cruiser said nothing: ${run.stderr}`);
  const { modules, summary } = JSON.parse(run.stdout) as {
    modules: { source: string; dependencies: unknown[] }[];
    summary: { violations: Violation[] };
  };
  const own = modules.filter(({ source }) => /^(shared|functions|infra)\//.test(source));
  const dependencies = own.reduce((sum, module) => sum + module.dependencies.length, 0);
  if (own.length < modulesMin || dependencies < own.length) {
    throw new Error(`only ${own.length} modules and ${dependencies} imports seen: the check is blind`);
  }
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { modules: own.length, dependencies, violations };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, dependencies, violations } = checkImports();
  for (const violation of violations) console.error(violation);
  console.log(`${modules} modules, ${dependencies} imports, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
