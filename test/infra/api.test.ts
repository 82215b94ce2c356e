import { beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../infra/local/host/template.ts';
import { routes } from '../../infra/routes.ts';
import { deployed, ownerOf, properties } from './fixtures/deployment.ts';

interface RouteJson {
  readonly RouteKey: string;
  readonly AuthorizationType: string;
  readonly AuthorizerId?: string;
}

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deployed();
}, 60_000);

describe('HTTP API', () => {
  it('serves the routes of the table and no other, not even a default one', () => {
    const keys = deployment.ofType('AWS::ApiGatewayV2::Route').map((route) => properties<RouteJson>(route).RouteKey);
    expect(keys.sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it('asks for a token on every route but health', () => {
    const [authorizer] = deployment.ofType('AWS::ApiGatewayV2::Authorizer');
    const open = deployment
      .ofType('AWS::ApiGatewayV2::Route')
      .map((route) => properties<RouteJson>(route))
      .filter((route) => route.AuthorizationType !== 'JWT' || route.AuthorizerId !== authorizer?.ref);
    expect(open.map(({ RouteKey }) => RouteKey)).toEqual(['GET /v1/health']);
    expect(authorizer?.properties).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://issuer.test', Audience: ['portal'] },
    });
  });

  it('throttles and logs every request, with ids and codes only', () => {
    const [stage] = deployment.ofType('AWS::ApiGatewayV2::Stage');
    const { DefaultRouteSettings, AccessLogSettings } = properties<{
      DefaultRouteSettings: { ThrottlingRateLimit: number; ThrottlingBurstLimit: number };
      AccessLogSettings: { Format: string };
    }>(stage);
    expect(DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
    expect(AccessLogSettings.Format).toContain('$context.routeKey');
    expect(AccessLogSettings.Format).not.toMatch(/context\.path|sourceIp|userAgent/);
  });

  it('lets only this API invoke the function, and encrypts the environment that holds its key', () => {
    const permissions = deployment.ofType('AWS::Lambda::Permission');
    const [api] = deployment.ofType('AWS::ApiGatewayV2::Api');
    expect(permissions).toHaveLength(1);
    expect(permissions[0]?.properties.SourceArn).toMatch(new RegExp(`:${api?.ref}/\\*/\\*$`));
    const lambda = deployment.ofType('AWS::Lambda::Function').find((entry) => ownerOf(entry) === 'portal-api');
    expect(lambda?.properties.KmsKeyArn).toBe(deployment.ofType('AWS::KMS::Key')[0]?.attributes.Arn);
  });
});
