/** The leak rules of the catalogue, in its order. */
import type { Rule } from "./define.ts";

export const leakRules: readonly Rule[] = [];
