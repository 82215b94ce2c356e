import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertCase,
  type AlertDecision,
  type AlertInput,
  type AlertLevel,
  decideAlert,
  defaultClocks,
  dueOn,
  type Exemption,
  type WarningRecord,
} from '../../shared/domain/cases/alert-case.ts';
import { isOpenState } from '../../shared/domain/cases/alert-states.ts';

const on = '2026-11-02';
const levels: readonly AlertLevel[] = ['yellow', 'orange', 'red'];

const raised = (id: string, revision: number, level: AlertLevel = 'yellow', township = '520526116000'): AlertInput => ({
  kind: 'raised',
  revision,
  finding: { id, rule: `rule-${id}`, direction: 'leak', level, weight: 1 + id.charCodeAt(0), household: 'hh_a' },
  county: '520526',
  township,
});
const withdrawn = (id: string, revision: number): AlertInput => ({
  kind: 'withdrawn',
  revision,
  id,
  household: 'hh_a',
  direction: 'leak',
  reason: 'fact-gone',
});
const idOf = (input: AlertInput) => (input.kind === 'raised' ? input.finding.id : input.id);

/** A household's file to which each message is applied as it comes. */
function household(exemptions: readonly Exemption[] = []) {
  const warnings = new Map<string, WarningRecord>();
  let openCase: AlertCase | undefined;
  let events = 0;
  return {
    take(input: AlertInput, day = on): AlertDecision {
      const decision = decideAlert({ openCase, warning: warnings.get(idOf(input)), exemptions }, input, day);
      if (decision.warning !== undefined) warnings.set(idOf(input), decision.warning);
      if (decision.alertCase !== undefined) {
        openCase = isOpenState(decision.alertCase.state) ? decision.alertCase : undefined;
      }
      if (decision.event !== undefined) events += 1;
      return decision;
    },
    get openCase() {
      return openCase;
    },
    get events() {
      return events;
    },
    warnings,
  };
}

const outcomeOf = (openCase: AlertCase | undefined) =>
  openCase && {
    state: openCase.state,
    level: openCase.level,
    score: openCase.score,
    warnings: [...openCase.warnings].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };

