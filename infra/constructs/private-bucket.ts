/**
 * A bucket for personal data: versioned, KMS-encrypted, TLS only, closed to the public, kept when the stack goes. Its name is
 * made of installation, account and region, so that departments know it beforehand and policies can name it without a reference.
 */
import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface PrivateBucketOptions {
  readonly installation: string;
  readonly key: IKey;
  /** Days an object lives, by prefix. */
  readonly daysKept: Readonly<Record<string, number>>;
}

export const bucketNameOf = (installation: string, purpose: string) =>
  `${installation}-${purpose}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

export function createPrivateBucket(scope: Construct, purpose: string, options: PrivateBucketOptions): Bucket {
  const expiring = Object.entries(options.daysKept).map(
    ([prefix, days]): LifecycleRule => ({
      id: `expire-${prefix.replaceAll('/', '')}`,
      prefix,
      expiration: Duration.days(days),
    }),
  );
  const bucket = new Bucket(scope, purpose, {
    bucketName: bucketNameOf(options.installation, purpose),
    encryption: BucketEncryption.KMS,
    encryptionKey: options.key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      ...expiring,
      {
        id: 'tidy-up',
        abortIncompleteMultipartUploadAfter: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(30),
        expiredObjectDeleteMarker: true,
      },
    ],
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Access to objects is recorded by CloudTrail data events (docs/deploy.md, "Before the first real drop"), which name the caller; server access logs do not reach buckets under a customer managed key.',
  });
  return bucket;
}
