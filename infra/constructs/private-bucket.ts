/**
 * A bucket for personal data: versioned, KMS-encrypted, TLS only, closed to the public, kept when the stack goes. Its name is
 * made of installation, account and region, so that departments know it beforehand and policies can name it without a reference.
 */
import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface PrivateBucketOptions {
  readonly installation: string;
  readonly key: IKey;
  /** Days an object lives, by prefix. */
  readonly daysKept: Readonly<Record<string, number>>;
}

export class PrivateBucket extends Bucket {
  /** The bucket's ARN made of its name, without a reference to it. */
  readonly namedArn: string;
  /** The same for people and for cdk-nag, which writes pseudo parameters in angle brackets. */
  readonly legibleArn: string;

  constructor(scope: Construct, purpose: string, { installation, key, daysKept }: PrivateBucketOptions) {
    const bucketName = `${installation}-${purpose}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    super(scope, purpose, {
      bucketName,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: lifecycleOf(daysKept),
    });
    this.namedArn = Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: bucketName });
    this.legibleArn = `arn:<AWS::Partition>:s3:::${installation}-${purpose}-<AWS::AccountId>-<AWS::Region>`;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Access to objects is recorded by CloudTrail data events (docs/deploy.md, "Before the first real drop"), which name the caller; server access logs do not.',
    });
  }
}

function lifecycleOf(daysKept: PrivateBucketOptions['daysKept']): LifecycleRule[] {
  const expiring = Object.entries(daysKept).map(
    ([prefix, days]): LifecycleRule => ({
      id: `expire-${prefix.replaceAll('/', '')}`,
      prefix,
      expiration: Duration.days(days),
    }),
  );
  return [
    ...expiring,
    {
      id: 'tidy-up',
      abortIncompleteMultipartUploadAfter: Duration.days(7),
      noncurrentVersionExpiration: Duration.days(30),
      expiredObjectDeleteMarker: true,
    },
  ];
}
