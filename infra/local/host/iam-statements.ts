/**
 * Policy statements and their evaluation, as AWS does it inside one account: an explicit deny wins; otherwise an allow in the
 * role's policies or in the resource's policy is enough. A KMS key is stricter: its own policy must allow the role or delegate to
 * the account. Anything not allowed is denied.
 */
import { asList, type ConditionBlock, matchesConditions, type RequestContext, wildcard } from './iam-conditions.ts';

export interface Statement {
  /** Name of the policy it stands in, where it has one. */
  readonly policy: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly string[];
  readonly conditions: ConditionBlock | undefined;
}

export interface PolicyDocument {
  readonly Statement?: unknown;
}

interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Condition?: ConditionBlock;
}

export function parsePolicy(document: unknown, policy?: string): readonly Statement[] {
  return asList((document as PolicyDocument | undefined)?.Statement as RawStatement | RawStatement[]).map((raw) => ({
    policy,
    effect: raw.Effect,
    actions: asList(raw.Action),
    notActions: asList(raw.NotAction),
    resources: asList(raw.Resource),
    notResources: asList(raw.NotResource),
    principals:
      typeof raw.Principal === 'string' ? [raw.Principal] : Object.values(raw.Principal ?? {}).flatMap(asList),
    conditions: raw.Condition,
  }));
}

/** One thing a caller wants to do. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** The `Action` and `Resource` patterns of the statement that granted the request. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

export interface Policies {
  readonly identity: readonly Statement[];
  readonly resource: readonly Statement[];
}

export interface Caller {
  readonly arn: string;
  readonly accountId: string;
}

/** The grant that allows the request, or `undefined`: denied. */
export function decideAccess(caller: Caller, request: Request, policies: Policies): Grant | undefined {
  const { identity, resource } = policies;
  const addressed = resource.filter((statement) => reaches(statement, caller));
  const ofIdentity = identity.filter((statement) => matches(statement, request, true));
  const ofResource = addressed.filter((statement) => matches(statement, request, false));
  if ([...ofIdentity, ...ofResource].some((statement) => statement.effect === 'Deny')) return undefined;
  const granting = ofIdentity[0];
  const direct = ofResource.find((statement) => isDirect(statement, caller));
  if (direct !== undefined) return { action: grantedBy(direct, request), resource: request.resource };
  if (granting === undefined) return undefined;
  if (request.action.startsWith('kms:') && ofResource.length === 0) return undefined;
  const pattern = granting.resources.find((entry) => wildcard(entry).test(request.resource)) ?? '*';
  return { action: grantedBy(granting, request), resource: pattern };
}

/** May an AWS service (`s3.amazonaws.com`) do this by the resource's own policy? */
export function serviceMay(service: string, request: Request, resource: readonly Statement[]): boolean {
  const named = resource.filter((statement) =>
    statement.principals.some((principal) => principal === '*' || principal.replace(/\.cn$/, '') === service),
  );
  const matching = named.filter((statement) => matches(statement, request, false));
  return matching.length > 0 && matching.every((statement) => statement.effect === 'Allow');
}

export function matchesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => wildcard(pattern, 'i').test(action));
}

function grantedBy(statement: Statement, request: Request): string {
  return statement.actions.find((pattern) => wildcard(pattern, 'i').test(request.action)) ?? '*';
}

/** A policy on a key or bucket may leave the resource to be understood. */
function matches(statement: Statement, request: Request, isIdentity: boolean): boolean {
  const { actions, notActions, resources, notResources } = statement;
  if (actions.length > 0 ? !matchesAction(actions, request.action) : matchesAction(notActions, request.action))
    return false;
  const within = (patterns: readonly string[]): boolean =>
    patterns.some((entry) => wildcard(entry).test(request.resource));
  const isMeant =
    resources.length > 0 ? within(resources) : notResources.length > 0 ? !within(notResources) : !isIdentity;
  return isMeant && matchesConditions(statement.conditions, request.context ?? {});
}

function isDirect(statement: Statement, caller: Caller): boolean {
  return statement.principals.some((principal) => principal === '*' || principal === caller.arn);
}

function reaches(statement: Statement, caller: Caller): boolean {
  return (
    isDirect(statement, caller) ||
    statement.principals.some(
      (principal) => principal === caller.accountId || principal.endsWith(`:iam::${caller.accountId}:root`),
    )
  );
}
