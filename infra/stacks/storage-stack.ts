/**
 * What keeps state: the key, two buckets, five tables and the queues between the functions, with what describes it all to Athena.
 * Everything that holds data stays when the stack is deleted. The buckets announce landed drops to two queues; that wiring lives
 * here, beside both ends, so that no stack needs another that needs it back.
 */
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueuePolicy, type Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AcceptedTables, acceptedPrefix } from '../constructs/accepted-tables.ts';
import { createDataKey } from '../constructs/data-key.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { QueueWithDeadLetters, undeliveredQueue } from '../constructs/queue-with-dead-letters.ts';
import { functionShapes, type QueueName, queueReaders } from '../function-table.ts';
import type { Settings } from '../settings.ts';

/** Months of the handbook as days, with a margin for month lengths. */
const months = (count: number) => count * 31;

/** Prefixes of the drops bucket whose new objects start work, with the queue told. */
export const triggerPrefixes = { 'drops/': 'drops-landed', 'roster/': 'roster-landed' } as const satisfies Record<
  string,
  QueueName
>;

export class StorageStack extends Stack {
  readonly key: Key;
  readonly drops: PrivateBucket;
  readonly library: PrivateBucket;
  readonly tables: Readonly<Record<'registry' | 'vault' | 'drops' | 'cases' | 'journal', Table>>;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  /** Where stream batches and schedule events go that could not be delivered. */
  readonly undelivered: Readonly<Record<'case-changes' | 'schedules', Queue>>;

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, props);
    const { installation } = settings;
    this.key = createDataKey(this, installation);
    this.drops = new PrivateBucket(this, 'drops', {
      installation,
      key: this.key,
      daysKept: { 'drops/': months(13), 'roster/': months(13), 'replies/': months(13) },
    });
    this.library = new PrivateBucket(this, 'library', {
      installation,
      key: this.key,
      daysKept: { [acceptedPrefix]: months(25) },
    });
    this.tables = {
      registry: this.table('registry'),
      vault: this.table('vault'),
      drops: this.table('drop-states', ['byState']),
      cases: this.table('cases', ['byTownship'], {
        stream: StreamViewType.NEW_AND_OLD_IMAGES,
        // Carried by marks of counted versions alone: nothing that dedupes or decides ever expires.
        timeToLiveAttribute: 'expiresAt',
      }),
      journal: this.table('journal'),
    };
    const queue = (name: QueueName) =>
      new QueueWithDeadLetters(this, name, {
        installation,
        key: this.key,
        consumerTimeout: Duration.seconds(functionShapes[queueReaders[name]].timeoutSeconds),
      });
    this.queues = {
      'drops-landed': queue('drops-landed'),
      'roster-landed': queue('roster-landed'),
      'drop-parts': queue('drop-parts'),
      'drop-releases': queue('drop-releases'),
      'roster-publications': queue('roster-publications'),
      'drop-sweeps': queue('drop-sweeps'),
      warnings: queue('warnings'),
    };
    this.undelivered = {
      'case-changes': undeliveredQueue(this, 'case-changes-dead', `${installation}-case-changes-dead`, this.key),
      schedules: undeliveredQueue(this, 'schedules-dead', `${installation}-schedules-dead`, this.key),
    };
    this.announceLandedDrops();
    new AcceptedTables(this, 'accepted', { installation, library: this.library });
    new CfnOutput(this, 'drops-bucket', { value: this.drops.bucketName });
    new CfnOutput(this, 'library-bucket', { value: this.library.bucketName });
    for (const [name, table] of Object.entries(this.tables)) {
      new CfnOutput(this, `${name}-table-name`, { value: table.tableName });
    }
  }

  private table(id: string, indexes: readonly string[] = [], more: Partial<TableProps> = {}): Table {
    const table = new Table(this, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...more,
    });
    for (const indexName of indexes) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
        sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
      });
    }
    return table;
  }

  /** S3 checks at creation that it may send: the queue policies come first and name the bucket by its name, not by reference. */
  private announceLandedDrops(): void {
    const bucket = this.drops.node.defaultChild as CfnBucket;
    const wired = Object.entries(triggerPrefixes).map(([prefix, name]) => {
      const { queue } = this.queues[name];
      queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'DropsBucketAnnounces',
          principals: [new ServicePrincipal('s3.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: {
            ArnEquals: { 'aws:SourceArn': this.drops.namedArn },
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          },
        }),
      );
      for (const construct of queue.node.findAll()) {
        if (construct instanceof CfnQueuePolicy) bucket.addResourceDependency(construct);
      }
      return { prefix, queue };
    });
    bucket.notificationConfiguration = {
      queueConfigurations: wired.map(({ prefix, queue }) => ({
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
      })),
    };
  }
}
