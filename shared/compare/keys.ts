/** Where things lie in the library bucket. */
export const partKeys = (drop: string, part: number) => ({
  lines: `parts/${drop}/${part}.lines`,
  rejects: `parts/${drop}/${part}.rejects.csv`,
  statistics: `parts/${drop}/${part}.json`,
});

export const segmentKey = (dataset: string, drop: string) => `shelf/${dataset}/${drop}.segment`;
/** The prefix and layout the Glue tables describe. */
export const acceptedKey = (dataset: string, period: string, drop: string) =>
  `accepted/${dataset}/${period}/${drop}.csv.gz`;
export const snapshotKey = (id: string) => `snapshots/${id}.roster`;
export const rosterBaseKey = (drop: string) => `roster/${drop}.ndjson.gz`;
export const currentRosterBaseKey = 'roster/current.json';
/** Everything one release found: warnings to send, and signals and notices for portraits and replay. */
export const eventsKey = (revision: number, source: string) => `findings/${revision}-${source}.events.ndjson`;
export const findingsKey = (revision: number, source: string) => `findings/${revision}-${source}.findings.ndjson`;
export const indexKey = (bucket: string, revision: number, source: string) =>
  `index/${bucket}/${revision}-${source}.ndjson`;

/** Replies lie under a prefix of their own, so that writing one never triggers a function. */
export const replyKeys = (path: string) => ({
  receipt: `replies/${path}/receipt.json`,
  rejects: `replies/${path}/rejects.csv`,
});
