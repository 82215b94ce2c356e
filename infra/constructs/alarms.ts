/**
 * An alarm cannot be made without a sentence that says what breaks for people; its name is the heading of the runbook entry that
 * mends it. All of them tell one topic.
 */
import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmOptions {
  readonly metric: IMetric;
  /** What breaks for whom, in one sentence. */
  readonly errorImpact: string;
  readonly threshold: number;
  /** `silence` rings when the metric stays below the threshold or says nothing at all. */
  readonly rings?: 'at-or-above' | 'silence';
  readonly periods?: number;
}

export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #installation: string;

  constructor(scope: Construct, id: string, { installation, key }: { installation: string; key: IKey }) {
    super(scope, id);
    this.#installation = installation;
    this.topic = new Topic(this, 'topic', { topicName: `${installation}-alarms`, masterKey: key, enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** `name` is the heading in docs/runbook.md. */
  add(name: string, { metric, errorImpact, threshold, rings = 'at-or-above', periods = 1 }: AlarmOptions): void {
    const isSilence = rings === 'silence';
    const alarm = new Alarm(this, name, {
      alarmName: `${this.#installation}-${name}`,
      alarmDescription: `${errorImpact} Runbook: docs/runbook.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: isSilence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isSilence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
