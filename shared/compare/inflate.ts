/** Inflates gzip chunk by chunk, refusing what grows beyond its bounds while it grows. */

import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export const inflatedBytesMax = 4 * 2 ** 30;
export const inflatedRatioMax = 100;
/** Below this a ratio says nothing. */
const ratioFromBytes = 1 << 20;

export class InflateFault extends Error {
  override readonly name = 'InflateFault';
  readonly code: 'compression-bomb' | 'compression-damaged';

  constructor(code: InflateFault['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** `compressedBytes` is the size of the whole file; the ratio is judged against it. */
export async function* inflate(chunks: AsyncIterable<Uint8Array>, compressedBytes: number): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const source = Readable.from(chunks);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let inflated = 0;
  const limit = Math.min(inflatedBytesMax, Math.max(ratioFromBytes, compressedBytes * inflatedRatioMax));
  try {
    for await (const chunk of gunzip) {
      inflated += (chunk as Buffer).length;
      if (inflated > limit) throw new InflateFault('compression-bomb');
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof InflateFault) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('Z_')) throw new InflateFault('compression-damaged', error);
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
