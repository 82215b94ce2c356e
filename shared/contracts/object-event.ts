/** What S3 puts on a queue when an object lands, reduced to the URL-encoded keys. The test event S3 sends at set-up has none. */
import * as z from 'zod';

const record = z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) });

export const objectsLanded = z
  .union([z.object({ Records: z.array(record) }), z.object({ Event: z.literal('s3:TestEvent') })])
  .transform((event) => ({ keys: 'Records' in event ? event.Records.map((entry) => entry.s3.object.key) : [] }));

/** Undefined when it is not valid URL encoding of UTF-8. */
export function decodedKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
