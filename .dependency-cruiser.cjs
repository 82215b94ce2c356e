/**
 * Who may import whom (docs/architecture.md#who-may-import-whom). Run through `infra/tools/check-imports.ts`, which also refuses a
 * run that saw too few modules: a dependency check that reads nothing finds nothing.
 */

/** A folder may import only what is listed: paths as regular expressions, `node:` and package names as they resolve. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from,
  to: { pathNot: allowed },
});

const crypto = '^(node:)?crypto$';
const zod = '(^|/)node_modules/zod/|^zod$';
const domain = '^shared/domain/';
const datasets = '^shared/datasets/';
const rules = '^shared/rules/';
const contracts = '^shared/contracts/';
const ports = '^shared/ports/';
const compare = '^shared/compare/';
const aws = '(^|/)(node_modules/)?(@aws-sdk|@smithy|aws-lambda|@types/aws-lambda|@middy|aws-cdk-lib|constructs)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('domain-only-itself', { path: domain }, [domain, crypto]),
    only('datasets', { path: datasets }, [datasets, domain, zod]),
    only('contracts', { path: contracts }, [contracts, domain, zod]),
    only('rules', { path: rules }, [rules, datasets, domain, crypto]),
    { name: 'compare-no-aws', severity: 'error', from: { path: compare }, to: { path: aws } },
    {
      name: 'compare-no-edge',
      severity: 'error',
      from: { path: compare },
      to: { path: '^(functions|infra|shared/(adapters|runtime))/' },
    },
    {
      name: 'compare-port-types',
      severity: 'error',
      from: { path: compare },
      to: { path: ports, dependencyTypesNot: ['type-only'] },
    },
    only('ports-shared', { path: ports }, [ports, domain, datasets, rules, contracts, compare]),
    {
      name: 'ports-types',
      severity: 'error',
      from: { path: ports },
      to: { path: compare, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-knows-no-edge',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'shells-no-aws',
      severity: 'error',
      from: { path: '^functions/', pathNot: '/handler\\.ts$' },
      to: { path: aws },
    },
    {
      name: 'shells-no-adapters',
      severity: 'error',
      from: { path: '^functions/', pathNot: '/handler\\.ts$' },
      to: { path: '^shared/adapters/' },
    },
    { name: 'functions-never-infra', severity: 'error', from: { path: '^functions/' }, to: { path: '^(infra|test)/' } },
    {
      name: 'functions-never-meet',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    { name: 'handler-imported-by-nobody', severity: 'error', from: {}, to: { path: '^functions/[^/]+/handler\\.ts$' } },
    {
      name: 'infra-knows-configs-only',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/(local|docs|tools)/' },
      to: { path: '^functions/', pathNot: '^functions/[^/]+/config\\.ts$' },
    },
    {
      // Table columns from the datasets and the form of a stored row, limits of a message, and the type of a configuration.
      name: 'infra-knows-few-of-shared',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/(local|docs|tools)/' },
      to: {
        path: '^shared/',
        pathNot: [datasets, '^shared/compare/stored-row\\.ts$', contracts, '^shared/runtime/config\\.ts$'],
      },
    },
    { name: 'county-knows-no-rules', severity: 'error', from: { path: '^infra/local/county/' }, to: { path: rules } },
    {
      name: 'endpoints-know-nothing-of-doudi',
      severity: 'error',
      from: { path: '^infra/local/(dynamodb|s3|sqs|kms|endpoint|host)/' },
      to: { path: '^(shared|functions)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(shared|functions|infra)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
