/**
 * TransactWriteItems and TransactGetItems. All parts are decided against the same state; if one cannot be, nothing is written and
 * the caller gets the reason of each part in order. A repeated ClientRequestToken within ten minutes changes nothing again.
 */
import { createHash } from 'node:crypto';
import type { CancellationReason, TransactGetItemsInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../endpoint/aws-error.ts';
import { CapacitySum, readUnits, writeUnits } from './capacity.ts';
import type { Database } from './database.ts';
import { invalid } from './errors.ts';
import { readReads } from './item-operations.ts';
import type { Change } from './table.ts';
import { decideWrite, readWrite, type Write, type WriteInput, type WriteKind } from './write.ts';

const partsMax = 100;
const bytesMax = 4 << 20;
const tokenLengthMax = 36;
const kinds: Readonly<Record<string, WriteKind>> = {
  Put: 'put',
  Update: 'update',
  Delete: 'delete',
  ConditionCheck: 'check',
};
/** Reads and writes in a transaction cost twice. */
const transactionFactor = 2;

export function transactWriteItems(database: Database, input: TransactWriteItemsInput): unknown {
  const parts = requireParts(input.TransactItems);
  const token = input.ClientRequestToken;
  if (token !== undefined && (token.length < 1 || token.length > tokenLengthMax)) {
    throw invalid(
      `1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to ${tokenLengthMax}`,
    );
  }
  const digest = token === undefined ? '' : digestOf(parts);
  const applied = token === undefined ? undefined : database.tokenDigest(token);
  if (applied !== undefined) {
    if (applied === digest) return {};
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request',
    );
  }
  const writes = parts.map((part) => readPart(database, part));
  requireNoItemTwice(writes);
  const changes = decideAll(writes);
  const bytes = changes.reduce((sum, { before, after }) => sum + Math.max(before?.bytes ?? 0, after?.bytes ?? 0), 0);
  requireWithinSize(bytes);
  const capacity = new CapacitySum();
  if (input.ReturnConsumedCapacity) {
    for (const change of changes) capacity.add(change.table, transactionFactor * writeUnits(change));
  }
  database.commit(changes, token === undefined ? {} : { token: { id: token, digest, at: database.now } });
  return { ConsumedCapacity: capacity.report(input.ReturnConsumedCapacity) };
}

function requireParts<T>(parts: readonly T[] | undefined): readonly T[] {
  const count = parts?.length ?? 0;
  if (parts && count > 0 && count <= partsMax) return parts;
  const bound = count === 0 ? 'greater than or equal to 1' : `less than or equal to ${partsMax}`;
  throw invalid(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${bound}`,
  );
}

function readPart(database: Database, part: object): Write {
  const [only, ...others] = Object.entries(part).filter(([, value]) => value !== undefined);
  const kind = only && kinds[only[0]];
  if (!kind || others.length > 0) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const input = only[1] as WriteInput;
  if (kind === 'check' && input.ConditionExpression === undefined) {
    throw invalid('The ConditionExpression of a ConditionCheck is missing');
  }
  if (kind === 'update' && input.UpdateExpression === undefined) {
    throw invalid('The UpdateExpression of an Update is missing');
  }
  return readWrite(database, kind, input);
}

function requireNoItemTwice(writes: readonly Write[]): void {
  const seen = new Set(writes.map(({ table, treeKey }) => `${table.definition.name}\x00${treeKey}`));
  if (seen.size < writes.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

function requireWithinSize(bytes: number): void {
  if (bytes > bytesMax) throw invalid('The aggregate size of the items in the transaction cannot exceed 4 MB');
}

function decideAll(writes: readonly Write[]): readonly Change[] {
  const changes: Change[] = [];
  const reasons = writes.map((write): CancellationReason => {
    try {
      changes.push(decideWrite(write));
      return { Code: 'None' };
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (changes.length === writes.length) return changes;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function reasonOf(error: unknown): CancellationReason {
  if (!(error instanceof AwsError)) throw error;
  const code = error.code === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError';
  return { Code: code, Message: error.message, ...error.extra };
}

/** The same for the same parameters, whatever the order of their members. */
function digestOf(parts: unknown): string {
  const sorted = JSON.stringify(parts, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64');
}

export function transactGetItems(database: Database, input: TransactGetItemsInput): unknown {
  const capacity = new CapacitySum();
  const reads = requireParts(input.TransactItems).flatMap(({ Get: get }) => {
    if (!get) throw invalid('TransactItems can only contain Get');
    const { TableName: name, Key: key, ...options } = get;
    return readReads(database.table(name), [key], options);
  });
  let bytes = 0;
  const responses = reads.map(({ table, treeKey, show }) => {
    const row = table.rows.get(treeKey);
    bytes += row?.bytes ?? 0;
    capacity.add(table, transactionFactor * readUnits(row?.bytes ?? 0, true));
    return row ? { Item: show(row) } : {};
  });
  requireWithinSize(bytes);
  return { Responses: responses, ConsumedCapacity: capacity.report(input.ReturnConsumedCapacity) };
}
