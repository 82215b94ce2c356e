/** Calls on buckets themselves: life, versioning, and configurations that are kept and given back as they were put. */
import { AwsError } from '../../endpoint/aws-error.ts';
import { renderDocument, textOf } from '../../endpoint/xml.ts';
import { parseNotifications } from '../notification.ts';
import { type BucketConfiguration, bucketConfigurations } from './operation.ts';
import { bucketOf, emptyReply, formatInstant, readXml, type S3Call, s3Namespace, xmlReply } from './request.ts';

const listBuckets: S3Call = (s3, { query }) => {
  const prefix = query.get('prefix') ?? '';
  const names = [...s3.state.buckets.keys()].filter((name) => name.startsWith(prefix)).sort();
  const buckets = names.map((name) => ({
    Name: name,
    CreationDate: formatInstant(s3.state.buckets.get(name)?.createdAt ?? 0),
  }));
  const owner = { ID: s3.accountId, DisplayName: s3.accountId };
  return xmlReply(
    renderDocument('ListAllMyBucketsResult', { Owner: owner, Buckets: { Bucket: buckets } }, s3Namespace),
  );
};

const createBucket: S3Call = async (s3, request) => {
  // The location constraint in the body changes nothing: there is one region.
  await request.readText();
  s3.createBucket(request.bucket);
  if (request.headers['x-amz-bucket-object-lock-enabled'] === 'true') s3.setVersioning(request.bucket, 'Enabled');
  return emptyReply({ location: `/${request.bucket}` });
};

const headBucket: S3Call = (s3, request) => {
  bucketOf(s3, request);
  return emptyReply({ 'x-amz-bucket-region': s3.region });
};

const deleteBucket: S3Call = (s3, request) => {
  s3.deleteBucket(request.bucket);
  return emptyReply({}, 204);
};

const getLocation: S3Call = (s3, request) => {
  bucketOf(s3, request);
  const location = s3.region === 'us-east-1' ? '' : s3.region;
  return xmlReply(renderDocument('LocationConstraint', location, s3Namespace));
};

const getVersioning: S3Call = (s3, request) => {
  const { versioning } = bucketOf(s3, request);
  const status = { Status: versioning === '' ? undefined : versioning };
  return xmlReply(renderDocument('VersioningConfiguration', status, s3Namespace));
};

const putVersioning: S3Call = async (s3, request) => {
  const status = textOf(await readXml(request, 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended')
    throw new AwsError('IllegalVersioningConfigurationException', 'The versioning configuration is invalid.', 400);
  s3.setVersioning(request.bucket, status);
  return emptyReply();
};

function configurationCalls(name: string, configuration: BucketConfiguration): Record<string, S3Call> {
  const { noun, deleteNoun = noun, fallback } = configuration;
  const isJson = name === 'policy';
  return {
    async [`Put${noun}`](s3, request) {
      const document = await request.readText();
      bucketOf(s3, request);
      if (isJson) requireJson(document);
      s3.configure(request.bucket, name, document);
      return emptyReply({}, isJson ? 204 : 200);
    },
    [`Get${noun}`](s3, request) {
      const document = bucketOf(s3, request).configurations.get(name);
      if (document !== undefined && isJson)
        return { status: 200, headers: { 'content-type': 'application/json' }, body: document };
      if (document !== undefined) return xmlReply(document);
      if ('document' in fallback) return xmlReply(fallback.document);
      throw new AwsError(fallback.code, `The bucket has no ${noun} configuration.`, 404, {
        BucketName: request.bucket,
      });
    },
    [`Delete${deleteNoun}`](s3, request) {
      s3.configure(request.bucket, name, null);
      return emptyReply({}, 204);
    },
  };
}

function requireJson(document: string): void {
  try {
    JSON.parse(document);
  } catch (cause) {
    throw Object.assign(new AwsError('MalformedPolicy', 'Policies must be valid JSON.', 400), { cause });
  }
}

/** Every destination must exist, and each gets the test message, as S3 does it. */
const putNotification: S3Call = async (s3, request) => {
  const document = await request.readText();
  const { name } = bucketOf(s3, request);
  const notifications = parseNotifications(document);
  const isChecked = request.headers['x-amz-skip-destination-validation'] !== 'true';
  if (isChecked && notifications.some(({ queueArn }) => !s3.hasQueue(queueArn)))
    throw new AwsError('InvalidArgument', 'Unable to validate the following destination configurations', 400);
  s3.configure(name, 'notification', document);
  for (const { queueArn } of isChecked ? notifications : []) s3.announceTest(name, queueArn);
  return emptyReply();
};

export const bucketCalls: Readonly<Record<string, S3Call>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getLocation,
  GetBucketVersioning: getVersioning,
  PutBucketVersioning: putVersioning,
  ...Object.fromEntries(
    Object.entries(bucketConfigurations).flatMap(([name, one]) => Object.entries(configurationCalls(name, one))),
  ),
  PutBucketNotificationConfiguration: putNotification,
};
