/** Made-up rosters for tests of the comparison. */
import type { RosterEntry } from '../../shared/compare/snapshot.ts';
import { type Tokens, tokensWith } from '../../shared/compare/tokens.ts';
import { type Random, sampleIdentity } from '../../shared/datasets/sample.ts';

export const tokens: Tokens = tokensWith(Buffer.alloc(32, 7));

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Households of one to five people, nobody in two of them. */
export function randomRoster(households: number, random: Random): RosterEntry[] {
  const taken = new Set<string>();
  const newIdentity = () => {
    let id = sampleIdentity(random);
    while (taken.has(id)) id = sampleIdentity(random);
    taken.add(id);
    return id;
  };
  return Array.from({ length: households }, (_, number) =>
    householdOf(
      `H${number}`,
      Array.from({ length: 1 + Math.floor(random() * 5) }, newIdentity),
      random() < 0.5 ? '520526116210' : '520526116203',
    ),
  );
}

export function householdOf(number: string, people: readonly string[], regionCode = '520526116210'): RosterEntry {
  return {
    id: tokens.householdOf(number),
    regionCode,
    isUrban: false,
    programme: 'rural-dibao',
    status: 'covered',
    since: '2024-01-01',
    reviewedOn: '2026-01-10',
    validUntil: undefined,
    refusedOn: undefined,
    assessedIncomeFenMonth: 31_250,
    procedure: { hasApplication: true, hasPublicity: false },
    members: people.map((id, index) => ({
      id,
      nameMark: tokens.nameMarkOf(`张${index}`),
      relation: index === 0 ? '01' : '30',
      status: 'counted',
    })),
  };
}
