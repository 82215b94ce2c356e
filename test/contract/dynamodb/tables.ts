import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal } from './bench.ts';

export function tableChecks(bench: () => Bench): void {
  const simple = (TableName: string): CreateTableCommandInput => ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });

  describe('tables', () => {
    it('are described with keys, indexes, billing and stream', async () => {
      const { client, table } = bench();
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
      expect(Table).toMatchObject({
        TableName: table,
        TableStatus: 'ACTIVE',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
      expect(Table?.TableArn).toMatch(/^arn:aws(-cn)?:dynamodb:.*:table\//);
      expect(Table?.LatestStreamArn).toContain(`${Table?.TableArn}/stream/`);
      expect(Table?.CreationDateTime).toBeInstanceOf(Date);
      expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual([
        'by-team',
        'team-keys',
        'team-notes',
      ]);
      expect(Table?.LocalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['by-rank']);
    });

    it('are listed in the order of their names, paged', async () => {
      const { client, prefix } = bench();
      const before = prefix.slice(0, -1);
      const first = await client.send(new ListTablesCommand({ ExclusiveStartTableName: before, Limit: 2 }));
      expect(first.TableNames).toHaveLength(2);
      expect(first.LastEvaluatedTableName).toBe(first.TableNames?.[1]);
      const rest = await client.send(new ListTablesCommand({ ExclusiveStartTableName: first.LastEvaluatedTableName }));
      const own = [...(first.TableNames ?? []), ...(rest.TableNames ?? [])].filter((name) => name.startsWith(prefix));
      expect(own).toEqual(['bytes', 'items', 'numbers', 'plain'].map((name) => prefix + name));
    });

    it('cannot be created twice, and are gone once deleted', async () => {
      const { client, prefix } = bench();
      const TableName = `${prefix}short-lived`;
      await client.send(new CreateTableCommand(simple(TableName)));
      await expectRefusal(client.send(new CreateTableCommand(simple(TableName))), 'ResourceInUseException');
      await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName });
      await client.send(new DeleteTableCommand({ TableName }));
      await waitUntilTableNotExists({ client, maxWaitTime: 120 }, { TableName });
      await expectRefusal(client.send(new DescribeTableCommand({ TableName })), 'ResourceNotFoundException');
      await expectRefusal(client.send(new DeleteTableCommand({ TableName })), 'ResourceNotFoundException');
    });

    it('refuse definitions of attributes that are no keys, and keys without definition', async () => {
      const { client, prefix } = bench();
      const input = simple(`${prefix}refused`);
      const attribute = { AttributeName: 'other', AttributeType: 'S' as const };
      const tooMany = { ...input, AttributeDefinitions: [...(input.AttributeDefinitions ?? []), attribute] };
      const tooFew = { ...input, AttributeDefinitions: [attribute] };
      await expectRefusal(client.send(new CreateTableCommand(tooMany)), 'ValidationException');
      await expectRefusal(client.send(new CreateTableCommand(tooFew)), 'ValidationException');
    });

    it('take a time to live once', async () => {
      const { client, plain: TableName } = bench();
      const enable = () =>
        client.send(
          new UpdateTimeToLiveCommand({
            TableName,
            TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
          }),
        );
      await enable();
      await expectRefusal(enable(), 'ValidationException', /already enabled/);
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      expect(TimeToLiveDescription?.AttributeName).toBe('expiresAt');
      expect(TimeToLiveDescription?.TimeToLiveStatus).toMatch(/^ENABL/);
    });

    it('take point-in-time recovery', async () => {
      const { client, plain: TableName } = bench();
      const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
      await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
      const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
      expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    });

    it('carry tags', async () => {
      const { client, plain } = bench();
      const { Table } = await client.send(new DescribeTableCommand({ TableName: plain }));
      const ResourceArn = Table?.TableArn;
      const Tags = [
        { Key: 'owner', Value: 'county' },
        { Key: 'stage', Value: 'test' },
      ];
      await client.send(new TagResourceCommand({ ResourceArn, Tags }));
      await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['stage'] }));
      const found = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
      expect(found.Tags).toEqual([{ Key: 'owner', Value: 'county' }]);
    });
  });
}
