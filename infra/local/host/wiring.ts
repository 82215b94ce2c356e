/**
 * What AWS would refuse or silently not deliver: a bucket that may not send to its queue, a function that may not read its event
 * source, a schedule whose role may not reach its target, an API that may not call its function. All problems at once, in words.
 */
import type { Mappings } from './event-source-mappings.ts';
import { findRoutes } from './http-routes.ts';
import type { AccessControl } from './iam.ts';
import { asList, wildcard } from './iam-conditions.ts';
import { decideAccess, type Request, serviceMay } from './iam-statements.ts';
import type { Deployment } from './template.ts';

export function findWiringProblems(
  deployment: Deployment,
  mappings: Mappings,
  access: AccessControl,
): readonly string[] {
  return [
    ...bucketProblems(deployment, access),
    ...mappingProblems(mappings, access),
    ...scheduleProblems(deployment, access),
    ...apiProblems(deployment),
    ...visibilityProblems(deployment, mappings),
  ];
}

interface Notification {
  readonly QueueConfigurations?: readonly { readonly Queue: string }[];
  readonly LambdaConfigurations?: readonly unknown[];
  readonly TopicConfigurations?: readonly unknown[];
}

function bucketProblems({ place, ofType }: Deployment, access: AccessControl): string[] {
  return ofType('AWS::S3::Bucket').flatMap((bucket) => {
    const wanted = bucket.properties.NotificationConfiguration as Notification | undefined;
    const others = [...(wanted?.LambdaConfigurations ?? []), ...(wanted?.TopicConfigurations ?? [])];
    const problems = others.length > 0 ? [`bucket ${bucket.ref}: only notifications to queues are supported`] : [];
    const context = {
      'aws:SourceArn': bucket.attributes.Arn,
      'aws:SourceAccount': place.accountId,
      'aws:SecureTransport': 'true',
    };
    for (const { Queue: queue } of wanted?.QueueConfigurations ?? []) {
      const mayService = (request: Request): boolean =>
        serviceMay('s3.amazonaws.com', request, access.resourcePolicy(request.resource));
      const key = access.keyOf(queue);
      const needed = [
        { action: 'sqs:SendMessage', resource: queue, context },
        ...(key === undefined
          ? []
          : ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource: key, context }))),
      ];
      for (const request of needed.filter((entry) => !mayService(entry))) {
        problems.push(
          `bucket ${bucket.ref} may not notify ${queue}: no policy grants S3 ${request.action} on ${request.resource}`,
        );
      }
    }
    return problems;
  });
}

function mappingProblems(mappings: Mappings, access: AccessControl): string[] {
  const needed = [
    ...mappings.queues.flatMap(({ functionName, queueArn }) => {
      const key = access.keyOf(queueArn);
      const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
      const requests: Request[] = actions.map((action) => ({ action, resource: queueArn }));
      if (key !== undefined) requests.push({ action: 'kms:Decrypt', resource: key, context: access.through('sqs') });
      return requests.map((request) => ({ functionName, request }));
    }),
    ...mappings.streams.flatMap(({ functionName, streamArn, onFailureArn }) => {
      const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
      const requests: Request[] = actions.map((action) => ({ action, resource: streamArn }));
      requests.push({ action: 'dynamodb:ListStreams', resource: '*' });
      if (onFailureArn !== undefined) requests.push({ action: 'sqs:SendMessage', resource: onFailureArn });
      return requests.map((request) => ({ functionName, request }));
    }),
  ];
  return needed.flatMap(({ functionName, request }) => {
    const refusal = access.checkAction(functionName, request);
    return refusal === undefined
      ? []
      : [`${functionName} may not read its event source: ${request.action} on ${request.resource}`];
  });
}

function scheduleProblems({ place, ofType }: Deployment, access: AccessControl): string[] {
  return ofType('AWS::Scheduler::Schedule').flatMap((schedule) => {
    const target = schedule.properties.Target as { readonly Arn: string; readonly RoleArn: string };
    const isQueue = target.Arn.includes(':sqs:');
    const key = access.keyOf(target.Arn);
    const needed: Request[] = [{ action: isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction', resource: target.Arn }];
    if (key !== undefined) {
      for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'])
        needed.push({ action, resource: key, context: access.through('sqs') });
    }
    const caller = { arn: target.RoleArn, accountId: place.accountId };
    const denied = needed.filter(({ action, resource, context }) => {
      const request = {
        action,
        resource,
        context: { 'aws:SecureTransport': 'true', 'aws:PrincipalArn': target.RoleArn, ...context },
      };
      const policies = { identity: access.rolePolicy(target.RoleArn), resource: access.resourcePolicy(resource) };
      return decideAccess(caller, request, policies) === undefined;
    });
    return denied.map(({ action, resource }) => `schedule ${schedule.ref}: its role may not ${action} on ${resource}`);
  });
}

/** API Gateway needs a `lambda:InvokeFunction` permission on the function for this API (`…:execute-api:…:{apiId}/…`). */
function apiProblems(deployment: Deployment): string[] {
  const { place } = deployment;
  const permissions = deployment.ofType('AWS::Lambda::Permission').map((entry) => entry.properties);
  return deployment.ofType('AWS::ApiGatewayV2::Api').flatMap((api) =>
    findRoutes(deployment, api).flatMap((route) => {
      const functionName = route.functionArn.split(':').at(-1);
      const [method = 'ANY', path = ''] = route.key === '$default' ? ['*', '/$default'] : route.key.split(' ');
      const source = `arn:${place.partition}:execute-api:${place.region}:${place.accountId}:${api.ref}/*/${method === 'ANY' ? '*' : method}${path}`;
      const isGranted = permissions.some(
        ({ FunctionName, Action, Principal, SourceArn }) =>
          (FunctionName === route.functionArn || FunctionName === functionName) &&
          asList(Action as string).some((action) => action === 'lambda:InvokeFunction') &&
          String(Principal) === 'apigateway.amazonaws.com' &&
          (SourceArn === undefined || SourceArn === source || wildcard(String(SourceArn)).test(source)),
      );
      return isGranted ? [] : [`route ${route.key}: no permission lets the API invoke ${functionName}`];
    }),
  );
}

/** CloudFormation refuses a mapping whose queue shows messages again before the function may have ended. */
function visibilityProblems(deployment: Deployment, mappings: Mappings): string[] {
  const timeouts = new Map(
    deployment.ofType('AWS::Lambda::Function').map((entry) => [entry.ref, Number(entry.properties.Timeout ?? 3)]),
  );
  const queues = new Map(deployment.ofType('AWS::SQS::Queue').map((entry) => [entry.attributes.Arn, entry.properties]));
  return mappings.queues.flatMap(({ queueArn, queueName, functionName }) => {
    const visibilitySeconds = Number(queues.get(queueArn)?.VisibilityTimeout ?? 30);
    const timeoutSeconds = timeouts.get(functionName) ?? 0;
    return visibilitySeconds >= timeoutSeconds
      ? []
      : [
          `queue ${queueName}: visibility timeout ${visibilitySeconds} s is below the ${timeoutSeconds} s of ${functionName}`,
        ];
  });
}
