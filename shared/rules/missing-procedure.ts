/**
 * A household is covered although a step the law demands is missing from its file (57-28). Only a step recorded as absent counts: an
 * unknown file says nothing, and a file the county marked as migrated is a notice to complete it. The family did nothing wrong.
 */
import { rosterFile } from '../datasets/roster-file.ts';
import type { ProcedureEvidence } from '../domain/household.ts';
import { defineRule, trigger } from './define.ts';
import { evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

type Step = Exclude<keyof ProcedureEvidence, 'isLegacyFile'>;

interface ProcedureParameters {
  readonly steps: readonly Step[];
}

const stepsOf2012: readonly Step[] = ['hasApplication', 'hasTwoPersonSurvey', 'hasPublicity', 'hasConfirmation'];

const complete: ProcedureEvidence = {
  hasApplication: true,
  hasCheckReport: true,
  hasTwoPersonSurvey: true,
  hasPublicity: true,
  hasConfirmation: true,
};

export const missingProcedure = defineRule<ProcedureParameters>({
  id: 'missing-procedure',
  code: 'E-POL-01',
  title: {
    zh: '在保家庭审核确认程序材料缺失',
    en: 'A step of the procedure is missing from a covered household’s file',
  },
  direction: 'error',
  level: 'red',
  appliesTo: ['covered'],
  triggers: [trigger(rosterFile)],
  basis: [law.recognition(28), law.notice2022('一(一)')],
  innocentIf: [
    { zh: '历史档案未扫描，纸质材料齐全', en: 'migrated file: the paper is complete but not scanned' },
    { zh: '材料已补录，系统未更新', en: 'completed, the register not updated' },
    { zh: '紧急情况下先行救助，正在补办', en: 'helped first in an emergency, the paper follows' },
  ],
  because: {
    zh: '保障自 {coveredSinceOn} 起，档案缺少 {missing} 项程序材料，应核实并补正，不影响正常发放',
    en: 'covered since {coveredSinceOn}; {missing} step(s) of the procedure are missing from the file; verify and complete, payment goes on',
  },
  parameters: [
    {
      from: '2012-12-01',
      value: { steps: stepsOf2012 },
      source: '220 (repealed): application, survey, publicity, confirmation',
    },
    {
      from: '2021-07-01',
      value: { steps: [...stepsOf2012, 'hasCheckReport'] },
      source: '57-28: the check report is added',
    },
  ],
  find: (subject, context) => {
    const { procedure, since } = subject;
    if (procedure === undefined || since === undefined) return [];
    const missing = context.parametersOn(since).steps.filter((step) => procedure[step] === false);
    if (missing.length === 0) return [];
    return [
      {
        key: evidenceKey('procedure', since, ...missing),
        strength: procedure.isLegacyFile === true ? 'notice' : 'warning',
        evidence: [],
        measures: { coveredSinceOn: since, missing: missing.length, stepsCode: [...missing].sort().join(' ') },
        factOn: since,
      },
    ];
  },
  examples: [
    example('no survey by two persons on file is raised', { ...complete, hasTwoPersonSurvey: false }, 'warning'),
    example('a complete file is not raised', complete),
    example('a file nobody described is unknown and not raised', {}),
    example(
      'a migrated file that lacks publicity is a notice',
      { ...complete, hasPublicity: false, isLegacyFile: true },
      'notice',
    ),
    example(
      'no check report since July 2021 is raised',
      { ...complete, hasCheckReport: false },
      'warning',
      '2021-07-01',
    ),
    example(
      'no check report in a coverage of June 2021 is not raised',
      { ...complete, hasCheckReport: false },
      undefined,
      '2021-06-30',
    ),
  ],
});

function example(claim: string, procedure: ProcedureEvidence, strength?: 'warning' | 'notice', since = '2024-01-01') {
  return {
    claim,
    asOf: '2026-08-31',
    household: { programme: 'rural-dibao', status: 'covered', since, procedure, members: [{ person: 'head' }] },
    raises: strength === undefined ? [] : [{ strength, measures: { missing: 1 } }],
  } as const;
}
