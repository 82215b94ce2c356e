/**
 * Builds the snapshot comparators join with from the roster base and makes it the current one. The same roster gives the same snapshot,
 * so publishing twice is a no-op; afterwards households are looked at again and drops that waited for a roster go on.
 */

import type * as z from 'zod';
import { snapshotKey } from '../../shared/compare/keys.ts';
import { readRosterBase, readRosterPointer } from '../../shared/compare/roster-base.ts';
import { buildSnapshot, Snapshot } from '../../shared/compare/snapshot.ts';
import type { ReleaseRequested, sweepRequested } from '../../shared/contracts/messages.ts';
import type { DropStore, RosterHead } from '../../shared/ports/drop-store.ts';
import type { Keys } from '../../shared/ports/keys.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import { log } from '../../shared/runtime/log.ts';

export interface PublishPorts {
  readonly library: Objects;
  readonly store: DropStore;
  readonly keys: Keys;
  readonly releases: Outbox<ReleaseRequested>;
  readonly sweeps: Outbox<z.infer<typeof sweepRequested>>;
}

export async function publishRoster(ports: PublishPorts): Promise<void> {
  const pointer = await readRosterPointer(ports.library);
  const tokens = await ports.keys.tokens();
  if (pointer === undefined || tokens === undefined) {
    log('info', 'roster-missing');
    return;
  }
  const bytes = buildSnapshot(await readRosterBase(ports.library, pointer.key), pointer.asOf, tokens);
  const snapshot = Snapshot.open(bytes);
  await ports.library.writeOnce(snapshotKey(snapshot.id), bytes, 'application/octet-stream');
  const from = await ports.store.readRoster();
  if (from?.snapshot !== snapshot.id) {
    const to: RosterHead = {
      snapshot: snapshot.id,
      people: snapshot.header.people,
      households: snapshot.header.households,
      asOf: pointer.asOf,
      previousSnapshot: from?.snapshot,
      version: (from?.version ?? 0) + 1,
    };
    if (!(await ports.store.publishRoster(from, to))) throw new Error('another roster was published meanwhile');
    log('info', 'roster-published', { people: to.people, households: to.households, bytes: bytes.length });
  }
  await ports.releases.send([{ version: 1, kind: 'roster', snapshot: snapshot.id }]);
  await ports.sweeps.send([{ version: 1, cause: 'roster-published' }]);
}
