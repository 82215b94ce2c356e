/** The error rules of the catalogue, in its order. */
import type { Rule } from "./define.ts";

export const errorRules: readonly Rule[] = [];
