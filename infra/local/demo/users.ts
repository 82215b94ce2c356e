/** Test users of the embedded issuer: one per role, with the region they may see. Only on loopback; synthetic. */
import type { TestUser } from '../host/issuer.ts';

const user = (role: string, region: string): TestUser => ({ sub: `${role}-1`, claims: { roles: [role], region } });

export const demoUsers: Readonly<Record<string, TestUser>> = {
  village: user('village', '520526116210'),
  township: user('township', '520526116000'),
  county: user('county', '520526'),
  city: user('city', '520500'),
  province: user('province', '520000'),
  finance: user('finance', '520526'),
  bank: user('bank', '520526'),
  auditor: user('auditor', '520000'),
};
