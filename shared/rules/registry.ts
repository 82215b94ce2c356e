/** Every rule of the register, in the order of the catalogue. The combined rules come last: they read the others' findings. */
import { combinedErrorSignals } from './combined-error-signals.ts';
import { combinedLeakSignals } from './combined-leak-signals.ts';
import type { Rule } from './define.ts';
import { errorRules } from './error-rules.ts';
import { leakRules } from './leak-rules.ts';

/** Rules asked of a household by `findAll`. */
export const rules: readonly Rule[] = [...leakRules, ...errorRules];

/** Rules of the register, the two combined ones included. */
export const registeredRules: readonly Rule[] = [
  ...rules,
  combinedLeakSignals as unknown as Rule,
  combinedErrorSignals as unknown as Rule,
];

const byCode = new Map(registeredRules.map((rule) => [rule.code, rule]));

/** The rule of a catalogue code, or undefined. */
export function ruleOf(code: string): Rule | undefined {
  return byCode.get(code);
}
