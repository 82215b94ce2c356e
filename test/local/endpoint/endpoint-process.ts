/** An endpoint in a process of its own, so that a test can kill it. Arguments: data directory. */
import { startEndpoint } from '../../../infra/local/endpoint/endpoint.ts';
import { testCredentials, testPrincipal } from '../../contract/endpoint-under-test.ts';

const { accessKeyId, secretAccessKey } = testCredentials;
const { url } = await startEndpoint({
  credentials: new Map([[accessKeyId, { secretAccessKey, principal: testPrincipal }]]),
  dataDirectory: process.argv[2] as string,
});
console.log(url);
