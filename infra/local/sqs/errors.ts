/**
 * Errors of SQS, by the names of the JSON protocol. Older clients know some by another code: it travels in `x-amzn-query-error` and is
 * the code of the Query protocol.
 */
import { AwsError } from '../endpoint/aws-error.ts';

const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

export const queryCodeOf = (code: string): string => queryCodes[code] ?? code;

export const sqsError = (code: string, message: string): AwsError => new AwsError(code, message, 400);

export const queueDoesNotExist = () => sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
export const missingParameter = (name: string) =>
  sqsError('MissingParameter', `The request must contain the parameter ${name}.`);
export const invalidValue = (message: string) => sqsError('InvalidParameterValue', message);
