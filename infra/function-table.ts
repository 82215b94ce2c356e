/**
 * The functions of the system at a glance: who reads which queue, with how much memory and time. The storage stack takes the
 * queues' visibility from here, the ingestion and API stacks their functions, the operations stack its alarms.
 */

export const functionShapes = {
  'receive-drop': { memoryMegabytes: 1769, timeoutSeconds: 300 },
  'compare-drop': { memoryMegabytes: 1769, timeoutSeconds: 900 },
  'release-drop': { memoryMegabytes: 3008, timeoutSeconds: 900 },
  'import-roster': { memoryMegabytes: 1769, timeoutSeconds: 900 },
  'publish-roster': { memoryMegabytes: 1769, timeoutSeconds: 900 },
  'sweep-drops': { memoryMegabytes: 512, timeoutSeconds: 300 },
  'open-cases': { memoryMegabytes: 1024, timeoutSeconds: 60 },
  project: { memoryMegabytes: 512, timeoutSeconds: 60 },
  'portal-api': { memoryMegabytes: 1024, timeoutSeconds: 29 },
} as const;

export type FunctionName = keyof typeof functionShapes;

/** The one function that reads each queue. */
export const queueReaders = {
  'drops-landed': 'receive-drop',
  'roster-landed': 'import-roster',
  'drop-parts': 'compare-drop',
  'drop-releases': 'release-drop',
  'roster-publications': 'publish-roster',
  'drop-sweeps': 'sweep-drops',
  warnings: 'open-cases',
} as const satisfies Record<string, FunctionName>;

export type QueueName = keyof typeof queueReaders;
