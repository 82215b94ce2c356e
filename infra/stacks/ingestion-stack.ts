/**
 * From the landed file to the open case: the eight functions that queues, the case stream and two schedules wake. Each one's
 * environment, grants and source stand together below; nothing else in the account may do what they do.
 */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import { compareDropConfig } from '../../functions/compare-drop/config.ts';
import { importRosterConfig } from '../../functions/import-roster/config.ts';
import { openCasesConfig } from '../../functions/open-cases/config.ts';
import { projectConfig } from '../../functions/project/config.ts';
import { publishRosterConfig } from '../../functions/publish-roster/config.ts';
import { receiveDropConfig } from '../../functions/receive-drop/config.ts';
import { releaseDropConfig } from '../../functions/release-drop/config.ts';
import { sweepDropsConfig } from '../../functions/sweep-drops/config.ts';
import type { rosterPublicationRequested, sweepRequested } from '../../shared/contracts/messages.ts';
import type { EventSource } from '../constructs/event-source.ts';
import { onBucket, onIndex, onKey, onObjects, onTable, sendTo } from '../constructs/grants.ts';
import { createFunction, type FunctionSurroundings } from '../constructs/lambda-function.ts';
import { QueueSchedule } from '../constructs/queue-schedule.ts';
import type { FunctionName, QueueName } from '../function-table.ts';
import type { StorageStack } from './storage-stack.ts';

export interface IngestionProps extends StackProps, FunctionSurroundings {
  readonly storage: StorageStack;
}

/** Encryption context of the key that turns identity numbers into tokens. */
const personTokens = 'person-tokens';

