/** The read side of the cases table: keys and the index `byTownship`, never a scan. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AlertCase, CaseEvent } from '../../domain/cases/alert-case.ts';
import type { CaseCount } from '../../domain/cases/case-counts.ts';
import type { CaseReader, StoredWarning } from '../../ports/case-reader.ts';
import { documentClient } from './dynamo.ts';
import { caseKey, warningKey } from './dynamo-case-store.ts';
import { countsKey } from './dynamo-counter-store.ts';

const eventsMax = 100;

export function dynamoCaseReader(table: string, client: DynamoDBDocumentClient = documentClient()): CaseReader {
  const get = async (Key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: table, Key }))).Item;
  return {
    async list(place, state, rowsMax, position) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byTownship',
          KeyConditionExpression: 'gsi1pk = :place',
          ExpressionAttributeValues: { ':place': `TOWNSHIP#${place}#${state}` },
          Limit: rowsMax,
          ...(position ? { ExclusiveStartKey: JSON.parse(position) as Record<string, unknown> } : {}),
        }),
      );
      return {
        cases: (page.Items ?? []).map((item) => item['case'] as AlertCase),
        next: page.LastEvaluatedKey ? JSON.stringify(page.LastEvaluatedKey) : undefined,
      };
    },

    async readCase(id) {
      const [item, page] = await Promise.all([
        get(caseKey(id)),
        client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
            ExpressionAttributeValues: { ':pk': caseKey(id).pk, ':event': 'EVENT#' },
            ScanIndexForward: false,
            Limit: eventsMax,
          }),
        ),
      ]);
      if (item === undefined) return undefined;
      const events = (page.Items ?? []).map((event) => event['event'] as CaseEvent);
      return { case: item['case'] as AlertCase, events };
    },

    async readWarning(id) {
      const item = await get(warningKey(id));
      if (item === undefined) return undefined;
      const { record, household, direction, raised } = item;
      return { record, household, direction, raised } as StoredWarning;
    },

    async readCounts(place) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': countsKey(place) },
        }),
      );
      // A place has eighteen buckets at most: one page holds them all.
      return (page.Items ?? []).map((item) => countOf(item['sk'] as string, item['count'] as number));
    },
  };
}

function countOf(bucket: string, count: number): CaseCount {
  const [direction, level, state] = bucket.split('#');
  return { direction, level, state, count } as CaseCount;
}
