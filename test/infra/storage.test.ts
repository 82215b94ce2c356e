import { beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../infra/local/host/template.ts';
import { triggerPrefixes } from '../../infra/stacks/storage-stack.ts';
import { shelfColumnsOf } from '../../shared/compare/stored-row.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import { declared, deployed, properties } from './fixtures/deployment.ts';

interface GlueTableJson {
  readonly TableInput: {
    readonly Name: string;
    readonly StorageDescriptor: { readonly Columns: readonly { readonly Name: string }[] };
    readonly Parameters: Readonly<Record<string, unknown>>;
  };
}

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deployed();
}, 60_000);

describe('buckets', () => {
  it('are closed to the public, versioned and encrypted with the data key', () => {
    const [key] = deployment.ofType('AWS::KMS::Key');
    const buckets = deployment.ofType('AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const bucket of buckets) {
      expect(bucket.properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key?.attributes.Arn } },
          ],
        },
      });
    }
  });

  it('refuse plain HTTP', () => {
    const policies = deployment.ofType('AWS::S3::BucketPolicy');
    for (const bucket of deployment.ofType('AWS::S3::Bucket')) {
      const policy = policies.find(({ properties: { Bucket } }) => Bucket === bucket.ref);
      const { Statement } = properties<{ PolicyDocument: { Statement: unknown[] } }>(policy).PolicyDocument;
      expect(Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  it('announce every object under the trigger prefixes to a queue that lets this bucket send', () => {
    const drops = deployment.ofType('AWS::S3::Bucket').find(({ ref }) => ref.startsWith('doudi-drops-'));
    const { NotificationConfiguration } = properties<{
      NotificationConfiguration: {
        QueueConfigurations: { Event: string; Queue: string; Filter: { S3Key: { Rules: { Value: string }[] } } }[];
      };
    }>(drops);
    const told = NotificationConfiguration.QueueConfigurations.map(({ Queue, Filter }) => [
      Filter.S3Key.Rules[0]?.Value,
      Queue.split(':doudi-')[1],
    ]);
    expect(Object.fromEntries(told)).toEqual(triggerPrefixes);
    const policies = deployment.ofType('AWS::SQS::QueuePolicy').map((policy) => JSON.stringify(policy.properties));
    for (const { Queue } of NotificationConfiguration.QueueConfigurations) {
      const policy = policies.find((text) => text.includes(`"Resource":"${Queue}","Sid":"DropsBucketAnnounces"`));
      expect(policy).toContain(`"aws:SourceArn":"${drops?.attributes.Arn}"`);
    }
  });
});

describe('tables', () => {
  it('can be restored to any second, cannot be deleted, and are encrypted with the data key', () => {
    const tables = deployment.ofType('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(5);
    for (const table of tables) {
      expect(table.properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
    }
  });

  it('stream the changes of cases, old and new, and of nothing else', () => {
    const streaming = deployment.ofType('AWS::DynamoDB::Table').filter((table) => table.properties.StreamSpecification);
    expect(streaming.map((table) => table.properties.StreamSpecification)).toEqual([
      { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    ]);
    expect(streaming[0]?.logicalId).toContain('cases');
  });
});

describe('accepted rows', () => {
  it('are described to Athena for every dataset, without a column that identifies', async () => {
    const tables = await declared<GlueTableJson>('AWS::Glue::Table');
    expect(tables).toHaveLength(catalogue.length);
    for (const dataset of catalogue) {
      const table = tables.find(({ TableInput }) => TableInput.Name === dataset.key)?.TableInput;
      const names = table?.StorageDescriptor.Columns.map(({ Name }) => Name) ?? [];
      expect(names.slice(7)).toEqual(shelfColumnsOf(dataset));
      expect(names).not.toContain('name');
      expect(names).not.toContain('id_no');
      const location = JSON.stringify(table?.Parameters['storage.location.template']);
      expect(location).toContain(`/accepted/${dataset.key}/\${period}/`);
    }
  });
});
