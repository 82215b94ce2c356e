/**
 * Cases, warnings and counts as people see them. Every answer stays within the caller's region: what lies outside it is answered as
 * what does not exist, so that nobody learns of a household elsewhere by asking.
 */
import { warningRaised } from '../../shared/contracts/messages.ts';
import {
  type CaseSummary,
  type CaseView,
  casePath,
  casesQuery,
  type TownshipsView,
  townshipsQuery,
  type WarningView,
  warningPath,
} from '../../shared/contracts/portal.ts';
import type { Language } from '../../shared/contracts/problem.ts';
import type { AlertCase } from '../../shared/domain/cases/alert-case.ts';
import { alertStates, isOpenState } from '../../shared/domain/cases/alert-states.ts';
import { type CaseCount, pendingPlaceOf, placeOf, regionCodeOf } from '../../shared/domain/cases/case-counts.ts';
import { childrenOf, regionOf } from '../../shared/domain/regions.ts';
import type { CaseReader, StoredWarning } from '../../shared/ports/case-reader.ts';
import type { HttpAnswer } from '../../shared/runtime/http-handler.ts';
import type { Cursors } from './cursor.ts';
import { isInReach } from './permissions.ts';
import { type Ask, cursorInvalid, invalid, notFound, parseInput } from './request.ts';

export interface CasePorts {
  readonly cases: CaseReader;
  readonly cursors: Cursors;
}

export async function listCases({ request, caller }: Ask, { cases, cursors }: CasePorts): Promise<HttpAnswer> {
  const query = parseInput(casesQuery, request.query);
  if ('reasons' in query) return invalid(query.reasons);
  const { township: code, state, cursor, limit } = query.value;
  if (!isInReach(caller, code)) return notFound;
  const place = placeOf(code.length === 6 ? { county: code, township: '' } : { county: '', township: code });
  const list = `cases ${place} ${state}`;
  const position = cursor === undefined ? undefined : cursors.open(list, cursor);
  if (cursor !== undefined && position === undefined) return cursorInvalid;
  const page = await cases.list(place, state, limit, position);
  const body = {
    cases: page.cases.map((found) => summaryOf(found, request.language)),
    cursor: page.next === undefined ? undefined : cursors.sign(list, page.next),
  };
  return { status: 200, body };
}

export async function readCase({ request, caller }: Ask, { cases }: CasePorts): Promise<HttpAnswer> {
  const path = parseInput(casePath, request.path);
  const file = 'value' in path ? await cases.readCase(path.value.caseId) : undefined;
  if (file === undefined || !isInReach(caller, regionCodeOf(file.case))) return notFound;
  const body: CaseView = {
    ...summaryOf(file.case, request.language),
    warnings: file.case.warnings.map((warning) => ({ ...warning })),
    events: file.events.map(({ caseId: _, ...event }) => event),
  };
  return { status: 200, body };
}

export async function readWarning({ request, caller }: Ask, { cases }: CasePorts): Promise<HttpAnswer> {
  const path = parseInput(warningPath, request.path);
  const warning = 'value' in path ? await cases.readWarning(path.value.warningId) : undefined;
  const regionCode = warning && (await regionOfWarning(warning, cases));
  if (warning === undefined || regionCode === undefined || !isInReach(caller, regionCode)) return notFound;
  const { record, household, direction, raised } = warning;
  const body: WarningView = { ...record, household, direction, raised };
  return { status: 200, body };
}

export async function readTownships({ request, caller }: Ask, { cases }: CasePorts): Promise<HttpAnswer> {
  const query = parseInput(townshipsQuery, request.query);
  if ('reasons' in query) return invalid(query.reasons);
  const { county } = query.value;
  if (regionOf(county)?.level !== 'county' || !isInReach(caller, county)) return notFound;
  const [pending, ...townships] = await Promise.all([
    cases.readCounts(pendingPlaceOf(county)),
    ...childrenOf(county).map(async ({ code, name }) => {
      const counts = await cases.readCounts(code);
      return { code, name, openCases: openIn(counts), counts: [...counts] };
    }),
  ]);
  const body: TownshipsView = { county, townships, pending: [...pending] };
  return { status: 200, body };
}

/** A warning lies where its case is worked on, else where it was raised. */
async function regionOfWarning({ record, raised }: StoredWarning, cases: CaseReader): Promise<string | undefined> {
  const file = record.caseId === undefined ? undefined : await cases.readCase(record.caseId);
  if (file !== undefined) return regionCodeOf(file.case);
  const message = warningRaised.safeParse(raised);
  return message.success ? message.data.regionCode : undefined;
}

function openIn(counts: readonly CaseCount[]): number {
  return counts.reduce((sum, { state, count }) => (isOpenState(state) ? sum + count : sum), 0);
}

function summaryOf(found: AlertCase, language: Language): CaseSummary {
  const { warnings, ...rest } = found;
  const stateText = alertStates[found.state][language === 'en' ? 'en' : 'zh'];
  return { ...rest, stateText, warningCount: warnings.length };
}