export class IngestionStack extends Stack {
  readonly functions: Readonly<Record<Exclude<FunctionName, 'portal-api'>, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: IngestionProps) {
    super(scope, id, props);
    this.functions = {
      'receive-drop': this.receiveDrop(props),
      'compare-drop': this.compareDrop(props),
      'release-drop': this.releaseDrop(props),
      'import-roster': this.importRoster(props),
      'publish-roster': this.publishRoster(props),
      'sweep-drops': this.sweepDrops(props),
      'open-cases': this.openCases(props),
      project: this.project(props),
    };
    this.schedules(props);
  }

  private receiveDrop({ storage, ...common }: IngestionProps): LambdaFunction {
    const { drops, library, tables } = storage;
    return createFunction(this, 'receive-drop', {
      ...common,
      config: receiveDropConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        LIBRARY_BUCKET: library.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        DROP_PARTS_QUEUE_URL: storage.queues['drop-parts'].queue.queueUrl,
        DROP_RELEASES_QUEUE_URL: storage.queues['drop-releases'].queue.queueUrl,
        PART_BYTES: String(common.settings.partBytes),
      },
      grants: [
        onBucket(drops, ['ListBucket']),
        onObjects(drops, 'drops/', ['GetObject']),
        onObjects(drops, 'replies/', ['PutObject']),
        onTable(tables.drops, ['GetItem', 'PutItem']),
        sendTo(storage.queues['drop-parts'].queue, storage.queues['drop-releases'].queue),
      ],
      source: queueSource(storage, 'drops-landed', 10, common.settings.receiveDropConcurrency),
    });
  }

  private compareDrop({ storage, ...common }: IngestionProps): LambdaFunction {
    const { drops, library, tables, queues, key } = storage;
    return createFunction(this, 'compare-drop', {
      ...common,
      config: compareDropConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        LIBRARY_BUCKET: library.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        DROP_RELEASES_QUEUE_URL: queues['drop-releases'].queue.queueUrl,
      },
      grants: [
        onObjects(drops, 'drops/', ['GetObject']),
        onObjects(library, 'keys/', ['GetObject']),
        onObjects(library, 'snapshots/', ['GetObject']),
        onObjects(library, 'parts/', ['PutObject']),
        onTable(tables.drops, ['GetItem', 'UpdateItem', 'PutItem']),
        sendTo(queues['drop-releases'].queue),
        onKey(key, ['Decrypt'], personTokens),
      ],
      absentIn: [library],
      source: queueSource(storage, 'drop-parts', 1, common.settings.compareDropConcurrency),
    });
  }

  private releaseDrop({ storage, ...common }: IngestionProps): LambdaFunction {
    const { drops, library, tables, queues, key } = storage;
    return createFunction(this, 'release-drop', {
      ...common,
      config: releaseDropConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        LIBRARY_BUCKET: library.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        WARNINGS_QUEUE_URL: queues.warnings.queue.queueUrl,
      },
      grants: [
        onObjects(drops, 'replies/', ['PutObject']),
        onObjects(library, 'keys/', ['GetObject']),
        onObjects(library, 'snapshots/', ['GetObject']),
        onObjects(library, 'parts/', ['GetObject']),
        onObjects(library, 'shelf/', ['GetObject', 'PutObject']),
        onObjects(library, 'findings/', ['GetObject', 'PutObject']),
        onObjects(library, 'index/', ['GetObject', 'PutObject']),
        onObjects(library, 'accepted/', ['PutObject']),
        onTable(tables.drops, ['GetItem', 'Query', 'PutItem']),
        onIndex(tables.drops, 'byState'),
        sendTo(queues.warnings.queue),
        onKey(key, ['Decrypt'], personTokens),
      ],
      absentIn: [library],
      source: queueSource(storage, 'drop-releases', 1, 2),
    });
  }

  private importRoster({ storage, ...common }: IngestionProps): LambdaFunction {
    const { drops, library, tables, queues, key } = storage;
    return createFunction(this, 'import-roster', {
      ...common,
      config: importRosterConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        LIBRARY_BUCKET: library.bucketName,
        REGISTRY_TABLE: tables.registry.tableName,
        VAULT_TABLE: tables.vault.tableName,
        JOURNAL_TABLE: tables.journal.tableName,
        ROSTER_PUBLICATIONS_QUEUE_URL: queues['roster-publications'].queue.queueUrl,
        DATA_KEY_ARN: key.keyArn,
      },
      grants: [
        onBucket(drops, ['ListBucket']),
        onObjects(drops, 'roster/', ['GetObject']),
        onObjects(drops, 'replies/', ['PutObject']),
        onObjects(library, 'keys/', ['GetObject', 'PutObject']),
        onObjects(library, 'roster/', ['GetObject', 'PutObject']),
        onTable(tables.registry, ['BatchWriteItem']),
        onTable(tables.vault, ['BatchWriteItem']),
        onTable(tables.journal, ['PutItem']),
        sendTo(queues['roster-publications'].queue),
        onKey(key, ['GenerateDataKey', 'Decrypt']),
      ],
      absentIn: [library],
      source: queueSource(storage, 'roster-landed', 1, 2),
    });
  }

  private publishRoster({ storage, ...common }: IngestionProps): LambdaFunction {
    const { library, tables, queues, key } = storage;
    return createFunction(this, 'publish-roster', {
      ...common,
      config: publishRosterConfig,
      environment: {
        LIBRARY_BUCKET: library.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        DROP_RELEASES_QUEUE_URL: queues['drop-releases'].queue.queueUrl,
        DROP_SWEEPS_QUEUE_URL: queues['drop-sweeps'].queue.queueUrl,
      },
      grants: [
        onObjects(library, 'keys/', ['GetObject']),
        onObjects(library, 'roster/', ['GetObject']),
        onObjects(library, 'snapshots/', ['PutObject']),
        onTable(tables.drops, ['GetItem', 'PutItem']),
        sendTo(queues['drop-releases'].queue, queues['drop-sweeps'].queue),
        onKey(key, ['Decrypt'], personTokens),
      ],
      absentIn: [library],
      source: queueSource(storage, 'roster-publications', 1, 2),
    });
  }

  private sweepDrops({ storage, ...common }: IngestionProps): LambdaFunction {
    const { drops, tables, queues } = storage;
    const woken = (['drops-landed', 'roster-landed', 'drop-parts', 'drop-releases'] as const).map(
      (name) => queues[name].queue,
    );
    return createFunction(this, 'sweep-drops', {
      ...common,
      config: sweepDropsConfig,
      environment: {
        DROPS_BUCKET: drops.bucketName,
        DROPS_TABLE: tables.drops.tableName,
        DROPS_LANDED_QUEUE_URL: queues['drops-landed'].queue.queueUrl,
        ROSTER_LANDED_QUEUE_URL: queues['roster-landed'].queue.queueUrl,
        DROP_PARTS_QUEUE_URL: queues['drop-parts'].queue.queueUrl,
        DROP_RELEASES_QUEUE_URL: queues['drop-releases'].queue.queueUrl,
      },
      grants: [
        onBucket(drops, ['ListBucket']),
        onObjects(drops, 'replies/', ['GetObject']),
        onTable(tables.drops, ['GetItem', 'PutItem']),
        onIndex(tables.drops, 'byState'),
        sendTo(...woken),
      ],
      source: queueSource(storage, 'drop-sweeps', 1, 2),
    });
  }

  private openCases({ storage, ...common }: IngestionProps): LambdaFunction {
    const { cases, journal } = storage.tables;
    return createFunction(this, 'open-cases', {
      ...common,
      config: openCasesConfig,
      environment: { CASES_TABLE: cases.tableName, JOURNAL_TABLE: journal.tableName },
      grants: [
        onTable(cases, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']),
        onTable(journal, ['PutItem']),
      ],
      source: queueSource(storage, 'warnings', 10, common.settings.openCasesConcurrency, 1),
    });
  }

  private project({ storage, ...common }: IngestionProps): LambdaFunction {
    const { cases } = storage.tables;
    return createFunction(this, 'project', {
      ...common,
      config: projectConfig,
      environment: { CASES_TABLE: cases.tableName },
      grants: [onTable(cases, ['PutItem', 'UpdateItem'])],
      source: { kind: 'stream', table: cases, batchSize: 100, undelivered: storage.undelivered['case-changes'] },
    });
  }

  private schedules({ storage, settings }: IngestionProps): void {
    const group = new CfnScheduleGroup(this, 'schedules', { name: settings.installation });
    const scheduled = { version: 1, cause: 'schedule' } satisfies z.input<typeof rosterPublicationRequested> &
      z.input<typeof sweepRequested>;
    const common = { group, key: storage.key, undelivered: storage.undelivered.schedules };
    new QueueSchedule(this, 'publish-roster-daily', {
      ...common,
      expression: 'cron(0 2 * * ? *)',
      queue: storage.queues['roster-publications'].queue,
      message: scheduled,
    });
    new QueueSchedule(this, 'sweep-drops-often', {
      ...common,
      expression: 'rate(10 minutes)',
      queue: storage.queues['drop-sweeps'].queue,
      message: scheduled,
    });
  }
}

function queueSource(
  storage: StorageStack,
  name: QueueName,
  batchSize: number,
  concurrencyMax: number,
  windowSeconds?: number,
): EventSource {
  const { queue } = storage.queues[name];
  return { kind: 'queue', queue, batchSize, concurrencyMax, ...(windowSeconds === undefined ? {} : { windowSeconds }) };
}
