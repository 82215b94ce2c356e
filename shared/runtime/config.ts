/**
 * A function's environment, by one Zod schema that infra and handler share: infra must supply exactly these names (a forgotten
 * one does not compile), and the handler reads them once, at start, or refuses to start naming what is wrong.
 */
import * as z from 'zod';

export type ConfigSchema = z.ZodObject<Record<string, z.ZodType>>;
/** What infra must supply for a schema: every name, as text. */
export type EnvironmentOf<S extends ConfigSchema> = {
  readonly [K in keyof S['shape'] & string]: string;
};

export function readConfig<S extends ConfigSchema>(schema: S, environment: NodeJS.ProcessEnv): z.infer<S> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`invalid configuration: ${names}`);
}

/** Building blocks, so that a name means the same in every function. */
export const setting = {
  name: z.string().min(1),
  url: z.url(),
  integer: z.coerce.number().int().positive(),
} as const;
