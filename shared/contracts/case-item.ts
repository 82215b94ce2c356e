/** What a projection reads of a case item of the cases table. */
import * as z from 'zod';
import { type AlertState, alertStates } from '../domain/cases/alert-states.ts';

export const caseItem = z.object({
  pk: z.string().startsWith('CASE#'),
  sk: z.literal('CASE'),
  case: z.object({
    id: z.string().min(1),
    version: z.number().int().positive(),
    direction: z.enum(['leak', 'error']),
    level: z.enum(['red', 'orange', 'yellow']),
    state: z.enum(Object.keys(alertStates) as AlertState[]),
    county: z.string(),
    township: z.string(),
  }),
});
