/**
 * Keys come before everything else, because KMS chooses their ids and every ARN of them needs the id. A key is found again over kept
 * data by an alias of the host's own.
 */
import { AwsError } from '../endpoint/aws-error.ts';
import type { Kms } from '../kms/kms.ts';
import type { StackTemplate } from './assembly.ts';
import type { Deployment } from './template.ts';

/** `Stack/LogicalId` → key id. */
export function provisionKeys(stacks: readonly StackTemplate[], kms: Kms): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { name: stack, template } of stacks) {
    for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources ?? {})) {
      if (Type !== 'AWS::KMS::Key') continue;
      const AliasName = `alias/local-host/${stack}/${logicalId}`;
      let keyId = findKey(AliasName, kms);
      if (keyId === undefined) {
        const { KeyMetadata } = kms.handle('CreateKey', {
          KeySpec: Properties?.KeySpec,
          KeyUsage: Properties?.KeyUsage,
        });
        keyId = (KeyMetadata as { KeyId: string }).KeyId;
        kms.handle('CreateAlias', { AliasName, TargetKeyId: keyId });
      }
      ids.set(`${stack}/${logicalId}`, keyId);
    }
  }
  return ids;
}

export function provisionAliases(deployment: Deployment, kms: Kms): void {
  for (const { ref: AliasName, properties } of deployment.ofType('AWS::KMS::Alias')) {
    const TargetKeyId = String(properties.TargetKeyId);
    kms.handle(findKey(AliasName, kms) === undefined ? 'CreateAlias' : 'UpdateAlias', { AliasName, TargetKeyId });
  }
}

function findKey(name: string, kms: Kms): string | undefined {
  try {
    return (kms.handle('DescribeKey', { KeyId: name }).KeyMetadata as { KeyId: string }).KeyId;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NotFoundException') return undefined;
    throw error;
  }
}
