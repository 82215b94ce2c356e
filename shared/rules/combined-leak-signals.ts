/** Several small findings of different departments about one household, none of which is raised alone. */
import { defineRule } from './define.ts';
import { law } from './law.ts';

export interface CombinedParameters {
  /** Different rules that must have signalled. */
  readonly rulesMin: number;
  /** Different datasets their evidence must come from. */
  readonly datasetsMin: number;
  /** Sum of the weights of those rules. */
  readonly weightMin: number;
}

export const combinedLeakSignals = defineRule<CombinedParameters>({
  id: 'combined-leak-signals',
  code: 'L-SUM-01',
  title: {
    zh: '多项防漏线索相互印证',
    en: 'Several leak signals corroborate one another',
  },
  direction: 'leak',
  level: 'yellow',
  triggers: [],
  basis: [law.recognition(17)],
  innocentIf: [
    {
      zh: '各线索分别有合理原因',
      en: 'each signal has its own innocent reason',
    },
    { zh: '部分数据已过期', en: 'some of the data are stale' },
  ],
  because: {
    zh: '{datasets} 类数据中的 {signals} 条线索指向同一家庭，单独均不足以预警，待核实',
    en: '{signals} signals in {datasets} datasets point at one household; none would be raised alone; to be verified',
  },
  parameters: [
    {
      from: '2020-01-01',
      value: { rulesMin: 2, datasetsMin: 2, weightMin: 2 },
      source: 'default [OK]',
    },
  ],
  // Computed over the other rules' findings (evaluate.ts), not over rows.
  find: () => [],
  examples: [],
});
