import type { Clock } from '../ports/clock.ts';

/** The one wall clock. */
export const systemClock: Clock = { now: () => Date.now() };
