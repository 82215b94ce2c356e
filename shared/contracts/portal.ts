/** Requests and answers of the portal's API; the portal infers its types from the same schemas. */
import * as z from 'zod';
import { type AlertState, alertStates } from '../domain/cases/alert-states.ts';
import { dropStates } from '../domain/drops.ts';

export const roles = ['township', 'county', 'city', 'province', 'auditor'] as const;
export type Role = (typeof roles)[number];
export const pageRowsMax = 100;

/** Claims of an access token that this API reads; roles it does not know are left out. */
export const callerClaims = z.object({
  sub: z.string().min(1).max(200),
  region: z.string().regex(/^(52|\d{6}|\d{9}|\d{12})$/),
  roles: z
    .array(z.string())
    .transform((held) => held.filter((role): role is Role => (roles as readonly string[]).includes(role))),
});
export type Caller = z.infer<typeof callerClaims>;

const id = z.string().min(1).max(300);
const cursor = z.string().min(1).max(4000).optional();
const direction = z.enum(['leak', 'error']);
const level = z.enum(['red', 'orange', 'yellow']);
const alertState = z.enum(Object.keys(alertStates) as AlertState[]);

export const dropPath = z.object({ dropId: id });
export const casePath = z.object({ caseId: id });
export const warningPath = z.object({ warningId: id });

export const dropsQuery = z.object({ state: z.enum(dropStates).default('held'), cursor });
export const casesQuery = z.object({
  /** 12 digits; a county's 6 digits name its tray of cases without a township. */
  township: z.string().regex(/^(\d{6}|\d{12})$/),
  state: alertState.default('assigned'),
  cursor,
  limit: z.coerce.number().int().min(1).max(pageRowsMax).default(50),
});
export const townshipsQuery = z.object({ county: z.string().regex(/^\d{6}$/) });

/** Why a person releases or rejects a held drop. */
export const dropDecision = z.strictObject({ reason: z.string().trim().min(5).max(500) });

export const dropView = z.object({
  id: z.string(),
  path: z.string(),
  department: z.string(),
  dataset: z.string(),
  period: z.string(),
  state: z.enum(dropStates),
  version: z.number().int(),
  mode: z.enum(['snapshot', 'delta']),
  supplier: z.string(),
  producedAt: z.string(),
  receivedAt: z.string(),
  rows: z.number().int(),
  isBare: z.boolean(),
  supersedes: z.string().optional(),
  releasedBy: z.string().optional(),
  revision: z.number().int().optional(),
  faults: z.array(
    z.object({
      code: z.string(),
      text: z.string(),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type DropView = z.infer<typeof dropView>;
export const dropPage = z.object({ drops: z.array(dropView), cursor: z.string().optional() });

export const caseSummary = z.object({
  id: z.string(),
  household: z.string(),
  direction,
  level,
  state: alertState,
  stateText: z.string(),
  version: z.number().int(),
  county: z.string(),
  township: z.string(),
  openedOn: z.string(),
  dueOn: z.string(),
  score: z.number(),
  warningCount: z.number().int(),
});
export type CaseSummary = z.infer<typeof caseSummary>;
export const casePage = z.object({ cases: z.array(caseSummary), cursor: z.string().optional() });

export const caseView = caseSummary.extend({
  warnings: z.array(z.object({ id: z.string(), rule: z.string(), level, weight: z.number() })),
  /** Newest first. */
  events: z.array(
    z.object({
      sequence: z.number().int(),
      kind: z.string(),
      from: z.string(),
      to: z.string(),
      warning: z.string(),
      on: z.string(),
      reason: z.string().optional(),
    }),
  ),
});
export type CaseView = z.infer<typeof caseView>;

export const warningView = z.object({
  id: z.string(),
  state: z.enum(['open', 'withdrawn', 'suppressed']),
  revision: z.number().int(),
  rule: z.string(),
  level,
  weight: z.number(),
  direction,
  household: z.string(),
  caseId: z.string().optional(),
  /** The message that raised it, with the evidence that replays it; absent when the withdrawal came first. */
  raised: z.unknown(),
});
export type WarningView = z.infer<typeof warningView>;

const count = z.object({ direction, level, state: alertState, count: z.number().int() });
export const townshipsView = z.object({
  county: z.string(),
  townships: z.array(
    z.object({ code: z.string(), name: z.string(), openCases: z.number().int(), counts: z.array(count) }),
  ),
  /** Cases that wait for a township. */
  pending: z.array(count),
});
export type TownshipsView = z.infer<typeof townshipsView>;
