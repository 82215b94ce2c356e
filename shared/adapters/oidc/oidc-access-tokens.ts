/**
 * Access tokens of one OIDC issuer, checked against its published keys: signature, issuer, audience and times, with asymmetric
 * algorithms only. Keys are found once per warm instance and fetched again when a token names an unknown one. An issuer
 * that cannot be reached is an error, not a refusal.
 */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { AccessTokens } from '../../ports/access-tokens.ts';

const discovery = z.object({ jwks_uri: z.url() });
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const discoveryMillisecondsMax = 5_000;
const clockToleranceSeconds = 5;
/** The issuer failed us, not the caller. */
const issuerFailures = [errors.JWKSTimeout, errors.JWKSInvalid];

export function oidcAccessTokens({ issuer, audience }: { issuer: string; audience: string }): AccessTokens {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    found ??= discoverKeys(issuer).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    async verify(token) {
      const options = { issuer, algorithms, requiredClaims: ['exp', 'sub'], clockTolerance: clockToleranceSeconds };
      const keySet = await keys();
      try {
        const { payload } = await jwtVerify(token, keySet, options);
        return isFor(payload, audience) ? payload : undefined;
      } catch (error) {
        const isIssuers = issuerFailures.some((failure) => error instanceof failure);
        if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !isIssuers) return undefined;
        throw error;
      }
    },
  };
}

/** As the gateway reads it: the client id stands in where an issuer writes no audience into access tokens. */
function isFor({ aud, client_id: client }: JWTPayload, audience: string): boolean {
  const named = aud ?? client;
  return Array.isArray(named) ? named.includes(audience) : named === audience;
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(discoveryMillisecondsMax) });
  if (!response.ok) throw new Error(`issuer discovery answered ${response.status}`);
  return createRemoteJWKSet(new URL(discovery.parse(await response.json()).jwks_uri));
}
