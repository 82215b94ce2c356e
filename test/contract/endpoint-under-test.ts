/**
 * The endpoint that a contract is run against: the one named by `DOUDI_CONTRACT_ENDPOINT` (with credentials from the environment), or
 * an embedded one that the test starts and stops. Contracts use names of their own and remove what they made.
 */
import { randomBytes } from 'node:crypto';
import { startEndpoint } from '../../infra/local/endpoint/endpoint.ts';

export interface ClientSettings {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

export interface EndpointUnderTest {
  settings: ClientSettings;
  stop(): Promise<void>;
}

export const testCredentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret-of-the-tests' };
export const testPrincipal = 'tester';

export async function openEndpointUnderTest(): Promise<EndpointUnderTest> {
  const named = process.env.DOUDI_CONTRACT_ENDPOINT;
  if (named) {
    const { AWS_ACCESS_KEY_ID = 'test', AWS_SECRET_ACCESS_KEY = 'test', AWS_REGION = 'us-east-1' } = process.env;
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return { settings: { endpoint: named, region: AWS_REGION, credentials }, stop: async () => undefined };
  }
  const { secretAccessKey } = testCredentials;
  const known = new Map([[testCredentials.accessKeyId, { secretAccessKey, principal: testPrincipal }]]);
  const { url, stop } = await startEndpoint({ credentials: known });
  return { settings: { endpoint: url, region: 'us-east-1', credentials: testCredentials }, stop };
}

export const uniqueName = (stem: string): string => `${stem}-${randomBytes(6).toString('hex')}`;

/** The name of the error that the promise rejects with; fails the test when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  try {
    await promise;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { name, status: $metadata?.httpStatusCode };
  }
  throw new Error('expected the call to be refused');
}
