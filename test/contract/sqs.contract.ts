/** What SQS promises to code that talks to it through the SDK. Runs unchanged against any endpoint. */
import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointUnderTest, errorOf, uniqueName } from './endpoint-under-test.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function sqsContract(open: () => Promise<EndpointUnderTest>): void {
  describe('SQS', () => {
    let under: EndpointUnderTest;
    let sqs: SQSClient;
    const made: string[] = [];

    beforeAll(async () => {
      under = await open();
      sqs = new SQSClient(under.settings);
    });
    afterAll(async () => {
      for (const QueueUrl of new Set(made)) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      await under.stop();
    });

    const make = async (Attributes: Partial<Record<QueueAttributeName, string>> = {}, suffix = '') => {
      const { QueueUrl = '' } = await sqs.send(
        new CreateQueueCommand({ QueueName: `${uniqueName('contract')}${suffix}`, Attributes }),
      );
      made.push(QueueUrl);
      return QueueUrl;
    };
    const makeFifo = (Attributes: Partial<Record<QueueAttributeName, string>> = {}) =>
      make({ FifoQueue: 'true', ...Attributes }, '.fifo');
    const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
    const receive = async (QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
      const input = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const], ...more };
      return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
    };
    const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);
    const remove = (QueueUrl: string, { ReceiptHandle }: Message) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    const attributesOf = async (QueueUrl: string) =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};
    const only = (messages: readonly Message[]): Message => {
      expect(messages).toHaveLength(1);
      return messages[0] as Message;
    };

    describe('queues', () => {
      it('a queue is found by its name and listed by its prefix', async () => {
        const url = await make();
        const QueueName = url.slice(url.lastIndexOf('/') + 1);
        expect((await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(url);
        expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).QueueUrls).toEqual([url]);
      });

      it('creating it again with the same attributes is no change, with others an error', async () => {
        const url = await make({ VisibilityTimeout: '40' });
        const QueueName = url.slice(url.lastIndexOf('/') + 1);
        const again = (VisibilityTimeout: string) =>
          sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout } }));
        expect((await again('40')).QueueUrl).toBe(url);
        expect((await errorOf(again('41'))).name).toBe('QueueNameExists');
      });

      it('a queue that is not there is QueueDoesNotExist', async () => {
        const QueueName = uniqueName('absent');
        expect((await errorOf(sqs.send(new GetQueueUrlCommand({ QueueName })))).name).toBe('QueueDoesNotExist');
        const url = `${under.settings.endpoint}/000000000000/${QueueName}`;
        expect((await errorOf(send(url, 'x'))).name).toBe('QueueDoesNotExist');
      });

      it('attributes have the defaults of AWS and can be set', async () => {
        const url = await make();
        expect(await attributesOf(url)).toMatchObject({
          VisibilityTimeout: '30',
          MessageRetentionPeriod: '345600',
          DelaySeconds: '0',
          ReceiveMessageWaitTimeSeconds: '0',
          ApproximateNumberOfMessages: '0',
        });
        await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: '7' } }));
        const named = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['VisibilityTimeout', 'QueueArn'] }),
        );
        expect(named.Attributes?.VisibilityTimeout).toBe('7');
        expect(Object.keys(named.Attributes ?? {}).sort()).toEqual(['QueueArn', 'VisibilityTimeout']);
      });

      it('an attribute that is unknown or out of bounds is refused', async () => {
        const url = await make();
        const set = (Attributes: Record<string, string>) =>
          errorOf(sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes })));
        expect((await set({ VisibilityTimeout: '50000' })).name).toBe('InvalidAttributeValue');
        expect((await set({ Colour: 'red' })).name).toBe('InvalidAttributeName');
      });

      it('tags are kept', async () => {
        const url = await make();
        await sqs.send(new TagQueueCommand({ QueueUrl: url, Tags: { stage: 'test', 县: '甲' } }));
        expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ stage: 'test', 县: '甲' });
      });

      it('counts tell visible, delayed and in-flight messages apart, and a purge leaves none', async () => {
        const url = await make();
        await send(url, 'visible');
        await send(url, 'taken');
        await send(url, 'delayed', { DelaySeconds: 60 });
        await receive(url, { MaxNumberOfMessages: 1 });
        expect(await attributesOf(url)).toMatchObject({
          ApproximateNumberOfMessages: '1',
          ApproximateNumberOfMessagesNotVisible: '1',
          ApproximateNumberOfMessagesDelayed: '1',
        });
        await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
        expect(await receive(url)).toEqual([]);
        expect(await attributesOf(url)).toMatchObject({ ApproximateNumberOfMessages: '0' });
      });
    });

    describe('messages', () => {
      it('a message comes as it was sent, with digests and attributes', async () => {
        const url = await make();
        const body = '预警 <&> 𠮷 \t\n end';
        const sent = await send(url, body);
        expect(sent.MD5OfMessageBody).toBe(md5(body));
        const message = only(await receive(url));
        expect(message).toMatchObject({ Body: body, MD5OfBody: md5(body), MessageId: sent.MessageId });
        expect(message.Attributes?.ApproximateReceiveCount).toBe('1');
        expect(Math.abs(Number(message.Attributes?.SentTimestamp) - Date.now())).toBeLessThan(60_000);
      });

      it('message attributes of all types come back when asked for', async () => {
        const url = await make();
        const MessageAttributes = {
          kind: { DataType: 'String', StringValue: '预警' },
          count: { DataType: 'Number', StringValue: '12' },
          raw: { DataType: 'Binary', BinaryValue: Uint8Array.from([0, 1, 255]) },
        };
        const sent = await send(url, 'x', { MessageAttributes });
        const message = only(await receive(url, { MessageAttributeNames: ['All'] }));
        expect(message.MessageAttributes).toMatchObject({
          kind: MessageAttributes.kind,
          count: MessageAttributes.count,
        });
        expect([...(message.MessageAttributes?.raw?.BinaryValue ?? [])]).toEqual([0, 1, 255]);
        expect(message.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
      });

      it('a message in flight is hidden until its timeout, then counted again', async () => {
        const url = await make({ VisibilityTimeout: '1' });
        await send(url, 'x');
        const first = only(await receive(url));
        expect(await receive(url)).toEqual([]);
        const second = only(await receive(url, { WaitTimeSeconds: 3 }));
        expect(second.MessageId).toBe(first.MessageId);
        expect(second.Attributes?.ApproximateReceiveCount).toBe('2');
        expect(second.Attributes?.SentTimestamp).toBe(first.Attributes?.SentTimestamp);
      });

      it('a deleted message never returns', async () => {
        const url = await make({ VisibilityTimeout: '1' });
        await send(url, 'x');
        await remove(url, only(await receive(url)));
        expect(await receive(url, { WaitTimeSeconds: 2 })).toEqual([]);
      });

      it('visibility can be given back at once or prolonged', async () => {
        const url = await make({ VisibilityTimeout: '1' });
        await send(url, 'x');
        const change = ({ ReceiptHandle }: Message, VisibilityTimeout: number) =>
          sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));
        await change(only(await receive(url)), 0);
        const again = only(await receive(url));
        await change(again, 30);
        await pause(1300);
        expect(await receive(url)).toEqual([]);
      });

      it('a receipt handle that is none is refused', async () => {
        const url = await make();
        const ReceiptHandle = 'not-a-handle';
        const deletion = errorOf(sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle })));
        expect((await deletion).name).toBe('ReceiptHandleIsInvalid');
      });

      it('a delayed message appears when its delay is over', async () => {
        const url = await make();
        await send(url, 'later', { DelaySeconds: 1 });
        expect(await receive(url)).toEqual([]);
        expect(bodies(await receive(url, { WaitTimeSeconds: 4 }))).toEqual(['later']);
      });

      it('a long poll is answered as soon as a message is sent', async () => {
        const url = await make();
        const begunAt = performance.now();
        const waiting = receive(url, { WaitTimeSeconds: 10 });
        await pause(300);
        await send(url, 'now');
        expect(bodies(await waiting)).toEqual(['now']);
        expect(performance.now() - begunAt).toBeLessThan(3000);
      });

      it('a long poll of an empty queue ends when its time is up', async () => {
        const url = await make();
        const begunAt = performance.now();
        expect(await receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
        expect(performance.now() - begunAt).toBeGreaterThan(900);
      });

      it('a message larger than the queue allows, or empty, is refused', async () => {
        const url = await make({ MaximumMessageSize: '1024' });
        await send(url, 'x'.repeat(1024));
        expect((await errorOf(send(url, 'x'.repeat(1025)))).name).toMatch(/InvalidParameterValue/);
        expect((await errorOf(send(url, ''))).name).toMatch(/MissingParameter|InvalidParameterValue/);
      });

      it('a message of 256 KB passes', async () => {
        const url = await make();
        const body = '好'.repeat(87_381);
        await send(url, body);
        expect(only(await receive(url)).Body).toBe(body);
      });

      it('a standard queue takes a message group and tells it', async () => {
        const url = await make();
        await send(url, 'x', { MessageGroupId: 'county-1' });
        expect(only(await receive(url)).Attributes?.MessageGroupId).toBe('county-1');
      });
    });

    describe('batches', () => {
      const entries = (count: number) =>
        Array.from({ length: count }, (_, n) => ({ Id: `e${n}`, MessageBody: `body ${n}` }));

      it('ten messages are sent, received and deleted in three calls', async () => {
        const url = await make();
        const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries(10) }));
        expect(sent.Successful?.map(({ Id }) => Id)).toEqual(entries(10).map(({ Id }) => Id));
        expect(sent.Failed ?? []).toEqual([]);
        const messages = await receive(url);
        expect(bodies(messages).sort()).toEqual(entries(10).map(({ MessageBody }) => MessageBody));
        const Entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
        const gone = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
        expect(gone.Successful).toHaveLength(10);
        expect(await attributesOf(url)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '0' });
      });

      it('an empty, too long or ambiguous batch is refused whole', async () => {
        const url = await make();
        const batch = (Entries: ReturnType<typeof entries>) =>
          errorOf(sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries })));
        expect((await batch([])).name).toMatch(/EmptyBatchRequest/);
        expect((await batch(entries(11))).name).toMatch(/TooManyEntriesInBatchRequest/);
        expect((await batch([...entries(2), ...entries(1)])).name).toMatch(/BatchEntryIdsNotDistinct/);
        expect(await receive(url)).toEqual([]);
      });

      it('of a batch each entry fails or succeeds on its own', async () => {
        const url = await make();
        await send(url, 'x');
        const { ReceiptHandle } = only(await receive(url));
        const Entries = [
          { Id: 'good', ReceiptHandle, VisibilityTimeout: 0 },
          { Id: 'bad', ReceiptHandle: 'not-a-handle', VisibilityTimeout: 0 },
        ];
        const done = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
        expect(done.Successful?.map(({ Id }) => Id)).toEqual(['good']);
        expect(done.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
        expect(await receive(url)).toHaveLength(1);
      });
    });

    describe('dead letters', () => {
      it('a message received too often moves to the dead-letter queue with its first instant', async () => {
        const deadUrl = await make();
        const { QueueArn: deadLetterTargetArn } = await attributesOf(deadUrl);
        const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
        const url = await make({ VisibilityTimeout: '0', RedrivePolicy });
        const { MessageId } = await send(url, 'poison');
        const first = only(await receive(url));
        const second = only(await receive(url));
        expect([first.MessageId, second.MessageId]).toEqual([MessageId, MessageId]);
        expect(await receive(url)).toEqual([]);
        const dead = only(await receive(deadUrl, { WaitTimeSeconds: 2 }));
        expect(dead).toMatchObject({ MessageId, Body: 'poison' });
        expect(dead.Attributes?.SentTimestamp).toBe(first.Attributes?.SentTimestamp);
      });

      it('the others of its queue go on', async () => {
        const deadUrl = await make();
        const { QueueArn: deadLetterTargetArn } = await attributesOf(deadUrl);
        const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: '1' });
        const url = await make({ VisibilityTimeout: '0', RedrivePolicy });
        await send(url, 'poison');
        only(await receive(url));
        await send(url, 'good');
        const rest = await receive(url, { WaitTimeSeconds: 2 });
        expect(bodies(rest)).toEqual(['good']);
      });

      it('a redrive policy that is no policy is refused', async () => {
        const url = await make();
        const set = sqs.send(
          new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy: '{"a":1}' } }),
        );
        expect((await errorOf(set)).name).toMatch(/InvalidParameterValue|InvalidAttributeValue/);
      });
    });

    describe('FIFO queues', () => {
      it('a group comes in order and is locked while one of it is in flight', async () => {
        const url = await makeFifo();
        for (const [group, body] of [
          ['a', 'a1'],
          ['a', 'a2'],
          ['b', 'b1'],
        ] as const)
          await send(url, body, { MessageGroupId: group, MessageDeduplicationId: body });
        const first = only(await receive(url, { MaxNumberOfMessages: 1 }));
        expect(first.Body).toBe('a1');
        expect(bodies(await receive(url))).toEqual(['b1']);
        expect(await receive(url)).toEqual([]);
        await remove(url, first);
        expect(bodies(await receive(url))).toEqual(['a2']);
      });

      it('a message given back keeps its place', async () => {
        const url = await makeFifo();
        for (const body of ['1', '2', '3'])
          await send(url, body, { MessageGroupId: 'g', MessageDeduplicationId: body });
        const { ReceiptHandle } = only(await receive(url, { MaxNumberOfMessages: 1 }));
        await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }));
        expect(bodies(await receive(url))).toEqual(['1', '2', '3']);
      });

      it('a repeated deduplication id is acknowledged and not sent again', async () => {
        const url = await makeFifo();
        const more = { MessageGroupId: 'g', MessageDeduplicationId: 'same' };
        const [first, second] = [await send(url, 'one', more), await send(url, 'two', more)];
        expect(second.MessageId).toBe(first.MessageId);
        expect(bodies(await receive(url))).toEqual(['one']);
      });

      it('deduplication by content needs no id, and without either a message is refused', async () => {
        const byContent = await makeFifo({ ContentBasedDeduplication: 'true' });
        await send(byContent, 'same', { MessageGroupId: 'g' });
        await send(byContent, 'same', { MessageGroupId: 'g' });
        expect(bodies(await receive(byContent))).toEqual(['same']);
        const plain = await makeFifo();
        expect((await errorOf(send(plain, 'x', { MessageGroupId: 'g' }))).name).toMatch(/InvalidParameterValue/);
        const groupless = errorOf(send(plain, 'x', { MessageDeduplicationId: 'd' }));
        expect((await groupless).name).toMatch(/MissingParameter|InvalidParameterValue/);
      });
    });
  });
}
