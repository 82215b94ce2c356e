/** Routes of one HTTP API from the template, and which of them a request meets: exact path, then parameters, then `{proxy+}`, then `$default`. */
import type { Deployment, Resource } from './template.ts';

export interface JwtSettings {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Where the token is, e.g. `$request.header.Authorization`. */
  readonly source: string;
}

export interface Route {
  /** As written, e.g. `GET /v1/drops/{dropId}`. */
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly jwt: JwtSettings | undefined;
  readonly scopes: readonly string[];
}

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

export function findRoutes(deployment: Deployment, api: Resource): readonly Route[] {
  const ownOf = (type: string) => deployment.ofType(type).filter((entry) => entry.properties.ApiId === api.ref);
  const integrations = new Map(ownOf('AWS::ApiGatewayV2::Integration').map((entry) => [entry.ref, entry]));
  const authorizers = new Map(
    ownOf('AWS::ApiGatewayV2::Authorizer').map((entry) => [entry.ref, parseAuthorizer(entry)]),
  );
  return ownOf('AWS::ApiGatewayV2::Route')
    .map((entry) => parseRoute(entry, integrations, authorizers))
    .sort((left, right) => compareRoutes(left, right));
}

function parseRoute(
  resource: Resource,
  integrations: ReadonlyMap<string, Resource>,
  authorizers: ReadonlyMap<string, JwtSettings>,
): Route {
  const { properties } = resource;
  const key = String(properties.RouteKey);
  const integration = integrations.get(String(properties.Target ?? '').replace(/^integrations\//, ''));
  if (integration === undefined) throw new Error(`route ${key} has no integration`);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = integration.properties;
  if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0') {
    throw new Error(`route ${key}: only AWS_PROXY integrations with payload format 2.0 are supported`);
  }
  const type = String(properties.AuthorizationType ?? 'NONE');
  const jwt = authorizers.get(String(properties.AuthorizerId));
  if (type !== 'NONE' && (type !== 'JWT' || jwt === undefined))
    throw new Error(`route ${key}: authorization ${type} is not supported`);
  const [method = '', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
  return {
    key,
    method,
    segments: path.split('/').slice(1),
    functionArn: functionArnOf(String(IntegrationUri)),
    timeoutMs: Number(TimeoutInMillis ?? 30_000),
    jwt,
    scopes: (properties.AuthorizationScopes ?? []) as readonly string[],
  };
}

/** Either the function's ARN itself or API Gateway's `…/functions/{arn}/invocations`. */
function functionArnOf(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
}

function parseAuthorizer({ ref, properties }: Resource): JwtSettings {
  const { AuthorizerType, IdentitySource, JwtConfiguration } = properties as {
    AuthorizerType: string;
    IdentitySource?: readonly string[];
    JwtConfiguration?: { Issuer: string; Audience?: readonly string[] };
  };
  if (AuthorizerType !== 'JWT' || JwtConfiguration === undefined)
    throw new Error(`authorizer ${ref}: only JWT is supported`);
  return {
    issuer: JwtConfiguration.Issuer,
    audiences: JwtConfiguration.Audience ?? [],
    source: IdentitySource?.[0] ?? '$request.header.Authorization',
  };
}

const isGreedy = (segment: string): boolean => /^\{.+\+\}$/.test(segment);
const isParameter = (segment: string): boolean => segment.startsWith('{');
const weight = (segment: string | undefined): number =>
  segment === undefined || isGreedy(segment) ? 2 : isParameter(segment) ? 1 : 0;

/** The more specific route first; `$default` last. */
function compareRoutes(left: Route, right: Route): number {
  if ((left.key === '$default') !== (right.key === '$default')) return left.key === '$default' ? 1 : -1;
  const length = Math.max(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = weight(left.segments[index]) - weight(right.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(left.method === 'ANY') - Number(right.method === 'ANY');
}

export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/').slice(1);
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const parameters = route.key === '$default' ? {} : matchSegments(route.segments, segments);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}

function matchSegments(pattern: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = actual[index];
    if (isGreedy(segment)) {
      if (value === undefined) return undefined;
      parameters[segment.slice(1, -2)] = actual.slice(index).map(decode).join('/');
      return parameters;
    }
    if (isParameter(segment)) {
      if (value === undefined || value === '') return undefined;
      parameters[segment.slice(1, -1)] = decode(value);
    } else if (segment !== value) {
      return undefined;
    }
  }
  return pattern.length === actual.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
