/**
 * Opens segments of the shelf and keeps them open between invocations: a segment never changes under its key. Forgets the oldest whole
 * blocks beyond a bound, so a warm instance stays within its memory.
 */
import { Segment } from '../../shared/compare/segment.ts';
import type { SegmentEntry } from '../../shared/ports/drop-store.ts';
import type { Objects } from '../../shared/ports/objects.ts';

export interface OpenSegments {
  readonly open: (entry: SegmentEntry) => Promise<Segment>;
}

export function openSegments(library: Objects, heldBytesMax: number): OpenSegments {
  const held = new Map<string, Promise<Segment>>();
  const trim = async () => {
    let bytes = 0;
    for (const [key, opening] of [...held].reverse()) {
      const segment = await opening;
      bytes += segment.blockBytes;
      if (bytes <= heldBytesMax) continue;
      segment.forget();
      held.delete(key);
    }
  };
  return {
    open: async (entry) => {
      const known = held.get(entry.key);
      if (known !== undefined) return known;
      const opening = Segment.open((from, to) => library.readRange(entry.key, from, to));
      held.set(entry.key, opening);
      try {
        const segment = await opening;
        await trim();
        return segment;
      } catch (error) {
        held.delete(entry.key);
        throw error;
      }
    },
  };
}