/** Messages of up to five warnings, each warning's in growing revision, and an order in which all arrive twice. */
const deliveries = fc
  .array(fc.array(fc.record({ isRaised: fc.boolean(), level: fc.constantFrom(...levels) }), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((histories) => {
    const messages = histories.flatMap((history, index) => {
      const id = 'abcde'[index] as string;
      return history.map(({ isRaised, level }, at) => (isRaised ? raised(id, at + 1, level) : withdrawn(id, at + 1)));
    });
    const twice = [...messages, ...messages];
    return fc.record({
      messages: fc.constant(messages),
      arrival: fc.shuffledSubarray(twice, { minLength: twice.length }),
    });
  });

describe('the case of a household', () => {
  it('is the same when every message arrives twice in any order', () => {
    fc.assert(
      fc.property(deliveries, ({ messages, arrival }) => {
        const inOrder = household();
        for (const message of messages) inOrder.take(message);
        const shuffled = household();
        for (const message of arrival) shuffled.take(message);
        expect(outcomeOf(shuffled.openCase)).toEqual(outcomeOf(inOrder.openCase));
      }),
      { numRuns: 1000 },
    );
  });

  it('holds exactly the warnings whose newest message raises them', () => {
    fc.assert(
      fc.property(deliveries, ({ messages, arrival }) => {
        const newest = new Map<string, AlertInput>();
        for (const message of messages) newest.set(idOf(message), message);
        const open = [...newest].filter(([, message]) => message.kind === 'raised').map(([id]) => id);
        const file = household();
        for (const message of arrival) file.take(message);
        expect((file.openCase?.warnings ?? []).map(({ id }) => id).sort()).toEqual(open.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('is due on the same day in whatever order its warnings arrive', () => {
    const warnings = fc
      .array(fc.constantFrom(...levels), { minLength: 1, maxLength: 5 })
      .map((list) => list.map((level, index) => raised('abcde'[index] as string, 1, level)));
    fc.assert(
      fc.property(
        warnings.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const [one, other] = [household(), household()];
          for (const message of list) one.take(message);
          for (const message of [...shuffled, ...list]) other.take(message);
          expect(other.openCase?.dueOn).toBe(one.openCase?.dueOn);
        },
      ),
    );
  });

  it('records no second event for a message it has seen', () => {
    const file = household();
    file.take(raised('a', 1));
    expect(file.take(raised('a', 1)).silence).toBe('stale');
    expect(file.take(raised('a', 2)).silence).toBe('seen');
    expect(file.events).toBe(1);
  });

  it('has the same id however often its first message arrives', () => {
    const [one, other] = [household(), household()];
    expect(one.take(raised('a', 1)).alertCase?.id).toBe(other.take(raised('a', 1), '2026-11-09').alertCase?.id);
  });

  it('never opens for a warning withdrawn before it was raised', () => {
    const file = household();
    expect(file.take(withdrawn('a', 2)).silence).toBe('not-open');
    expect(file.take(raised('a', 1)).silence).toBe('stale');
    expect(file.openCase).toBeUndefined();
    expect(file.events).toBe(0);
  });

  it('opens for a warning raised anew after its withdrawal', () => {
    const file = household();
    for (const message of [raised('a', 1), withdrawn('a', 2), raised('a', 3)]) file.take(message);
    expect(file.openCase?.warnings.map(({ id }) => id)).toEqual(['a']);
  });

  it('keeps a warning said again against a withdrawal that is older', () => {
    const file = household();
    for (const message of [raised('a', 1), raised('a', 3)]) file.take(message);
    expect(file.take(withdrawn('a', 2)).silence).toBe('stale');
    expect(file.openCase?.warnings.map(({ id }) => id)).toEqual(['a']);
  });

  it('rises with a warning that rises, and is then due earlier', () => {
    const file = household();
    file.take(raised('a', 1, 'yellow'));
    const decision = file.take(raised('a', 2, 'red'));
    expect(decision.event?.kind).toBe('warning-joined');
    expect(file.openCase).toMatchObject({ level: 'red', dueOn: '2026-11-05', version: 2 });
    expect(file.openCase?.warnings).toHaveLength(1);
  });

  it('is never due later than it was', () => {
    const file = household();
    file.take(raised('a', 1, 'red'));
    file.take(raised('b', 1, 'yellow'), '2026-11-04');
    expect(file.openCase?.dueOn).toBe('2026-11-05');
  });

  it('closes with its last warning and not before', () => {
    const file = household();
    for (const message of [raised('a', 1, 'red'), raised('b', 1, 'yellow')]) file.take(message);
    expect(file.take(withdrawn('a', 2)).event).toMatchObject({ kind: 'warning-withdrawn', to: 'assigned' });
    expect(file.openCase?.level).toBe('yellow');
    expect(file.take(withdrawn('b', 2)).event).toMatchObject({ kind: 'all-withdrawn', to: 'withdrawn' });
    expect(file.openCase).toBeUndefined();
  });

  it('waits without a township until a warning knows it', () => {
    const file = household();
    file.take(raised('a', 1, 'yellow', ''));
    expect(file.openCase).toMatchObject({ state: 'pending', township: '' });
    file.take(raised('b', 1));
    expect(file.openCase).toMatchObject({ state: 'assigned', township: '520526116000' });
  });

  it('stays closed for an exempted warning to the last day of the exemption', () => {
    const exemption = { rule: 'rule-a', warning: 'a', until: on };
    expect(household([exemption]).take(raised('a', 1)).silence).toBe('exempt');
    expect(household([{ ...exemption, until: '2026-11-01' }]).take(raised('a', 1)).silence).toBeUndefined();
    expect(household([exemption]).take(raised('b', 1)).silence).toBeUndefined();
  });
});

describe('the deadline of a level', () => {
  it('counts working days over the National Day holiday of 2026 and its make-up days', () => {
    expect(dueOn('red', '2026-09-30', defaultClocks)).toBe('2026-10-10');
    expect(dueOn('orange', '2026-09-30', defaultClocks)).toBe('2026-10-15');
    expect(dueOn('red', '2026-09-18', defaultClocks)).toBe('2026-09-22');
    expect(dueOn('orange', '2026-09-18', defaultClocks)).toBe('2026-09-29');
  });

  it('counts calendar days for yellow', () => {
    expect(dueOn('yellow', '2026-09-30', defaultClocks)).toBe('2026-10-15');
  });
});
