import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { NUMBER, PropTypes, STRINGS, list, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { checkHeaderName, checkRuleName } from "./web-acl-names";
import { PRIORITIES, WEB_ACL_MODE, WebAclMode, blockRule, namedPriorities } from "./web-acl-rule";
import { PATH_TRANSFORMATIONS, Statement, allOf, checkPathPatterns, pathsStatement } from "./web-acl-statements";

/** What requests are counted by, besides whole requests: their address, their path, their method, or the value of something that they carry. */
export type RateLimitKey =
  "ip" | "path" | "method" | { readonly header: string } | { readonly cookie: string } | { readonly queryArgument: string };

/** The windows that AWS WAF counts in, in seconds. */
const WINDOWS = [60, 120, 300, 600] as const;

/** How many requests may arrive. */
export interface RateLimit {
  /** Requests in the window, 10 to 2,000,000,000; what exceeds it gets status 429. */
  readonly requests: number;
  /** The window, in seconds, that AWS WAF looks back over. @default 300 */
  readonly windowSeconds?: 60 | 120 | 300 | 600;
  /**
   * What is counted by itself, up to five keys: each address, each value of a header such as `{ header: "x-api-key" }`, each address and path. A request without
   * that header, cookie or query argument isn't counted; `[]` counts all requests to `paths` together.
   *
   * @default ["ip"]
   */
  readonly per?: readonly RateLimitKey[];
  /** The requests that are counted, and blocked above the limit: `/api/orders`, `/api/*` or `*.json`. @default - all */
  readonly paths?: readonly string[];
  /** Whether what exceeds the limit is blocked, or only counted. @default "block" */
  readonly mode?: WebAclMode;
}

const RATE_LIMIT: PropTypes<RateLimit> = {
  requests: NUMBER,
  windowSeconds: optional({ ...oneOf(WINDOWS), mayBeToken: false }),
  per: optional(list()),
  paths: optional(STRINGS),
  mode: optional(WEB_ACL_MODE),
};

/**
 * The limit of each address where nothing else is said: 100 requests a second over five minutes. AWS advises one limit for all requests, above what any client
 * sends, with narrower ones by path ("AWS Best Practices for DDoS Resiliency", rate-based rules). A trading desk or an office has one address for all of its
 * people: this is a fifth of the 500 requests a second that the platform is sized for, so that no address takes more than the headroom can bear.
 */
export const DEFAULT_RATE_LIMIT: RateLimit = { requests: 30_000 };

/** The name of the limit that there is by default. */
export const DEFAULT_RATE_LIMIT_NAME = "perIp";

/** AWS WAF API Reference, RateBasedStatement. */
const MOST_KEYS = 5;

/** Records rate limits that AWS WAF refuses. */
export function checkRateLimits(
  validator: Validator,
  prop: string,
  rateLimits: Readonly<Record<string, RateLimit | false>> | undefined,
): void {
  if (!isGiven(rateLimits)) return;
  validator.known(prop, rateLimits);
  if (!isKnown(rateLimits)) return;
  for (const [name, limit] of Object.entries(rateLimits)) {
    const within = `${prop}.${name}`;
    checkRuleName(validator, within, name);
    validator.known(within, limit);
    if (limit === false || !isKnown(limit)) continue;
    validator
      .props(limit, RATE_LIMIT, within)
      .integerBetween(`${within}.requests`, limit.requests, 10, 2_000_000_000, "requests")
      .known(`${within}.per`, limit.per)
      .known(`${within}.mode`, limit.mode);
    checkPathPatterns(validator, `${within}.paths`, limit.paths);
    checkKeys(validator, within, limit);
  }
}

function checkKeys(validator: Validator, within: string, { per, paths }: RateLimit): void {
  if (!Array.isArray(per)) return;
  const keys = per as readonly RateLimitKey[];
  validator
    .check(`${within}.per`, keys, keys.length <= MOST_KEYS, `must be at most ${MOST_KEYS} keys`, "Leave out the others.")
    .check(
      `${within}.per`,
      keys,
      keys.length > 0 || (paths ?? []).length > 0,
      "must not be empty for requests to all paths",
      'Say what is counted by itself, such as ["ip"], or name the paths.',
    )
    .check(
      `${within}.per`,
      keys,
      new Set(keys.map((key) => JSON.stringify(key))).size === keys.length,
      "must name each key once",
      "Leave out the second.",
    );
  keys.forEach((key, index) => checkKey(validator, `${within}.per[${index}]`, key));
}

function checkKey(validator: Validator, prop: string, key: RateLimitKey): void {
  validator.known(prop, key);
  const [kind, name, ...more] = typeof key === "object" && isGiven(key) ? Object.entries(key).flat() : [key];
  const simple = ["ip", "path", "method"].includes(kind as string) && name === undefined;
  const named = ["header", "cookie", "queryArgument"].includes(kind as string) && typeof name === "string" && more.length === 0;
  validator.check(
    prop,
    key,
    simple || named,
    'must be "ip", "path", "method", { header }, { cookie } or { queryArgument }',
    'Write it as { header: "x-api-key" }.',
  );
  if (!named) return;
  validator.known(`${prop}.${kind as string}`, name);
  if (kind === "header") {
    checkHeaderName(validator, `${prop}.header`, name);
  } else {
    validator.matches(
      `${prop}.${kind as string}`,
      name,
      /^\S{1,64}$/,
      "must be a name of 1 to 64 characters without spaces",
      'Write it as "session".',
    );
  }
}

/** The rules of the rate limits, each without the requests that `exempt` leaves out. Pure. */
export function rateLimitRules(
  rateLimits: Readonly<Record<string, RateLimit | false>>,
  mode: WebAclMode,
  exempt: readonly Statement[],
  forwardedIpHeader: string | undefined,
): Wafv2WebAclRule[] {
  const names = Object.keys(rateLimits).sort();
  const priorities = namedPriorities(PRIORITIES.rateLimits, names);
  return names.flatMap((name) => {
    const limit = rateLimits[name]!;
    if (limit === false) return [];
    const applied = mode === "count" ? "count" : (limit.mode ?? "block");
    return [blockRule(`RateLimit-${name}`, priorities[name]!, applied, rateStatement(limit, exempt, forwardedIpHeader), 429)];
  });
}

function rateStatement(limit: RateLimit, exempt: readonly Statement[], forwardedIpHeader: string | undefined): Statement {
  const scope = [...(isGiven(limit.paths) && limit.paths.length > 0 ? [pathsStatement(limit.paths)] : []), ...exempt];
  const keys = limit.per ?? ["ip"];
  return {
    rate_based_statement: {
      limit: limit.requests,
      evaluation_window_sec: limit.windowSeconds ?? 300,
      ...aggregation(keys, forwardedIpHeader),
      ...(forwardedIpHeader !== undefined &&
        keys.includes("ip") && { forwarded_ip_config: { header_name: forwardedIpHeader, fallback_behavior: "NO_MATCH" } }),
      ...(scope.length > 0 && { scope_down_statement: allOf(scope) }),
    },
  };
}

function aggregation(keys: readonly RateLimitKey[], forwardedIpHeader: string | undefined): Statement {
  const [address, customAddress] = forwardedIpHeader === undefined ? ["IP", "ip"] : ["FORWARDED_IP", "forwarded_ip"];
  if (keys.length === 0) return { aggregate_key_type: "CONSTANT" };
  // AWS WAF takes the address alone as no custom key (AWS WAF API Reference, RateBasedStatement).
  if (keys.length === 1 && keys[0] === "ip") return { aggregate_key_type: address };
  return { aggregate_key_type: "CUSTOM_KEYS", custom_key: keys.map((key) => customKey(key, customAddress!)) };
}

const NO_TRANSFORMATION: readonly Statement[] = [{ priority: 0, type: "NONE" }];

function customKey(key: RateLimitKey, address: string): Statement {
  if (key === "ip") return { [address]: {} };
  if (key === "method") return { http_method: {} };
  if (key === "path") return { uri_path: { text_transformation: PATH_TRANSFORMATIONS } };
  if ("header" in key) return { header: { name: key.header, text_transformation: NO_TRANSFORMATION } };
  if ("cookie" in key) return { cookie: { name: key.cookie, text_transformation: NO_TRANSFORMATION } };
  return { query_argument: { name: key.queryArgument, text_transformation: NO_TRANSFORMATION } };
}
