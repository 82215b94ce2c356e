/** DynamoDB Streams: each stream is one shard; iterators are opaque texts that expire after 15 minutes. */

import { createHash } from 'node:crypto';
import type {
  DescribeStreamInput,
  GetRecordsInput,
  GetShardIteratorInput,
  ListStreamsInput,
} from '@aws-sdk/client-dynamodb-streams';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Database } from './database.ts';
import { invalid, notFound } from './errors.ts';
import { type StreamLog, type StreamRecord, sizeOfRecord } from './stream-log.ts';
import { itemOf, pick } from './table.ts';
import { keyNames } from './table-definition.ts';

const shardId = 'shardId-00000000000000000000-00000001';
const sequenceDigits = 23;
const recordsMax = 1000;
const responseBytesMax = 1 << 20;
const iteratorMillis = 15 * 60_000;
const listedMax = 100;

function sequenceText(sequence: number): string {
  return `1${String(sequence).padStart(sequenceDigits, '0')}`;
}

function parseSequence(text: string | undefined): number {
  if (!text || !/^\d{21,40}$/.test(text)) throw invalid('Invalid SequenceNumber');
  return Number(text.slice(1));
}

export function listStreams(database: Database, input: ListStreamsInput): unknown {
  const all = [...database.streams.values()].filter(
    ({ identity }) => input.TableName === undefined || identity.tableName === input.TableName,
  );
  const from = input.ExclusiveStartStreamArn
    ? all.findIndex(({ identity }) => identity.arn === input.ExclusiveStartStreamArn) + 1
    : 0;
  const page = all.slice(from, from + Math.min(input.Limit ?? listedMax, listedMax));
  return {
    Streams: page.map(({ identity: { arn, tableName, label } }) => ({
      StreamArn: arn,
      TableName: tableName,
      StreamLabel: label,
    })),
    LastEvaluatedStreamArn: from + page.length < all.length ? page.at(-1)?.identity.arn : undefined,
  };
}

function streamOf(database: Database, arn: string | undefined): StreamLog {
  const stream = database.streams.get(arn ?? '');
  if (!stream) throw notFound(`Requested resource not found: Stream: ${arn} not found`);
  stream.trim(database.now);
  return stream;
}

export function describeStream(database: Database, input: DescribeStreamInput): unknown {
  const stream = streamOf(database, input.StreamArn);
  const { arn, label, view, tableName, key, createdAt } = stream.identity;
  const isClosed = stream.closedAt !== undefined;
  const first = stream.firstSequence ?? database.nextSequence;
  const shard = {
    ShardId: shardId,
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceText(first),
      EndingSequenceNumber: isClosed ? sequenceText(stream.lastSequence ?? first) : undefined,
    },
  };
  return {
    StreamDescription: {
      StreamArn: arn,
      StreamLabel: label,
      StreamStatus: isClosed ? 'DISABLED' : 'ENABLED',
      StreamViewType: view,
      CreationRequestDateTime: createdAt / 1000,
      TableName: tableName,
      KeySchema: keyNames(key).map((name, at) => ({ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
      Shards: input.ExclusiveStartShardId === shardId ? [] : [shard],
    },
  };
}

interface Position {
  readonly arn: string;
  /** The sequence number to read from. */
  readonly from: number;
  readonly at: number;
}

function iteratorText({ from, at, arn }: Position): string {
  return Buffer.from(`${from} ${at} ${arn}`).toString('base64');
}

function parseIterator(text: string | undefined): Position {
  const fields = /^(\d+) (\d+) (.+)$/.exec(Buffer.from(text ?? '', 'base64').toString());
  if (!fields?.[3]) throw invalid('Invalid ShardIterator');
  return { from: Number(fields[1]), at: Number(fields[2]), arn: fields[3] };
}

export function getShardIterator(database: Database, input: GetShardIteratorInput): unknown {
  const stream = streamOf(database, input.StreamArn);
  if (input.ShardId !== shardId) throw notFound(`Requested resource not found: Shard: ${input.ShardId} not found`);
  const from = startingSequence(database, stream, input);
  if (input.ShardIteratorType !== 'LATEST' && stream.hasTrimmed(from)) throw trimmed();
  return { ShardIterator: iteratorText({ arn: stream.identity.arn, from, at: database.now }) };
}

function startingSequence(database: Database, stream: StreamLog, input: GetShardIteratorInput): number {
  switch (input.ShardIteratorType) {
    case 'TRIM_HORIZON':
      return stream.firstSequence ?? database.nextSequence;
    case 'LATEST':
      return database.nextSequence;
    case 'AT_SEQUENCE_NUMBER':
      return parseSequence(input.SequenceNumber);
    case 'AFTER_SEQUENCE_NUMBER':
      return parseSequence(input.SequenceNumber) + 1;
    default:
      throw invalid('Invalid ShardIteratorType');
  }
}

function trimmed(): AwsError {
  return new AwsError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard.',
  );
}

export function getRecords(database: Database, input: GetRecordsInput): unknown {
  const iterator = parseIterator(input.ShardIterator);
  if (iterator.at < database.now - iteratorMillis) {
    throw new AwsError(
      'ExpiredIteratorException',
      'Iterator expired. The iterator was created more than 15 minutes ago.',
    );
  }
  const limit = input.Limit ?? recordsMax;
  if (limit < 1 || limit > recordsMax) throw invalid(`Limit must be between 1 and ${recordsMax}`);
  const stream = streamOf(database, iterator.arn);
  if (stream.hasTrimmed(iterator.from)) throw trimmed();
  const page = withinBytes(stream.read(iterator.from, limit));
  const next = page.length > 0 ? (page.at(-1)?.sequence ?? 0) + 1 : iterator.from;
  stream.markRead(iterator.from);
  const isDone = stream.closedAt !== undefined && (stream.lastSequence ?? -1) < next;
  const { region = 'us-east-1' } = database.options;
  return {
    Records: page.map((record) => describeRecord(stream, record, region)),
    NextShardIterator: isDone ? undefined : iteratorText({ arn: iterator.arn, from: next, at: database.now }),
  };
}

function withinBytes(records: readonly StreamRecord[]): readonly StreamRecord[] {
  let bytes = 0;
  const end = records.findIndex((record, at) => {
    bytes += sizeOfRecord(record);
    return at > 0 && bytes > responseBytesMax;
  });
  return end === -1 ? records : records.slice(0, end);
}

function describeRecord({ identity }: StreamLog, record: StreamRecord, region: string): unknown {
  const { before, after, sequence } = record;
  const { view, arn } = identity;
  const present = after ?? before;
  const showsNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  const showsOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  return {
    eventID: createHash('md5').update(`${arn}/${sequence}`).digest('hex'),
    eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.at / 1000),
      Keys: present && pick(itemOf(present), keyNames(identity.key)),
      NewImage: showsNew && after ? itemOf(after) : undefined,
      OldImage: showsOld && before ? itemOf(before) : undefined,
      SequenceNumber: sequenceText(sequence),
      SizeBytes: sizeOfRecord(record),
      StreamViewType: view,
    },
    userIdentity: record.expired ? { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' } : undefined,
  };
}
