/**
 * The life of an alert case as one table (handbook §3.3). A warning opens or joins a case; a case is one household in one direction,
 * verified in one visit. Rules raise, officers decide: nothing in this table leads to a stop of benefits.
 */
export const alertStates = {
  assigned: { zh: '已派发', en: 'Assigned', isOpen: true },
  pending: { zh: '待分派', en: 'Awaiting assignment', isOpen: true },
  withdrawn: { zh: '预警撤回', en: 'Withdrawn', isOpen: false },
} as const;
export type AlertState = keyof typeof alertStates;

export type AlertEventKind = 'opened' | 'warning-joined' | 'warning-withdrawn' | 'all-withdrawn' | 'reopened';

export interface AlertEdge {
  readonly from: AlertState | 'none';
  readonly event: AlertEventKind;
  readonly to: readonly AlertState[];
}

/** Edges driven by warnings. A case without a known township is `pending` until the county assigns it. */
export const alertEdges: readonly AlertEdge[] = [
  { from: 'none', event: 'opened', to: ['assigned', 'pending'] },
  { from: 'assigned', event: 'warning-joined', to: ['assigned'] },
  { from: 'pending', event: 'warning-joined', to: ['pending', 'assigned'] },
  { from: 'assigned', event: 'warning-withdrawn', to: ['assigned'] },
  { from: 'pending', event: 'warning-withdrawn', to: ['pending'] },
  { from: 'assigned', event: 'all-withdrawn', to: ['withdrawn'] },
  { from: 'pending', event: 'all-withdrawn', to: ['withdrawn'] },
];

export function isOpenState(state: AlertState): boolean {
  return alertStates[state].isOpen;
}

export function isEdge(from: AlertState | 'none', event: AlertEventKind, to: AlertState): boolean {
  return alertEdges.some((edge) => edge.from === from && edge.event === event && edge.to.includes(to));
}
