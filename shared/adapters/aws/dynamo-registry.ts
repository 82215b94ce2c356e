/**
 * The register in DynamoDB. A household's names and identity numbers are sealed as one text under a key derived for that household from
 * a data key of KMS and a salt kept with the text: dropping the salt erases the household. Everything else speaks in tokens.
 */
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RegisteredHousehold, Registry } from '../../ports/registry.ts';
import { documentClient, transact } from './dynamo.ts';
import { kmsClient } from './kms-keys.ts';

const batchMax = 25;
const batchesAtOnce = 4;
const vaultContext = { purpose: 'vault' };

export interface RegistryTables {
  readonly registry: string;
  readonly vault: string;
  readonly journal: string;
}

type Put = { readonly table: string; readonly item: Record<string, unknown> };

export function dynamoRegistry(
  tables: RegistryTables,
  keyArn: string,
  client: DynamoDBDocumentClient = documentClient(),
  kms: KMSClient = kmsClient(),
): Registry {
  return {
    async storeRoster(households, entry) {
      if (households.length > 0) {
        const answer = await kms.send(
          new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: vaultContext }),
        );
        if (answer.Plaintext === undefined || answer.CiphertextBlob === undefined) throw new Error('no data key');
        const wrapped = Buffer.from(answer.CiphertextBlob).toString('base64');
        const puts = households.flatMap((household) =>
          putsOf(household, entry.drop, tables, answer.Plaintext as Uint8Array, wrapped),
        );
        await writeAll(client, puts);
      }
      const item = {
        pk: `COUNTY#${entry.county}`,
        sk: `${entry.at}#roster#${entry.drop}`,
        kind: 'roster-import',
        drop: entry.drop,
        households: households.length,
        people: entry.people,
        digest: entry.digest,
      };
      // A repeated import finds its entry; the journal is never overwritten.
      const condition = 'attribute_not_exists(pk)';
      await transact(client, [{ Put: { TableName: tables.journal, Item: item, ConditionExpression: condition } }]);
    },
  };
}

function putsOf(
  household: RegisteredHousehold,
  drop: string,
  tables: RegistryTables,
  key: Uint8Array,
  wrapped: string,
): Put[] {
  const { entry, people, householdNo } = household;
  const { members, ...facts } = entry;
  const registered = {
    pk: `HOUSEHOLD#${entry.id}`,
    sk: 'HOUSEHOLD',
    drop,
    household: { ...facts, members: people.map(({ person, relation, status }) => ({ person, relation, status })) },
  };
  const sealed = seal(
    JSON.stringify({ householdNo, people: people.map(({ person, id, name }) => ({ person, id, name })) }),
    entry.id,
    key,
  );
  return [
    { table: tables.registry, item: registered },
    ...people.map(({ person }) => ({
      table: tables.registry,
      item: { pk: `PERSON#${person}`, sk: 'PERSON', household: entry.id, drop },
    })),
    { table: tables.vault, item: { pk: `HOUSEHOLD#${entry.id}`, sk: 'SEALED', ...sealed, key: wrapped, drop } },
  ];
}

/** AES-256-GCM under HKDF(data key, salt); the household id is bound as additional data. */
function seal(text: string, household: string, key: Uint8Array): Record<string, string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const own = Buffer.from(hkdfSync('sha256', key, salt, household, 32));
  const cipher = createCipheriv('aes-256-gcm', own, iv).setAAD(Buffer.from(household));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { salt: salt.toString('base64'), iv: iv.toString('base64'), sealed: sealed.toString('base64') };
}

async function writeAll(client: DynamoDBDocumentClient, puts: readonly Put[]): Promise<void> {
  const batches: Put[][] = [];
  for (let at = 0; at < puts.length; at += batchMax) batches.push(puts.slice(at, at + batchMax));
  let next = 0;
  const work = async () => {
    while (next < batches.length) {
      const batch = batches[next] as Put[];
      next += 1;
      await writeBatch(client, batch);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, work));
}

async function writeBatch(client: DynamoDBDocumentClient, batch: readonly Put[]): Promise<void> {
  const requests: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {};
  for (const { table, item } of batch) {
    requests[table] ??= [];
    requests[table].push({ PutRequest: { Item: item } });
  }
  let left: typeof requests | undefined = requests;
  for (let attempt = 0; left !== undefined && Object.keys(left).length > 0; attempt++) {
    if (attempt === 8) throw new Error('registry did not take a batch');
    const answer = await client.send(new BatchWriteCommand({ RequestItems: left }));
    left = answer.UnprocessedItems as typeof requests | undefined;
    if (left !== undefined && Object.keys(left).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
  }
}
