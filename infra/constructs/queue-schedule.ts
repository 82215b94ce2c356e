/**
 * A schedule that puts a message on a queue, in Shanghai time. Scheduler may fire twice or late, and the readers' work is the
 * same whenever it is done. What could not be delivered within a day is kept in a queue of its own.
 */
import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { encryptionStatements } from './grants.ts';

interface ScheduleOptions {
  readonly group: CfnScheduleGroup;
  readonly key: IKey;
  /** `rate(…)` or `cron(…)`, in Asia/Shanghai. */
  readonly expression: string;
  readonly queue: IQueue;
  readonly message: Readonly<Record<string, unknown>>;
  readonly undelivered: IQueue;
}

export class QueueSchedule extends Construct {
  constructor(scope: Construct, name: string, options: ScheduleOptions) {
    super(scope, name);
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        'own-calls': new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['sqs:SendMessage'],
              resources: [options.queue.queueArn, options.undelivered.queueArn],
            }),
          ],
        }),
        'encryption-at-rest': new PolicyDocument({
          statements: encryptionStatements(options.key, [{ through: 'sqs', isWrite: true }]),
        }),
      },
    });
    new CfnSchedule(this, 'schedule', {
      groupName: options.group.ref,
      name,
      scheduleExpression: options.expression,
      scheduleExpressionTimezone: 'Asia/Shanghai',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: options.queue.queueArn,
        roleArn: role.roleArn,
        input: JSON.stringify(options.message),
        deadLetterConfig: { arn: options.undelivered.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    });
  }
}
