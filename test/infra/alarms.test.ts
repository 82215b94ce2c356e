import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { functionShapes, queueReaders } from '../../infra/function-table.ts';
import type { Deployment } from '../../infra/local/host/template.ts';
import { repository } from '../../infra/repository.ts';
import { declared, deployed } from './fixtures/deployment.ts';

interface AlarmJson {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { readonly Ref: string }[];
  readonly TreatMissingData: string;
}

let deployment: Deployment;
let alarms: readonly AlarmJson[];
beforeAll(async () => {
  deployment = await deployed();
  alarms = await declared<AlarmJson>('AWS::CloudWatch::Alarm');
}, 60_000);

const runbook = readFileSync(join(repository, 'docs/runbook.md'), 'utf8');
const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading ?? '');
const nameOf = ({ AlarmName }: AlarmJson) => AlarmName.replace('doudi-', '');

describe('alarms', () => {
  it('say in a sentence what breaks and link a runbook heading that exists', () => {
    for (const alarm of alarms) {
      const [, impact, anchor] = /^(.+\.) Runbook: docs\/runbook\.md#([a-z-]+)$/.exec(alarm.AlarmDescription) ?? [];
      expect(impact?.split(' ').length, alarm.AlarmName).toBeGreaterThan(5);
      expect(headings).toContain(anchor);
    }
  });

  it('tell the topic, one heading of the runbook for each', () => {
    const [topic] = deployment.ofType('AWS::SNS::Topic');
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic?.logicalId }]);
    const explained = headings.filter((heading) => /^[a-z-]+$/.test(heading));
    expect(explained.sort()).toEqual(alarms.map(nameOf).sort());
  });

  it('watch dead letters and waiting of every queue, errors of every function', () => {
    const names = alarms.map(nameOf);
    for (const queue of Object.keys(queueReaders)) {
      expect(names).toContain(`${queue}-dead-letters`);
      expect(names).toContain(`${queue}-age`);
    }
    for (const name of Object.keys(functionShapes)) expect(names).toContain(`${name}-errors`);
    const dead = deployment.ofType('AWS::SQS::Queue').filter(({ ref }) => ref.endsWith('-dead'));
    expect(names.filter((name) => name.endsWith('-dead-letters'))).toHaveLength(dead.length);
  });

  it('ring when a schedule falls silent, not only when it fails', () => {
    const silent = alarms.filter((alarm) => nameOf(alarm).endsWith('-silent'));
    expect(silent.map(nameOf).sort()).toEqual(['publish-roster-silent', 'sweep-drops-silent']);
    expect(new Set(silent.map(({ TreatMissingData }) => TreatMissingData))).toEqual(new Set(['breaching']));
    const others = alarms.filter((alarm) => !silent.includes(alarm));
    expect(new Set(others.map(({ TreatMissingData }) => TreatMissingData))).toEqual(new Set(['notBreaching']));
  });
});
