/**
 * Batches of up to ten entries. Each entry succeeds or fails on its own and is answered under its id; only a batch that is empty, too
 * long, or ambiguous in its ids is refused whole. The messages of a batch are journalled as one entry.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import { sqsError } from './errors.ts';
import { type Input, readList, requireText } from './input.ts';
import { messageOperations } from './message-operations.ts';
import type { Queue, SentMessage } from './model.ts';
import { readNumber } from './queue-attributes.ts';
import { decideSending } from './send.ts';
import type { CallContext, Operation, Output, SqsCore } from './sqs.ts';

const entriesMax = 10;
const batchBytesMin = 262_144;

interface Outcome {
  successful: Output[];
  failed: Output[];
}

export async function batchOperation(core: SqsCore, name: string, input: Input, context: CallContext): Promise<Output> {
  const queue = core.queueOf(input);
  const entries = requireEntries(input);
  const { successful, failed } =
    name === 'SendMessageBatch'
      ? sendAll(core, queue, entries, context)
      : await performEach(core, name.replace(/Batch$/, ''), input, entries, context);
  return { Successful: successful, Failed: failed };
}

function requireEntries(input: Input): Input[] {
  const entries = readList(input, 'Entries') as Input[];
  if (entries.length === 0) throw sqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > entriesMax)
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${entriesMax}. You have sent ${entries.length}.`,
    );
  const ids = entries.map((entry) => requireText(entry, 'Id'));
  const wrong = ids.find((id) => !/^[A-Za-z0-9_-]{1,80}$/.test(id));
  if (wrong !== undefined)
    throw sqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  if (new Set(ids).size !== ids.length)
    throw sqsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  return entries;
}

/** Only errors of the service belong to an entry; others are ours and fail the call. */
function failure(entry: Input, error: unknown): Output {
  if (!(error instanceof AwsError)) throw error;
  return { Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message };
}

function sendAll(core: SqsCore, queue: Queue, entries: readonly Input[], context: CallContext): Outcome {
  const outcome: Outcome = { successful: [], failed: [] };
  const messages: SentMessage[] = [];
  let total = 0;
  const commit = (): void => {
    if (messages.length > 0) core.state.commit({ op: 'send', queue: queue.name, messages: messages.splice(0) });
  };
  for (const entry of entries) {
    try {
      const { message, bytes, answer } = decideSending(
        queue,
        entry,
        core.now(),
        core.newId,
        context.principal ?? core.accountId,
      );
      total += bytes;
      if (message) messages.push(message);
      outcome.successful.push({ Id: entry.Id, ...answer });
      // On a FIFO queue the next entry may repeat this one's deduplication id.
      if (queue.isFifo) commit();
    } catch (error) {
      outcome.failed.push(failure(entry, error));
    }
  }
  const bytesMax = Math.max(batchBytesMin, readNumber(queue, 'MaximumMessageSize'));
  if (total > bytesMax)
    throw sqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${bytesMax} bytes. You have sent ${total} bytes.`,
    );
  commit();
  core.waiters.wake(queue);
  return outcome;
}

async function performEach(
  core: SqsCore,
  name: string,
  input: Input,
  entries: readonly Input[],
  context: CallContext,
): Promise<Outcome> {
  const operation = messageOperations[name] as Operation;
  const outcome: Outcome = { successful: [], failed: [] };
  for (const entry of entries) {
    try {
      await operation(core, { ...entry, QueueUrl: input.QueueUrl }, context);
      outcome.successful.push({ Id: entry.Id });
    } catch (error) {
      outcome.failed.push(failure(entry, error));
    }
  }
  return outcome;
}
