import { describe, expect, it } from 'vitest';
import { memoryDropStore } from '../../shared/adapters/memory/memory-drop-store.ts';
import { type Drop, dropOrderOf } from '../../shared/domain/drops.ts';

const dropOf = (id: string, change: Partial<Drop> = {}): Drop => ({
  id,
  path: `drops/bureau/veteran/2026-11/${id}`,
  department: 'bureau',
  dataset: 'veteran',
  period: '2026-11',
  state: 'compared',
  version: 1,
  mode: 'snapshot',
  supplier: 'bureau',
  producedAt: '2026-11-20T00:00:00.000Z',
  producedOn: '2026-11-20',
  isBare: false,
  supersedes: undefined,
  headers: [],
  files: [],
  parts: [],
  rows: 1,
  manifestRows: 1,
  controlSums: {},
  snapshot: undefined,
  faults: [],
  receivedAt: `2026-11-20T01:00:00.000Z`,
  releasedBy: undefined,
  ...change,
});
const acceptedOf = (drop: Drop) => ({
  drop,
  segment: {
    drop: drop.id,
    dataset: drop.dataset,
    supplier: drop.supplier,
    mode: drop.mode,
    period: drop.period,
    order: dropOrderOf(drop),
    key: `shelf/veteran/${drop.id}.segment`,
    rows: drop.rows,
    supersedes: drop.supersedes,
  },
  statistics: { drop: drop.id, rows: 1, matchRate: 1, warnings: 0, nullShares: {}, unknownCodeShare: 0, medians: {} },
});
const head = (version: number) => ({ version, asOf: '2026-11-20', findings: {} });

describe('the drop store in memory', () => {
  it('stores a drop once, and the same content of a dataset only as a duplicate', async () => {
    const store = memoryDropStore();
    expect(await store.create(dropOf('a'), 'digest')).toEqual({ isNew: true });
    expect(await store.create(dropOf('a'), 'digest')).toEqual({ isNew: false });
    expect(await store.create(dropOf('b'), 'digest')).toEqual({ isNew: false, duplicateOf: 'a' });
    expect((await store.read('b'))?.state).toBe('duplicate');
    expect(await store.create(dropOf('c', { dataset: 'custody' }), 'digest')).toEqual({ isNew: true });
  });

  it('lets only one of two movers of a version win, and no drop leave its table of states', async () => {
    const store = memoryDropStore();
    const drop = dropOf('a');
    await store.create(drop, 'digest');
    expect(await store.move(drop, 'held')).toBe(true);
    expect(await store.move(drop, 'rejected')).toBe(false);
    expect(await store.read('a')).toMatchObject({ state: 'held', version: 2 });
    await expect(store.move(drop, 'released')).rejects.toThrow('cannot go');
  });

  it('accepts several drops together or none of them', async () => {
    const store = memoryDropStore();
    const [a, b] = [dropOf('a'), dropOf('b')];
    await store.create(a, '1');
    await store.create(b, '2');
    await store.move(b, 'held');
    const both = { drops: [acceptedOf(a), acceptedOf(b)], from: head(0), to: head(1) };
    expect(await store.accept(both)).toBe(false);
    expect((await store.read('a'))?.state).toBe('compared');
    expect((await store.readHead()).version).toBe(0);
    expect(await store.segments()).toEqual([]);
    const held = (await store.read('b')) as Drop;
    expect(await store.accept({ ...both, drops: [acceptedOf(a), acceptedOf(held)] })).toBe(true);
    expect((await store.segments()).map(({ drop }) => drop)).toEqual(['a', 'b']);
    expect((await store.statistics('veteran')).map(({ drop }) => drop)).toEqual(['b', 'a']);
    expect(await store.accept({ drops: [], from: head(0), to: head(1) })).toBe(false);
    expect(await store.accept({ drops: [], from: head(1), to: head(2), roster: 'snap' })).toBe(true);
    expect(await store.rosterExamination('snap')).toEqual({ revision: 2, isSent: false });
  });

  it('counts each part once', async () => {
    const store = memoryDropStore();
    expect(await store.markPart('a', 0)).toBe(1);
    expect(await store.markPart('a', 0)).toBe(1);
    expect(await store.markPart('a', 1)).toBe(2);
    expect(await store.partsDone('a')).toBe(2);
  });

  it('lists a state page by page in order of arrival', async () => {
    const store = memoryDropStore();
    for (let index = 0; index < 205; index++) {
      const id = String((index * 7) % 205).padStart(3, '0');
      await store.create(dropOf(id), id);
    }
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listByState('compared', cursor);
      ids.push(...page.drops.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(ids).toEqual(Array.from({ length: 205 }, (_, index) => String(index).padStart(3, '0')));
  });

  it('publishes a roster only upon the one it was made from', async () => {
    const store = memoryDropStore();
    const roster = { snapshot: 's', people: 1, households: 1, asOf: '2026-11-20', previousSnapshot: undefined };
    expect(await store.publishRoster(undefined, { ...roster, version: 1 })).toBe(true);
    expect(await store.publishRoster(undefined, { ...roster, version: 1 })).toBe(false);
    expect(await store.publishRoster({ ...roster, version: 1 }, { ...roster, version: 2 })).toBe(true);
    expect((await store.readRoster())?.version).toBe(2);
  });
});
