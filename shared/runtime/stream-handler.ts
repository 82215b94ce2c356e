/**
 * The one way a function reads a table's stream: record by record, in order, and no further than the first that fails. That record is
 * reported, so Lambda delivers it and everything after it again; what was handled before it stays handled.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logFailure } from './queue-handler.ts';

/** An item before and after a write; undefined where it did not exist. */
export interface ItemChange {
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
}

export function streamHandler(handle: (change: ItemChange) => Promise<void>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(
    async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
      for (const record of event.Records) {
        const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
        try {
          await handle(changeOf(record));
        } catch (error) {
          logFailure(itemIdentifier, error, 'record-failed');
          return { batchItemFailures: [{ itemIdentifier }] };
        }
      }
      return { batchItemFailures: [] };
    },
  );
}

function changeOf({ dynamodb }: DynamoDBRecord): ItemChange {
  return { before: itemOf(dynamodb?.OldImage), after: itemOf(dynamodb?.NewImage) };
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

function itemOf(image: Image): Readonly<Record<string, unknown>> | undefined {
  return image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);
}
