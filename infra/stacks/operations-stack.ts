/**
 * What wakes an operator: dead letters, messages that wait too long, failing or throttled functions, a stream that falls behind,
 * and schedules that fell silent. Nothing here holds data; the stack may be deleted and made again at any time.
 */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { errorImpacts, queueImpacts } from '../alarm-table.ts';
import { Alarms } from '../constructs/alarms.ts';
import type { FunctionName, QueueName } from '../function-table.ts';
import type { Settings } from '../settings.ts';
import type { ApiStack } from './api-stack.ts';
import type { IngestionStack } from './ingestion-stack.ts';
import type { StorageStack } from './storage-stack.ts';

export interface OperationsProps extends StackProps {
  readonly settings: Settings;
  readonly storage: StorageStack;
  readonly ingestion: IngestionStack;
  readonly api: ApiStack;
}

const fiveMinutes = Duration.minutes(5);

export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { settings, storage, ingestion, api, ...props }: OperationsProps) {
    super(scope, id, props);
    const alarms = new Alarms(this, 'alarms', { installation: settings.installation, key: storage.key });
    watchQueues(alarms, storage);
    watchFunctions(alarms, ingestion, api);
    watchStream(alarms, storage, ingestion);
    watchSchedules(alarms, ingestion);
    alarms.add('api-server-errors', {
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: api.api.apiId },
        statistic: 'Sum',
        period: fiveMinutes,
      }),
      threshold: 5,
      errorImpact: 'Officers get errors in the portal; cases cannot be read or drops released.',
    });
    new CfnOutput(this, 'alarm-topic', { value: alarms.topic.topicArn });
  }
}

function watchQueues(alarms: Alarms, { queues, undelivered }: StorageStack): void {
  for (const name of Object.keys(queues) as QueueName[]) {
    const { queue, deadLetters } = queues[name];
    const impact = queueImpacts[name];
    alarms.add(`${name}-dead-letters`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: fiveMinutes }),
      threshold: 1,
      errorImpact: impact.deadLetters,
    });
    alarms.add(`${name}-age`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: fiveMinutes }),
      threshold: impact.ageMinutesMax * 60,
      errorImpact: impact.age,
    });
  }
  alarms.add('case-changes-dead-letters', {
    metric: undelivered['case-changes'].metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
      period: fiveMinutes,
    }),
    threshold: 1,
    errorImpact: 'Some changes of cases are missing in the counters supervisors see; the cases themselves are right.',
  });
  alarms.add('schedules-dead-letters', {
    metric: undelivered.schedules.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
      period: fiveMinutes,
    }),
    threshold: 1,
    errorImpact: 'A scheduled publication of the roster or a sweep could not be started for a day.',
  });
}

function watchFunctions(alarms: Alarms, ingestion: IngestionStack, { portalApi }: ApiStack): void {
  const functions = { ...ingestion.functions, 'portal-api': portalApi };
  const names = Object.keys(functions) as FunctionName[];
  for (const name of names) {
    alarms.add(`${name}-errors`, {
      metric: functions[name].metricErrors({ statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 3,
      errorImpact: errorImpacts[name],
    });
  }
  alarms.add('functions-throttled', {
    metric: new MathExpression({
      expression: names.map((_, index) => `m${index}`).join('+'),
      usingMetrics: Object.fromEntries(
        names.map((name, index) => [`m${index}`, functions[name].metricThrottles({ statistic: 'Sum' })]),
      ),
      period: fiveMinutes,
      label: 'Throttled invocations of all functions',
    }),
    threshold: 10,
    periods: 3,
    errorImpact:
      'The account has too little Lambda concurrency: everything slows down and the portal answers with errors.',
  });
}

function watchStream(alarms: Alarms, { tables }: StorageStack, { functions }: IngestionStack): void {
  alarms.add('case-changes-age', {
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'IteratorAge',
      dimensionsMap: { FunctionName: functions.project.functionName },
      statistic: 'Maximum',
      period: fiveMinutes,
      label: `Age of changes of ${tables.cases.node.id}`,
    }),
    threshold: 15 * 60 * 1000,
    errorImpact: 'The figures supervisors see are more than 15 minutes behind the cases.',
  });
}

/** Both functions run on nothing but their schedules and what follows from them: silence means that no schedule came through. */
function watchSchedules(alarms: Alarms, { functions }: IngestionStack): void {
  alarms.add('publish-roster-silent', {
    metric: functions['publish-roster'].metricInvocations({ statistic: 'Sum', period: Duration.hours(1) }),
    threshold: 1,
    rings: 'silence',
    periods: 26,
    errorImpact: 'No roster snapshot was published for more than a day: comparisons go on with an old roster.',
  });
  alarms.add('sweep-drops-silent', {
    metric: functions['sweep-drops'].metricInvocations({ statistic: 'Sum', period: Duration.minutes(15) }),
    threshold: 1,
    rings: 'silence',
    periods: 3,
    errorImpact: 'No sweep ran for 45 minutes: files whose announcement was lost stay unopened.',
  });
}
