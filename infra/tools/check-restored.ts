/**
 * `npx tsx infra/tools/check-restored.ts <cases table> <journal table>`: reads both restored tables and names what the restore tore.
 * Ends with 1 when anything is. Reads only; run it before anybody works on restored tables.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { findTears, type Item } from './find-tears.ts';

const [cases, journal] = process.argv.slice(2);
if (cases === undefined || journal === undefined) {
  throw new Error('usage: npx tsx infra/tools/check-restored.ts <cases table> <journal table>');
}
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

async function readAll(table: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? []) items.push(item as Item);
  }
  return items;
}

const [caseItems, journalItems] = await Promise.all([readAll(cases), readAll(journal)]);
const tears = findTears(caseItems, journalItems);
for (const { promise, at } of tears) console.log(`${promise}: ${at}`);
console.log(`${caseItems.length} items of cases, ${journalItems.length} of the journal, ${tears.length} torn`);
process.exitCode = tears.length === 0 ? 0 : 1;
