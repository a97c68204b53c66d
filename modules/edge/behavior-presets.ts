import { NUMBER } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { Behavior } from "./behavior";
import { CacheSettings } from "./cache-policy";

/** What may be changed of a behavior that is made for a purpose. */
export type BehaviorChanges = Omit<Partial<Behavior>, "origin">;

/** How assets are cached: for a day, or for as long as their own headers say; their path alone is the cache key. */
export const ASSET_CACHE: CacheSettings = {};

/**
 * Files that are cached at every edge location and compressed: for a day, or for as long as their own `Cache-Control` says.
 *
 * @param origin the name of the bucket among the origins
 */
export function staticAssets(origin: string, changes: BehaviorChanges = {}): Behavior {
  return changed({ origin, cache: ASSET_CACHE }, changes);
}

/**
 * A single-page app: files as `staticAssets` has them, and its one document for every path without a file extension.
 *
 * @param origin the name of the bucket among the origins
 */
export function singlePageApp(origin: string, changes: BehaviorChanges = {}): Behavior {
  return changed({ ...staticAssets(origin), indexDocument: "/index.html" }, changes);
}

/**
 * Requests that reach the origin untouched, WebSockets included, and responses that are never cached.
 *
 * @param origin the name of the load balancer among the origins
 */
export function passThrough(origin: string, changes: BehaviorChanges = {}): Behavior {
  return changed({ origin, methods: "all", cache: "disabled", forward: "everything" }, changes);
}

/**
 * Answers that are the same for everybody, such as instruments and prices of the day before: cached by path and query strings, without cookies and
 * without who asks.
 *
 * @param origin the name of the load balancer among the origins
 * @param ttlSeconds how long an answer is cached that doesn't say so itself
 * @throws ValidationError for a `ttlSeconds` that is no number: the default of a cache is a day
 */
export function cachedApi(origin: string, ttlSeconds: number, changes: BehaviorChanges = {}): Behavior {
  new Validator("cachedApi").props({ ttlSeconds }, { ttlSeconds: NUMBER });
  const cache = { defaultTtlSeconds: ttlSeconds, queryStrings: "all" } as const;
  const given = changes.cache;
  return changed({ origin, cache }, { ...changes, cache: typeof given === "object" ? { ...cache, ...given } : given });
}

/** What is left out, or undefined as a variable may be, stays as it is. */
function changed(behavior: Behavior, changes: BehaviorChanges): Behavior {
  const given = Object.entries(changes).filter(([, value]) => isGiven(value));
  return { ...behavior, ...Object.fromEntries(given) };
}
