/**
 * Access keys of the local host: one pair for the developer, one for each function, random, kept with the data so that a configured
 * AWS CLI goes on working. A principal is written as AWS writes it, so refusals read alike.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Credential } from '../endpoint/api-call.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Credentials {
  /** By access key id, for the endpoint; grows as principals are added. */
  readonly byKeyId: ReadonlyMap<string, Credential>;
  /** The pair of a principal, made on first use. `name` is how the host calls it, `principal` how the endpoint does. */
  keyOf(name: string, principal?: string): AccessKey;
}

export function openCredentials(file: string | undefined): Credentials {
  const keys: Record<string, AccessKey> =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, AccessKey>) : {};
  const byKeyId = new Map<string, Credential>();
  return {
    byKeyId,
    keyOf(name, principal) {
      const key = keys[name] ?? { accessKeyId: newKeyId(), secretAccessKey: randomBytes(30).toString('base64url') };
      if (keys[name] === undefined) {
        keys[name] = key;
        if (file !== undefined) {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, JSON.stringify(keys, undefined, 2), { mode: 0o600 });
        }
      }
      const known = byKeyId.get(key.accessKeyId)?.principal;
      byKeyId.set(key.accessKeyId, { secretAccessKey: key.secretAccessKey, principal: principal ?? known ?? name });
      // A copy: the SDK writes into credentials it is given.
      return { ...key };
    },
  };
}

const keyIdLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function newKeyId(): string {
  return `AKIA${[...randomBytes(16)].map((byte) => keyIdLetters[byte % keyIdLetters.length]).join('')}`;
}
