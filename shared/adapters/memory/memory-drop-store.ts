/**
 * Drops in memory, for tests and trials, under the conditions of the table: every change of a drop is conditional on its version, a
 * drop's content is marked for ever, and an acceptance stores drop, segment and catalogue head together or not at all.
 */
import { type Drop, type DropState, dropEdges } from '../../domain/drops.ts';
import type { AcceptedStatistics, CatalogueHead, DropStore, RosterHead, SegmentEntry } from '../../ports/drop-store.ts';

const statisticsKept = 12;
const pageRows = 100;
const emptyHead: CatalogueHead = { version: 0, asOf: '1970-01-01', findings: {} };

export function memoryDropStore(): DropStore {
  const drops = new Map<string, Drop>();
  const contents = new Map<string, string>();
  const parts = new Map<string, Set<number>>();
  const segments = new Map<string, SegmentEntry>();
  const statistics = new Map<string, Map<string, AcceptedStatistics>>();
  const examinations = new Map<string, { readonly revision: number; readonly isSent: boolean }>();
  let head: CatalogueHead | undefined;
  let roster: RosterHead | undefined;

  const isInVersion = (drop: Drop) => drops.get(drop.id)?.version === drop.version;
  const change = (drop: Drop, next: Partial<Drop>): boolean => {
    if (!isInVersion(drop)) return false;
    drops.set(drop.id, structuredClone({ ...drop, ...next, version: drop.version + 1 }));
    return true;
  };

  return {
    read: async (id) => structuredClone(drops.get(id)),

    async create(drop, contentDigest) {
      if (drops.has(drop.id)) return { isNew: false };
      const mark = `${drop.dataset}#${contentDigest}`;
      const duplicateOf = contents.get(mark);
      if (duplicateOf !== undefined) {
        drops.set(drop.id, structuredClone({ ...drop, state: 'duplicate', parts: [] }));
        return { isNew: false, duplicateOf };
      }
      contents.set(mark, drop.id);
      drops.set(drop.id, structuredClone(drop));
      return { isNew: true };
    },

    async move(drop, to, changed = {}) {
      assertEdge(drop.state, to);
      return change(drop, { ...changed, state: to });
    },

    amend: async (drop, changed) => change(drop, changed),

    async markPart(drop, part) {
      const done = parts.get(drop) ?? new Set();
      parts.set(drop, done.add(part));
      return done.size;
    },

    partsDone: async (drop) => parts.get(drop)?.size ?? 0,

    async listByState(state, cursor) {
      const found = [...drops.values()]
        .filter((drop) => drop.state === state && (cursor === undefined || arrivalOf(drop) > cursor))
        .sort((a, b) => compareText(arrivalOf(a), arrivalOf(b)));
      const page = found.slice(0, pageRows);
      const last = page.at(-1);
      const next = found.length > pageRows && last !== undefined ? arrivalOf(last) : undefined;
      return { drops: structuredClone(page), next };
    },

    readHead: async () => structuredClone(head ?? emptyHead),

    async segments() {
      const found = [...segments].sort(([a], [b]) => compareText(a, b));
      return structuredClone(found.map(([, segment]) => segment));
    },

    async accept({ drops: accepted, from, to, change: changed = {}, roster: snapshot }) {
      for (const { drop } of accepted) assertEdge(drop.state, 'releasing');
      const isHeadUnmoved = from.version === 0 ? head === undefined : head?.version === from.version;
      if (!isHeadUnmoved || !accepted.every(({ drop }) => isInVersion(drop))) return false;
      head = structuredClone(to);
      for (const { drop, segment, statistics: entry } of accepted) {
        change(drop, { ...changed, state: 'releasing' });
        segments.set(`${segment.dataset}#${segment.order}`, structuredClone(segment));
        const known = statistics.get(drop.dataset) ?? new Map<string, AcceptedStatistics>();
        statistics.set(drop.dataset, known.set(`${drop.producedAt}#${drop.id}`, structuredClone(entry)));
      }
      if (snapshot !== undefined) examinations.set(snapshot, { revision: to.version, isSent: false });
      return true;
    },

    async statistics(dataset) {
      const latest = [...(statistics.get(dataset) ?? [])].sort(([a], [b]) => compareText(b, a));
      return structuredClone(latest.slice(0, statisticsKept).map(([, entry]) => entry));
    },

    readRoster: async () => structuredClone(roster),

    rosterExamination: async (snapshot) => structuredClone(examinations.get(snapshot)),

    async noteRosterExamined(snapshot, revision) {
      examinations.set(snapshot, { revision, isSent: true });
    },

    async publishRoster(from, to) {
      if (roster?.version !== from?.version) return false;
      roster = structuredClone(to);
      return true;
    },
  };
}

function arrivalOf(drop: Drop): string {
  return `${drop.receivedAt}#${drop.id}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function assertEdge(from: DropState, to: DropState): void {
  if (!dropEdges[from].includes(to)) throw new Error(`a drop cannot go from ${from} to ${to}`);
}
