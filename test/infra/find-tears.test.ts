import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findTears, type Item } from '../../infra/tools/find-tears.ts';
import { type AlertCase, decideAlert, type WarningRecord } from '../../shared/domain/cases/alert-case.ts';

const household = 'hh_1';
const raise = (id: string, openCase: AlertCase | undefined) =>
  decideAlert(
    { openCase, warning: undefined, exemptions: [] },
    {
      kind: 'raised',
      revision: 1,
      finding: { id, rule: `rule-${id}`, direction: 'error', level: 'orange', weight: 3, household },
      county: '520526',
      township: '520526100000',
    },
    '2026-11-23',
  );

/** A household with two warnings in one case, as its transactions left it. */
function twoWarnings() {
  const first = raise('a', undefined);
  const second = raise('b', first.alertCase);
  const alertCase = second.alertCase as AlertCase;
  const events = [first, second].map(({ event }) => event as NonNullable<typeof event>);
  const warnings = [first, second].map(({ warning }) => warning as WarningRecord);
  const cases: Item[] = [
    { pk: `CASE#${alertCase.id}`, sk: 'CASE', version: alertCase.version, case: alertCase },
    { pk: `HOUSEHOLD#${household}`, sk: 'OPEN#error', caseId: alertCase.id },
    // DynamoDB gives members back in another order than they were written in.
    ...events.map((event) => ({
      pk: `CASE#${alertCase.id}`,
      sk: `EVENT#${event.sequence}`,
      event: Object.fromEntries(Object.entries(event).reverse()),
    })),
    ...warnings.map((record) => ({ pk: `WARNING#${record.id}`, sk: 'WARNING', record })),
    { pk: `PROJECTED#${alertCase.id}`, sk: '0000000001' },
  ];
  const journal: Item[] = events.map((event) => ({
    pk: 'COUNTY#520526',
    sk: `2026-11-23#${alertCase.id}#${event.sequence}`,
    caseId: event.caseId,
    sequence: event.sequence,
    digest: hash('sha256', JSON.stringify(event), 'hex'),
  }));
  return { alertCase, cases, journal };
}

const without = (items: readonly Item[], sk: string) => items.filter((item) => !item.sk.startsWith(sk));

describe('restored tables', () => {
  it('are whole when every transaction is', () => {
    const { cases, journal } = twoWarnings();
    expect(findTears(cases, journal)).toEqual([]);
    expect(findTears([], [])).toEqual([]);
  });

  it('are torn when an open case has lost its lock', () => {
    const { alertCase, cases, journal } = twoWarnings();
    expect(findTears(without(cases, 'OPEN#'), journal)).toEqual([{ promise: 'lock-of-open-case', at: alertCase.id }]);
  });

  it('are torn when a lock points at no open case', () => {
    const { cases, journal } = twoWarnings();
    const closed = cases.map((item) =>
      item.sk === 'CASE' ? { ...item, case: { ...(item.case as AlertCase), state: 'withdrawn' } } : item,
    );
    expect(findTears(closed, journal)).toEqual([{ promise: 'case-of-lock', at: `${household}#error` }]);
    const promises = findTears(without(cases, 'CASE'), journal).map(({ promise }) => promise);
    expect(promises).toContain('case-of-lock');
  });

  it('are torn when a case is newer or older than its events', () => {
    const { alertCase, cases, journal } = twoWarnings();
    expect(findTears(without(cases, 'EVENT#2'), journal)).toEqual([{ promise: 'events-of-case', at: alertCase.id }]);
  });

  it('are torn when the journal lacks an event or tells it differently', () => {
    const { alertCase, cases, journal } = twoWarnings();
    const at = `${alertCase.id}#2`;
    expect(findTears(cases, journal.slice(0, 1))).toEqual([{ promise: 'journal-of-event', at }]);
    const altered = journal.map((entry) => (entry.sequence === 2 ? { ...entry, digest: '00' } : entry));
    expect(findTears(cases, altered)).toEqual([{ promise: 'journal-of-event', at }]);
  });

  it('are torn when an open warning is in no case', () => {
    const { alertCase, cases, journal } = twoWarnings();
    const stray = { id: 'c', state: 'open', revision: 1, caseId: alertCase.id, level: 'red', rule: 'r', weight: 1 };
    const item = { pk: 'WARNING#c', sk: 'WARNING', record: stray };
    expect(findTears([...cases, item], journal)).toEqual([{ promise: 'case-of-warning', at: 'c' }]);
  });
});
