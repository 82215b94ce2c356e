/** Who may do what, as one table; where they may do it follows from the region of their token. */
import type { Caller, Role } from '../../shared/contracts/portal.ts';
import { isWithin } from '../../shared/domain/regions.ts';

export const permissions = {
  'read-cases': ['township', 'county', 'city', 'province', 'auditor'],
  'read-drops': ['county', 'city', 'province', 'auditor'],
  'decide-drops': ['county', 'city', 'province'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

export function isAllowed(caller: Caller, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return caller.roles.some((role) => allowed.includes(role));
}

/** What lies outside a caller's region does not exist for them. */
export function isInReach(caller: Caller, regionCode: string): boolean {
  return isWithin(regionCode, caller.region);
}
