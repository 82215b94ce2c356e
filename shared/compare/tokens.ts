/**
 * Opaque references made from identity numbers with a managed key: the only form in which a person or household leaves the vault,
 * the drops and the encrypted snapshot. A bare hash would not do: a county's identity numbers can be enumerated in minutes.
 */
import { createHmac } from 'node:crypto';
import type { HouseholdId, PersonToken } from '../domain/identity.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const tokenBytes = 16;

export interface Tokens {
  /** `psn_…` of a canonical identity number. */
  personOf(id: string): PersonToken;
  /** `hh_…` of a household number of the roster. */
  householdOf(householdNo: string): HouseholdId;
  /** `hh_…` of a household known only from household registration, by its hukou number. */
  hukouHouseholdOf(hukouNo: string): HouseholdId;
  /** `hh_…` of somebody of whom no household is known. */
  loneHouseholdOf(person: PersonToken): HouseholdId;
  /** 32 bits that tell whether two names are the same, and nothing else. */
  nameMarkOf(name: string): number;
}

/** `key` is 32 random bytes, unwrapped by KMS; it is never logged or stored in the clear. */
export function tokensWith(key: Uint8Array): Tokens {
  const mac = (kind: string, text: string) => createHmac('sha256', key).update(`${kind}\n${text}`).digest();
  return {
    personOf: (id) => `psn_${base32(mac('person', id))}`,
    householdOf: (householdNo) => `hh_${base32(mac('household', householdNo))}`,
    hukouHouseholdOf: (hukouNo) => `hh_${base32(mac('hukou', hukouNo))}`,
    loneHouseholdOf: (person) => `hh_${base32(mac('lone', person))}`,
    nameMarkOf: (name) => mac('name', normalisedName(name)).readUInt32LE(0),
  };
}

/** Names are compared without blanks, in compatibility form, with one kind of middle dot. */
export function normalisedName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[•‧・∙.．]/g, '·')
    .toUpperCase();
}

/** 26 characters for 16 bytes. */
function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < tokenBytes; index++) {
    held = (held << 8) | (bytes[index] as number);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? out + alphabet[(held << (5 - bits)) & 31] : out;
}

/** The first 60 bits of a token's random part as two integers (30 + 30 bits), for sorting and look-up. */
export function tokenKeyOf(token: string): { high: number; low: number } {
  const start = token.indexOf('_') + 1;
  return {
    high: base32Number(token, start),
    low: base32Number(token, start + 6),
  };
}

/** The first `bits` (at most 30) bits of a token's random part: its bucket in a hash-bucket file. */
export function tokenBucketOf(token: string, bits: number): number {
  return bits === 0 ? 0 : base32Number(token, token.indexOf('_') + 1) >>> (30 - bits);
}

function base32Number(text: string, start: number): number {
  let value = 0;
  for (let index = start; index < start + 6; index++) {
    const code = text.charCodeAt(index);
    value = value * 32 + (code >= 97 ? code - 97 : code - 24);
  }
  return value;
}
