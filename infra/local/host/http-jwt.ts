/**
 * The JWT authorizer of an HTTP API: signature by the issuer's published keys, issuer, audience (or client id where a token has no
 * audience), times and scopes. Claims reach the function as text, lists as `[a b]`, as API Gateway writes them.
 */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { JwtSettings } from './http-routes.ts';

export interface VerifiedToken {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

export type JwtDecision = VerifiedToken | 'unauthorized' | 'forbidden';

export interface JwtVerifier {
  verify(token: string | undefined, settings: JwtSettings, scopes: readonly string[]): Promise<JwtDecision>;
}

export function createJwtVerifier(): JwtVerifier {
  const keySets = new Map<string, Promise<JWTVerifyGetKey>>();
  const keysOf = (issuer: string): Promise<JWTVerifyGetKey> => {
    const known = keySets.get(issuer);
    if (known !== undefined) return known;
    const found = discoverKeys(issuer);
    keySets.set(issuer, found);
    found.catch(() => keySets.delete(issuer));
    return found;
  };
  return {
    async verify(token, settings, scopes) {
      if (token === undefined || token === '') return 'unauthorized';
      const keys = await keysOf(settings.issuer);
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(token, keys, {
          issuer: settings.issuer,
          algorithms: ['RS256', 'RS384', 'RS512'],
        }));
      } catch (error) {
        if (error instanceof errors.JOSEError) return 'unauthorized';
        throw error;
      }
      if (!isForAudience(payload, settings.audiences) || (payload.iat ?? 0) > Date.now() / 1000 + 1)
        return 'unauthorized';
      const held = scopesOf(payload);
      if (scopes.length > 0 && !scopes.some((scope) => held.includes(scope))) return 'forbidden';
      const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
      return { claims, scopes: scopes.length > 0 ? held : null };
    },
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const { jwks_uri: keySetUrl } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(keySetUrl));
}

function isForAudience(payload: JWTPayload, audiences: readonly string[]): boolean {
  const named = payload.aud ?? payload.client_id;
  const held = Array.isArray(named) ? named : [named];
  return held.some((audience) => typeof audience === 'string' && audiences.includes(audience));
}

function scopesOf(payload: JWTPayload): readonly string[] {
  const scope = payload.scope ?? payload.scp;
  return Array.isArray(scope) ? scope.map(String) : typeof scope === 'string' ? scope.split(' ') : [];
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
