/**
 * What people's portals talk to. The issuer is any OIDC provider the province already runs, given at deployment. The key that
 * signs list cursors is a parameter too, hidden from the console and kept in an encrypted environment: it guards against tampered
 * page positions, not against reading, so a leak gives nobody data; changing the parameter rotates it and ends open lists.
 */
import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { portalApiConfig } from '../../functions/portal-api/config.ts';
import { onIndex, onObjects, onTable, sendTo } from '../constructs/grants.ts';
import { createFunction, type FunctionSurroundings } from '../constructs/lambda-function.ts';
import { PortalHttpApi } from '../constructs/portal-http-api.ts';
import { routes } from '../routes.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ApiProps extends StackProps, FunctionSurroundings {
  readonly storage: StorageStack;
}

export class ApiStack extends Stack {
  readonly portalApi: LambdaFunction;
  readonly api: PortalHttpApi;

  constructor(scope: Construct, id: string, { storage, ...props }: ApiProps) {
    super(scope, id, props);
    const { drops, tables, queues } = storage;
    const issuer = new CfnParameter(this, 'ApiIssuer', {
      description: 'Issuer of access tokens: the URL whose /.well-known/openid-configuration describes it',
      allowedPattern: 'https?://.+',
    });
    const audience = new CfnParameter(this, 'ApiAudience', {
      description: 'Audience (or client id) that access tokens for this API carry',
      minLength: 1,
    });
    const cursorKey = new CfnParameter(this, 'CursorKey', {
      description: 'Key that signs list cursors: 32 random bytes, hexadecimal (openssl rand -hex 32)',
      noEcho: true,
      allowedPattern: '[0-9a-f]{64}',
    });
    this.portalApi = createFunction(this, 'portal-api', {
      ...props,
      config: portalApiConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        CASES_TABLE: tables.cases.tableName,
        DROP_RELEASES_QUEUE_URL: queues['drop-releases'].queue.queueUrl,
        API_ISSUER: issuer.valueAsString,
        API_AUDIENCE: audience.valueAsString,
        CURSOR_KEY: cursorKey.valueAsString,
      },
      grants: [
        onObjects(drops, 'replies/', ['GetObject']),
        onTable(tables.drops, ['GetItem', 'PutItem']),
        onIndex(tables.drops, 'byState'),
        onTable(tables.cases, ['GetItem', 'Query']),
        onIndex(tables.cases, 'byTownship'),
        sendTo(queues['drop-releases'].queue),
      ],
      absentIn: [drops],
      isEnvironmentSecret: true,
    });
    this.api = new PortalHttpApi(this, 'portal', {
      settings: props.settings,
      routes,
      target: this.portalApi,
      issuer: issuer.valueAsString,
      audience: audience.valueAsString,
    });
    new CfnOutput(this, 'api-endpoint', { value: this.api.endpoint });
  }
}
