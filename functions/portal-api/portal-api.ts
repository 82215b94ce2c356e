/**
 * The API behind the portal: one table of routes, each with the permission it needs. The token is checked here again although the
 * gateway has checked it; nothing is read before caller and role are known. Reads are key lookups and index queries, never scans.
 */
import { callerClaims } from '../../shared/contracts/portal.ts';
import type { AccessTokens } from '../../shared/ports/access-tokens.ts';
import type { HttpAnswer, HttpRequest } from '../../shared/runtime/http-handler.ts';
import { type CasePorts, listCases, readCase, readTownships, readWarning } from './cases.ts';
import { type DropPorts, listDrops, readDrop, readReceipt, rejectDrop, releaseDrop } from './drops.ts';
import { isAllowed, type Permission } from './permissions.ts';
import type { Ask } from './request.ts';

export interface PortalPorts extends DropPorts, CasePorts {
  readonly tokens: AccessTokens;
}

interface Guarded {
  readonly needs: Permission;
  readonly answer: (ask: Ask, ports: PortalPorts) => Promise<HttpAnswer>;
}

export const openRoute = 'GET /v1/health';
export const guardedRoutes: Readonly<Record<string, Guarded>> = {
  'GET /v1/drops': { needs: 'read-drops', answer: listDrops },
  'GET /v1/drops/{dropId}': { needs: 'read-drops', answer: readDrop },
  'GET /v1/drops/{dropId}/receipt': { needs: 'read-drops', answer: readReceipt },
  'POST /v1/drops/{dropId}/release': { needs: 'decide-drops', answer: releaseDrop },
  'POST /v1/drops/{dropId}/reject': { needs: 'decide-drops', answer: rejectDrop },
  'GET /v1/cases': { needs: 'read-cases', answer: listCases },
  'GET /v1/cases/{caseId}': { needs: 'read-cases', answer: readCase },
  'GET /v1/warnings/{warningId}': { needs: 'read-cases', answer: readWarning },
  'GET /v1/analysis/townships': { needs: 'read-cases', answer: readTownships },
};

export function portalApi(ports: PortalPorts): (request: HttpRequest) => Promise<HttpAnswer> {
  return async (request) => {
    if (request.routeKey === openRoute) return { status: 200, body: { version: 'v1' } };
    const route = Object.hasOwn(guardedRoutes, request.routeKey) ? guardedRoutes[request.routeKey] : undefined;
    if (route === undefined) return { refused: 'route-unknown' };
    const token = /^Bearer +(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
    const claims = token === undefined ? undefined : await ports.tokens.verify(token);
    if (claims === undefined) return { refused: 'token-invalid' };
    const caller = callerClaims.safeParse(claims);
    if (!caller.success || !isAllowed(caller.data, route.needs)) return { refused: 'role-missing' };
    return route.answer({ request, caller: caller.data }, ports);
  };
}
