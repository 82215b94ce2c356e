/**
 * Drops in DynamoDB. Every change of a drop is conditional on its version, a drop's content is marked for ever (no TTL), and an
 * acceptance stores drop, segment and catalogue head in one transaction.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Drop, type DropState, dropEdges } from '../../domain/drops.ts';
import type { AcceptedStatistics, CatalogueHead, DropStore, RosterHead, SegmentEntry } from '../../ports/drop-store.ts';
import { documentClient, type TransactItems, transact } from './dynamo.ts';

const statisticsKept = 12;
const headKey = { pk: 'CATALOGUE', sk: 'HEAD' };
const rosterKey = { pk: 'ROSTER', sk: 'HEAD' };
const examinationKey = (snapshot: string) => ({ pk: `EXAMINATION#${snapshot}`, sk: 'EXAMINATION' });
const dropKey = (id: string) => ({ pk: `DROP#${id}`, sk: 'DROP' });
const emptyHead: CatalogueHead = { version: 0, asOf: '1970-01-01', findings: {} };

export function dynamoDropStore(table: string, client: DynamoDBDocumentClient = documentClient()): DropStore {
  const get = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const queryAll = async (pk: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  };
  return {
    read: async (id) => (await get(dropKey(id)))?.['drop'] as Drop | undefined,

    async create(drop, contentDigest) {
      const mark = { pk: `CONTENT#${drop.dataset}#${contentDigest}`, sk: 'CONTENT' };
      const outcome = await transact(client, [
        { Put: { TableName: table, Item: dropItem(drop), ConditionExpression: 'attribute_not_exists(pk)' } },
        {
          Put: { TableName: table, Item: { ...mark, drop: drop.id }, ConditionExpression: 'attribute_not_exists(pk)' },
        },
      ]);
      if (outcome.isStored) return { isNew: true };
      if (outcome.failed.includes(0)) return { isNew: false };
      const marked = (await get(mark))?.['drop'] as string;
      const duplicate: Drop = { ...drop, state: 'duplicate', parts: [] };
      await putIfAbsent(client, table, dropItem(duplicate));
      return { isNew: false, duplicateOf: marked };
    },

    async move(drop, to, change = {}) {
      assertEdge(drop.state, to);
      const next: Drop = { ...drop, ...change, state: to, version: drop.version + 1 };
      const outcome = await transact(client, [conditionalDrop(table, next, drop.version)]);
      return outcome.isStored;
    },

    async markPart(drop, part) {
      const answer = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `DROP#${drop}`, sk: 'PARTS' },
          UpdateExpression: 'ADD done :part',
          ExpressionAttributeValues: { ':part': new Set([part]) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return ((answer.Attributes?.['done'] as Set<number> | undefined) ?? new Set()).size;
    },

    async partsDone(drop) {
      const item = await get({ pk: `DROP#${drop}`, sk: 'PARTS' });
      return ((item?.['done'] as Set<number> | undefined) ?? new Set()).size;
    },

    async listByState(state, cursor) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byState',
          KeyConditionExpression: 'gsi1pk = :state',
          ExpressionAttributeValues: { ':state': `STATE#${state}` },
          Limit: 100,
          ...(cursor ? { ExclusiveStartKey: JSON.parse(cursor) as Record<string, unknown> } : {}),
        }),
      );
      return {
        drops: (page.Items ?? []).map((item) => item['drop'] as Drop),
        next: page.LastEvaluatedKey ? JSON.stringify(page.LastEvaluatedKey) : undefined,
      };
    },

    async readHead() {
      return ((await get(headKey))?.['head'] as CatalogueHead | undefined) ?? emptyHead;
    },

    async segments() {
      return (await queryAll('SEGMENTS')).map((item) => item['segment'] as SegmentEntry);
    },

    async accept({ drops, from, to, change = {}, roster }) {
      const items: TransactItems = [headPut(table, from, to)];
      for (const { drop, segment, statistics } of drops) {
        assertEdge(drop.state, 'releasing');
        const next: Drop = { ...drop, ...change, state: 'releasing', version: drop.version + 1 };
        const segmentKey = { pk: 'SEGMENTS', sk: `${segment.dataset}#${segment.order}` };
        const statisticsKey = { pk: `STATISTICS#${drop.dataset}`, sk: `${drop.producedAt}#${drop.id}` };
        items.push(
          conditionalDrop(table, next, drop.version),
          { Put: { TableName: table, Item: { ...segmentKey, segment } } },
          { Put: { TableName: table, Item: { ...statisticsKey, statistics } } },
        );
      }
      if (roster !== undefined) {
        items.push({
          Put: { TableName: table, Item: { ...examinationKey(roster), revision: to.version, isSent: false } },
        });
      }
      return (await transact(client, items)).isStored;
    },

    async statistics(dataset) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `STATISTICS#${dataset}` },
          ScanIndexForward: false,
          Limit: statisticsKept,
        }),
      );
      return (page.Items ?? []).map((item) => item['statistics'] as AcceptedStatistics);
    },

    readRoster: async () => (await get(rosterKey))?.['roster'] as RosterHead | undefined,

    async rosterExamination(snapshot) {
      const item = await get(examinationKey(snapshot));
      return item === undefined
        ? undefined
        : { revision: item['revision'] as number, isSent: item['isSent'] as boolean };
    },

    async noteRosterExamined(snapshot, revision) {
      const item = { ...examinationKey(snapshot), revision, isSent: true };
      await client.send(new PutCommand({ TableName: table, Item: item }));
    },

    async publishRoster(from, to) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...rosterKey, roster: to, version: to.version },
            ...(from === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#version = :version',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':version': from.version },
                }),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async amend(drop, change) {
      const next: Drop = { ...drop, ...change, version: drop.version + 1 };
      return (await transact(client, [conditionalDrop(table, next, drop.version)])).isStored;
    },
  };
}

function dropItem(drop: Drop): Record<string, unknown> {
  return {
    ...dropKey(drop.id),
    gsi1pk: `STATE#${drop.state}`,
    gsi1sk: `${drop.receivedAt}#${drop.id}`,
    version: drop.version,
    drop,
  };
}

function conditionalDrop(table: string, next: Drop, version: number): TransactItems[number] {
  return {
    Put: {
      TableName: table,
      Item: dropItem(next),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

function headPut(table: string, from: CatalogueHead, to: CatalogueHead): TransactItems[number] {
  const item = { ...headKey, head: to, version: to.version };
  if (from.version === 0)
    return { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } };
  return {
    Put: {
      TableName: table,
      Item: item,
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': from.version },
    },
  };
}

async function putIfAbsent(
  client: DynamoDBDocumentClient,
  table: string,
  item: Record<string, unknown>,
): Promise<void> {
  await transact(client, [{ Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } }]);
}

function assertEdge(from: DropState, to: DropState): void {
  if (!dropEdges[from].includes(to)) throw new Error(`a drop cannot go from ${from} to ${to}`);
}
