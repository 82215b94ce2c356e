import { openEndpointUnderTest } from './endpoint-under-test.ts';
import { sqsContract } from './sqs.contract.ts';

sqsContract(openEndpointUnderTest);
