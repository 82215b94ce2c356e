/**
 * The token key: 32 random bytes that KMS made, kept wrapped in the library bucket, unwrapped once per warm instance. Whoever may not
 * call kms:Decrypt cannot turn an identity number into a token.
 */
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { type Tokens, tokensWith } from '../../compare/tokens.ts';
import type { Keys } from '../../ports/keys.ts';
import type { Objects } from '../../ports/objects.ts';

const wrappedKeyPath = 'keys/token-key.json';
const context = { purpose: 'person-tokens' };

export function kmsClient(): KMSClient {
  return new KMSClient({});
}

export function kmsKeys(library: Objects, client: KMSClient = kmsClient()): Keys {
  let tokens: Tokens | undefined;
  return {
    async tokens() {
      if (tokens !== undefined) return tokens;
      const wrapped = await library.read(wrappedKeyPath);
      if (wrapped === undefined) return undefined;
      const { ciphertext } = JSON.parse(wrapped.toString('utf8')) as { ciphertext: string };
      const answer = await client.send(
        new DecryptCommand({ CiphertextBlob: Buffer.from(ciphertext, 'base64'), EncryptionContext: context }),
      );
      if (answer.Plaintext === undefined) throw new Error('token key could not be unwrapped');
      tokens = tokensWith(answer.Plaintext);
      return tokens;
    },
  };
}

/** Makes the token key if there is none yet. Two racing first imports agree on the one that was stored first. */
export async function ensureTokenKey(library: Objects, keyArn: string, client: KMSClient = kmsClient()): Promise<void> {
  if ((await library.head(wrappedKeyPath)) !== undefined) return;
  const answer = await client.send(
    new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: context }),
  );
  const ciphertext = Buffer.from(answer.CiphertextBlob ?? []).toString('base64');
  await library.writeOnce(wrappedKeyPath, Buffer.from(JSON.stringify({ ciphertext })), 'application/json');
}
