import { dynamoCounterStore } from '../../shared/adapters/aws/dynamo-counter-store.ts';
import { readConfig } from '../../shared/runtime/config.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';
import { systemClock } from '../../shared/runtime/system-clock.ts';
import { projectConfig } from './config.ts';
import { project } from './project.ts';

const config = readConfig(projectConfig, process.env);
const ports = { counters: dynamoCounterStore(config.CASES_TABLE), clock: systemClock };

export const handler = streamHandler((change) => project(change, ports));
