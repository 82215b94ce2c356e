/**
 * Access control of the local host, from the template alone: a function may do exactly what its role and the resources' policies
 * grant, so a forgotten grant fails on the laptop. It records which grants were used and which calls were refused, for the
 * least-privilege test. Principals that are not functions (the host itself, the developer) are unrestricted.
 */
import { findRequests } from './iam-actions.ts';
import { type Call, type Surroundings, viaService } from './iam-call.ts';
import { findUnsupportedOperators, type RequestContext } from './iam-conditions.ts';
import { collectAliases, collectKeys, collectResourcePolicies, collectRoles } from './iam-policies.ts';
import { decideAccess, matchesAction, type Request, type Statement } from './iam-statements.ts';
import type { Deployment, Resource } from './template.ts';

export interface Refusal {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

export interface UnusedGrant {
  readonly policy: string | undefined;
  readonly action: string;
  readonly resource: string;
}

export interface AccessControl {
  /** What of this call the function may not do; `undefined` when all is granted. */
  check(functionName: string, call: Call): Refusal | undefined;
  /** The same for a single action, as the event sources need it for themselves. */
  checkAction(functionName: string, request: Request): Refusal | undefined;
  /** Grants used so far: function → `action resource-pattern`. */
  usage(): Map<string, Set<string>>;
  /** Refused so far: function → `action resource`. */
  missing(): Map<string, Set<string>>;
  /** Granted but not used so far, by function, as written in the template; permissions for logs and metrics are left out. */
  unused(): Map<string, readonly UnusedGrant[]>;
  /** Condition keys of a call that a service makes on a key in its caller's name. */
  through(service: string): RequestContext;
  resourcePolicy(arn: string): readonly Statement[];
  /** Statements of a role, by the role's ARN. */
  rolePolicy(roleArn: string): readonly Statement[];
  /** Customer key that encrypts a bucket or queue. */
  keyOf(resourceArn: string): string | undefined;
  /** What could not be understood. */
  readonly notes: readonly string[];
}

/** Needed for logs only, and there are no log groups here. */
const logsOnly = /^(logs|xray|cloudwatch):/;

export function createAccessControl(deployment: Deployment): AccessControl {
  const { place } = deployment;
  const roles = collectRoles(deployment);
  const resourcePolicies = collectResourcePolicies(deployment);
  const aliases = collectAliases(deployment);
  const keys = collectKeys(deployment, aliases);
  const partitionKeys = new Map(
    deployment.ofType('AWS::DynamoDB::Table').map((table) => [table.ref, partitionKey(table)]),
  );
  const roleOf = new Map(
    deployment.ofType('AWS::Lambda::Function').map((entry) => [entry.ref, String(entry.properties.Role)]),
  );
  const surroundings: Surroundings = {
    partition: place.partition,
    region: place.region,
    accountId: place.accountId,
    keyOf: (resource) => keys.get(resource),
    partitionKeyOf: (table) => partitionKeys.get(table),
    keyOfAlias: (alias) => aliases.get(alias),
  };
  const used = new Map<string, Set<string>>();
  const refused = new Map<string, Set<string>>();
  const resourcePolicy = (arn: string): readonly Statement[] =>
    resourcePolicies.get(arn) ??
    (arn.includes(':s3:::') ? resourcePolicies.get(arn.split('/')[0] ?? '') : undefined) ??
    [];

  const checkAction = (functionName: string, request: Request): Refusal | undefined => {
    const roleArn = roleOf.get(functionName) ?? '';
    const context: RequestContext = { 'aws:SecureTransport': 'true', 'aws:PrincipalArn': roleArn, ...request.context };
    const grant = decideAccess(
      { arn: roleArn, accountId: place.accountId },
      { ...request, context },
      {
        identity: roles.get(roleArn) ?? [],
        resource: resourcePolicy(request.resource),
      },
    );
    const [into, line] =
      grant === undefined
        ? [refused, `${request.action} ${request.resource}`]
        : [used, `${request.action} ${grant.resource}`];
    const lines = into.get(functionName) ?? new Set();
    into.set(functionName, lines.add(line));
    return grant === undefined ? { functionName, action: request.action, resource: request.resource } : undefined;
  };

  return {
    checkAction,
    check(functionName, call) {
      for (const request of findRequests(call, surroundings)) {
        const refusal = checkAction(functionName, request);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
    usage: () => used,
    missing: () => refused,
    unused: () => {
      const names = [...roleOf.keys()];
      return new Map(
        names.map((name) => [name, findUnused(roles.get(roleOf.get(name) ?? '') ?? [], used.get(name) ?? new Set())]),
      );
    },
    resourcePolicy,
    rolePolicy: (roleArn) => roles.get(roleArn) ?? [],
    keyOf: surroundings.keyOf,
    through: (service) => viaService(service, surroundings),
    notes: findNotes(roles, resourcePolicies),
  };
}

function findUnused(statements: readonly Statement[], used: ReadonlySet<string>): readonly UnusedGrant[] {
  const uses = [...used].map((line) => line.split(' ') as [action: string, pattern: string]);
  const isUsed = (action: string, resource: string): boolean =>
    uses.some(([usedAction, pattern]) => pattern === resource && matchesAction([action], usedAction));
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ policy, actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ policy, action, resource }))),
    )
    .filter(({ action, resource }) => !logsOnly.test(action) && !isUsed(action, resource));
}

function partitionKey(table: Resource): string {
  const schema = (table.properties.KeySchema ?? []) as readonly { AttributeName: string; KeyType: string }[];
  return schema.find((entry) => entry.KeyType === 'HASH')?.AttributeName ?? '';
}

function findNotes(...groups: readonly ReadonlyMap<string, readonly Statement[]>[]): readonly string[] {
  const notes = new Set<string>();
  for (const [owner, statements] of groups.flatMap((group) => [...group])) {
    for (const operator of statements.flatMap((statement) => findUnsupportedOperators(statement.conditions))) {
      notes.add(`condition operator ${operator} (${owner}) is not understood: its statement matches nothing`);
    }
  }
  return [...notes];
}
