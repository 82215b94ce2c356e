import { describe, expect, it } from 'vitest';
import type { Template } from '../../../infra/local/host/assembly.ts';
import { parseSchedule } from '../../../infra/local/host/schedule-expression.ts';
import { type Clock, startSchedules } from '../../../infra/local/host/schedules.ts';
import { resolveDeployment } from '../../../infra/local/host/template.ts';
import { getArn, place } from './assembly-fixture.ts';

const next = (expression: string, after: string, zone?: string): string | undefined => {
  const at = parseSchedule(expression, zone).next(Date.parse(after), 0);
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('a schedule expression fires next', () => {
  it.each<[string, string, string, string, string]>([
    [
      'daily at two in Shanghai',
      'cron(0 2 * * ? *)',
      'Asia/Shanghai',
      '2026-11-23T17:59:59Z',
      '2026-11-23T18:00:00.000Z',
    ],
    ['and the day after', 'cron(0 2 * * ? *)', 'Asia/Shanghai', '2026-11-23T18:00:00Z', '2026-11-24T18:00:00.000Z'],
    [
      'on the first of the month in Shanghai, still the last in UTC',
      'cron(10 0 1 * ? *)',
      'Asia/Shanghai',
      '2026-11-15T00:00:00Z',
      '2026-11-30T16:10:00.000Z',
    ],
    [
      'on the last day of February in a leap year',
      'cron(0 12 L 2 ? *)',
      'UTC',
      '2028-01-01T00:00:00Z',
      '2028-02-29T12:00:00.000Z',
    ],
    [
      'on the 31st only in months that have one',
      'cron(0 0 31 * ? *)',
      'UTC',
      '2026-09-01T00:00:00Z',
      '2026-10-31T00:00:00.000Z',
    ],
    [
      'on the working day nearest to the 15th',
      'cron(0 8 15W * ? *)',
      'UTC',
      '2026-08-01T00:00:00Z',
      '2026-08-14T08:00:00.000Z',
    ],
    [
      'on the last working day of the month',
      'cron(0 8 LW * ? *)',
      'UTC',
      '2026-10-01T00:00:00Z',
      '2026-10-30T08:00:00.000Z',
    ],
    ['on the second Monday', 'cron(0 0 ? * 2#2 *)', 'UTC', '2026-11-01T00:00:00Z', '2026-11-09T00:00:00.000Z'],
    ['on the last Friday', 'cron(0 0 ? * FRIL *)', 'UTC', '2026-11-01T00:00:00Z', '2026-11-27T00:00:00.000Z'],
    [
      'on working days every quarter of an hour',
      'cron(0/15 9-17 ? * MON-FRI *)',
      'UTC',
      '2026-11-20T17:45:00Z',
      '2026-11-23T09:00:00.000Z',
    ],
    [
      'across the change of the clocks',
      'cron(30 8 * * ? *)',
      'Europe/Berlin',
      '2026-10-24T10:00:00Z',
      '2026-10-25T07:30:00.000Z',
    ],
    ['in a given year', 'cron(0 0 1 JAN ? 2030)', 'UTC', '2026-01-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
    ['once', 'at(2026-12-01T08:00:00)', 'Asia/Shanghai', '2026-01-01T00:00:00Z', '2026-12-01T00:00:00.000Z'],
  ])('%s', (_, expression, zone, after, expected) => {
    expect(next(expression, after, zone)).toBe(expected);
  });

  it('at a rate, counted from its start', () => {
    expect(parseSchedule('rate(10 minutes)').next(1_234_567, 34_567)).toBe(34_567 + 3 * 600_000);
  });

  it('never again when its time is over', () => {
    expect(next('at(2026-01-01T00:00:00)', '2026-01-01T00:00:00Z')).toBeUndefined();
    expect(next('cron(0 0 1 1 ? 2020)', '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  it.each([
    'cron(0 2 * * * *)',
    'cron(0 2 * *)',
    'rate(0 minutes)',
    'cron(61 0 * * ? *)',
    'hourly',
    'cron(0 0 ? * FUN *)',
  ])('unless it is not understood: %s', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(/schedule expression/);
  });
});

describe('schedules', () => {
  const Resources: Template['Resources'] = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Sweep: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'sweep',
        ScheduleExpression: 'rate(10 minutes)',
        Target: { Arn: getArn('Queue'), Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
      },
    },
    Off: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'off',
        ScheduleExpression: 'rate(1 minute)',
        State: 'DISABLED',
        Target: { Arn: getArn('Queue') },
      },
    },
  };
  const deployment = resolveDeployment(
    [{ name: 'S', template: { Resources }, assets: new Map(), paths: new Map() }],
    place,
  );

  function start() {
    let nowMs = Date.parse('2026-11-23T00:00:00Z');
    let look: () => void = () => undefined;
    const clock: Clock = {
      now: () => nowMs,
      after: (_, callback) => {
        look = callback;
        return () => undefined;
      },
    };
    const sent: string[] = [];
    const targets = {
      send: async (_: string, body: string) => void sent.push(body),
      invoke: async () => undefined,
    };
    const schedules = startSchedules(deployment, targets, clock, () => undefined);
    const pass = (milliseconds: number): void => {
      nowMs += milliseconds;
      look();
    };
    return { schedules, sent, pass };
  }

  it('fire when their time has come, with the time in their input', () => {
    const { sent, pass } = start();
    pass(599_999);
    expect(sent).toEqual([]);
    pass(1);
    expect(sent).toEqual(['{"at":"2026-11-23T00:10:00Z"}']);
  });

  it('make up a slept night by one firing', () => {
    const { sent, pass } = start();
    pass(8 * 3_600_000 + 60_000);
    pass(1);
    expect(sent).toHaveLength(1);
  });

  it('fire at once when asked, and stay silent when disabled', async () => {
    const { schedules, sent, pass } = start();
    await schedules.fire('sweep');
    expect(sent).toHaveLength(1);
    pass(60_000);
    expect(schedules.next('off')).toBeUndefined();
    expect(sent).toHaveLength(1);
    await expect(schedules.fire('nobody')).rejects.toThrow(/no schedule/);
  });
});
