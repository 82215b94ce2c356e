/**
 * Counters in the cases table, one flat item per place and bucket. The mark of the counted version is written in the same transaction,
 * so a record delivered again counts nothing.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CaseBucket, placeOf } from '../../domain/cases/case-counts.ts';
import type { CounterStore } from '../../ports/counter-store.ts';
import { documentClient, type TransactItems, transact } from './dynamo.ts';

// A mark may go: stream records live 24 hours, so nothing can deliver this version again after thirty days.
const markSeconds = 30 * 86_400;
export const countsKey = (place: string) => `COUNT#${place}`;

export function dynamoCounterStore(table: string, client: DynamoDBDocumentClient = documentClient()): CounterStore {
  return {
    async move({ caseId, version, at, from, to }) {
      const mark = {
        pk: `PROJECTED#${caseId}`,
        sk: String(version).padStart(10, '0'),
        expiresAt: Math.floor(at / 1000) + markSeconds,
      };
      const items: TransactItems = [
        { Put: { TableName: table, Item: mark, ConditionExpression: 'attribute_not_exists(pk)' } },
        ...(from === undefined ? [] : [addition(table, from, -1)]),
        ...(to === undefined ? [] : [addition(table, to, 1)]),
      ];
      return (await transact(client, items)).isStored;
    },
  };
}

function addition(table: string, bucket: CaseBucket, by: 1 | -1): TransactItems[number] {
  return {
    Update: {
      TableName: table,
      Key: { pk: countsKey(placeOf(bucket)), sk: `${bucket.direction}#${bucket.level}#${bucket.state}` },
      UpdateExpression: 'ADD #count :by SET township = :township, county = :county',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':by': by, ':township': bucket.township, ':county': bucket.county },
    },
  };
}
