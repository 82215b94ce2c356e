/**
 * The one customer managed key, for buckets, tables, queues, the vault and the token key. S3 and CloudWatch may use it to reach
 * encrypted queues and the alarm topic, for this account only; every other use needs a grant in the caller's own policy.
 */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export function createDataKey(scope: Construct, installation: string): Key {
  const key = new Key(scope, 'data-key', {
    alias: `alias/${installation}-data-key`,
    description: `${installation}: buckets, tables, queues, identity vault and token key`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const service of ['s3', 'cloudwatch']) {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: `${service}-notifies`.replace('-', ''),
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  return key;
}
