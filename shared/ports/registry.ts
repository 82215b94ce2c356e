/** Households and persons of the register, and the vault in which their names and identity numbers lie encrypted. */
import type { RosterEntry } from '../compare/snapshot.ts';
import type { MemberStatus } from '../domain/household.ts';

export interface RosterVaultMember {
  readonly person: string;
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly status: MemberStatus;
}

export interface RegisteredHousehold {
  readonly entry: RosterEntry;
  readonly householdNo: string;
  readonly people: readonly RosterVaultMember[];
}

export interface Registry {
  /** Stores new and changed households of one roster with their persons, then the roster's journal entry. Safe to repeat. */
  storeRoster(
    households: readonly RegisteredHousehold[],
    entry: {
      readonly drop: string;
      readonly county: string;
      readonly at: string;
      readonly people: number;
      readonly digest: string;
    },
  ): Promise<void>;
}
