// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation substitutes these.
import { afterEach, describe, expect, it } from 'vitest';
import { readAssembly, type StackTemplate, type Template } from '../../../infra/local/host/assembly.ts';
import { chooseParameters } from '../../../infra/local/host/parameters.ts';
import { resolveDeployment } from '../../../infra/local/host/template.ts';
import { type Folder, place, temporaryFolder, writeAssembly } from './assembly-fixture.ts';

const stack = (name: string, template: Template): StackTemplate => ({
  name,
  template,
  assets: new Map(),
  paths: new Map(),
});

/** Properties of one queue whose attribute `Probe` holds the expression. */
function evaluate(expression: unknown, template: Template = {}, parameters: Record<string, string> = {}): unknown {
  const Resources = { ...template.Resources, Probe: { Type: 'AWS::SQS::Queue', Properties: { Probe: expression } } };
  const deployment = resolveDeployment([stack('S', { ...template, Resources })], place, parameters);
  return deployment.resources.find((entry) => entry.logicalId === 'Probe')?.properties.Probe;
}

describe('a template resolves', () => {
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'cases' } },
  };

  it.each<[string, unknown, unknown]>([
    ['a reference to a queue as its URL', { Ref: 'Queue' }, 'http://127.0.0.1:4566/000000000000/S-Queue'],
    ['an ARN', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:S-Queue'],
    [
      'an attribute written with a dot',
      { 'Fn::GetAtt': 'Table.Arn' },
      'arn:aws:dynamodb:us-east-1:000000000000:table/cases',
    ],
    ['a bucket name in lower case', { Ref: 'Bucket' }, 's-bucket'],
    [
      'a join with pseudo parameters',
      { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, { Ref: 'AWS::AccountId' }]] },
      'arn:aws:000000000000',
    ],
    [
      'a substitution with references, attributes and literals',
      { 'Fn::Sub': '${AWS::Region}/${Bucket.Arn}/${!Kept}' },
      'us-east-1/arn:aws:s3:::s-bucket/${Kept}',
    ],
    [
      'a substitution with own variables',
      { 'Fn::Sub': ['${A}-${Table}', { A: { Ref: 'AWS::StackName' } }] },
      'S-cases',
    ],
    [
      'a selection of a split',
      { 'Fn::Select': [2, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
      'sqs',
    ],
    ['base64', { 'Fn::Base64': 'text' }, 'dGV4dA=='],
  ])('%s', (_, expression, expected) => {
    expect(evaluate(expression, { Resources })).toBe(expected);
  });

  it('conditions, mappings and absent values', () => {
    const template: Template = {
      Mappings: { Sizes: { 'us-east-1': { large: 7 } } },
      Conditions: {
        IsChina: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
        IsElsewhere: {
          'Fn::And': [
            { 'Fn::Not': [{ Condition: 'IsChina' }] },
            { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': ['c', 'c'] }] },
          ],
        },
      },
    };
    expect(
      evaluate(
        { 'Fn::If': ['IsElsewhere', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'large'] }, 0] },
        template,
      ),
    ).toBe(7);
    expect(evaluate({ 'Fn::If': ['IsChina', 'yes', { Ref: 'AWS::NoValue' }] }, template)).toBeUndefined();
    expect(evaluate(['a', { 'Fn::If': ['IsChina', 'yes', { Ref: 'AWS::NoValue' }] }], template)).toEqual(['a']);
  });

  it('a policy condition block as it stands', () => {
    const block = { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } };
    expect(evaluate(block)).toEqual({ Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } });
  });

  it('what another stack exports', () => {
    const exporter = stack('A', {
      Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      Outputs: {
        Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Arn' } } },
      },
    });
    const importer = stack('B', {
      Resources: { Other: { Type: 'AWS::SQS::Queue', Properties: { Probe: { 'Fn::ImportValue': 'A:Arn' } } } },
    });
    const { resources } = resolveDeployment([importer, exporter], place);
    expect(resources[0]?.properties.Probe).toBe('arn:aws:sqs:us-east-1:000000000000:A-Queue');
  });

  it('parameters: given before default, lists split', () => {
    const template: Template = {
      Parameters: {
        One: { Type: 'String', Default: 'default' },
        Many: { Type: 'CommaDelimitedList', Default: 'a, b' },
      },
    };
    expect(evaluate({ Ref: 'One' }, template)).toBe('default');
    expect(evaluate({ Ref: 'One' }, template, { One: 'given' })).toBe('given');
    expect(evaluate({ Ref: 'Many' }, template)).toEqual(['a', 'b']);
  });

  it('the same names each time, within the limits of the service', () => {
    const long = 'Drops'.repeat(20);
    const names = () =>
      resolveDeployment([stack('S', { Resources: { [long]: { Type: 'AWS::S3::Bucket' } } })], place).resources[0]?.ref;
    expect(names()).toBe(names());
    expect(names()).toMatch(/^[a-z0-9-]{3,63}$/);
  });
});

