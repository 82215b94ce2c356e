/** The manifest a department puts beside its files; it arrives last and starts the drop. */
import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z
  .object({
    dataset: z.string().min(1).max(40),
    period: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
    mode: z.enum(['snapshot', 'delta']),
    /** Data rows, the header not counted. */
    rows: z.number().int().nonnegative(),
    /** Bytes of the files as they lie in the bucket. */
    bytes: z.number().int().nonnegative(),
    /** Of the file, or of each file in name order. */
    sha256: z.union([sha256, z.array(sha256).min(1).max(100)]),
    /** Column → sum of its values as text, e.g. `{ "self_paid": "1234.50" }`. */
    controlSums: z.record(z.string(), z.string().regex(/^-?\d{1,18}(\.\d{1,2})?$/)).default({}),
    producedAt: z.iso.datetime({ offset: true }),
    supplier: z.string().min(1).max(60),
    schemaVersion: z.number().int().positive(),
    encoding: z.enum(['utf-8', 'gb18030']).optional(),
    /** Drop folder of an earlier delta that this one replaces. */
    supersedes: z.string().max(80).optional(),
  })
  .strict();

export type Manifest = z.infer<typeof manifestSchema>;
