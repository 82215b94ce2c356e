/** Counts two items up in one transaction for ever, and prints each count once it is acknowledged. Meant to be killed. */
import { writeSync } from 'node:fs';
import { createDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { openJournal } from '../../../infra/local/journal.ts';

const dynamoDb = createDynamoDb({ journal: openJournal(process.argv[2] ?? ''), now: () => 0, newId: () => 'id' });
dynamoDb.handle('CreateTable', {
  TableName: 'cases',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
});
const increment = (pk: string) => ({
  Update: {
    TableName: 'cases',
    Key: { pk: { S: pk } },
    UpdateExpression: 'ADD v :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  },
});
for (let count = 1; ; count++) {
  dynamoDb.handle('TransactWriteItems', { TransactItems: [increment('left'), increment('right')] });
  writeSync(1, `${count}\n`);
}