describe('a template is refused, naming the place,', () => {
  it.each<[string, unknown, RegExp]>([
    ['for an unknown reference', { Ref: 'Nobody' }, /S: Probe\.Probe: reference to unknown Nobody/],
    ['for an unknown import', { 'Fn::ImportValue': 'A:B' }, /no stack exports A:B/],
    ['for an unknown function', { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }, /Fn::Cidr is not supported/],
    ['for a parameter without value', { Ref: 'Needed' }, /parameter Needed has no default/],
  ])('%s', (_, expression, message) => {
    expect(() => evaluate(expression, { Parameters: { Needed: { Type: 'String' } } })).toThrow(message);
  });

  it('but not for what only a resource needs that has no part here', () => {
    const Resources = { Mail: { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: { Ref: 'Needed' } } } };
    const deployment = resolveDeployment(
      [stack('S', { Parameters: { Needed: { Type: 'String' } }, Resources })],
      place,
    );
    expect(deployment.resources.map((entry) => entry.type)).toEqual(['AWS::SNS::Subscription']);
  });
});

describe('parameters', () => {
  const api: Template = {
    Parameters: {
      Issuer: { Type: 'String' },
      Audience: { Type: 'String' },
      Secret: { Type: 'String', NoEcho: true, AllowedPattern: '[0-9a-f]{64}' },
    },
    Resources: {
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: { JwtConfiguration: { Issuer: { Ref: 'Issuer' }, Audience: [{ Ref: 'Audience' }] } },
      },
    },
  };
  const sources = { given: {}, issuerUrl: 'http://127.0.0.1:1', audience: 'here' };

  it('of an authorizer are the embedded issuer, unless the caller says otherwise', () => {
    expect(chooseParameters([stack('S', api)], sources)).toMatchObject({
      Issuer: 'http://127.0.0.1:1',
      Audience: 'here',
    });
    const given = { Issuer: 'https://idp.example' };
    expect(chooseParameters([stack('S', api)], { ...sources, given })).toMatchObject({ Issuer: 'https://idp.example' });
  });

  it('that are hidden get a random value; a value that breaks the pattern is refused', () => {
    expect(chooseParameters([stack('S', api)], sources).Secret).toMatch(/^[0-9a-f]{64}$/);
    expect(() => chooseParameters([stack('S', api)], { ...sources, given: { Secret: 'short' } })).toThrow(
      /Secret does not match/,
    );
  });
});

describe('an assembly', () => {
  let folder: Folder | undefined;
  afterEach(() => folder?.remove());

  it('gives templates, assets and construct paths', () => {
    folder = temporaryFolder();
    writeAssembly(
      folder.path,
      { A: { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } } },
      { code: 'export const handler = () => 1;' },
    );
    const stacks = readAssembly(folder.path);
    expect(stacks.map((entry) => entry.name)).toEqual(['A']);
    expect(stacks[0]?.paths.get('Queue')).toBe('A/Queue');
    expect(stacks[0]?.assets.get('code.zip')).toBe(`${folder.path}/asset.code`);
  });

  it('without manifest is refused', () => {
    folder = temporaryFolder();
    expect(() => readAssembly(folder?.path ?? '')).toThrow(/no synthesised assembly/);
  });
});
