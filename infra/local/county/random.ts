/**
 * Seeded randomness of the synthetic county. A stream is named, so that a change in what one department draws moves nothing in
 * the rest of the county: the same seed gives the same bytes.
 */

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [from, to], both inclusive. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A key of the table, by weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** In [from, to], most often near the middle. */
  middle(from: number, to: number): number;
  /** Never below `median / spread^3`, with a long upper tail. */
  skewed(median: number, spread: number): number;
}

/** A stream of numbers that depends on the seed and the name only. */
export function randomOf(seed: string, name: string): Random {
  const next = sfc32(hashOf(`${seed}/${name}`));
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted: (weights) => pickWeighted(weights, next()),
    middle: (from, to) => from + ((next() + next() + next()) / 3) * (to - from),
    skewed: (median, spread) => median * spread ** Math.max(-3, gaussOf(next(), next())),
  };
}

function pickWeighted<K extends string>(weights: Readonly<Record<K, number>>, at: number): K {
  const keys = Object.keys(weights) as K[];
  let total = 0;
  for (const key of keys) total += weights[key];
  let left = at * total;
  for (const key of keys) {
    left -= weights[key];
    if (left < 0) return key;
  }
  return keys[keys.length - 1] as K;
}

function gaussOf(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}

function hashOf(text: string): [number, number, number, number] {
  const state: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x12345678];
  for (let index = 0; index < text.length; index++) {
    for (let lane = 0; lane < 4; lane++) {
      state[lane] = Math.imul((state[lane] as number) ^ text.charCodeAt(index), 0x01000193 + lane * 2);
      state[lane] = (state[lane] as number) ^ ((state[lane] as number) >>> 15);
    }
  }
  return state;
}

function sfc32([a, b, c, d]: [number, number, number, number]): () => number {
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}
