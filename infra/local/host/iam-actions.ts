/**
 * Which IAM actions on which resources one API call needs, from AWS's service authorization reference: a transaction needs the
 * action of each of its items, a query of an index the index's ARN, a call on something encrypted also the key's actions.
 * A call the table does not know needs an action nobody has, so it is refused for functions.
 */

import { keyIdOf } from '../kms/envelope.ts';
import { s3Requests } from './iam-actions-s3.ts';
import { arn, type Call, encryptionRequests, keyArn, type Surroundings, text } from './iam-call.ts';
import type { Request } from './iam-statements.ts';

type Input = Readonly<Record<string, unknown>>;

export function findRequests(call: Call, surroundings: Surroundings): readonly Request[] {
  switch (call.service) {
    case 's3':
      return s3Requests(call, surroundings);
    case 'sqs':
      return sqsRequests(call, surroundings);
    case 'dynamodb':
      return withTableKeys(dynamoRequests(call, surroundings), surroundings);
    case 'dynamodbstreams':
      return [{ action: `dynamodb:${call.operation}`, resource: streamArn(call.input, surroundings) }];
    case 'kms':
      return kmsRequests(call, surroundings);
    default:
      return [{ action: `${call.service}:${call.operation}`, resource: '*' }];
  }
}

function kmsRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  const sealedWith =
    typeof input.CiphertextBlob === 'string' ? keyIdOf(Buffer.from(input.CiphertextBlob, 'base64')) : undefined;
  const context = Object.entries((input.EncryptionContext ?? {}) as Readonly<Record<string, string>>).map(
    ([name, value]) => [`kms:EncryptionContext:${name}`, value] as const,
  );
  return [
    {
      action: `kms:${operation}`,
      resource: keyArn(input.KeyId ?? sealedWith, place),
      context: Object.fromEntries(context),
    },
  ];
}

const sqsActions: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

function sqsRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  const name = text(input.QueueUrl).split('/').at(-1) || text(input.QueueName) || '*';
  const resource = arn(place, 'sqs', name);
  const action = sqsActions[operation] ?? operation;
  const encryption: readonly string[] =
    action === 'SendMessage'
      ? ['kms:GenerateDataKey', 'kms:Decrypt']
      : action === 'ReceiveMessage'
        ? ['kms:Decrypt']
        : [];
  return [
    { action: `sqs:${action}`, resource },
    ...encryption.flatMap((needed) => encryptionRequests(resource, needed, 'sqs', place)),
  ];
}

const tableArn = (name: unknown, place: Surroundings): string =>
  text(name).startsWith('arn:') ? text(name) : arn(place, 'dynamodb', `table/${text(name)}`);

function dynamoRequests({ operation, input }: Call, place: Surroundings): readonly Request[] {
  switch (operation) {
    case 'TransactWriteItems':
      return ((input.TransactItems ?? []) as readonly Readonly<Record<string, Input>>[]).flatMap((item) =>
        Object.entries(item).map(([kind, part]) =>
          itemRequest(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, part, place),
        ),
      );
    case 'TransactGetItems':
      return ((input.TransactItems ?? []) as readonly { Get?: Input }[]).map((item) =>
        itemRequest('GetItem', item.Get ?? {}, place),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys((input.RequestItems ?? {}) as object).map((table) => ({
        action: `dynamodb:${operation}`,
        resource: tableArn(table, place),
      }));
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }];
    default:
      return [itemRequest(operation, input, place)];
  }
}

/** Whoever touches an item of a table under a customer key needs the key too. */
function withTableKeys(requests: readonly Request[], place: Surroundings): readonly Request[] {
  const tables = new Set(requests.map(({ resource }) => resource.replace(/\/index\/.*$/, '')));
  return [...requests, ...[...tables].flatMap((table) => encryptionRequests(table, 'kms:Decrypt', 'dynamodb', place))];
}

function itemRequest(operation: string, input: Input, place: Surroundings): Request {
  const table = tableArn(input.TableName, place);
  const resource = input.IndexName === undefined ? table : `${table}/index/${text(input.IndexName)}`;
  const partitionKey = place.partitionKeyOf(text(input.TableName));
  const key = (input.Key ?? input.Item) as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  const leading = partitionKey === undefined ? undefined : Object.values(key?.[partitionKey] ?? {})[0];
  return {
    action: `dynamodb:${operation}`,
    resource,
    context: { 'dynamodb:LeadingKeys': leading === undefined ? undefined : [leading] },
  };
}

function streamArn(input: Input, place: Surroundings): string {
  if (typeof input.StreamArn === 'string') return input.StreamArn;
  return typeof input.TableName === 'string'
    ? `${tableArn(input.TableName, place)}/stream/*`
    : arn(place, 'dynamodb', 'table/*');
}
