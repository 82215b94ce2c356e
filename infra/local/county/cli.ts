/** `npx tsx infra/local/county/cli.ts --out DIR [--people N] [--seed S] [--as-of YYYY-MM-DD]`: writes a synthetic county. */
import { parseArgs } from 'node:util';
import { naiveBaseline, score } from './baseline.ts';
import { countyDefaults, generateCounty } from './county.ts';
import { writeCounty } from './write-county.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    people: { type: 'string', default: String(countyDefaults.people) },
    seed: { type: 'string', default: countyDefaults.seed },
    'as-of': { type: 'string', default: countyDefaults.asOf },
  },
});
const people = Number(values.people);
if (values.out === undefined || !Number.isSafeInteger(people) || people < 1) {
  console.error('usage: cli.ts --out DIR [--people N] [--seed S] [--as-of YYYY-MM-DD]');
  process.exit(2);
}
const county = generateCounty({ seed: values.seed, people, asOf: values['as-of'] });
writeCounty(county, values.out);
for (const { period, department, dataset, mode, manifest } of county.drops) {
  console.log(
    `${period}  ${department.padEnd(20)} ${dataset.padEnd(26)} ${mode.padEnd(8)} ${String(manifest.rows).padStart(7)} rows`,
  );
}
console.log(county.summary);
console.log('naive baseline', score(county.truth, naiveBaseline(county)));
