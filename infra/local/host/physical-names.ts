/**
 * The physical name (`Ref`) and attributes (`Fn::GetAtt`) each resource type has on the local host. Names given in the template
 * are kept; others are made from stack and logical id, so the same template always gives the same names. A resource or attribute
 * this table does not know is refused by the resolver where it is used, never guessed.
 */
import { createHash } from 'node:crypto';

export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
  /** Base URL of the embedded endpoint. */
  readonly endpointUrl: string;
  /** Base URL of an HTTP API; `undefined` outside a running host. */
  readonly apiUrl?: string | undefined;
  /** `Stack/LogicalId` → id of a key that exists. */
  readonly keyIds?: ReadonlyMap<string, string>;
}

export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Naming {
  readonly stack: string;
  readonly logicalId: string;
  readonly place: Place;
  /** A resolved top-level property, as text. */
  readonly given: (property: string) => string | undefined;
}

type Namer = (naming: Naming) => Identity;

const arnOf = ({ place }: Naming, service: string, rest: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${rest}`;
const generated = ({ stack, logicalId }: Naming, lengthMax: number): string => {
  const name = `${stack}-${logicalId}`;
  return name.length <= lengthMax ? name : `${name.slice(0, lengthMax - 9)}-${digest(name).slice(0, 8)}`;
};
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A key id has the form of a UUID, also here. */
function keyId(naming: Naming): string {
  const hex = digest(`${naming.stack}/${naming.logicalId}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const named =
  (service: string, property: string, prefix: string, lengthMax = 64): Namer =>
  (naming) => {
    const name = naming.given(property) ?? generated(naming, lengthMax);
    return { ref: name, attributes: { Arn: arnOf(naming, service, `${prefix}${name}`) } };
  };

/** `Fn::GetAtt StreamArn` needs a label; the host knows the stream by its table, so a fixed one serves. */
export const streamLabel = '2020-01-01T00:00:00.000';

const namers: Readonly<Record<string, Namer>> = {
  'AWS::S3::Bucket': (naming) => {
    const name = naming.given('BucketName') ?? bucketName(naming);
    const domain = `${name}.s3.${naming.place.urlSuffix}`;
    return {
      ref: name,
      attributes: {
        Arn: `arn:${naming.place.partition}:s3:::${name}`,
        DomainName: domain,
        RegionalDomainName: `${name}.s3.${naming.place.region}.${naming.place.urlSuffix}`,
      },
    };
  },
  'AWS::SQS::Queue': (naming) => {
    const fifo = naming.given('FifoQueue') === 'true';
    const name = naming.given('QueueName') ?? `${generated(naming, fifo ? 75 : 80)}${fifo ? '.fifo' : ''}`;
    const url = `${naming.place.endpointUrl}/${naming.place.accountId}/${name}`;
    return { ref: url, attributes: { Arn: arnOf(naming, 'sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::DynamoDB::Table': (naming) => tableIdentity(naming),
  'AWS::DynamoDB::GlobalTable': (naming) => tableIdentity(naming),
  'AWS::KMS::Key': (naming) => {
    const id = naming.place.keyIds?.get(`${naming.stack}/${naming.logicalId}`) ?? keyId(naming);
    return { ref: id, attributes: { Arn: arnOf(naming, 'kms', `key/${id}`), KeyId: id } };
  },
  'AWS::KMS::Alias': (naming) => ({ ref: naming.given('AliasName') ?? generated(naming, 256), attributes: {} }),
  'AWS::Lambda::Function': named('lambda', 'FunctionName', 'function:'),
  'AWS::Lambda::Version': (naming) => {
    const arn = `${naming.given('FunctionName') ?? ''}:1`;
    return { ref: arn, attributes: { Version: '1', FunctionArn: arn } };
  },
  'AWS::Lambda::EventSourceMapping': (naming) => {
    const id = keyId(naming);
    return {
      ref: id,
      attributes: { Id: id, EventSourceMappingArn: arnOf(naming, 'lambda', `event-source-mapping:${id}`) },
    };
  },
  'AWS::IAM::Role': (naming) => {
    const name = naming.given('RoleName') ?? generated(naming, 64);
    const { partition, accountId } = naming.place;
    return {
      ref: name,
      attributes: {
        Arn: `arn:${partition}:iam::${accountId}:role/${name}`,
        RoleId: `AROA${digest(name).slice(0, 17).toUpperCase()}`,
      },
    };
  },
  'AWS::Logs::LogGroup': named('logs', 'LogGroupName', 'log-group:', 512),
  'AWS::SNS::Topic': (naming) => {
    const name = naming.given('TopicName') ?? generated(naming, 256);
    const arn = arnOf(naming, 'sns', name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  'AWS::Scheduler::Schedule': (naming) => {
    const name = naming.given('Name') ?? generated(naming, 64);
    return {
      ref: name,
      attributes: { Arn: arnOf(naming, 'scheduler', `schedule/${naming.given('GroupName') ?? 'default'}/${name}`) },
    };
  },
  'AWS::Scheduler::ScheduleGroup': named('scheduler', 'Name', 'schedule-group/'),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'AlarmName', 'alarm:', 255),
  'AWS::CloudWatch::CompositeAlarm': named('cloudwatch', 'AlarmName', 'alarm:', 255),
  'AWS::ApiGatewayV2::Api': (naming) => {
    const id = digest(`${naming.stack}/${naming.logicalId}`).slice(0, 10);
    const { region, urlSuffix, apiUrl } = naming.place;
    return {
      ref: id,
      attributes: { ApiId: id, ApiEndpoint: apiUrl ?? `https://${id}.execute-api.${region}.${urlSuffix}` },
    };
  },
  'AWS::ApiGatewayV2::Stage': (naming) => ({ ref: naming.given('StageName') ?? '$default', attributes: {} }),
};

/** Types without a table entry still have a name, so that a `Ref` to one resolves; their attributes do not. */
export function identityOf(type: string, naming: Naming): Identity {
  return namers[type]?.(naming) ?? { ref: generated(naming, 128), attributes: {} };
}

function tableIdentity(naming: Naming): Identity {
  const name = naming.given('TableName') ?? generated(naming, 255);
  const arn = arnOf(naming, 'dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/${streamLabel}`, TableId: keyId(naming) } };
}

/** 3–63 characters, lower case, letters, digits and hyphens. */
function bucketName(naming: Naming): string {
  const plain = `${naming.stack}-${naming.logicalId}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');
  return plain.length <= 63 ? plain : `${plain.slice(0, 54)}-${digest(plain).slice(0, 8)}`;
}
