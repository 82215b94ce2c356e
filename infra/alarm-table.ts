/**
 * What each alarm costs people when it rings, in one sentence an officer understands. Thresholds stand beside, because a minute of
 * delay means something else on each queue. The alarm's name is also the heading of docs/runbook.md that mends it.
 */
import type { FunctionName, QueueName } from './function-table.ts';

interface QueueImpact {
  readonly deadLetters: string;
  readonly age: string;
  readonly ageMinutesMax: number;
}

export const queueImpacts: Readonly<Record<QueueName, QueueImpact>> = {
  'drops-landed': {
    deadLetters: 'A file a department delivered was never opened: nothing in it is compared and no receipt is written.',
    age: 'Files delivered by departments wait unopened; receipts and warnings come late.',
    ageMinutesMax: 30,
  },
  'roster-landed': {
    deadLetters: 'A roster delivery was not imported: people who joined or left are compared by the old roster.',
    age: 'A roster delivery waits; comparisons go on with the old roster meanwhile.',
    ageMinutesMax: 60,
  },
  'drop-parts': {
    deadLetters:
      'Part of a file could not be compared: the whole drop stays unreleased and its warnings do not reach townships.',
    age: 'Files are compared more slowly than they arrive; warnings reach townships late.',
    ageMinutesMax: 90,
  },
  'drop-releases': {
    deadLetters: 'A compared drop was neither released nor held: its warnings do not reach townships.',
    age: 'Compared drops wait for release; warnings reach townships late.',
    ageMinutesMax: 90,
  },
  'roster-publications': {
    deadLetters: 'A new roster snapshot was not published: comparisons go on with the last one.',
    age: 'The roster snapshot is getting old; people who just joined are not yet compared.',
    ageMinutesMax: 90,
  },
  'drop-sweeps': {
    deadLetters: 'A sweep failed: files whose announcement was lost stay unopened.',
    age: 'Sweeps are late: files whose announcement was lost are found late.',
    ageMinutesMax: 60,
  },
  warnings: {
    deadLetters: 'Warnings of at least one household reached no case: nobody is asked to visit them.',
    age: 'Warnings wait to become cases; townships see them late and deadlines start late.',
    ageMinutesMax: 30,
  },
};

export const errorImpacts: Readonly<Record<FunctionName, string>> = {
  'receive-drop': 'Opening delivered files fails repeatedly; departments get no receipts until it is mended.',
  'compare-drop': 'Comparing files with the roster fails repeatedly; affected drops stay unreleased.',
  'release-drop': 'Releasing compared drops fails repeatedly; their warnings do not reach townships.',
  'import-roster': 'Importing the roster fails repeatedly; comparisons go on with the old roster.',
  'publish-roster': 'Publishing the roster snapshot fails repeatedly; comparisons go on with the old one.',
  'sweep-drops': 'Sweeping fails repeatedly; files whose announcement was lost stay unopened.',
  'open-cases': 'Opening cases fails repeatedly; warnings are kept but townships do not see them.',
  project: 'Counters of cases fail to follow; the figures supervisors see are behind, cases themselves are right.',
  'portal-api': 'Officers get errors in the portal; cases cannot be read or drops released.',
};
