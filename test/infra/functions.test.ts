import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { functionShapes } from '../../infra/function-table.ts';
import type { Deployment } from '../../infra/local/host/template.ts';
import { repository } from '../../infra/repository.ts';
import type { ConfigSchema } from '../../shared/runtime/config.ts';
import { declared, deployed, ownerOf, properties } from './fixtures/deployment.ts';

interface FunctionJson {
  readonly FunctionName: string;
  readonly Runtime: string;
  readonly Architectures: readonly string[];
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  readonly LoggingConfig: { readonly LogGroup: string };
}

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deployed();
}, 60_000);

describe('functions', () => {
  it('stand in the template for every folder, and have a folder for every one in the template', () => {
    const names = deployment.ofType('AWS::Lambda::Function').map(ownerOf).sort();
    expect(names).toEqual(functionNames());
    expect(Object.keys(functionShapes).sort()).toEqual(functionNames());
  });

  it('run on Node 24 and ARM with the memory and time of the function table', () => {
    for (const lambda of deployment.ofType('AWS::Lambda::Function')) {
      const shape = functionShapes[ownerOf(lambda) as keyof typeof functionShapes];
      expect(properties<FunctionJson>(lambda)).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: shape.memoryMegabytes,
        Timeout: shape.timeoutSeconds,
      });
    }
  });

  it('receive an environment their own schema accepts, and no name beside it', async () => {
    for (const lambda of deployment.ofType('AWS::Lambda::Function')) {
      const file = join(repository, 'functions', ownerOf(lambda), 'config.ts');
      const module = (await import(pathToFileURL(file).href)) as Record<string, ConfigSchema>;
      const [schema] = Object.values(module);
      const { Variables } = properties<FunctionJson>(lambda).Environment;
      expect(Object.keys(Variables).sort()).toEqual(Object.keys(schema?.shape ?? {}).sort());
      expect(schema?.safeParse(Variables).success, ownerOf(lambda)).toBe(true);
    }
  });

  it('log to a group of their own that forgets', async () => {
    const groups = await declared<{ LogGroupName: string; RetentionInDays: number }>('AWS::Logs::LogGroup');
    const used = deployment
      .ofType('AWS::Lambda::Function')
      .map((lambda) => properties<FunctionJson>(lambda).LoggingConfig.LogGroup);
    expect(new Set(used).size).toBe(used.length);
    for (const name of used) {
      expect(groups.find(({ LogGroupName }) => LogGroupName === name)?.RetentionInDays, name).toBe(180);
    }
  });

  it('wake by schedule in Shanghai time, through queues that read the message', () => {
    const schedules = deployment.ofType('AWS::Scheduler::Schedule').map((schedule) => schedule.properties);
    expect(schedules.map(({ Name, ScheduleExpression }) => [Name, ScheduleExpression])).toEqual([
      ['publish-roster-daily', 'cron(0 2 * * ? *)'],
      ['sweep-drops-often', 'rate(10 minutes)'],
    ]);
    for (const { ScheduleExpressionTimezone, Target } of schedules) {
      expect(ScheduleExpressionTimezone).toBe('Asia/Shanghai');
      expect(JSON.parse((Target as { Input: string }).Input)).toEqual({ version: 1, cause: 'schedule' });
    }
  });
});
