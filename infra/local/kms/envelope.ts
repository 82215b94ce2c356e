/**
 * The ciphertext of the embedded KMS: version, key id, nonce, tag and AES-256-GCM ciphertext. The key id and the encryption context are
 * authenticated with it, so a ciphertext opens only under its own key and with exactly the context it was made with.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

export type EncryptionContext = Readonly<Record<string, string>>;

/** Independent of the order of names; lengths make it unambiguous. */
function authenticatedData(keyId: string, context: EncryptionContext): Buffer {
  const pairs = Object.keys(context)
    .sort()
    .map((name) => [name, context[name] as string]);
  return Buffer.from(JSON.stringify([keyId, pairs]));
}

export function seal(keyId: string, material: Buffer, plaintext: Buffer, context: EncryptionContext): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', material, nonce).setAAD(authenticatedData(keyId, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([version, keyId.length]), Buffer.from(keyId), nonce, cipher.getAuthTag(), body]);
}

export function keyIdOf(ciphertext: Buffer): string {
  const length = ciphertext[1] ?? 0;
  if (ciphertext[0] !== version || ciphertext.length < 2 + length + nonceBytes + tagBytes) throw invalidCiphertext();
  return ciphertext.toString('latin1', 2, 2 + length);
}

export function unseal(keyId: string, material: Buffer, ciphertext: Buffer, context: EncryptionContext): Buffer {
  const nonceAt = 2 + keyId.length;
  const tagAt = nonceAt + nonceBytes;
  const decipher = createDecipheriv('aes-256-gcm', material, ciphertext.subarray(nonceAt, tagAt), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(authenticatedData(keyId, context)).setAuthTag(ciphertext.subarray(tagAt, tagAt + tagBytes));
  const body = decipher.update(ciphertext.subarray(tagAt + tagBytes));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch (cause) {
    throw Object.assign(invalidCiphertext(), { cause });
  }
}

const invalidCiphertext = () => new AwsError('InvalidCiphertextException', 'The ciphertext is invalid.', 400);
