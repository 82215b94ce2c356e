import { describe, expect, it } from 'vitest';
import { decideOutcome } from '../../../infra/local/host/batch-outcome.ts';
import { decideNextStep } from '../../../infra/local/host/stream-step.ts';

const identifiers = ['a', 'b', 'c'];
const failing = (...names: unknown[]) => ({ batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })) });

describe('an answer to a batch means', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('full success: %s', (_, answer) => {
    expect(decideOutcome(answer, identifiers, true)).toEqual({ failed: [], reason: undefined });
  });

  it.each<[string, unknown]>([
    ['an unknown identifier', failing('z')],
    ['an unknown one beside a known one', failing('a', 'z')],
    ['an empty identifier', failing('')],
    ['a null identifier', failing(null)],
    ['a wrong key', { batchItemFailures: [{ id: 'a' }] }],
    ['a list that is none', { batchItemFailures: 'a' }],
    ['a text', 'a'],
  ])('failure of the whole batch: %s', (_, answer) => {
    const outcome = decideOutcome(answer, identifiers, true);
    expect(outcome.failed).toEqual(identifiers);
    expect(outcome.reason).toBeTypeOf('string');
  });

  it('failure of those named, in the order of the batch', () => {
    expect(decideOutcome(failing('c', 'a', 'c'), identifiers, true)).toEqual({ failed: ['a', 'c'], reason: undefined });
  });

  it('success of all where the mapping does not ask for failures', () => {
    expect(decideOutcome(failing('a'), identifiers, false).failed).toEqual([]);
  });
});

describe('after a stream batch failed', () => {
  const patient = { bisects: true, retriesMax: 2, ageSecondsMax: -1 };
  const batch = { size: 8, firstFailed: 2, attempts: 0, ageSeconds: 1 };

  it('what came before the failure is done and the rest is halved', () => {
    expect(decideNextStep(patient, batch)).toEqual({ kind: 'split', done: 2, at: 5 });
  });
  it('a single record is tried again, as often as allowed', () => {
    const single = { ...batch, size: 1, firstFailed: 0 };
    expect(decideNextStep(patient, single)).toEqual({ kind: 'retry', done: 0, attempts: 1 });
    expect(decideNextStep(patient, { ...single, attempts: 2 })).toEqual({ kind: 'give up', done: 0 });
    expect(decideNextStep({ ...patient, retriesMax: -1 }, { ...single, attempts: 999 }).kind).toBe('retry');
  });
  it('nothing is split that the mapping does not want split', () => {
    expect(decideNextStep({ ...patient, bisects: false }, batch)).toEqual({ kind: 'retry', done: 2, attempts: 1 });
  });
  it('what is too old is given up', () => {
    expect(decideNextStep({ ...patient, ageSecondsMax: 60 }, { ...batch, ageSeconds: 61 }).kind).toBe('give up');
  });
});
