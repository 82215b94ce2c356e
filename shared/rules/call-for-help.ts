/**
 * L-HOT-01: somebody reported a family as left out, or called for urgent help. Every such report is checked and answered, even when the
 * data disagree and whatever the family already receives, so nothing here speaks against it.
 */
import { hotlinePetition } from '../datasets/hotline-petition.ts';
import { addMonths } from '../domain/dates.ts';
import { defineRule, row, trigger } from './define.ts';
import { evidence, evidenceKey } from './evidence-key.ts';
import { law } from './law.ts';

export interface CallForHelpParameters {
  /** An older report was answered long ago or is no longer urgent. */
  readonly monthsMax: number;
}

const calls = new Set(['2', '6']);
const call = (demand: string, receivedAt = '2026-09-28T09:15:00') =>
  row(hotlinePetition, { ticket_no: 'T1', channel: '1', demand_type: demand, received_at: receivedAt });

export const callForHelp = defineRule<CallForHelpParameters>({
  id: 'call-for-help',
  code: 'L-HOT-01',
  title: { zh: '漏保反映或急难求助', en: 'Reported as left out, or a call for help' },
  direction: 'leak',
  level: 'red',
  appliesTo: ['covered', 'recognised', 'watched', 'applying', 'outsider'],
  triggers: [trigger(hotlinePetition, (row) => calls.has(row.demand_type ?? ''))],
  basis: [law.socialAssistanceAct(60), law.recognition(37)],
  innocentIf: [
    { zh: '诉求已答复办结', en: 'the report has been answered' },
    { zh: '反映的是其他家庭', en: 'the report is about another family' },
    { zh: '诉求人已撤回', en: 'the caller has withdrawn it' },
  ],
  because: {
    zh: '{receivedOn} 收到诉求（类型 {demandCode}：2 漏保反映、6 急难求助），须逐件核查并答复',
    en: 'A report was received on {receivedOn} (kind {demandCode}: 2 left out, 6 urgent help); each must be checked and answered',
  },
  parameters: [{ from: '2020-01-01', value: { monthsMax: 6 }, source: '57-37; age of a report: default [OK]' }],
  find(subject, context) {
    return subject.facts(hotlinePetition).flatMap((fact) => {
      const { row } = fact;
      const receivedOn = row.received_at?.slice(0, 10) ?? fact.eventOn;
      if (!calls.has(row.demand_type ?? '') || receivedOn === undefined || receivedOn > context.asOf) return [];
      if (receivedOn <= addMonths(context.asOf, -context.parametersOn(receivedOn).monthsMax)) return [];
      return [
        {
          key: evidenceKey('report', row.ticket_no ?? fact.ref.recordId),
          evidence: evidence([fact]),
          measures: { receivedOn, demandCode: row.demand_type ?? '', channelCode: row.channel ?? '' },
          factOn: receivedOn,
        },
      ];
    });
  },
  examples: [
    {
      claim: 'an urgent call of a covered family is raised in red',
      asOf: '2026-09-30',
      household: { programme: 'rural-dibao', status: 'covered', members: [{ person: 'head', rows: [call('6')] }] },
      raises: [{ level: 'red', strength: 'warning', measures: { receivedOn: '2026-09-28' } }],
    },
    {
      claim: 'a report of being left out is raised although the income on record is comfortable',
      asOf: '2026-09-30',
      household: {
        programme: 'none',
        status: 'watched',
        assessedIncomeFenMonth: 500_000,
        members: [{ person: 'head', rows: [call('2')] }],
      },
      raises: [{ level: 'red' }],
    },
    {
      claim: 'a question about applying, or a complaint about service, is not a call for help',
      asOf: '2026-09-30',
      household: {
        members: [
          { person: 'head', rows: [call('1')] },
          { person: 'wife', rows: [call('5')] },
        ],
      },
      raises: [],
    },
    {
      claim: 'a report of half a year ago is not raised again',
      asOf: '2026-09-30',
      household: { members: [{ person: 'head', rows: [call('2', '2026-03-30T10:00:00')] }] },
      raises: [],
    },
  ],
});
