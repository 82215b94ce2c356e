/**
 * The HTTP API in front of one function: named routes only (no `$default`), a JWT authorizer of any OIDC issuer on every guarded
 * route, throttled, each request logged by id, route, status and subject. The function checks the token a second time itself.
 */
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../routes.ts';
import type { Settings } from '../settings.ts';

interface PortalHttpApiOptions {
  readonly settings: Settings;
  readonly routes: readonly Route[];
  readonly target: IFunction;
  readonly issuer: string;
  readonly audience: string;
}

const accessLogFields = {
  requestId: '$context.requestId',
  requestedAt: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMilliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  subject: '$context.authorizer.claims.sub',
} as const;

export class PortalHttpApi extends Construct {
  readonly apiId: string;
  readonly endpoint: string;

  constructor(scope: Construct, id: string, options: PortalHttpApiOptions) {
    super(scope, id);
    const { settings, target } = options;
    const api = new CfnApi(this, 'api', {
      name: `${settings.installation}-portal`,
      protocolType: 'HTTP',
      ...(settings.portalOrigins === undefined ? {} : { corsConfiguration: crossOrigin(settings.portalOrigins) }),
    });
    this.apiId = api.ref;
    this.endpoint = api.attrApiEndpoint;
    const authorizer = new CfnAuthorizer(this, 'authorizer', {
      apiId: api.ref,
      name: 'oidc',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: options.issuer, audience: [options.audience] },
    });
    const integration = new CfnIntegration(this, 'integration', {
      apiId: api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: target.functionArn,
      payloadFormatVersion: '2.0',
    });
    for (const route of options.routes) this.addRoute(route, api, authorizer, integration, settings);
    this.addStage(api, settings);
    new CfnPermission(this, 'invoke', {
      action: 'lambda:InvokeFunction',
      functionName: target.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: api.ref, resourceName: '*/*' }),
    });
  }

  private addRoute(
    { key, isOpen }: Route,
    api: CfnApi,
    authorizer: CfnAuthorizer,
    integration: CfnIntegration,
    settings: Settings,
  ): void {
    const guard = {
      authorizationType: 'JWT',
      authorizerId: authorizer.ref,
      ...(settings.apiScope === undefined ? {} : { authorizationScopes: [settings.apiScope] }),
    };
    const route = new CfnRoute(this, `route ${key.replace(' /v1/', ' ').replaceAll('/', '.')}`, {
      apiId: api.ref,
      routeKey: key,
      target: `integrations/${integration.ref}`,
      ...(isOpen ? { authorizationType: 'NONE' } : guard),
    });
    if (isOpen) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Load balancers and uptime checks ask without a token; the answer holds a version and nothing else.',
      });
    }
  }

  private addStage(api: CfnApi, settings: Settings): void {
    const accessLog = new LogGroup(this, 'access-log', {
      logGroupName: `/aws/apigateway/${settings.installation}-portal`,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: accessLog.logGroupArn, format: JSON.stringify(accessLogFields) },
      defaultRouteSettings: {
        throttlingRateLimit: settings.apiRequestsPerSecond,
        throttlingBurstLimit: settings.apiBurst,
      },
    });
  }
}

function crossOrigin(allowOrigins: readonly string[]): CfnApi.CorsProperty {
  return {
    allowOrigins: [...allowOrigins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type', 'if-match'],
    maxAge: 3600,
  };
}
