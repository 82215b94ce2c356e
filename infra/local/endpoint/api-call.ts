/** What a caller asked of the endpoint, after its signature was verified and before anything was done. */
export type AwsServiceName = 's3' | 'sqs' | 'dynamodb' | 'dynamodbstreams' | 'kms';

export interface ApiCall {
  principal: string;
  service: AwsServiceName;
  operation: string;
  /** The operation's input; for S3 `{Bucket, Key, CopySource, Prefix, …}`. */
  input: Record<string, unknown>;
}

export interface Credential {
  secretAccessKey: string;
  principal: string;
}

export interface Verdict {
  allowed: boolean;
  reason?: string;
}
