/**
 * The inside of one function worker: loads the bundle once, then answers one invocation at a time. Events and results cross as
 * JSON, as they do on Lambda, so what does not survive JSON does not survive here either.
 */
import { parentPort, workerData } from 'node:worker_threads';

const { file, exportName, context } = workerData;
const loaded = await import(file);
const handler = exportName.split('.').reduce((holder, name) => holder?.[name], loaded) ?? loaded.default?.[exportName];
if (typeof handler !== 'function') throw new Error(`Runtime.HandlerNotFound: ${exportName} is not exported by ${file}`);

const run = (event, invocation) =>
  handler.length < 3
    ? handler(event, invocation)
    : new Promise((resolve, reject) => {
        const answer = handler(event, invocation, (error, result) => (error ? reject(error) : resolve(result)));
        if (typeof answer?.then === 'function') answer.then(resolve, reject);
      });

parentPort.on('message', async ({ event, requestId, deadlineMs }) => {
  const invocation = {
    ...context,
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
  try {
    const result = await run(JSON.parse(event), invocation);
    parentPort.postMessage({ result: JSON.stringify(result) });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    parentPort.postMessage({ error: { name: error.name, message: error.message, stack: error.stack } });
  }
});
parentPort.postMessage({ isReady: true });
