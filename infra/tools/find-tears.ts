/**
 * What a restore may have torn. A point-in-time restore can hold one part of a recent transaction and not the other; these are the
 * promises the transactions of cases make, asked of the items themselves: the lock of a household and its open case, the events of a
 * case and its version, the event and its journal entry, an open warning and its case. An empty answer means that nothing is torn.
 */
import { hash } from 'node:crypto';
import type { AlertCase, CaseEvent, WarningRecord } from '../../shared/domain/cases/alert-case.ts';
import { isOpenState } from '../../shared/domain/cases/alert-states.ts';

export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly [attribute: string]: unknown;
}

export interface Tear {
  readonly promise: 'lock-of-open-case' | 'case-of-lock' | 'events-of-case' | 'journal-of-event' | 'case-of-warning';
  /** The item that keeps its promise no more: ids only. */
  readonly at: string;
}

export function findTears(cases: Iterable<Item>, journal: Iterable<Item>): Tear[] {
  const found = sort(cases);
  const entries = new Map<string, string>();
  for (const { caseId, sequence, digest } of journal) entries.set(`${caseId}#${sequence}`, String(digest));
  return [
    ...[...found.cases.values()].flatMap((alertCase) => tearsOfCase(alertCase, found)),
    ...[...found.locks].flatMap(([place, id]) => {
      const alertCase = found.cases.get(id);
      const isKept = alertCase !== undefined && isOpenState(alertCase.state) && placeOf(alertCase) === place;
      return isKept ? [] : [{ promise: 'case-of-lock' as const, at: place }];
    }),
    ...found.events
      .filter((event) => entries.get(`${event.caseId}#${event.sequence}`) !== digestOf(event))
      .map((event) => ({ promise: 'journal-of-event' as const, at: `${event.caseId}#${event.sequence}` })),
    ...found.warnings
      .filter((warning) => warning.state === 'open' && !isHeld(warning, found.cases.get(warning.caseId ?? '')))
      .map(({ id }) => ({ promise: 'case-of-warning' as const, at: id })),
  ];
}

interface Sorted {
  readonly cases: Map<string, AlertCase>;
  /** `household#direction` → case id. */
  readonly locks: Map<string, string>;
  readonly events: CaseEvent[];
  readonly sequences: Map<string, Set<number>>;
  readonly warnings: WarningRecord[];
}

function sort(items: Iterable<Item>): Sorted {
  const sorted: Sorted = { cases: new Map(), locks: new Map(), events: [], sequences: new Map(), warnings: [] };
  for (const item of items) {
    if (item.sk === 'CASE') {
      const alertCase = item.case as AlertCase;
      sorted.cases.set(alertCase.id, alertCase);
    } else if (item.sk === 'WARNING') {
      sorted.warnings.push(item.record as WarningRecord);
    } else if (item.sk.startsWith('OPEN#')) {
      sorted.locks.set(`${item.pk.slice('HOUSEHOLD#'.length)}#${item.sk.slice('OPEN#'.length)}`, String(item.caseId));
    } else if (item.sk.startsWith('EVENT#')) {
      const event = item.event as CaseEvent;
      sorted.events.push(event);
      const sequences = sorted.sequences.get(event.caseId) ?? new Set<number>();
      sorted.sequences.set(event.caseId, sequences.add(event.sequence));
    }
  }
  return sorted;
}

function tearsOfCase(alertCase: AlertCase, { locks, sequences }: Sorted): Tear[] {
  const tears: Tear[] = [];
  if (isOpenState(alertCase.state) && locks.get(placeOf(alertCase)) !== alertCase.id) {
    tears.push({ promise: 'lock-of-open-case', at: alertCase.id });
  }
  const seen = sequences.get(alertCase.id) ?? new Set();
  const isWhole = seen.size === alertCase.version && seen.has(1) && seen.has(alertCase.version);
  if (!isWhole) tears.push({ promise: 'events-of-case', at: alertCase.id });
  return tears;
}

/** A case lists the newest fifty of its warnings; one that is not among fifty may still be its own. */
const listedMax = 50;

function isHeld({ id }: WarningRecord, alertCase: AlertCase | undefined): boolean {
  if (alertCase === undefined) return false;
  return alertCase.warnings.length >= listedMax || alertCase.warnings.some((warning) => warning.id === id);
}

const placeOf = ({ household, direction }: AlertCase) => `${household}#${direction}`;
/** The digest as it was made: DynamoDB gives a map's members back in an order of its own. */
function digestOf({ caseId, sequence, kind, from, to, warning, on, reason }: CaseEvent): string {
  return hash('sha256', JSON.stringify({ caseId, sequence, kind, from, to, warning, on, reason }), 'hex');
}
