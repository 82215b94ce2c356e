/**
 * `npm start`: synthesises the infrastructure, boots it in this process, drops a synthetic county through S3 and keeps serving.
 * `--demo` ends instead, `--json` prints one JSON object as the last line, `--people N`, `--data DIR`, `--port P`, `--seed S`.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { synthesise } from '../synthesise.ts';
import { countyDefaults, generateCounty } from './county/county.ts';
import { writeCounty } from './county/write-county.ts';
import { dropCounty } from './demo/drop-county.ts';
import { measure } from './demo/measure.ts';
import { progressOn } from './demo/progress.ts';
import { printReport, summaryOf } from './demo/report.ts';
import { demoUsers } from './demo/users.ts';
import { type Host, startHost } from './host/host.ts';

const { values } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: String(countyDefaults.people) },
    seed: { type: 'string', default: countyDefaults.seed },
    data: { type: 'string' },
    port: { type: 'string', default: '4566' },
    'api-port': { type: 'string' },
    /** Serves without generating and dropping a county. */
    empty: { type: 'boolean', default: false },
    /** Also writes the county's files here. */
    out: { type: 'string' },
  },
});

const beginning = performance.now();
const since = (from: number) => (performance.now() - from) / 1000;

const synthesis = await synthesise({ partition: 'aws-cn', isSchemaChecked: false });
const synthSeconds = since(beginning);
const bootAt = performance.now();
const port = values.demo ? 0 : Number(values.port);
const host = await startHost({
  assembly: synthesis.directory,
  port,
  ...(values['api-port'] === undefined ? {} : { apiPort: Number(values['api-port']) }),
  ...(values.data === undefined ? {} : { dataDirectory: values.data }),
  users: demoUsers,
  retryAfterSeconds: 2,
  // Two cores: one worker of each function keeps the pipeline full.
  perFunctionMax: 1,
  log: (name, line) => {
    if (line.includes('"error"') || !line.startsWith('{')) console.error(`${name}: ${line}`);
  },
});
const bootSeconds = since(bootAt);
host.on('refusal', (refusal) => console.error('refused', JSON.stringify(refusal)));
host.on('problem', (where, error) => console.error(where, error));

if (!values.empty) await runCounty(host);
if (values.demo) await host.stop();
else announce(host);

async function runCounty(running: Host): Promise<void> {
  const countyAt = performance.now();
  const county = generateCounty({ seed: values.seed, people: Number(values.people) });
  const countySeconds = since(countyAt);
  if (values.out !== undefined) {
    rmSync(values.out, { recursive: true, force: true });
    writeCounty(county, values.out);
  }
  const run = await dropCounty(county, running, progressOn(process.stderr));
  const measured = await measure(county, running);
  const timings = { synthSeconds, bootSeconds, countySeconds, ...run, totalSeconds: since(beginning) };
  printReport(county, measured, timings);
  if (values.json) console.log(JSON.stringify(summaryOf(county, measured, timings)));
}

function announce(running: Host): void {
  const { accessKeyId, secretAccessKey } = running.credentialsFor('developer');
  const bucket = running.names.find('doudi-storage/drops').name;
  console.log(`
doudi is running. Ctrl-C ends it.
  S3, SQS, DynamoDB  ${running.endpointUrl}
  API                ${running.apiUrl ?? 'none'}/v1/health
  Tokens             ${running.issuerUrl}/token  (POST {"user":"township"})
  Drop a file        export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} AWS_REGION=${running.region}
                     aws --endpoint-url ${running.endpointUrl} s3 cp my.csv s3://${bucket}/drops/petitions/hotline_petition/2026-11/my-drop/my.csv`);
  process.once('SIGINT', () => void running.stop());
  process.once('SIGTERM', () => void running.stop());
}
