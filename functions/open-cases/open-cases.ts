/**
 * Turns warnings into household cases. All events of one household and direction are decided in order and stored in one transaction
 * with their case events, journal entries and dedupe marks; a lost race is read and decided again. Delivering every message twice, in
 * any order, ends in the same case.
 */
import type { WarningEvent, WarningsRaised } from '../../shared/contracts/messages.ts';
import {
  type AlertCase,
  type AlertDirection,
  type AlertInput,
  type CaseEvent,
  decideAlert,
  type WarningRecord,
} from '../../shared/domain/cases/alert-case.ts';
import { isOpenState } from '../../shared/domain/cases/alert-states.ts';
import { shanghaiDateOf } from '../../shared/domain/dates.ts';
import { regionPathOf } from '../../shared/domain/regions.ts';
import type { CaseCommit, CaseStore } from '../../shared/ports/case-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';

export interface OpenCasesPorts {
  readonly cases: CaseStore;
  readonly clock: Clock;
}

interface HouseholdEvents {
  readonly household: string;
  readonly direction: AlertDirection;
  readonly events: readonly { readonly messageId: string; readonly event: WarningEvent }[];
}

interface DecidedGroup {
  readonly commit: CaseCommit | undefined;
  /** False when events are left because the case closed among them. */
  readonly isWhole: boolean;
}

const attemptsMax = 6;
/** Three items an event and the case's own two stay below the hundred of a transaction. */
const eventsPerCommitMax = 25;
const householdsAtOnce = 8;

/** Returns the ids of messages whose events could not all be stored. */
export async function openCases(
  messages: readonly { readonly id: string; readonly message: WarningsRaised }[],
  ports: OpenCasesPorts,
  onFailure: (messageId: string, error: unknown) => void,
): Promise<readonly string[]> {
  const failed = new Set<string>();
  const groups = groupsOf(messages);
  for (let at = 0; at < groups.length; at += householdsAtOnce) {
    await Promise.all(
      groups.slice(at, at + householdsAtOnce).map(async (group) => {
        try {
          await storeGroup(group, ports);
        } catch (error) {
          for (const { messageId } of group.events) {
            failed.add(messageId);
            onFailure(messageId, error);
          }
        }
      }),
    );
  }
  return [...failed];
}

function groupsOf(messages: readonly { readonly id: string; readonly message: WarningsRaised }[]): HouseholdEvents[] {
  const groups = new Map<
    string,
    { household: string; direction: AlertDirection; events: { messageId: string; event: WarningEvent }[] }
  >();
  for (const { id, message } of messages) {
    for (const event of message.events) {
      const household = event.kind === 'raised' ? event.finding.household : event.household;
      const direction = event.kind === 'raised' ? event.finding.direction : event.direction;
      const key = `${household}\n${direction}`;
      const group = groups.get(key) ?? { household, direction, events: [] };
      groups.set(key, group);
      group.events.push({ messageId: id, event });
    }
  }
  for (const group of groups.values()) group.events.sort((a, b) => a.event.revision - b.event.revision);
  return [...groups.values()];
}

async function storeGroup(group: HouseholdEvents, ports: OpenCasesPorts): Promise<void> {
  for (let at = 0; at < group.events.length; at += eventsPerCommitMax) {
    await storeEvents({ ...group, events: group.events.slice(at, at + eventsPerCommitMax) }, ports);
  }
}

async function storeEvents(group: HouseholdEvents, ports: OpenCasesPorts): Promise<void> {
  let lost = 0;
  // What a commit has stored is stale to the next look, so going round ends by itself.
  while (lost < attemptsMax) {
    const decided = await decideGroup(group, ports);
    if (decided.commit === undefined) return;
    if (!(await ports.cases.commit(decided.commit))) lost += 1;
    else if (decided.isWhole) return;
  }
  throw new Error(`household lost ${attemptsMax} races`);
}

async function decideGroup(group: HouseholdEvents, ports: OpenCasesPorts): Promise<DecidedGroup> {
  const [alerts, known] = await Promise.all([
    ports.cases.readAlerts(group.household, group.direction),
    ports.cases.readWarnings([...new Set(group.events.map(({ event }) => idOf(event)))]),
  ]);
  const now = ports.clock.now();
  const on = shanghaiDateOf(now);
  const warnings = new Map<string, { record: WarningRecord; raised: unknown }>();
  const events: CaseEvent[] = [];
  let current: AlertCase | undefined = alerts.openCase;
  let isWhole = true;
  for (const { event } of group.events) {
    // A case that closes within the batch makes room for a new one only in the next commit.
    if (current !== undefined && !isOpenState(current.state)) {
      isWhole = false;
      break;
    }
    const warning = warnings.get(idOf(event))?.record ?? known.get(idOf(event));
    const decision = decideAlert({ openCase: current, warning, exemptions: alerts.exemptions }, inputOf(event), on);
    if (decision.warning !== undefined) {
      const raised = event.kind === 'raised' ? event : warnings.get(idOf(event))?.raised;
      warnings.set(idOf(event), { record: decision.warning, raised });
    }
    if (decision.event !== undefined) events.push(decision.event);
    current = decision.alertCase ?? current;
  }
  if (warnings.size === 0) return { commit: undefined, isWhole };
  const county = current?.county ?? countyOf(group) ?? 'unknown';
  const commit: CaseCommit = {
    household: group.household,
    direction: group.direction,
    before: alerts.openCase,
    after: events.length > 0 ? current : undefined,
    events,
    warnings: [...warnings].map(([id, after]) => ({
      before: known.get(id),
      after: { ...after, household: group.household, direction: group.direction },
    })),
    county,
    at: new Date(now).toISOString(),
  };
  return { commit, isWhole };
}

function inputOf(event: WarningEvent): AlertInput {
  if (event.kind === 'withdrawn') return event;
  const place = placeOf(event.regionCode, event.asOf);
  return { kind: 'raised', revision: event.revision, finding: event.finding, ...place };
}

/** Township and county of a region code; '' where the table does not know. */
function placeOf(regionCode: string, on: string): { county: string; township: string } {
  const path = regionPathOf(regionCode, on) ?? [];
  return {
    county: path.find((code) => code.length === 6 && !code.endsWith('00')) ?? 'unknown',
    township: path.find((code) => code.length === 12 && code.endsWith('000')) ?? '',
  };
}

function countyOf(group: HouseholdEvents): string | undefined {
  const raised = group.events.find(({ event }) => event.kind === 'raised')?.event;
  return raised?.kind === 'raised' ? placeOf(raised.regionCode, raised.asOf).county : undefined;
}

function idOf(event: WarningEvent): string {
  return event.kind === 'raised' ? event.finding.id : event.id;
}
