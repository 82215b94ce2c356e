/**
 * The whole system as a CDK app, given bundles: storage, ingestion, api, operations, in this order of dependence. Builds without
 * network, docker or CLI; stacks name no account and no region, so that one assembly fits every account of its partition.
 */
import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { IngestionStack } from './stacks/ingestion-stack.ts';
import { OperationsStack } from './stacks/operations-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

interface BuildOptions {
  readonly bundlesDirectory: string;
  readonly outDirectory?: string;
  /** Context that wins over the CLI's. */
  readonly context?: Readonly<Record<string, string>>;
  /** Whether templates are also checked against CloudFormation's resource schemas; takes seconds. */
  readonly isSchemaChecked?: boolean;
}

export function buildApp({ bundlesDirectory, outDirectory, context, isSchemaChecked = true }: BuildOptions): App {
  const app = new App({
    ...(outDirectory === undefined ? {} : { outdir: outDirectory }),
    postCliContext: { ...frameworkContext, ...context },
    builtinCloudFormationValidation: isSchemaChecked,
    analyticsReporting: false,
    treeMetadata: false,
  } satisfies AppProps);
  const settings = readSettings(app.node);
  const name = (stack: string) => `${settings.installation}-${stack}`;
  const storage = new StorageStack(app, name('storage'), settings, { terminationProtection: true });
  const surroundings = { settings, key: storage.key, bundlesDirectory, storage };
  const ingestion = new IngestionStack(app, name('ingestion'), surroundings);
  const api = new ApiStack(app, name('api'), surroundings);
  new OperationsStack(app, name('operations'), { settings, storage, ingestion, api });
  Tags.of(app).add('installation', settings.installation);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** Paths of constructs and assets in the templates: the embedded host finds the bundles by them. */
const frameworkContext = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
};
