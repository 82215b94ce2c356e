import { AwsError } from '../endpoint/aws-error.ts';

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** The prefix most refusals of a value share. */
export function invalidParameter(message: string): AwsError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function conditionFailed(item?: unknown): AwsError {
  const extra = item === undefined ? {} : { Item: item };
  return new AwsError('ConditionalCheckFailedException', 'The conditional request failed', 400, extra);
}
