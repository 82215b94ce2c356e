/**
 * Cases in DynamoDB. A warning's item is its dedupe mark and has no TTL; the lock item of household and direction points at the one
 * open case; the journal entry is written in the same transaction and can never be changed.
 */
import { hash } from 'node:crypto';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AlertCase, CaseEvent, Exemption, WarningRecord } from '../../domain/cases/alert-case.ts';
import { isOpenState } from '../../domain/cases/alert-states.ts';
import type { CaseCommit, CaseStore } from '../../ports/case-store.ts';
import { documentClient, type TransactItems, transact } from './dynamo.ts';

const batchGetMax = 100;
export const caseKey = (id: string) => ({ pk: `CASE#${id}`, sk: 'CASE' });
export const warningKey = (id: string) => ({ pk: `WARNING#${id}`, sk: 'WARNING' });
const lockKey = (household: string, direction: string) => ({ pk: `HOUSEHOLD#${household}`, sk: `OPEN#${direction}` });

export function dynamoCaseStore(
  tables: { readonly cases: string; readonly journal: string },
  client: DynamoDBDocumentClient = documentClient(),
): CaseStore {
  const get = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: tables.cases, Key: key, ConsistentRead: true }))).Item;
  return {
    async readAlerts(household, direction) {
      const page = await client.send(
        new QueryCommand({
          TableName: tables.cases,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `HOUSEHOLD#${household}` },
          ConsistentRead: true,
        }),
      );
      const items = page.Items ?? [];
      const lock = items.find((item) => item['sk'] === `OPEN#${direction}`);
      const openCase =
        lock === undefined ? undefined : ((await get(caseKey(lock['caseId'] as string)))?.['case'] as AlertCase);
      const exemptions = items
        .filter((item) => (item['sk'] as string).startsWith('EXEMPTION#'))
        .map((item) => item['exemption'] as Exemption);
      return { openCase, exemptions };
    },

    async readWarnings(ids) {
      const records = new Map<string, WarningRecord>();
      for (let at = 0; at < ids.length; at += batchGetMax) {
        let keys = ids.slice(at, at + batchGetMax).map(warningKey);
        while (keys.length > 0) {
          const answer = await client.send(
            new BatchGetCommand({ RequestItems: { [tables.cases]: { Keys: keys, ConsistentRead: true } } }),
          );
          for (const item of answer.Responses?.[tables.cases] ?? []) {
            const record = item['record'] as WarningRecord;
            records.set(record.id, record);
          }
          keys = (answer.UnprocessedKeys?.[tables.cases]?.Keys ?? []) as typeof keys;
        }
      }
      return records;
    },

    async commit(commit) {
      const items: TransactItems = [
        ...caseItems(commit, tables.cases),
        ...commit.events.flatMap((event) => eventItems(event, commit, tables)),
        ...commit.warnings.map((warning) => warningItem(warning, tables.cases)),
      ];
      return (await transact(client, items)).isStored;
    },
  };
}

function caseItems({ before, after, household, direction }: CaseCommit, table: string): TransactItems {
  if (after === undefined) return [];
  const item = {
    ...caseKey(after.id),
    version: after.version,
    case: after,
    gsi1pk: `TOWNSHIP#${after.township === '' ? `${after.county}#pending` : after.township}#${after.state}`,
    gsi1sk: `${after.dueOn}#${after.id}`,
  };
  const put: TransactItems[number] =
    before === undefined
      ? { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } }
      : {
          Put: {
            TableName: table,
            Item: item,
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': before.version },
          },
        };
  const key = lockKey(household, direction);
  if (before === undefined) {
    const lock = { ...key, caseId: after.id };
    return [put, { Put: { TableName: table, Item: lock, ConditionExpression: 'attribute_not_exists(pk)' } }];
  }
  if (isOpenState(after.state)) return [put];
  return [
    put,
    {
      Delete: {
        TableName: table,
        Key: key,
        ConditionExpression: 'caseId = :id',
        ExpressionAttributeValues: { ':id': after.id },
      },
    },
  ];
}

/** The event of the case, and its journal entry: ids, codes and a digest, never a person. */
function eventItems(event: CaseEvent, commit: CaseCommit, tables: { cases: string; journal: string }): TransactItems {
  const sequence = String(event.sequence).padStart(6, '0');
  const entry = {
    pk: `COUNTY#${commit.county}`,
    sk: `${commit.at}#${event.caseId}#${sequence}`,
    kind: 'case-event',
    caseId: event.caseId,
    sequence: event.sequence,
    event: event.kind,
    to: event.to,
    digest: hash('sha256', JSON.stringify(event), 'hex'),
  };
  const absent = 'attribute_not_exists(pk)';
  return [
    {
      Put: {
        TableName: tables.cases,
        Item: { pk: `CASE#${event.caseId}`, sk: `EVENT#${sequence}`, event, at: commit.at },
        ConditionExpression: absent,
      },
    },
    { Put: { TableName: tables.journal, Item: entry, ConditionExpression: absent } },
  ];
}

function warningItem({ before, after }: CaseCommit['warnings'][number], table: string): TransactItems[number] {
  const item = {
    ...warningKey(after.record.id),
    revision: after.record.revision,
    record: after.record,
    household: after.household,
    direction: after.direction,
    raised: after.raised,
  };
  if (before === undefined) {
    return { Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } };
  }
  return {
    Update: {
      TableName: table,
      Key: warningKey(after.record.id),
      // A withdrawal carries no body: what was raised stays readable.
      UpdateExpression: `SET #record = :record, revision = :revision${after.raised === undefined ? '' : ', raised = :raised'}`,
      ConditionExpression: 'revision = :before',
      ExpressionAttributeNames: { '#record': 'record' },
      ExpressionAttributeValues: {
        ':record': after.record,
        ':revision': after.record.revision,
        ':before': before.revision,
        ...(after.raised === undefined ? {} : { ':raised': after.raised }),
      },
    },
  };
}
