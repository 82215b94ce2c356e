/**
 * CloudFormation's intrinsic functions and pseudo parameters over one stack. What is unknown is refused with the place it stands at,
 * never passed on half resolved.
 */
import type { StackTemplate, Template } from './assembly.ts';
import type { Identity, Place } from './physical-names.ts';

/** `AWS::NoValue`: the property or list element disappears. */
export const noValue = Symbol('AWS::NoValue');

export interface Surroundings {
  readonly stack: StackTemplate;
  readonly place: Place;
  readonly parameters: Readonly<Record<string, string>>;
  readonly exports: ReadonlyMap<string, () => unknown>;
  readonly identify: (logicalId: string) => Identity | undefined;
}

export interface Resolver {
  value(node: unknown, at: string): unknown;
  holds(condition: string | undefined): boolean;
}

export function createResolver(surroundings: Surroundings): Resolver {
  const { stack, exports, identify } = surroundings;
  const template: Template = stack.template;
  const fail = (at: string, reason: string): never => {
    throw new Error(`${stack.name}: ${at}: ${reason}`);
  };

  function ref(name: string, at: string): unknown {
    const pseudo = pseudoParameter(name, surroundings);
    if (pseudo !== undefined) return pseudo;
    const declared = template.Parameters?.[name];
    if (declared !== undefined) {
      const value = surroundings.parameters[name] ?? declared.Default;
      if (value === undefined) return fail(at, `parameter ${name} has no default and no value was given`);
      return declared.Type === 'CommaDelimitedList' || declared.Type.startsWith('List<')
        ? String(value)
            .split(',')
            .map((part) => part.trim())
        : String(value);
    }
    return identify(name)?.ref ?? fail(at, `reference to unknown ${name}`);
  }

  function attribute(name: string, key: string, at: string): string {
    const identity = identify(name) ?? fail(at, `reference to unknown ${name}`);
    return (
      identity.attributes[key] ?? fail(at, `${template.Resources?.[name]?.Type} ${name} has no attribute ${key} here`)
    );
  }

  function substitute(text: string, own: Readonly<Record<string, unknown>>, at: string): string {
    return text.replaceAll(/\$\{([^!}][^}]*)\}|\$\{!([^}]*)\}/g, (_, name: string | undefined, literal: string) => {
      if (name === undefined) return `\${${literal}}`;
      if (name in own) return String(value(own[name], at));
      const dot = name.indexOf('.');
      return String(dot > 0 ? attribute(name.slice(0, dot), name.slice(dot + 1), at) : ref(name, at));
    });
  }

  const list = (node: unknown, at: string): unknown[] => {
    const resolved = value(node, at);
    return Array.isArray(resolved) ? resolved : fail(at, 'a list was expected');
  };

  const functions: Readonly<Record<string, (argument: unknown, at: string) => unknown>> = {
    Ref: (argument, at) => ref(String(argument), at),
    'Fn::GetAtt': (argument, at) => {
      const [name, ...key] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
      return attribute(String(name), key.join('.'), at);
    },
    'Fn::Sub': (argument, at) =>
      typeof argument === 'string'
        ? substitute(argument, {}, at)
        : substitute(String((argument as unknown[])[0]), (argument as [string, Record<string, unknown>])[1], at),
    'Fn::Join': (argument, at) => {
      const [separator, parts] = argument as [string, unknown];
      return list(parts, at).map(String).join(separator);
    },
    'Fn::Select': (argument, at) => {
      const [index, from] = argument as [unknown, unknown];
      return list(from, at)[Number(value(index, at))] ?? fail(at, `Fn::Select ${String(index)} is out of range`);
    },
    'Fn::Split': (argument, at) => {
      const [separator, text] = argument as [string, unknown];
      return String(value(text, at)).split(separator);
    },
    'Fn::If': (argument, at) => {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return value(holds(condition) ? yes : no, at);
    },
    'Fn::ImportValue': (argument, at) => {
      const name = String(value(argument, at));
      return (exports.get(name) ?? fail(at, `no stack exports ${name}`))();
    },
    'Fn::FindInMap': (argument, at) => {
      const [map, first, second] = (argument as unknown[]).map((part) => String(value(part, at)));
      return (
        template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''] ??
        fail(at, `no mapping ${map}.${first}.${second}`)
      );
    },
    'Fn::Base64': (argument, at) => Buffer.from(String(value(argument, at))).toString('base64'),
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => `${surroundings.place.region}${zone}`),
    'Fn::Equals': (argument, at) => {
      const [left, right] = argument as [unknown, unknown];
      return String(value(left, at)) === String(value(right, at));
    },
    'Fn::And': (argument, at) => (argument as unknown[]).every((part) => value(part, at) === true),
    'Fn::Or': (argument, at) => (argument as unknown[]).some((part) => value(part, at) === true),
    'Fn::Not': (argument, at) => value((argument as unknown[])[0], at) !== true,
    Condition: (argument) => holds(String(argument)),
  };

  function value(node: unknown, at: string): unknown {
    if (Array.isArray(node))
      return node.map((part, index) => value(part, `${at}[${index}]`)).filter((part) => part !== noValue);
    if (typeof node !== 'object' || node === null) return node;
    const keys = Object.keys(node);
    const only = keys.length === 1 ? keys[0] : undefined;
    if (only !== undefined && isFunction(only, node as Record<string, unknown>)) {
      const apply = functions[only] ?? fail(at, `${only} is not supported`);
      return apply((node as Record<string, unknown>)[only], at);
    }
    const resolved: Record<string, unknown> = {};
    for (const key of keys) {
      const member = value((node as Record<string, unknown>)[key], `${at}.${key}`);
      if (member !== noValue) resolved[key] = member;
    }
    return resolved;
  }

  function holds(condition: string | undefined): boolean {
    if (condition === undefined) return true;
    const definition = template.Conditions?.[condition] ?? fail('Conditions', `unknown condition ${condition}`);
    return value(definition, `Conditions.${condition}`) === true;
  }

  return { value, holds };
}

/** A policy's `Condition` block has the name of the condition function but holds an object. */
function isFunction(key: string, node: Readonly<Record<string, unknown>>): boolean {
  return key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof node[key] === 'string');
}

function pseudoParameter(name: string, { stack, place }: Surroundings): unknown {
  switch (name) {
    case 'AWS::Partition':
      return place.partition;
    case 'AWS::Region':
      return place.region;
    case 'AWS::AccountId':
      return place.accountId;
    case 'AWS::URLSuffix':
      return place.urlSuffix;
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stack.name}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return noValue;
    default:
      return undefined;
  }
}
