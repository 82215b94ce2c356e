/** Finds what the template calls one way by any of its names: construct path, logical id, physical name or ARN. */
import type { Deployment, Resource } from './template.ts';

export interface ResourceName {
  readonly type: string;
  /** Physical name: a queue's or table's name, not its URL. */
  readonly name: string;
  readonly arn: string | undefined;
  /** Of a queue. */
  readonly url: string | undefined;
  readonly logicalId: string;
  readonly path: string | undefined;
}

export interface ResourceNames {
  readonly all: readonly ResourceName[];
  ofType(type: string): readonly ResourceName[];
  /** Refuses an unknown or ambiguous key. */
  find(key: string): ResourceName;
}

export function nameResources(deployment: Deployment): ResourceNames {
  const all = deployment.resources.map(nameResource);
  return {
    all,
    ofType: (type) => all.filter((entry) => entry.type === type),
    find(key) {
      const found = all.filter((entry) => isCalled(entry, key));
      const [only] = found;
      if (only !== undefined && found.length === 1) return only;
      throw new Error(
        only === undefined ? `the deployment has nothing called ${key}` : `${key} is ambiguous in the deployment`,
      );
    },
  };
}

function nameResource({ type, ref, attributes, logicalId, path }: Resource): ResourceName {
  const isQueue = type === 'AWS::SQS::Queue';
  return {
    type,
    name: isQueue ? (attributes.QueueName ?? ref) : ref,
    arn: attributes.Arn,
    url: isQueue ? ref : undefined,
    logicalId,
    path,
  };
}

/** `Stack/drops` stands for the `Stack/drops/Resource` that the framework makes of it. */
function isCalled({ name, arn, logicalId, path }: ResourceName, key: string): boolean {
  return key === name || key === arn || key === logicalId || key === path || `${key}/Resource` === path;
}
