/**
 * Keys of findings. Plates, certificates and employers identify people, so a key is a digest of them: the same thing found gives
 * the same key on every delivery, and the key itself says nothing of anybody.
 */
import { hash } from 'node:crypto';
import type { Fact } from './define.ts';

/** 16 hexadecimal digits over the parts, in order. An unknown part differs from every known one. */
export function evidenceKey(...parts: readonly (string | number | undefined)[]): string {
  return hash('sha256', JSON.stringify(parts.map((part) => part ?? null)), 'hex').slice(0, 16);
}

/** Parts of a key that name several things: each once, in an order no delivery or roster changes. */
export function distinct(parts: readonly string[]): string[] {
  return [...new Set(parts)].sort();
}

/** Typed facts as the evidence of a draft. */
export function evidence<D>(facts: readonly Fact<D>[]): Fact[] {
  return facts as unknown as Fact[];
}
