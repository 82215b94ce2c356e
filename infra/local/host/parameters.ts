/**
 * Parameter values of a local deployment: what the caller gave, the template's defaults, the embedded issuer where an authorizer asks
 * for issuer and audience, and for hidden parameters (keys) a random value kept with the data. Values are checked as CloudFormation does.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ParameterDeclaration, StackTemplate } from './assembly.ts';

export interface ParameterSources {
  readonly given: Readonly<Record<string, string>>;
  readonly issuerUrl: string;
  readonly audience: string;
  /** Where random values for hidden parameters are kept. */
  readonly secretsFile?: string | undefined;
}

export function chooseParameters(stacks: readonly StackTemplate[], sources: ParameterSources): Record<string, string> {
  const chosen: Record<string, string> = { ...embeddedIssuer(stacks, sources), ...sources.given };
  const secrets = openSecrets(sources.secretsFile);
  const problems: string[] = [];
  for (const { name: stack, template } of stacks) {
    for (const [name, declaration] of Object.entries(template.Parameters ?? {})) {
      if (chosen[name] === undefined && declaration.Default === undefined && String(declaration.NoEcho) === 'true') {
        chosen[name] = secrets(name);
      }
      const problem = findProblem(declaration, chosen[name]);
      if (problem !== undefined) problems.push(`${stack}: parameter ${name} ${problem}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return chosen;
}

function findProblem(declaration: ParameterDeclaration, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { AllowedPattern, AllowedValues, MinLength, MaxLength } = declaration;
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
    return `does not match ${AllowedPattern}`;
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(value))
    return `is not one of ${AllowedValues.join(', ')}`;
  if (value.length < Number(MinLength ?? 0) || value.length > Number(MaxLength ?? Number.POSITIVE_INFINITY))
    return 'has the wrong length';
  return undefined;
}

interface JwtConfiguration {
  readonly Issuer?: unknown;
  readonly Audience?: unknown;
}

/** Parameters that feed an authorizer's issuer and audience, also across stacks. */
function embeddedIssuer(
  stacks: readonly StackTemplate[],
  { issuerUrl, audience }: ParameterSources,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const stack of stacks) {
    for (const resource of Object.values(stack.template.Resources ?? {})) {
      if (resource.Type !== 'AWS::ApiGatewayV2::Authorizer') continue;
      const { Issuer, Audience } = (resource.Properties?.JwtConfiguration ?? {}) as JwtConfiguration;
      const issuerParameter = traceParameter(Issuer, stack, stacks);
      const audienceParameter = traceParameter(Array.isArray(Audience) ? Audience[0] : Audience, stack, stacks);
      if (issuerParameter !== undefined) found[issuerParameter] = issuerUrl;
      if (audienceParameter !== undefined) found[audienceParameter] = audience;
    }
  }
  return found;
}

function traceParameter(node: unknown, stack: StackTemplate, stacks: readonly StackTemplate[]): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { Ref: reference, 'Fn::ImportValue': imported } = node as Readonly<Record<string, unknown>>;
  if (typeof reference === 'string')
    return stack.template.Parameters?.[reference] === undefined ? undefined : reference;
  for (const exporter of imported === undefined ? [] : stacks) {
    const output = Object.values(exporter.template.Outputs ?? {}).find((entry) => entry.Export?.Name === imported);
    if (output !== undefined) return traceParameter(output.Value, exporter, stacks);
  }
  return undefined;
}

/** 32 random bytes in hexadecimal per name. */
function openSecrets(file: string | undefined): (name: string) => string {
  const known: Record<string, string> =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return (name) => {
    const value = known[name] ?? randomBytes(32).toString('hex');
    if (known[name] === undefined && file !== undefined) {
      known[name] = value;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(known), { mode: 0o600 });
    }
    return value;
  };
}
