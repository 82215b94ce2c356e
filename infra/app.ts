/** Entry of the CDK CLI and of `npx tsx infra/app.ts`: bundles the functions, then writes the assembly of one partition. */
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { bundleFunctions } from './bundle.ts';
import { repository } from './repository.ts';

const bundlesDirectory = join(repository, 'dist/functions');
await bundleFunctions({ outDirectory: bundlesDirectory });
buildApp({ bundlesDirectory, outDirectory: process.env.CDK_OUTDIR ?? join(repository, 'cdk.out/aws') }).synth();
