/**
 * A queue and the queue its poison goes to. Messages keep their first enqueue time when they move, therefore the source keeps
 * them 4 days and the dead letters 14. Visibility is six times the consumer's timeout, so that no message is seen twice while
 * its first reader still runs. Both are encrypted with the data key and refuse plain HTTP.
 */
import { Duration, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface QueueOptions {
  readonly installation: string;
  readonly key: IKey;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
}

const receivesMax = 5;

export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, name: string, options: QueueOptions) {
    super(scope, name);
    this.deadLetters = deadLetterQueue(this, 'dead-letters', `${options.installation}-${name}-dead`, options.key);
    this.queue = new Queue(this, 'queue', {
      queueName: `${options.installation}-${name}`,
      visibilityTimeout: Duration.seconds(6 * options.consumerTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receivesMax },
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: options.key,
      enforceSSL: true,
    });
  }
}

function deadLetterQueue(scope: Construct, id: string, queueName: string, key: IKey): Queue {
  return new Queue(scope, id, {
    queueName,
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
  });
}

/** Keeps what a stream or a schedule could not deliver; those name it themselves, so that no queue does. */
export function undeliveredQueue(scope: Construct, id: string, queueName: string, key: IKey): Queue {
  const queue = deadLetterQueue(scope, id, queueName, key);
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is a dead-letter queue itself: the on-failure destination of a stream, or of the schedules.',
  });
  return queue;
}
