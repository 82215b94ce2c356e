import { openEndpointUnderTest } from './endpoint-under-test.ts';
import { s3Contract } from './s3.contract.ts';

s3Contract(openEndpointUnderTest);
