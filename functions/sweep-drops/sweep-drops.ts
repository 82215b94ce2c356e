/**
 * Finds what fell between two steps and pushes it on, with nothing but what production owns: drops that waited for a roster, parts and
 * releases whose message was lost, and objects whose event never came. Everything it sends is idempotent.
 */
import { replyKeys } from '../../shared/compare/keys.ts';
import type { PartPlanned, ReleaseRequested } from '../../shared/contracts/messages.ts';
import type { Drop, DropState } from '../../shared/domain/drops.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DropStore } from '../../shared/ports/drop-store.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import { log } from '../../shared/runtime/log.ts';

/** An S3 event as the landing queues carry it. */
export interface LandedEvent {
  readonly Records: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
}

export interface SweepPorts {
  readonly drops: Objects;
  readonly store: DropStore;
  readonly dropsLanded: Outbox<LandedEvent>;
  readonly rosterLanded: Outbox<LandedEvent>;
  readonly parts: Outbox<PartPlanned>;
  readonly releases: Outbox<ReleaseRequested>;
  readonly clock: Clock;
}

/** Work younger than this is on its way. */
const graceMs = 10 * 60_000;

export async function sweepDrops(ports: SweepPorts): Promise<void> {
  const counts = {
    waiting: await sweepState('waiting-roster', 0, (drop) => startWaiting(drop, ports), ports),
    comparing: await sweepState('comparing', graceMs, (drop) => resumeParts(drop, ports), ports),
    compared: await sweepState('compared', graceMs, (drop) => requestRelease(drop, ports), ports),
    releasing: await sweepState('releasing', graceMs, (drop) => requestRelease(drop, ports), ports),
    drops: await sweepObjects('drops/', ports.dropsLanded, ports),
    rosters: await sweepObjects('roster/', ports.rosterLanded, ports),
  };
  log('info', 'swept', counts);
}

async function sweepState(
  state: DropState,
  olderThanMs: number,
  push: (drop: Drop) => Promise<boolean>,
  ports: SweepPorts,
): Promise<number> {
  const before = new Date(ports.clock.now() - olderThanMs).toISOString();
  let pushed = 0;
  let cursor: string | undefined;
  do {
    const page = await ports.store.listByState(state, cursor);
    for (const drop of page.drops) {
      if (drop.receivedAt <= before && (await push(drop))) pushed += 1;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return pushed;
}

async function startWaiting(drop: Drop, ports: SweepPorts): Promise<boolean> {
  const roster = await ports.store.readRoster();
  if (roster === undefined) return false;
  if (!(await ports.store.move(drop, 'comparing', { snapshot: roster.snapshot }))) return false;
  await ports.parts.send(drop.parts.map(({ part }) => ({ version: 1, drop: drop.id, part })));
  return true;
}

async function resumeParts(drop: Drop, ports: SweepPorts): Promise<boolean> {
  if ((await ports.store.partsDone(drop.id)) === drop.parts.length) return requestRelease(drop, ports);
  await ports.parts.send(drop.parts.map(({ part }) => ({ version: 1, drop: drop.id, part })));
  return true;
}

async function requestRelease(drop: Drop, ports: SweepPorts): Promise<boolean> {
  await ports.releases.send([{ version: 1, kind: 'drop', drop: drop.id }]);
  return true;
}

/** Manifests without a receipt: the event was lost, or the work is still on its way and will find itself done. */
async function sweepObjects(prefix: string, landed: Outbox<LandedEvent>, ports: SweepPorts): Promise<number> {
  let found = 0;
  for await (const object of ports.drops.list(prefix)) {
    if (!object.key.endsWith('/manifest.json')) continue;
    const path = object.key.slice(0, object.key.lastIndexOf('/'));
    if ((await ports.drops.head(replyKeys(path).receipt)) !== undefined) continue;
    await landed.send([
      { Records: [{ s3: { object: { key: encodeURIComponent(object.key).replaceAll('%2F', '/') } } }] },
    ]);
    found += 1;
  }
  return found;
}
