/**
 * Asks every rule of one household and gathers the findings: pure and independent of the order in which rows arrived. Signals, too
 * weak alone, are raised together when enough of them from different departments point the same way.
 */
import { hash } from 'node:crypto';
import type { CalendarDate } from '../domain/dates.ts';
import { combinedErrorSignals } from './combined-error-signals.ts';
import { combinedLeakSignals } from './combined-leak-signals.ts';
import type { Draft, EvidenceRef, Level, Measures, Rule, RuleContext, RuleRow, Strength, Subject } from './define.ts';
import { type PolicyPack, parametersOn, standardOn } from './policy.ts';

export interface Finding {
  /** `wrn_` + 26 hexadecimal digits: hash of rule, household or person and evidence key. The same finding has the same id for ever. */
  readonly id: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly direction: 'leak' | 'error';
  readonly level: Level;
  readonly strength: Strength;
  readonly weight: number;
  readonly household: string;
  readonly person: string | undefined;
  readonly key: string;
  readonly measures: Measures;
  readonly evidence: readonly EvidenceRef[];
  readonly factOn: CalendarDate;
}

export interface Evaluation {
  readonly asOf: CalendarDate;
  readonly policy: PolicyPack;
  /** From the household's own region up to the province. */
  readonly regionPath: readonly string[];
}

/** All findings of the household, sorted by id. */
export function findAll(subject: Subject, rules: readonly Rule[], evaluation: Evaluation): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (!rule.appliesTo.includes(subject.standing) || !isTriggered(rule, subject)) continue;
    for (const draft of rule.find(subject, contextOf(rule, subject, evaluation))) {
      findings.push(findingOf(rule, subject, draft));
    }
  }
  findings.push(...combined(combinedErrorSignals, 'error', subject, findings, evaluation));
  findings.push(...combined(combinedLeakSignals, 'leak', subject, findings, evaluation));
  return unique(findings).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Datasets whose rows say who is on a roster: a rule about the roster itself is always asked. */
const rosterDatasets = new Set(['assistance_roster', 'roster']);

/** A rule without a single row that could make it raise has nothing to say. */
function isTriggered(rule: Rule, subject: Subject): boolean {
  return rule.triggers.some(
    ({ dataset, when }) =>
      rosterDatasets.has(dataset.key) ||
      subject.facts(dataset).some((fact) => when === undefined || when(fact.row as RuleRow<typeof dataset>)),
  );
}

export function contextOf<P>(rule: Rule<P>, subject: Subject, evaluation: Evaluation): RuleContext<P> {
  const { policy, regionPath, asOf } = evaluation;
  const overrides = (policy.overrides[rule.code] ?? []) as Rule<P>['parameters'];
  const dated = overrides.length > 0 ? [...overrides, ...rule.parameters] : rule.parameters;
  return {
    asOf,
    parametersOn: (on) => parametersOn(dated, regionPath, on),
    standardOn: (on) => standardOn(policy, regionPath, subject.isUrban, on),
  };
}

/** The identity of a finding: never of its delivery. */
export function findingIdOf(ruleCode: string, direction: string, scope: string, key: string): string {
  return `wrn_${hash('sha256', `${ruleCode}\n${direction}\n${scope}\n${key}`, 'hex').slice(0, 26)}`;
}

function findingOf<P>(rule: Rule<P>, subject: Subject, draft: Draft): Finding {
  const direction = draft.direction ?? rule.direction;
  if (direction === 'both') throw new Error(`${rule.code} raised without a direction`);
  return {
    id: findingIdOf(rule.code, direction, draft.person ?? subject.id, draft.key),
    rule: rule.code,
    ruleVersion: rule.version,
    direction,
    level: draft.level ?? rule.level,
    strength: draft.strength ?? rule.strength,
    weight: rule.weight,
    household: subject.id,
    person: draft.person,
    key: draft.key,
    measures: draft.measures,
    evidence: draft.evidence.map((fact) => fact.ref),
    factOn: draft.factOn,
  };
}

type CombinedRule = typeof combinedErrorSignals;

function combined(
  rule: CombinedRule,
  direction: 'leak' | 'error',
  subject: Subject,
  findings: readonly Finding[],
  evaluation: Evaluation,
): Finding[] {
  if (!rule.appliesTo.includes(subject.standing)) return [];
  const signals = findings.filter((finding) => finding.strength === 'signal' && finding.direction === direction);
  const parameters = parametersOn(rule.parameters, evaluation.regionPath, evaluation.asOf);
  const rules = new Set(signals.map((signal) => signal.rule));
  const datasets = new Set(signals.flatMap((signal) => signal.evidence.map((ref) => ref.dataset)));
  const weight = [...rules].reduce(
    (sum, code) => sum + (signals.find((signal) => signal.rule === code)?.weight ?? 0),
    0,
  );
  if (rules.size < parameters.rulesMin || datasets.size < parameters.datasetsMin || weight < parameters.weightMin)
    return [];
  const codes = [...rules].sort();
  const latest =
    signals
      .map((signal) => signal.factOn)
      .sort()
      .at(-1) ?? evaluation.asOf;
  return [
    {
      id: findingIdOf(rule.code, direction, subject.id, codes.join('+')),
      rule: rule.code,
      ruleVersion: rule.version,
      direction,
      level: rule.level,
      strength: 'warning',
      weight: rule.weight,
      household: subject.id,
      person: undefined,
      key: codes.join('+'),
      measures: {
        signals: signals.length,
        rulesCode: codes.join(' '),
        datasets: datasets.size,
      },
      evidence: signals.flatMap((signal) => signal.evidence),
      factOn: latest,
    },
  ];
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}
