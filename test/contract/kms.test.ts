import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointUnderTest, errorOf, openEndpointUnderTest, uniqueName } from './endpoint-under-test.ts';

describe('KMS', () => {
  let under: EndpointUnderTest;
  let kms: KMSClient;
  const made: string[] = [];
  const makeKey = async (input: ConstructorParameters<typeof CreateKeyCommand>[0] = {}) => {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
    made.push(KeyMetadata?.KeyId ?? '');
    return KeyMetadata?.KeyId ?? '';
  };

  beforeAll(async () => {
    under = await openEndpointUnderTest();
    kms = new KMSClient(under.settings);
  });
  afterAll(async () => {
    for (const KeyId of made) await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await under.stop();
  });

  it('a key is described and listed, by its id and by its alias', async () => {
    const KeyId = await makeKey({ Description: 'vault' });
    const AliasName = `alias/${uniqueName('vault')}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: AliasName }));
    expect(KeyMetadata).toMatchObject({
      KeyId,
      Description: 'vault',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
    });
    expect((await kms.send(new ListKeysCommand({}))).Keys?.map((key) => key.KeyId)).toContain(KeyId);
    const aliases = await kms.send(new ListAliasesCommand({ KeyId }));
    expect(aliases.Aliases).toMatchObject([{ AliasName, TargetKeyId: KeyId }]);
  });

  it('what was encrypted opens with the same context only', async () => {
    const KeyId = await makeKey();
    const EncryptionContext = { purpose: 'vault', county: '甲县' };
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId, Plaintext: Buffer.from('秘密'), EncryptionContext }),
    );
    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { county: '甲县', purpose: 'vault' } }),
    );
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('秘密');
    const wrong = { CiphertextBlob, EncryptionContext: { purpose: 'vault' } };
    expect((await errorOf(kms.send(new DecryptCommand(wrong)))).name).toBe('InvalidCiphertextException');
  });

  it('a ciphertext that was changed does not open, nor under another key', async () => {
    const [KeyId, other] = [await makeKey(), await makeKey()];
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));
    const changed = Uint8Array.from(CiphertextBlob ?? []);
    const last = changed.length - 1;
    changed[last] = (changed[last] ?? 0) ^ 1;
    const opening = errorOf(kms.send(new DecryptCommand({ CiphertextBlob: changed })));
    expect((await opening).name).toBe('InvalidCiphertextException');
    const underOther = errorOf(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: other })));
    expect((await underOther).name).toBe('IncorrectKeyException');
  });

  it('a data key comes in clear and sealed, or sealed only', async () => {
    const KeyId = await makeKey();
    const pair = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }));
    const opened = await kms.send(new DecryptCommand({ CiphertextBlob: pair.CiphertextBlob }));
    expect(pair.Plaintext).toHaveLength(32);
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(pair.Plaintext ?? []));
    const sealed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 16 }));
    expect((await kms.send(new DecryptCommand({ CiphertextBlob: sealed.CiphertextBlob }))).Plaintext).toHaveLength(16);
    expect((await kms.send(new GenerateRandomCommand({ NumberOfBytes: 24 }))).Plaintext).toHaveLength(24);
  });

  it('a MAC is the same for the same message and verifies only as itself', async () => {
    const KeyId = await makeKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { KeyId, Message: Buffer.from('110101199003070011'), MacAlgorithm: 'HMAC_SHA_256' as const };
    const { Mac } = await kms.send(new GenerateMacCommand(input));
    expect(Buffer.from((await kms.send(new GenerateMacCommand(input))).Mac ?? [])).toEqual(Buffer.from(Mac ?? []));
    expect((await kms.send(new VerifyMacCommand({ ...input, Mac }))).MacValid).toBe(true);
    const other = { ...input, Mac, Message: Buffer.from('another') };
    expect((await errorOf(kms.send(new VerifyMacCommand(other)))).name).toBe('KMSInvalidMacException');
  });

  it('a key that is not there or of another use is refused', async () => {
    const absent = { KeyId: '00000000-0000-0000-0000-000000000000', Plaintext: Buffer.from('x') };
    expect((await errorOf(kms.send(new EncryptCommand(absent)))).name).toBe('NotFoundException');
    const KeyId = await makeKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const misuse = errorOf(kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })));
    expect((await misuse).name).toBe('InvalidKeyUsageException');
  });
});
