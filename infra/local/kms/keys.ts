/** Keys and aliases of the embedded KMS, kept in its journal with their material. */
import { AwsError } from '../endpoint/aws-error.ts';
import type { Journal } from '../journal.ts';

export interface KmsKey {
  keyId: string;
  arn: string;
  /** Base64. */
  material: string;
  spec: string;
  usage: 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC';
  description: string;
  createdAt: number;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
}

type Entry =
  | { op: 'key'; key: KmsKey }
  | { op: 'state'; keyId: string; state: KmsKey['state'] }
  | { op: 'alias'; alias: string; keyId: string | null };

export interface KeyRing {
  keys: ReadonlyMap<string, KmsKey>;
  aliases: ReadonlyMap<string, string>;
  commit(entry: Entry): void;
  /** By id, ARN, alias or alias ARN. */
  find(name: string): KmsKey;
  /** As `find`, and fit for that use. */
  findUsable(name: string, usage: KmsKey['usage']): KmsKey;
}

export function openKeyRing(journal: Journal): KeyRing {
  const keys = new Map<string, KmsKey>();
  const aliases = new Map<string, string>();
  const apply = (entry: Entry): void => {
    if (entry.op === 'key') keys.set(entry.key.keyId, entry.key);
    else if (entry.op === 'state') {
      const key = keys.get(entry.keyId);
      if (key) key.state = entry.state;
    } else if (entry.keyId === null) aliases.delete(entry.alias);
    else aliases.set(entry.alias, entry.keyId);
  };
  journal.replay((entry) => apply(entry as Entry));
  const ring: KeyRing = {
    keys,
    aliases,
    commit(entry) {
      journal.append(entry);
      apply(entry);
    },
    find(name) {
      const local = name.startsWith('arn:') ? name.split(':').slice(5).join(':') : name;
      const keyId = local.startsWith('alias/') ? aliases.get(local) : local.replace(/^key\//, '');
      const key = keyId === undefined ? undefined : keys.get(keyId);
      if (!key) throw new AwsError('NotFoundException', `Key '${name}' does not exist`, 400);
      return key;
    },
    findUsable(name, usage) {
      const key = ring.find(name);
      if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`, 400);
      if (key.state !== 'Enabled')
        throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`, 400);
      if (key.usage === usage) return key;
      throw new AwsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage}, not ${usage}.`, 400);
    },
  };
  return ring;
}
