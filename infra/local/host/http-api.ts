/**
 * An HTTP API of the template on a loopback port: routes, JWT authorizer, CORS and throttling as API Gateway applies them, the
 * integration's function behind. It answers 401, 403, 404, 413, 429, 500 and 503 where API Gateway does, and never shows an error's text.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createEvent, createReply, type HttpReply, plainReply } from './http-event.ts';
import { createJwtVerifier, type JwtVerifier } from './http-jwt.ts';
import { findRoutes, type JwtSettings, matchRoute, type Route } from './http-routes.ts';
import { createThrottle, type Throttle } from './http-throttle.ts';
import { BodyTooLarge, readBody } from './loopback-server.ts';
import type { Deployment, Resource } from './template.ts';

export interface HttpApiOptions {
  readonly deployment: Deployment;
  readonly api: Resource;
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  readonly onError: (where: string, error: unknown) => void;
  readonly now: () => number;
}

const bodyBytesMax = 10 * 1024 * 1024;

interface Cors {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean | string;
  readonly MaxAge?: number | string;
}

interface Api {
  readonly options: HttpApiOptions;
  readonly routes: readonly Route[];
  readonly verifier: JwtVerifier;
  readonly throttle: Throttle;
  readonly cors: Cors | undefined;
  readonly stage: string;
}

export interface HttpApiServer {
  readonly server: Server;
  serve(options: HttpApiOptions): void;
}

/** Made before the template is resolved, because functions may be told the API's URL; answers 503 until `serve` is called. */
export function createHttpApiServer(): HttpApiServer {
  let api: Api | undefined;
  const server = createServer((request, response) => {
    if (api === undefined) return void send(response, plainReply(503, 'Service Unavailable'), undefined, request);
    const current = api;
    answer(current, request)
      .catch((error: unknown) => {
        current.options.onError(`${request.method} ${request.url}`, error);
        return plainReply(500, 'Internal Server Error');
      })
      .then((reply) => send(response, reply, current.cors, request));
  });
  return {
    server,
    serve(options) {
      const stage = options.deployment
        .ofType('AWS::ApiGatewayV2::Stage')
        .find((entry) => entry.properties.ApiId === options.api.ref);
      api = {
        options,
        routes: findRoutes(options.deployment, options.api),
        verifier: createJwtVerifier(),
        throttle: createThrottle(stage),
        cors: options.api.properties.CorsConfiguration as Cors | undefined,
        stage: stage?.ref ?? '$default',
      };
    },
  };
}

async function answer(api: Api, message: IncomingMessage): Promise<HttpReply> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const method = message.method ?? 'GET';
  if (api.cors !== undefined && method === 'OPTIONS' && message.headers.origin !== undefined) {
    return { status: 204, headers: preflightHeaders(api.cors), body: '' };
  }
  const path = withoutStage(url.pathname, api.stage);
  const match = path === undefined ? undefined : matchRoute(api.routes, method, path);
  if (match === undefined) return plainReply(404, 'Not Found');
  const { route } = match;
  if (!api.throttle.admit(route.key, api.options.now())) return plainReply(429, 'Too Many Requests');
  const token =
    route.jwt === undefined
      ? undefined
      : await api.verifier.verify(readToken(message, url, route.jwt), route.jwt, route.scopes);
  if (token === 'unauthorized')
    return {
      ...plainReply(401, 'Unauthorized'),
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
    };
  if (token === 'forbidden') return plainReply(403, 'Forbidden');
  let body: Buffer;
  try {
    body = await readBody(message, bodyBytesMax);
  } catch (error) {
    if (error instanceof BodyTooLarge) return plainReply(413, 'Request Entity Too Large');
    throw error;
  }
  const { deployment, api: resource } = api.options;
  const { accountId } = deployment.place;
  const event = createEvent({ message, url, body, match, token, apiId: resource.ref, stage: api.stage, accountId });
  return invokeInTime(api, route, event);
}

async function invokeInTime(api: Api, route: Route, event: unknown): Promise<HttpReply> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<HttpReply>((resolve) => {
    timer = setTimeout(() => resolve(plainReply(503, 'Service Unavailable')), route.timeoutMs);
  });
  const reply = api.options.invoke(route.functionArn, event).then(createReply);
  try {
    return await Promise.race([reply, tooLate]);
  } finally {
    clearTimeout(timer);
    reply.catch((error: unknown) => api.options.onError(route.key, error));
  }
}

function withoutStage(path: string, stage: string): string | undefined {
  if (stage === '$default') return path;
  const prefix = `/${stage}`;
  return path === prefix ? '/' : path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined;
}

function readToken(message: IncomingMessage, url: URL, { source }: JwtSettings): string | undefined {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  const raw = kind === 'querystring' ? url.searchParams.get(name) : message.headers[name.toLowerCase()];
  return typeof raw === 'string' ? raw.replace(/^Bearer\s+/i, '').trim() : undefined;
}

function preflightHeaders(cors: Cors): Record<string, string> {
  return {
    'access-control-allow-methods': (cors.AllowMethods ?? []).join(','),
    'access-control-allow-headers': (cors.AllowHeaders ?? []).join(','),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

function corsHeaders(cors: Cors | undefined, origin: string | undefined): Record<string, string> {
  const origins = cors?.AllowOrigins ?? [];
  if (cors === undefined || origin === undefined || !(origins.includes('*') || origins.includes(origin))) return {};
  return {
    'access-control-allow-origin': origins.includes('*') ? '*' : origin,
    ...(origins.includes('*') ? {} : { vary: 'origin' }),
    ...(String(cors.AllowCredentials) === 'true' ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.ExposeHeaders === undefined ? {} : { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

function send(response: ServerResponse, reply: HttpReply, cors: Cors | undefined, request: IncomingMessage): void {
  const headers = { ...reply.headers, ...corsHeaders(cors, request.headers.origin), 'apigw-requestid': 'local' };
  response.writeHead(reply.status, headers).end(request.method === 'HEAD' ? undefined : reply.body);
}
