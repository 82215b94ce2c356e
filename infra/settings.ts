/**
 * What an installation may choose, read once from CDK context (`-c name=value`) and checked: an unknown partition or a negative
 * concurrency stops the synthesis with its name. Values that are only known at deployment (issuer, audience, cursor key, alarm
 * mail) are CloudFormation parameters instead, so that one assembly serves several accounts.
 */
import type { Node } from 'constructs';
import * as z from 'zod';

const list = z
  .string()
  .transform((text) => text.split(',').filter((entry) => entry !== ''))
  .pipe(z.array(z.url()));

const settingsSchema = z.object({
  partition: z.enum(['aws', 'aws-cn']).default('aws'),
  /** Prefix of every physical name; lets two installations share an account. */
  installation: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,19}$/, 'lower-case letters, digits and hyphens, 2 to 20')
    .default('doudi'),
  nodeRuntime: z.enum(['22', '24']).default('24'),
  logRetentionDays: z.coerce.number().int().default(180),
  partBytes: z.coerce.number().int().min(1_048_576).default(33_554_432),
  receiveDropConcurrency: z.coerce.number().int().min(2).max(1000).default(5),
  compareDropConcurrency: z.coerce.number().int().min(2).max(1000).default(20),
  openCasesConcurrency: z.coerce.number().int().min(2).max(1000).default(10),
  apiRequestsPerSecond: z.coerce.number().int().positive().default(100),
  apiBurst: z.coerce.number().int().positive().default(200),
  /** OAuth scope every route but health demands of an access token; without it the function's own role check stands alone. */
  apiScope: z.string().min(1).optional(),
  /** Exact origins of portals in browsers, separated by commas; none means no cross-origin access. */
  portalOrigins: list.optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

export function readSettings(node: Node): Settings {
  const given = Object.keys(settingsSchema.shape).map((name): [string, unknown] => [name, node.tryGetContext(name)]);
  const parsed = settingsSchema.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`invalid context: ${problems}`);
}
