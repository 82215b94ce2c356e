/** `npm run synth [-- --partition aws] [-- --context name=value]`: bundles, then the assemblies of both partitions or of one. */
import { parseArgs } from 'node:util';
import { describeBundles } from './bundle.ts';
import { describeSynthesis, type Partition, synthesise } from './synthesise.ts';

const { values } = parseArgs({
  options: {
    partition: { type: 'string', multiple: true, default: ['aws', 'aws-cn'] },
    context: { type: 'string', multiple: true, default: [] },
    /** Leaves out the check against CloudFormation's resource schemas. */
    quick: { type: 'boolean', default: false },
    'stand-in-handler': { type: 'string' },
  },
});

const context = Object.fromEntries(
  values.context.map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')];
  }),
);
const standInHandler = values['stand-in-handler'];
const shared = { context, isSchemaChecked: !values.quick, ...(standInHandler === undefined ? {} : { standInHandler }) };

const startedAt = performance.now();
let isFirst = true;
for (const partition of values.partition as Partition[]) {
  const synthesis = await synthesise({ ...shared, partition });
  if (isFirst) console.log(describeBundles(synthesis.bundles));
  console.log(describeSynthesis(partition, synthesis));
  isFirst = false;
}
console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
