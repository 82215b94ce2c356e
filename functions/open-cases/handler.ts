import { dynamoCaseStore } from '../../shared/adapters/aws/dynamo-case-store.ts';
import { warningsRaised } from '../../shared/contracts/messages.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { batchHandler, logFailure } from '../../shared/runtime/queue-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { openCasesConfig } from './config.ts';
import { openCases } from './open-cases.ts';

const config = readConfig(openCasesConfig, process.env);
const ports = {
  cases: dynamoCaseStore({ cases: config.CASES_TABLE, journal: config.JOURNAL_TABLE }),
  clock: systemClock,
};

export const handler = batchHandler(warningsRaised, (messages) => openCases(messages, ports, logFailure));
