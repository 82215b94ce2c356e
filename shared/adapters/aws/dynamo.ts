/** The document client all table adapters share, and the one translation of a cancelled transaction into an answer. */
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
}

export type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** The outcome of a transaction: stored, or which items' conditions failed. Conflicts and throttling are retried by the SDK, then thrown. */
export type TransactOutcome =
  | { readonly isStored: true }
  | { readonly isStored: false; readonly failed: readonly number[] };

export async function transact(client: DynamoDBDocumentClient, items: TransactItems): Promise<TransactOutcome> {
  if (items.length > 100) throw new RangeError('a transaction holds at most 100 items');
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return { isStored: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
    const failed = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
    if (failed.length === 0) throw error;
    return { isStored: false, failed };
  }
}
