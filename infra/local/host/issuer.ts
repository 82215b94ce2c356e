/**
 * An OpenID Connect issuer for the laptop: signs RS256 access tokens for the test users it was given, serves its discovery document
 * and key set, and listens on the loopback address only. The key stays in the data directory, so tokens outlive a restart.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { closeServer, listenOnLoopback, readBody } from './loopback-server.ts';

export interface TestUser {
  readonly sub: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface Issuer {
  readonly url: string;
  token(user: string, audience?: string): Promise<string>;
  stop(): Promise<void>;
}

export interface IssuerOptions {
  readonly users: Readonly<Record<string, TestUser>>;
  /** Asked at each token, because the audience is known only once the template is resolved. */
  readonly audience: () => string;
  readonly port?: number | undefined;
  readonly keyFile?: string | undefined;
}

const lifetimeSeconds = 8 * 3600;
const algorithm = 'RS256';

export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const privateJwk = await readOrCreateKey(options.keyFile);
  const key = await importJWK(privateJwk, algorithm);
  const { kid, kty, n, e } = privateJwk;
  const keySet = { keys: [{ kid, kty, n, e, use: 'sig', alg: algorithm }] };
  const server = createServer((request, response) => void answer(request, response));
  const url = `http://127.0.0.1:${await listenOnLoopback(server, options.port)}`;

  async function token(user: string, audience = options.audience()): Promise<string> {
    const known = options.users[user];
    if (known === undefined) throw new Error(`unknown user ${user}`);
    return new SignJWT({ ...known.claims, token_use: 'access' })
      .setProtectedHeader({ alg: algorithm, kid: kid ?? '' })
      .setIssuer(url)
      .setSubject(known.sub)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .setJti(randomUUID())
      .sign(key);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown): void => {
      const headers = {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
      };
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    const path = new URL(request.url ?? '/', url).pathname;
    if (request.method === 'OPTIONS') return send(204, undefined);
    if (path === '/.well-known/openid-configuration') return send(200, discovery(url));
    if (path === '/jwks.json') return send(200, keySet);
    if (path !== '/token' || request.method !== 'POST') return send(404, { error: 'not_found' });
    const user = readUser((await readBody(request, 65_536)).toString('utf8'));
    if (options.users[user] === undefined) return send(400, { error: 'invalid_grant' });
    return send(200, { access_token: await token(user), token_type: 'Bearer', expires_in: lifetimeSeconds });
  }

  return { url, token, stop: () => closeServer(server) };
}

function discovery(url: string): Readonly<Record<string, unknown>> {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks.json`,
    token_endpoint: `${url}/token`,
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
  };
}

/** `{"user": "…"}` or `user=…`. */
function readUser(body: string): string {
  if (!body.trimStart().startsWith('{')) return new URLSearchParams(body).get('user') ?? '';
  try {
    return String((JSON.parse(body) as { user?: unknown }).user ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}

async function readOrCreateKey(file: string | undefined): Promise<JWK> {
  if (file !== undefined && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
  }
  return jwk;
}
