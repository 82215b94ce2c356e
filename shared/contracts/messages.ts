/** Messages between functions: versioned, each idempotent on its own. They carry ids, codes and measures, never rows or names. */
import * as z from 'zod';

/** One byte range of a drop, to be compared. */
export const partPlanned = z.object({ version: z.literal(1), drop: z.string(), part: z.number().int().nonnegative() });
export type PartPlanned = z.infer<typeof partPlanned>;

/** A drop whose parts are in, or a roster change to be re-examined. */
export const releaseRequested = z.discriminatedUnion('kind', [
  z.object({ version: z.literal(1), kind: z.literal('drop'), drop: z.string() }),
  z.object({ version: z.literal(1), kind: z.literal('roster'), snapshot: z.string() }),
]);
export type ReleaseRequested = z.infer<typeof releaseRequested>;

export const rosterPublicationRequested = z.object({
  version: z.literal(1).default(1),
  /** Why: an import, a decision, the daily schedule. */
  cause: z.enum(['import', 'schedule', 'change']).default('schedule'),
});
export const sweepRequested = z.object({
  version: z.literal(1).default(1),
  cause: z.enum(['schedule', 'roster-published', 'manual']).default('schedule'),
});

const measure = z.union([z.number(), z.string(), z.boolean()]);

export const evidenceSchema = z.object({
  dataset: z.string(),
  recordId: z.string(),
  dropId: z.string(),
  row: z.number().int(),
  sourceUpdatedOn: z.string().optional(),
});

export const findingSchema = z.object({
  id: z.string().regex(/^wrn_[0-9a-f]{26}$/),
  rule: z.string(),
  ruleVersion: z.number().int(),
  direction: z.enum(['leak', 'error']),
  level: z.enum(['red', 'orange', 'yellow']),
  strength: z.enum(['warning', 'signal', 'notice']),
  weight: z.number(),
  household: z.string(),
  person: z.string().optional(),
  key: z.string(),
  measures: z.record(z.string(), measure),
  evidence: z.array(evidenceSchema).max(100),
  factOn: z.string(),
});

/** What a rule found, with everything that replays it. */
export const warningRaised = z.object({
  kind: z.literal('raised'),
  /** Grows with every release: an older message never undoes a newer one. */
  revision: z.number().int().positive(),
  finding: findingSchema,
  regionCode: z.string(),
  standing: z.string(),
  asOf: z.string(),
  snapshot: z.string(),
  policy: z.string(),
});
export const warningWithdrawn = z.object({
  kind: z.literal('withdrawn'),
  revision: z.number().int().positive(),
  id: z.string(),
  household: z.string(),
  direction: z.enum(['leak', 'error']),
  reason: z.enum(['row-vanished', 'row-corrected', 'explained', 'roster-changed']),
});
export const warningEvent = z.discriminatedUnion('kind', [warningRaised, warningWithdrawn]);
export type WarningEvent = z.infer<typeof warningEvent>;
export type WarningRaised = z.infer<typeof warningRaised>;
export type WarningWithdrawn = z.infer<typeof warningWithdrawn>;

/** Several warnings in one message (at most 256 KB); all of one household stay together and in order. */
export const warningsRaised = z.object({
  version: z.literal(1),
  source: z.string(),
  events: z.array(warningEvent).min(1).max(200),
});
export type WarningsRaised = z.infer<typeof warningsRaised>;
