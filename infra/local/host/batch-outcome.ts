/**
 * What a function's answer to a batch means, by AWS's rules for partial batch responses: no list, or an empty one, is full success;
 * an unknown, empty or missing identifier, or an answer of another shape, fails the whole batch. Pure; shared by queues and streams.
 */
export interface BatchOutcome {
  /** Identifiers that failed, in the order of the batch. */
  readonly failed: readonly string[];
  /** Why the whole batch failed, if it did. */
  readonly reason: string | undefined;
}

const success: BatchOutcome = { failed: [], reason: undefined };

export function decideOutcome(answer: unknown, identifiers: readonly string[], reportsFailures: boolean): BatchOutcome {
  const whole = (reason: string): BatchOutcome => ({ failed: identifiers, reason });
  if (!reportsFailures || answer === null || answer === undefined) return success;
  if (typeof answer !== 'object' || Array.isArray(answer)) return whole('the answer is not an object');
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return success;
  if (!Array.isArray(failures)) return whole('batchItemFailures is not a list');
  const known = new Set(identifiers);
  const failed = new Set<string>();
  for (const failure of failures) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== 'string' || identifier === '') return whole('an itemIdentifier is missing or empty');
    if (!known.has(identifier)) return whole('an itemIdentifier is not of this batch');
    failed.add(identifier);
  }
  return { failed: identifiers.filter((identifier) => failed.has(identifier)), reason: undefined };
}
