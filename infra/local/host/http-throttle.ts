/** Token buckets of a stage: the default for all routes together with it, or a route's own settings. */
import type { Resource } from './template.ts';

interface Limits {
  readonly ThrottlingRateLimit?: number | string;
  readonly ThrottlingBurstLimit?: number | string;
}

export interface Throttle {
  /** Takes one token for a request to the route, or says no. */
  admit(routeKey: string, nowMs: number): boolean;
}

interface Bucket {
  readonly rate: number;
  readonly burst: number;
  tokens: number;
  filledAtMs: number;
}

export function createThrottle(stage: Resource | undefined): Throttle {
  const { DefaultRouteSettings, RouteSettings } = (stage?.properties ?? {}) as {
    DefaultRouteSettings?: Limits;
    RouteSettings?: Readonly<Record<string, Limits>>;
  };
  const buckets = new Map<string, Bucket | undefined>();
  const bucketOf = (routeKey: string): Bucket | undefined => {
    if (!buckets.has(routeKey))
      buckets.set(routeKey, createBucket({ ...DefaultRouteSettings, ...RouteSettings?.[routeKey] }));
    return buckets.get(routeKey);
  };
  return {
    admit(routeKey, nowMs) {
      const bucket = bucketOf(routeKey);
      if (bucket === undefined) return true;
      bucket.tokens = Math.min(bucket.burst, bucket.tokens + ((nowMs - bucket.filledAtMs) / 1000) * bucket.rate);
      bucket.filledAtMs = nowMs;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}

function createBucket(limits: Limits): Bucket | undefined {
  const rate = Number(limits.ThrottlingRateLimit ?? 0);
  const burst = Number(limits.ThrottlingBurstLimit ?? 0);
  if (rate <= 0 && burst <= 0) return undefined;
  return { rate, burst: Math.max(1, burst), tokens: Math.max(1, burst), filledAtMs: 0 };
}
