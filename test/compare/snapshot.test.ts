import { describe, expect, it } from 'vitest';
import { buildSnapshot, Snapshot, SnapshotFault } from '../../shared/compare/snapshot.ts';
import { sampleIdentity } from '../../shared/datasets/sample.ts';
import { packIdentity } from '../../shared/domain/identity.ts';
import { householdOf, randomRoster, seeded, tokens } from './roster.ts';

const roster = randomRoster(500, seeded(1));
const file = buildSnapshot(roster, '2026-11-01', tokens);
const snapshot = Snapshot.open(file);

describe('a roster snapshot', () => {
  it('finds every person by identity number and by token, in the household they belong to', () => {
    for (const entry of roster) {
      const household = snapshot.findHousehold(entry.id);
      expect(snapshot.householdIdOf(household)).toBe(entry.id);
      for (const member of entry.members) {
        const { high, low } = packIdentity(member.id);
        const person = snapshot.findPacked(high, low);
        expect(person).toBeGreaterThanOrEqual(0);
        expect(snapshot.findToken(tokens.personOf(member.id))).toBe(person);
        expect(snapshot.householdOfPerson(person)).toBe(household);
        expect(snapshot.nameMarkOf(person)).toBe(member.nameMark);
      }
    }
  });

  it('gives back each household as it was put in, members as tokens', () => {
    for (const entry of roster) {
      const read = snapshot.readHousehold(snapshot.findHousehold(entry.id), tokens);
      const { members, ...household } = entry;
      expect(read).toMatchObject({ ...household, standing: 'covered' });
      expect(read.members.map((member) => member.person).sort()).toEqual(
        members.map((member) => tokens.personOf(member.id)).sort(),
      );
      for (const member of members) {
        const found = read.members.find(({ person }) => person === tokens.personOf(member.id));
        expect(found).toMatchObject({ relation: member.relation, status: member.status });
      }
    }
  });

  it('finds nobody who is not on it', () => {
    const known = new Set(roster.flatMap((entry) => entry.members.map((member) => member.id)));
    const random = seeded(2);
    const strangers = Array.from({ length: 1000 }, () => sampleIdentity(random)).filter((id) => !known.has(id));
    for (const id of strangers) {
      const { high, low } = packIdentity(id);
      expect(snapshot.findPacked(high, low)).toBe(-1);
      expect(snapshot.findToken(tokens.personOf(id))).toBe(-1);
      expect(snapshot.findHousehold(tokens.householdOf(id))).toBe(-1);
    }
  });

  it('is the same bytes whatever the order of its households', () => {
    expect(buildSnapshot([...roster].reverse(), '2026-11-01', tokens).equals(file)).toBe(true);
  });

  it('can hold no household at all', () => {
    const empty = Snapshot.open(buildSnapshot([], '2026-11-01', tokens));
    expect(empty.findPacked(52052619, 123)).toBe(-1);
    expect(empty.findToken(tokens.personOf('x'))).toBe(-1);
    expect(empty.findHousehold(tokens.householdOf('x'))).toBe(-1);
  });

  it('refuses a roster with one person in two households', () => {
    const id = sampleIdentity(seeded(3));
    expect(() => buildSnapshot([householdOf('1', [id]), householdOf('2', [id])], '2026-11-01', tokens)).toThrow(
      SnapshotFault,
    );
  });

  it('is refused when it is cut off anywhere', () => {
    for (const bytes of [0, 7, 15, 16, 200, 2000, file.length >> 1, file.length - 1]) {
      expect(() => Snapshot.open(file.subarray(0, bytes)), `${bytes} bytes`).toThrow(SnapshotFault);
    }
  });

  it('is refused when a bit of its body has changed', () => {
    const start = (16 + file.readUInt32LE(12) + 7) & ~7;
    for (let at = start; at < file.length; at += 4099) {
      const altered = Buffer.from(file);
      altered[at] = (altered[at] as number) ^ 1;
      expect(() => Snapshot.open(altered), `byte ${at}`).toThrow(SnapshotFault);
    }
  });

  it('is refused when it is another file or another format', () => {
    const other = Buffer.from(file);
    other.writeUInt32LE(2, 8);
    expect(() => Snapshot.open(other)).toThrow('unknown snapshot format');
    expect(() => Snapshot.open(Buffer.alloc(4096))).toThrow('not a roster snapshot');
  });

  it('opens from a buffer that starts at an odd address', () => {
    const shifted = Buffer.concat([Buffer.alloc(3), file]).subarray(3);
    expect(Snapshot.open(shifted).id).toBe(snapshot.id);
  });

  it('takes at most 60 bytes a person', () => {
    const large = randomRoster(6700, seeded(4));
    const people = large.reduce((sum, entry) => sum + entry.members.length, 0);
    expect(people).toBeGreaterThan(19_500);
    expect(buildSnapshot(large, '2026-11-01', tokens).length / people).toBeLessThanOrEqual(60);
  });
});
