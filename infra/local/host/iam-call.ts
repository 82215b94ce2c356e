/** A call as access control sees it, what it must know of the deployment, and the requests that encryption at rest implies. */
import type { RequestContext } from './iam-conditions.ts';
import type { Request } from './iam-statements.ts';

export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the mapping must know about the deployment. */
export interface Surroundings {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** ARN of the customer key that encrypts a bucket, queue or table (by ARN), if any. */
  readonly keyOf: (resourceArn: string) => string | undefined;
  /** Name of a table's partition key. */
  readonly partitionKeyOf: (tableName: string) => string | undefined;
  /** Key id or ARN that an alias (`alias/…`) stands for; access is granted on keys, never on aliases. */
  readonly keyOfAlias: (alias: string) => string | undefined;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const arn = (place: Surroundings, service: string, rest: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${rest}`;

export function keyArn(keyId: unknown, place: Surroundings): string {
  const name = text(keyId);
  const alias = /(?:^|:)(alias\/.+)$/.exec(name)?.[1];
  const id = (alias === undefined ? undefined : place.keyOfAlias(alias)) ?? name;
  if (id.startsWith('arn:')) return id;
  return arn(place, 'kms', id === '' ? 'key/*' : id.startsWith('alias/') ? id : `key/${id}`);
}

/** In China the service's name may come with either suffix. */
export function viaService(
  service: string,
  { region, partition }: Pick<Surroundings, 'region' | 'partition'>,
): RequestContext {
  const name = `${service}.${region}.amazonaws.com`;
  return { 'kms:ViaService': partition === 'aws-cn' ? [name, `${name}.cn`] : name };
}

export function encryptionRequests(
  resourceArn: string,
  action: string,
  service: string,
  place: Surroundings,
): readonly Request[] {
  const key = place.keyOf(resourceArn);
  return key === undefined ? [] : [{ action, resource: key, context: viaService(service, place) }];
}
