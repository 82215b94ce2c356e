import { beforeAll, describe, expect, it } from 'vitest';
import { functionShapes } from '../../infra/function-table.ts';
import type { Deployment } from '../../infra/local/host/template.ts';
import { triggerPrefixes } from '../../infra/stacks/storage-stack.ts';
import { account, deployed, ownerOf, type Statement, statementsOf } from './fixtures/deployment.ts';

let deployment: Deployment;
let statements: readonly Statement[];
beforeAll(async () => {
  deployment = await deployed();
  statements = statementsOf(deployment);
}, 60_000);

const dropsArn = `arn:aws:s3:::doudi-drops-${account}-eu-central-1`;
const libraryArn = `arn:aws:s3:::doudi-library-${account}-eu-central-1`;

/** What a function's own code may do, as `service:Action on resource` with short resource names. */
function ownCallsOf(name: string): string[] {
  const short = (arn: string) =>
    arn
      .replace(dropsArn, 'drops')
      .replace(libraryArn, 'library')
      .replace(/arn:aws:sqs:.*:doudi-(.*)/, 'queue $1')
      .replace(/arn:aws:dynamodb:.*table\/doudi-storage-([a-z]+)[0-9A-F]{8}/, 'table $1')
      .replace(/arn:aws:kms:.*/, 'data key');
  return statements
    .filter(({ role, policy }) => role === name && policy === 'own-calls')
    .flatMap(({ actions, resources }) => resources.map((arn) => `${short(arn)}: ${actions.join(' ')}`));
}

describe('permissions', () => {
  it('gives every function a role of its own, in inline policies of five known names', () => {
    const owners = deployment.ofType('AWS::IAM::Role').map(ownerOf);
    expect(owners.filter((owner) => owner in functionShapes).sort()).toEqual(Object.keys(functionShapes).sort());
    expect(deployment.ofType('AWS::IAM::Policy')).toEqual([]);
    expect(deployment.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
    const names = new Set(statements.map(({ policy }) => policy));
    expect([...names].sort()).toEqual(['absent-objects', 'encryption-at-rest', 'event-source', 'logs', 'own-calls']);
  });

  it('lets receive-drop read drops, write replies, plan parts, and do nothing else', () => {
    expect(ownCallsOf('receive-drop')).toEqual([
      'drops: s3:ListBucket',
      'drops/drops/*: s3:GetObject',
      'drops/replies/*: s3:PutObject',
      'table dropstates: dynamodb:GetItem dynamodb:PutItem',
      'queue drop-parts: sqs:SendMessage',
      'queue drop-releases: sqs:SendMessage',
    ]);
  });

  it('lets the portal read and release, never write cases', () => {
    const writes = ownCallsOf('portal-api').filter((line) => /Put|Update|Delete|Send/.test(line));
    expect(writes).toEqual([
      'table dropstates: dynamodb:GetItem dynamodb:PutItem',
      'queue drop-releases: sqs:SendMessage',
    ]);
  });

  it('lets comparators unwrap the token key and nothing else that the data key sealed', () => {
    for (const name of ['compare-drop', 'release-drop', 'publish-roster']) {
      const unwraps = statements.filter(({ role, policy, actions }) => {
        return role === name && policy === 'own-calls' && actions.includes('kms:Decrypt');
      });
      expect(unwraps.map(({ conditions }) => conditions)).toEqual([
        { StringEquals: { 'kms:EncryptionContext:purpose': 'person-tokens' } },
      ]);
    }
  });

  it('opens the identity vault to import-roster alone', () => {
    const readers = statements.filter(({ resources }) =>
      resources.some((arn) => arn.includes('table/doudi-storage-vault')),
    );
    expect(new Set(readers.map(({ role }) => role))).toEqual(new Set(['import-roster']));
  });

  it('lets nobody change or delete an entry of the journal', () => {
    const onJournal = statements.filter(({ resources }) =>
      resources.some((arn) => arn.includes('table/doudi-storage-journal')),
    );
    expect(onJournal.length).toBeGreaterThan(0);
    const actions = new Set(onJournal.flatMap((statement) => statement.actions));
    for (const action of ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete']) {
      expect(actions).not.toContain(`dynamodb:${action}`);
    }
  });

  it('names every action, and every resource but the one that has none', () => {
    for (const { actions } of statements) for (const action of actions) expect(action).not.toContain('*');
    const everywhere = statements.filter(({ resources }) => resources.includes('*'));
    expect(everywhere.map(({ role, actions }) => ({ role, actions }))).toEqual([
      { role: 'project', actions: ['dynamodb:ListStreams'] },
    ]);
    const open = statements.flatMap(({ resources }) => resources).filter((arn) => arn.includes('*') && arn !== '*');
    for (const arn of open) expect(arn.startsWith(`${dropsArn}/`) || arn.startsWith(`${libraryArn}/`), arn).toBe(true);
  });

  it('lets nobody write where writing would wake a function', () => {
    const written = statements
      .filter(({ actions }) => actions.includes('s3:PutObject'))
      .flatMap(({ resources }) => resources)
      .filter((arn) => arn.startsWith(dropsArn))
      .map((arn) => arn.slice(dropsArn.length + 1, -1));
    expect(written.length).toBeGreaterThan(0);
    for (const prefix of written) {
      for (const trigger of Object.keys(triggerPrefixes)) {
        expect(prefix.startsWith(trigger) || trigger.startsWith(prefix), `${prefix} meets ${trigger}`).toBe(false);
      }
    }
  });

  it('uses the data key through S3, SQS and DynamoDB only, save for those who unwrap keys', () => {
    const onKey = statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
    const direct = onKey.filter(({ policy }) => policy === 'own-calls');
    expect(new Set(direct.map(({ role }) => role))).toEqual(
      new Set(['compare-drop', 'release-drop', 'import-roster', 'publish-roster']),
    );
    for (const { policy, conditions } of onKey) {
      if (policy === 'encryption-at-rest') expect(JSON.stringify(conditions)).toContain('kms:ViaService');
    }
  });
});
