/** Operations on queues themselves. */
import { queueDoesNotExist, sqsError } from './errors.ts';
import { optionalNumber, optionalText, readMap, readNames, requireText } from './input.ts';
import { describeQueue, requireAttributes } from './queue-attributes.ts';
import { expire } from './receive.ts';
import type { Operation } from './sqs.ts';

const namePattern = /^[A-Za-z0-9_-]{1,80}$/;
const queuesMax = 1000;

/** Creating a queue again with the same attributes finds it; with others it is refused. */
const createQueue: Operation = (core, input) => {
  const name = requireText(input, 'QueueName');
  const attributes = readMap(input, 'Attributes');
  requireAttributes(attributes);
  const isFifo = name.endsWith('.fifo');
  if (!namePattern.test(isFifo ? name.slice(0, -'.fifo'.length) : name) || name.length > 80)
    throw sqsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  if ((attributes.FifoQueue === 'true') !== isFifo)
    throw sqsError(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  const existing = core.state.queues.get(name);
  if (existing) {
    const described = describeQueue(existing, ['All']);
    const other = Object.keys(attributes).find((each) => (described[each] ?? '') !== attributes[each]);
    if (other !== undefined)
      throw sqsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${other}`,
      );
    return { QueueUrl: core.urlOf(existing) };
  }
  core.state.commit({ op: 'queue', queue: name, at: core.now(), attributes, tags: readMap(input, 'tags') });
  return { QueueUrl: `${core.baseUrl()}/${core.accountId}/${name}` };
};

const getUrl: Operation = (core, input) => {
  const queue = core.state.queues.get(requireText(input, 'QueueName'));
  if (!queue) throw queueDoesNotExist();
  return { QueueUrl: core.urlOf(queue) };
};

const listQueues: Operation = (core, input) => {
  const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
  const limit = optionalNumber(input, 'MaxResults', 1, queuesMax) ?? queuesMax;
  const after = Buffer.from(optionalText(input, 'NextToken') ?? '', 'base64url').toString('utf8');
  const names = [...core.state.queues.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
  const page = names.slice(0, limit);
  const urls = page.map((name) => `${core.baseUrl()}/${core.accountId}/${name}`);
  const last = names.length > page.length ? page.at(-1) : undefined;
  return {
    ...(urls.length > 0 ? { QueueUrls: urls } : {}),
    ...(last === undefined ? {} : { NextToken: Buffer.from(last).toString('base64url') }),
  };
};

const listSources: Operation = (core, input) => {
  const { arn } = core.queueOf(input);
  const sources = [...core.state.queues.values()].filter(({ redrive }) => redrive?.deadLetterTargetArn === arn);
  return { queueUrls: sources.map((queue) => core.urlOf(queue)) };
};

const deleteQueue: Operation = (core, input) => {
  const queue = core.queueOf(input);
  core.state.commit({ op: 'remove', queue: queue.name });
  return {};
};

const purgeQueue: Operation = (core, input) => {
  core.state.commit({ op: 'purge', queue: core.queueOf(input).name });
  return {};
};

const getAttributes: Operation = (core, input) => {
  const queue = core.queueOf(input);
  expire(core.state, queue, core.now());
  queue.lanes.settle(core.now());
  const attributes = describeQueue(queue, readNames(input, 'AttributeNames'));
  return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
};

const setAttributes: Operation = (core, input) => {
  const queue = core.queueOf(input);
  const attributes = readMap(input, 'Attributes');
  const nonEmpty = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
  requireAttributes(nonEmpty);
  core.state.commit({ op: 'attributes', queue: queue.name, at: core.now(), attributes });
  core.waiters.wake(queue);
  return {};
};

const tagQueue: Operation = (core, input) => {
  const queue = core.queueOf(input);
  core.state.commit({ op: 'tags', queue: queue.name, tags: { ...queue.tags, ...readMap(input, 'Tags') } });
  return {};
};

const untagQueue: Operation = (core, input) => {
  const queue = core.queueOf(input);
  const gone = new Set(readNames(input, 'TagKeys'));
  const tags = Object.fromEntries(Object.entries(queue.tags).filter(([name]) => !gone.has(name)));
  core.state.commit({ op: 'tags', queue: queue.name, tags });
  return {};
};

export const queueOperations: Readonly<Record<string, Operation>> = {
  CreateQueue: createQueue,
  GetQueueUrl: getUrl,
  ListQueues: listQueues,
  ListDeadLetterSourceQueues: listSources,
  DeleteQueue: deleteQueue,
  PurgeQueue: purgeQueue,
  GetQueueAttributes: getAttributes,
  SetQueueAttributes: setAttributes,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
  ListQueueTags: (core, input) => ({ Tags: core.queueOf(input).tags }),
};
