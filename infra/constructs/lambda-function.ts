/**
 * One function of the system: its bundle, its environment typed by the schema its handler reads, a role of its own with just the
 * grants listed, a log group of its own, and at most one event source. A forgotten environment variable does not compile; an
 * event source always reports failures item by item.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ConfigSchema, EnvironmentOf } from '../../shared/runtime/config.ts';
import { type FunctionName, functionShapes } from '../function-table.ts';
import type { Settings } from '../settings.ts';
import { attachSource, type EventSource, sourceReaches, sourceStatements } from './event-source.ts';
import { absenceStatement, encryptionStatements, type Grant, statementOf } from './grants.ts';

/** What all functions of an assembly have in common. */
export interface FunctionSurroundings {
  readonly settings: Settings;
  readonly key: IKey;
  /** Folder of bundles, one folder per function. */
  readonly bundlesDirectory: string;
}

interface FunctionOptions<S extends ConfigSchema> extends FunctionSurroundings {
  readonly config: S;
  readonly environment: EnvironmentOf<S>;
  readonly grants: readonly Grant[];
  /** Buckets where the function reads objects that may not be there. */
  readonly absentIn?: readonly IBucket[];
  readonly source?: EventSource;
  /** Encrypts the environment with the data key, for functions that are given a secret. */
  readonly isEnvironmentSecret?: boolean;
}

export function createFunction<S extends ConfigSchema>(
  scope: Construct,
  name: FunctionName,
  options: FunctionOptions<S>,
): LambdaFunction {
  const { settings, key } = options;
  const shape = functionShapes[name];
  const place = new Construct(scope, name);
  const functionName = `${settings.installation}-${name}`;
  const logGroup = new LogGroup(place, 'logs', {
    logGroupName: `/aws/lambda/${functionName}`,
    retention: settings.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const lambda = new LambdaFunction(place, 'function', {
    functionName,
    runtime: settings.nodeRuntime === '24' ? Runtime.NODEJS_24_X : Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(`${options.bundlesDirectory}/${name}`),
    memorySize: shape.memoryMegabytes,
    timeout: Duration.seconds(shape.timeoutSeconds),
    environment: { ...(options.environment as Readonly<Record<string, string>>) },
    role: createRole(place, logGroup, options),
    logGroup,
    tracing: Tracing.DISABLED,
    ...(options.isEnvironmentSecret ? { environmentEncryption: key } : {}),
  });
  if (options.source !== undefined) attachSource(place, lambda, options.source);
  return lambda;
}

function createRole<S extends ConfigSchema>(scope: Construct, logGroup: LogGroup, options: FunctionOptions<S>): Role {
  const { grants, source, key } = options;
  const reaches = [...grants, ...(source === undefined ? [] : sourceReaches(source))];
  const statements: Record<string, PolicyStatement[]> = {
    'own-calls': grants.map(statementOf),
    'absent-objects': options.absentIn === undefined ? [] : [absenceStatement(options.absentIn)],
    'event-source': source === undefined ? [] : sourceStatements(source),
    'encryption-at-rest': encryptionStatements(key, reaches),
    logs: [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    ],
  };
  const role = new Role(scope, 'role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: Object.fromEntries(
      Object.entries(statements)
        .filter(([, list]) => list.length > 0)
        .map(([policy, list]) => [policy, new PolicyDocument({ statements: list })]),
    ),
  });
  acknowledgeWildcards(role, options);
  return role;
}

function acknowledgeWildcards<S extends ConfigSchema>(role: Role, { grants, source }: FunctionOptions<S>): void {
  for (const { wildcards } of grants) {
    for (const resource of wildcards) {
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason: 'Objects under one prefix of one bucket: keys are made at run time, S3 knows no narrower resource.',
      });
    }
  }
  if (source?.kind === 'stream') {
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'dynamodb:ListStreams, which Lambda demands of a stream reader, has no resource-level permission.',
    });
  }
}
