/**
 * Reads what the system did out of the stores, as a developer would: receipts, cases, and how the open cases compare with the county's
 * truth. The comparison lives here and not in the product, which never sees the truth.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { kmsKeys } from '../../../shared/adapters/aws/kms-keys.ts';
import { s3Objects } from '../../../shared/adapters/aws/s3-objects.ts';
import { replyKeys } from '../../../shared/compare/keys.ts';
import type { Receipt } from '../../../shared/compare/receipts.ts';
import type { Tokens } from '../../../shared/compare/tokens.ts';
import type { AlertCase } from '../../../shared/domain/cases/alert-case.ts';
import { isOpenState } from '../../../shared/domain/cases/alert-states.ts';
import { naiveBaseline, type Score, score } from '../county/baseline.ts';
import type { County } from '../county/county.ts';
import { dropKeys } from '../county/write-county.ts';
import type { Host } from '../host/host.ts';
import { developerS3 } from './drop-county.ts';

export interface DropOutcome {
  readonly dataset: string;
  readonly period: string;
  readonly receipt: Receipt | undefined;
}

export interface Measured {
  readonly roster: Receipt | undefined;
  readonly drops: readonly DropOutcome[];
  readonly cases: readonly AlertCase[];
  readonly ours: { readonly leak: Score; readonly error: Score };
  readonly naive: { readonly leak: Score; readonly error: Score };
}

export async function measure(county: County, host: Host): Promise<Measured> {
  const s3 = developerS3(host);
  const drops = s3Objects(host.names.find('doudi-storage/drops').name, s3);
  const library = s3Objects(host.names.find('doudi-storage/library').name, s3);
  const receiptOf = async (drop: County['roster']) => {
    const path = dropKeys(drop).manifest.replace(/\/manifest\.json$/, '');
    const bytes = await drops.read(replyKeys(path).receipt);
    return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as Receipt);
  };
  const outcomes: DropOutcome[] = [];
  for (const drop of county.drops) {
    outcomes.push({ dataset: drop.dataset, period: drop.period, receipt: await receiptOf(drop) });
  }
  const { accessKeyId, secretAccessKey } = host.credentialsFor('developer');
  const access = { endpoint: host.endpointUrl, region: host.region, credentials: { accessKeyId, secretAccessKey } };
  const tokens = await kmsKeys(library, new KMSClient(access)).tokens();
  const cases = await readCases(host, DynamoDBDocumentClient.from(new DynamoDBClient(access)));
  const warned =
    tokens === undefined ? { leak: new Set<string>(), error: new Set<string>() } : warnedRefs(county, cases, tokens);
  const roster = await receiptOf(county.roster);
  s3.destroy();
  return {
    roster,
    drops: outcomes,
    cases,
    ours: score(county.truth, warned),
    naive: score(county.truth, naiveBaseline(county)),
  };
}

async function readCases(host: Host, client: DynamoDBDocumentClient): Promise<AlertCase[]> {
  const cases: AlertCase[] = [];
  const table = host.names.find('doudi-storage/cases').name;
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      FilterExpression: 'sk = :case',
      ExpressionAttributeValues: { ':case': 'CASE' },
    },
  );
  for await (const page of pages) for (const item of page.Items ?? []) cases.push(item['case'] as AlertCase);
  return cases;
}

/** Households with an open case, by the truth's own reference. */
function warnedRefs(
  county: County,
  cases: readonly AlertCase[],
  tokens: Tokens,
): { leak: Set<string>; error: Set<string> } {
  const refs = new Map<string, string>();
  for (const household of county.truth) {
    refs.set(tokens.hukouHouseholdOf(household.hukouNo), household.ref);
    for (const id of household.members) refs.set(tokens.loneHouseholdOf(tokens.personOf(id)), household.ref);
  }
  for (const household of county.truth) {
    if (household.householdNo !== undefined) refs.set(tokens.householdOf(household.householdNo), household.ref);
  }
  const warned = { leak: new Set<string>(), error: new Set<string>() };
  for (const alertCase of cases) {
    if (isOpenState(alertCase.state))
      warned[alertCase.direction].add(refs.get(alertCase.household) ?? alertCase.household);
  }
  return warned;
}
