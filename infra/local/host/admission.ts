/** What the endpoint asks of each call by a function, and what a function's environment says about where to call. */
import type { ApiCall, Verdict } from '../endpoint/api-call.ts';
import type { Credentials } from './credentials.ts';
import type { FunctionDefinition } from './functions.ts';
import type { AccessControl, Refusal } from './iam.ts';
import type { Deployment } from './template.ts';

export type Authoriser = (call: ApiCall) => Verdict;

/** Whether an object exists; S3 tells only those who may list the bucket. */
export interface ObjectIndex {
  find(bucket: string, key: string): unknown;
}

export function createAuthoriser(
  deployment: Deployment,
  access: AccessControl,
  objects: ObjectIndex,
  onRefusal: (refusal: Refusal) => void,
): Authoriser {
  const functionNames = new Set(deployment.ofType('AWS::Lambda::Function').map((entry) => entry.ref));
  return (call) => {
    const functionName = call.principal.split('/').at(-1) ?? '';
    if (!call.principal.includes(':assumed-role/') || !functionNames.has(functionName)) return { allowed: true };
    const refusal =
      access.check(functionName, call) ?? findHiddenAbsence(functionName, call, deployment, access, objects);
    if (refusal === undefined) return { allowed: true };
    onRefusal(refusal);
    return { allowed: false, reason: `no policy allows ${refusal.action} on ${refusal.resource}` };
  };
}

/** Reading a key that is not there answers 404 only to a role that may list the bucket; to any other, 403. */
function findHiddenAbsence(
  functionName: string,
  { service, operation, input }: ApiCall,
  { place }: Deployment,
  access: AccessControl,
  objects: ObjectIndex,
): Refusal | undefined {
  if (service !== 's3' || (operation !== 'GetObject' && operation !== 'HeadObject')) return undefined;
  const bucket = String(input.Bucket);
  if (objects.find(bucket, String(input.Key)) !== undefined) return undefined;
  return access.checkAction(functionName, {
    action: 's3:ListBucket',
    resource: `arn:${place.partition}:s3:::${bucket}`,
  });
}

export function createEnvironment(
  { place }: Deployment,
  credentials: Credentials,
  endpointUrl: string,
): (definition: FunctionDefinition) => Readonly<Record<string, string>> {
  return (definition) => {
    const { accessKeyId, secretAccessKey } = credentials.keyOf(definition.name);
    return {
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      AWS_REGION: place.region,
      AWS_DEFAULT_REGION: place.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_EC2_METADATA_DISABLED: 'true',
      // The laptop's Node may be older than the runtime's.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
      AWS_LAMBDA_FUNCTION_NAME: definition.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      LAMBDA_TASK_ROOT: definition.folder,
      LAMBDA_RUNTIME_DIR: definition.folder,
      _HANDLER: definition.handler,
    };
  };
}

/** As AWS writes who calls, so that refusals read alike. Names that are no function stand for themselves. */
export function principalOf(name: string, deployment: Deployment): string {
  const found = deployment.ofType('AWS::Lambda::Function').find((entry) => entry.ref === name);
  const role = String(found?.properties.Role ?? '')
    .split('/')
    .at(-1);
  return found === undefined
    ? name
    : `arn:${deployment.place.partition}:sts::${deployment.place.accountId}:assumed-role/${role}/${name}`;
}
