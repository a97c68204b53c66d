import { Arguments } from "../synthesized-stack";
import { blocks, texts } from "./arguments";
import { CACHING_DISABLED } from "./managed-policies";
import { CachePolicy } from "./policies";
import { Trace } from "./trace";

/** A response of an origin. */
export interface ReceivedResponse {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What of a response's headers says how long it may be cached. */
interface Freshness {
  /** `s-maxage`, or else `max-age`. */
  readonly maxAge?: number;
  /** Until `Expires`, counted from `Date`. */
  readonly expires?: number;
  /** Whether there is one of `no-cache`, `no-store` and `private`. */
  readonly forbidden: boolean;
}

/** CloudFront Developer Guide, "Control how long CloudFront caches errors". */
const DEFAULT_ERROR_SECONDS = 10;
/** "How CloudFront processes HTTP 4xx and 5xx status codes from your origin": cached always, and by `max-age` or `s-maxage` alone. */
const CACHED_ERRORS = [404, 414, 500, 501, 502, 503, 504];
const ERRORS_CACHED_BY_HEADERS = [400, 403, 405, 412, 415];
/** "Control how long CloudFront caches errors": those that `no-store`, `no-cache` and `private` keep from the cache, but for 410, which never is in it. */
const ERRORS_WITHOUT_CACHE = [404, 414, 501];
const SWITCHING_PROTOCOLS = 101;

/** Whether responses to a method are cached: GET and HEAD always, OPTIONS where the behavior says so. Pure. */
export function isCachedMethod(behavior: Arguments, method: string): boolean {
  return method === "GET" || method === "HEAD" || (method === "OPTIONS" && texts(behavior.cached_methods).includes("OPTIONS"));
}

/**
 * How long a response that is no error is cached, in seconds (CloudFront Developer Guide, "Manage how long content stays in the cache (expiration)").
 *
 * @param policy the policy of the behavior
 * @param response what the origin answered
 */
export function objectSeconds(policy: CachePolicy, { status, headers }: ReceivedResponse, trace: Trace): number {
  // All headers in the cache key: nothing is cached ("Cache content based on request headers").
  if (status === SWITCHING_PROTOCOLS || policy.headers.which === "all") return 0;
  const { minSeconds, defaultSeconds, maxSeconds } = policy;
  const { maxAge, expires, forbidden } = freshnessOf(headers, trace);
  if (forbidden) return minSeconds;
  const given = maxAge ?? expires;
  return given === undefined ? Math.max(minSeconds, defaultSeconds) : Math.min(Math.max(given, minSeconds), maxSeconds);
}

/**
 * How long an error is cached, in seconds: at least for the error caching minimum TTL of its status code, if it is one that is cached.
 *
 * @param distribution the distribution's arguments
 * @param policy the policy of the behavior
 * @param response what the origin answered
 */
export function errorSeconds(distribution: Arguments, policy: CachePolicy, { status, headers }: ReceivedResponse, trace: Trace): number {
  if (policy.managed && policy.name === CACHING_DISABLED) return 0;
  const { maxAge, expires, forbidden } = freshnessOf(headers, trace);
  const minimum = Number(errorResponseFor(distribution, status)?.error_caching_min_ttl ?? DEFAULT_ERROR_SECONDS);
  const longer = (seconds: number): number => Math.max(minimum, Math.min(seconds, policy.maxSeconds));
  if (ERRORS_CACHED_BY_HEADERS.includes(status)) return maxAge === undefined ? 0 : longer(maxAge);
  if (!CACHED_ERRORS.includes(status) || (forbidden && ERRORS_WITHOUT_CACHE.includes(status))) return 0;
  return longer(maxAge ?? expires ?? 0);
}

/** The custom error response of a status code. Pure. */
export function errorResponseFor(distribution: Arguments, status: number): Arguments | undefined {
  return blocks(distribution, "custom_error_response").find(({ error_code: code }) => Number(code) === status);
}

function freshnessOf(headers: Readonly<Record<string, string>>, trace: Trace): Freshness {
  const directives = (headers["cache-control"] ?? "")
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  const seconds = (name: string): number | undefined => {
    const [, value] = new RegExp(`(?:^|,)${name}="?(\\d+)`).exec(directives.join(",")) ?? [];
    return value === undefined ? undefined : Number(value);
  };
  const forbidden = ["no-cache", "no-store", "private"].some((name) => directives.some((directive) => directive.split("=", 1)[0] === name));
  return { maxAge: seconds("s-maxage") ?? seconds("max-age"), expires: secondsUntilExpiry(headers, trace), forbidden };
}

function secondsUntilExpiry({ expires, date }: Readonly<Record<string, string>>, trace: Trace): number | undefined {
  if (expires === undefined) return undefined;
  // Each form of a date begins with a day's name; what is no date has passed (RFC 9111, section 5.3).
  const until = /^[A-Z][a-z]{2}/.test(expires) ? Date.parse(expires) : NaN;
  if (Number.isNaN(until)) return 0;
  const from = Date.parse(date ?? "");
  if (!Number.isNaN(from)) return Math.max(0, Math.round((until - from) / 1000));
  trace.assume("the response's Expires is later than the maximum TTL: it has no Date to count from");
  return Infinity;
}
