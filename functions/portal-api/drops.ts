/**
 * Drops as people see them, and the two things a person may do with a held one: release it or reject it. Both need the version that
 * was read (If-Match) and a reason; the release itself is done by the release queue, which takes a repeated request as one.
 */

import { replyKeys } from '../../shared/compare/keys.ts';
import type { ReleaseRequested } from '../../shared/contracts/messages.ts';
import { type DropView, dropDecision, dropPath, dropsQuery } from '../../shared/contracts/portal.ts';
import type { Language } from '../../shared/contracts/problem.ts';
import { dropFaultTexts } from '../../shared/domain/drop-faults.ts';
import type { Drop } from '../../shared/domain/drops.ts';
import type { DropStore } from '../../shared/ports/drop-store.ts';
import type { Objects } from '../../shared/ports/objects.ts';
import type { Outbox } from '../../shared/ports/outbox.ts';
import type { HttpAnswer } from '../../shared/runtime/http-handler.ts';
import { log } from '../../shared/runtime/log.ts';
import type { Cursors } from './cursor.ts';
import { type Ask, cursorInvalid, invalid, notFound, parseBody, parseInput } from './request.ts';

export interface DropPorts {
  readonly drops: Pick<DropStore, 'read' | 'move' | 'amend' | 'listByState'>;
  readonly replies: Pick<Objects, 'read'>;
  readonly releases: Outbox<ReleaseRequested>;
  readonly cursors: Cursors;
}

export async function listDrops({ request }: Ask, { drops, cursors }: DropPorts): Promise<HttpAnswer> {
  const query = parseInput(dropsQuery, request.query);
  if ('reasons' in query) return invalid(query.reasons);
  const { state, cursor } = query.value;
  const list = `drops ${state}`;
  const position = cursor === undefined ? undefined : cursors.open(list, cursor);
  if (cursor !== undefined && position === undefined) return cursorInvalid;
  const page = await drops.listByState(state, position);
  const body = {
    drops: page.drops.map((drop) => viewOf(drop, request.language)),
    cursor: page.next === undefined ? undefined : cursors.sign(list, page.next),
  };
  return { status: 200, body };
}

export async function readDrop({ request }: Ask, ports: DropPorts): Promise<HttpAnswer> {
  const drop = await findDrop(request.path, ports);
  return drop === undefined ? notFound : answerWith(drop, request.language);
}

export async function readReceipt({ request }: Ask, ports: DropPorts): Promise<HttpAnswer> {
  const drop = await findDrop(request.path, ports);
  const receipt = drop && (await ports.replies.read(replyKeys(drop.path).receipt));
  return receipt === undefined ? notFound : { status: 200, body: JSON.parse(receipt.toString('utf8')) };
}

export async function releaseDrop(ask: Ask, ports: DropPorts): Promise<HttpAnswer> {
  const held = await findHeldDrop(ask, ports);
  if ('refused' in held) return held;
  const { drop } = held;
  const change = { releasedBy: ask.caller.sub };
  if (!(await ports.drops.amend(drop, change))) return { refused: 'version-stale' };
  log('info', 'drop-release-asked', { drop: drop.id, by: ask.caller.sub });
  await ports.releases.send([{ version: 1, kind: 'drop', drop: drop.id }]);
  return answerWith({ ...drop, ...change, version: drop.version + 1 }, ask.request.language, 202);
}

export async function rejectDrop(ask: Ask, ports: DropPorts): Promise<HttpAnswer> {
  const held = await findHeldDrop(ask, ports);
  if ('refused' in held) return held;
  const { drop } = held;
  if (!(await ports.drops.move(drop, 'rejected'))) return { refused: 'version-stale' };
  log('info', 'drop-rejected', { drop: drop.id, by: ask.caller.sub });
  return answerWith({ ...drop, state: 'rejected', version: drop.version + 1 }, ask.request.language);
}

type Refusal = Extract<HttpAnswer, { refused: unknown }>;

/** The held drop in the version the caller has read, once the reason is given too. */
async function findHeldDrop({ request }: Ask, ports: DropPorts): Promise<{ readonly drop: Drop } | Refusal> {
  const drop = await findDrop(request.path, ports);
  if (drop === undefined) return { refused: 'not-found' };
  const wanted = request.headers['if-match'];
  if (wanted === undefined) return { refused: 'version-missing' };
  const isCurrent = wanted.split(',').some((tag) => tag.trim() === etagOf(drop));
  if (!isCurrent) return { refused: 'version-stale' };
  const decision = parseBody(dropDecision, request.body);
  if ('reasons' in decision) return { refused: 'request-invalid', reasons: decision.reasons };
  return drop.state === 'held' ? { drop } : { refused: 'drop-not-held' };
}

async function findDrop(path: unknown, { drops }: DropPorts): Promise<Drop | undefined> {
  const parsed = parseInput(dropPath, path);
  return 'value' in parsed ? drops.read(parsed.value.dropId) : undefined;
}

const etagOf = (drop: Drop) => `"${drop.version}"`;

function answerWith(drop: Drop, language: Language, status: 200 | 202 = 200): HttpAnswer {
  return { status, body: viewOf(drop, language), etag: etagOf(drop) };
}

function viewOf(drop: Drop, language: Language): DropView {
  const { id, path, department, dataset, period, state, version, mode, supplier, producedAt, receivedAt } = drop;
  return {
    ...{ id, path, department, dataset, period, state, version, mode, supplier, producedAt, receivedAt },
    rows: drop.rows,
    isBare: drop.isBare,
    supersedes: drop.supersedes,
    releasedBy: drop.releasedBy,
    revision: drop.revision,
    faults: drop.faults.map(({ code, detail }) => ({
      code,
      text: dropFaultTexts[code][language === 'en' ? 'en' : 'zh'],
      detail: { ...detail },
    })),
  };
}
