/**
 * The KMS engine: symmetric keys for encryption and HMAC keys, by the operations of the JSON protocol. Key material never leaves it;
 * it is for a laptop, where the journal that holds the material is as safe as the disk. Asymmetric keys are refused.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Journal } from '../journal.ts';
import { type EncryptionContext, keyIdOf, seal, unseal } from './envelope.ts';
import { type KeyRing, type KmsKey, openKeyRing } from './keys.ts';

export interface KmsOptions {
  journal: Journal;
  now: () => number;
  newId: () => string;
  region: string;
  accountId: string;
}

export type Input = Readonly<Record<string, unknown>>;
export type Output = Record<string, unknown>;

export interface Kms {
  handle(operation: string, input: Input): Output;
  stop(): void;
}

interface Core extends KmsOptions {
  ring: KeyRing;
  arnOf(resource: string): string;
}

type Operation = (core: Core, input: Input) => Output;

const plaintextBytesMax = 4096;
const macs: Readonly<Record<string, { hash: string; bytes: number; algorithm: string }>> = {
  HMAC_224: { hash: 'sha224', bytes: 28, algorithm: 'HMAC_SHA_224' },
  HMAC_256: { hash: 'sha256', bytes: 32, algorithm: 'HMAC_SHA_256' },
  HMAC_384: { hash: 'sha384', bytes: 48, algorithm: 'HMAC_SHA_384' },
  HMAC_512: { hash: 'sha512', bytes: 64, algorithm: 'HMAC_SHA_512' },
};

const validation = (message: string) => new AwsError('ValidationException', message, 400);
const text = (input: Input, name: string): string => {
  const value = input[name];
  if (typeof value === 'string') return value;
  throw validation(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
};
const blob = (input: Input, name: string): Buffer => Buffer.from(text(input, name), 'base64');
const contextOf = (input: Input): EncryptionContext => (input.EncryptionContext ?? {}) as EncryptionContext;
const materialOf = (key: KmsKey): Buffer => Buffer.from(key.material, 'base64');

function describe(core: Core, key: KmsKey): Output {
  return {
    AWSAccountId: core.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    MultiRegion: false,
    ...(key.usage === 'ENCRYPT_DECRYPT'
      ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }
      : { MacAlgorithms: [macs[key.spec]?.algorithm] }),
  };
}

const createKey: Operation = (core, input) => {
  const spec = String(input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT');
  const mac = macs[spec];
  if (spec !== 'SYMMETRIC_DEFAULT' && !mac)
    throw new AwsError('UnsupportedOperationException', `The embedded KMS has no keys of spec ${spec}.`, 400);
  const usage = mac ? 'GENERATE_VERIFY_MAC' : 'ENCRYPT_DECRYPT';
  if (input.KeyUsage !== undefined && input.KeyUsage !== usage)
    throw validation(`KeyUsage ${String(input.KeyUsage)} is not compatible with KeySpec ${spec}.`);
  if (mac && input.KeyUsage === undefined) throw validation('You must specify a KeyUsage value for an HMAC key.');
  const keyId = core.newId();
  const key: KmsKey = {
    keyId,
    arn: core.arnOf(`key/${keyId}`),
    material: randomBytes(mac?.bytes ?? 32).toString('base64'),
    spec,
    usage,
    description: String(input.Description ?? ''),
    createdAt: core.now(),
    state: 'Enabled',
  };
  core.ring.commit({ op: 'key', key });
  return { KeyMetadata: describe(core, key) };
};

const requireAliasName = (input: Input): string => {
  const alias = text(input, 'AliasName');
  if (/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/.test(alias)) return alias;
  throw new AwsError('InvalidAliasNameException', 'Alias must start with the prefix "alias/".', 400);
};

const createAlias: Operation = ({ ring, arnOf }, input) => {
  const alias = requireAliasName(input);
  if (ring.aliases.has(alias))
    throw new AwsError('AlreadyExistsException', `An alias with the name ${arnOf(alias)} already exists`, 400);
  ring.commit({ op: 'alias', alias, keyId: ring.find(text(input, 'TargetKeyId')).keyId });
  return {};
};

const updateAlias: Operation = ({ ring }, input) => {
  const alias = requireAliasName(input);
  ring.find(alias);
  ring.commit({ op: 'alias', alias, keyId: ring.find(text(input, 'TargetKeyId')).keyId });
  return {};
};

const deleteAlias: Operation = ({ ring }, input) => {
  const alias = requireAliasName(input);
  ring.find(alias);
  ring.commit({ op: 'alias', alias, keyId: null });
  return {};
};

const listAliases: Operation = ({ ring, arnOf }, input) => {
  const only = input.KeyId === undefined ? undefined : ring.find(text(input, 'KeyId')).keyId;
  const listed = [...ring.aliases].filter(([, keyId]) => only === undefined || keyId === only);
  return {
    Aliases: listed.map(([alias, keyId]) => ({ AliasName: alias, AliasArn: arnOf(alias), TargetKeyId: keyId })),
    Truncated: false,
  };
};

const encrypt: Operation = ({ ring }, input) => {
  const plaintext = blob(input, 'Plaintext');
  if (plaintext.length < 1 || plaintext.length > plaintextBytesMax)
    throw validation(`Value at 'plaintext' failed to satisfy constraint: length between 1 and ${plaintextBytesMax}`);
  const key = ring.findUsable(text(input, 'KeyId'), 'ENCRYPT_DECRYPT');
  const ciphertext = seal(key.keyId, materialOf(key), plaintext, contextOf(input));
  return { CiphertextBlob: ciphertext.toString('base64'), KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
};

const decrypt: Operation = ({ ring }, input) => {
  const ciphertext = blob(input, 'CiphertextBlob');
  const keyId = keyIdOf(ciphertext);
  if (!ring.keys.has(keyId)) throw new AwsError('InvalidCiphertextException', 'The ciphertext is invalid.', 400);
  const key = ring.findUsable(keyId, 'ENCRYPT_DECRYPT');
  if (input.KeyId !== undefined && ring.find(text(input, 'KeyId')) !== key)
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
      400,
    );
  const plaintext = unseal(keyId, materialOf(key), ciphertext, contextOf(input));
  return { Plaintext: plaintext.toString('base64'), KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
};

function countBytes(input: Input): number {
  if (input.KeySpec === 'AES_256') return 32;
  if (input.KeySpec === 'AES_128') return 16;
  const bytes = Number(input.NumberOfBytes);
  if (Number.isInteger(bytes) && bytes >= 1 && bytes <= 1024) return bytes;
  throw validation('Please specify either number of bytes or key spec.');
}

const generateDataKey: Operation = (core, input) => {
  const plaintext = randomBytes(countBytes(input)).toString('base64');
  const { CiphertextBlob, KeyId } = encrypt(core, { ...input, Plaintext: plaintext });
  return { CiphertextBlob, KeyId, Plaintext: plaintext };
};

const generateDataKeyWithoutPlaintext: Operation = (core, input) => {
  const { CiphertextBlob, KeyId } = generateDataKey(core, input);
  return { CiphertextBlob, KeyId };
};

function computeMac({ ring }: Core, input: Input): { key: KmsKey; mac: Buffer; algorithm: string } {
  const key = ring.findUsable(text(input, 'KeyId'), 'GENERATE_VERIFY_MAC');
  const { hash, algorithm } = macs[key.spec] as { hash: string; algorithm: string };
  if (text(input, 'MacAlgorithm') !== algorithm)
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${String(input.MacAlgorithm)} is incompatible with key spec ${key.spec}.`,
      400,
    );
  return { key, algorithm, mac: createHmac(hash, materialOf(key)).update(blob(input, 'Message')).digest() };
}

const generateMac: Operation = (core, input) => {
  const { key, mac, algorithm } = computeMac(core, input);
  return { Mac: mac.toString('base64'), KeyId: key.arn, MacAlgorithm: algorithm };
};

const verifyMac: Operation = (core, input) => {
  const { key, mac, algorithm } = computeMac(core, input);
  const given = blob(input, 'Mac');
  if (given.length !== mac.length || !timingSafeEqual(given, mac))
    throw new AwsError('KMSInvalidMacException', 'The MAC is not valid.', 400);
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm };
};

const changeState =
  (state: KmsKey['state']): Operation =>
  ({ ring, now }, input) => {
    const { keyId, arn } = ring.find(text(input, 'KeyId'));
    ring.commit({ op: 'state', keyId, state });
    if (state !== 'PendingDeletion') return {};
    const days = Number(input.PendingWindowInDays ?? 30);
    return { KeyId: arn, KeyState: state, PendingWindowInDays: days, DeletionDate: now() / 1000 + days * 86_400 };
  };

const operations: Readonly<Record<string, Operation>> = {
  CreateKey: createKey,
  DescribeKey: (core, input) => ({ KeyMetadata: describe(core, core.ring.find(text(input, 'KeyId'))) }),
  ListKeys: ({ ring }) => ({
    Keys: [...ring.keys.values()].map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })),
    Truncated: false,
  }),
  EnableKey: changeState('Enabled'),
  DisableKey: changeState('Disabled'),
  ScheduleKeyDeletion: changeState('PendingDeletion'),
  CreateAlias: createAlias,
  UpdateAlias: updateAlias,
  DeleteAlias: deleteAlias,
  ListAliases: listAliases,
  Encrypt: encrypt,
  Decrypt: decrypt,
  GenerateDataKey: generateDataKey,
  GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext,
  GenerateRandom: (_core, input) => ({ Plaintext: randomBytes(countBytes(input)).toString('base64') }),
  GenerateMac: generateMac,
  VerifyMac: verifyMac,
};

export function createKms(options: KmsOptions): Kms {
  const partition = options.region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const arnOf = (resource: string): string => `arn:${partition}:kms:${options.region}:${options.accountId}:${resource}`;
  const core: Core = { ...options, ring: openKeyRing(options.journal), arnOf };
  return {
    handle(name, input) {
      const operation = operations[name];
      if (!operation) throw new AwsError('UnknownOperationException', `KMS ${name} is not implemented here.`, 400);
      return operation(core, input);
    },
    stop: () => options.journal.close(),
  };
}
